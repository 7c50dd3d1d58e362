park.replace("visits.csv", "E2", '<c t="s"><v>99999</v></c>')
park.workbook("Q1.xlsx", "visits")
