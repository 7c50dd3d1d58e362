rows = [line.split(",") for line in park.text("visits.csv").splitlines()]
hidden = {5: ' hidden="1"'}
lines = "".join(f'<row r="{y}"{hidden.get(y, "")}>{"".join(map(cell, row))}</row>' for y, row in enumerate(rows, 3))
title = '<row r="1"><c t="inlineStr"><is><t>一季度走访</t></is></c></row>'
sheet = f'<worksheet><sheetData>{title}{lines}</sheetData><mergeCells><mergeCell ref="A1:D1"/></mergeCells></worksheet>'
park.workbook("Q1.xlsx", "visits", sheet=sheet)
