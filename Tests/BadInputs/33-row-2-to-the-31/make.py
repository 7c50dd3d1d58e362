park.workbook("Q1.xlsx", "visits", sheet='<worksheet><sheetData><row r="2147483648"><c><v>1</v></c></row></sheetData></worksheet>')
