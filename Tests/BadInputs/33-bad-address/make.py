park.workbook("Q1.xlsx", "visits", sheet='<worksheet><sheetData><row r="1"><c r="ZZZZ1"><v>1</v></c></row></sheetData></worksheet>')
