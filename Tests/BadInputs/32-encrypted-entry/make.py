park.remove("visits.csv")
parts = [(name, text.encode()) for name, text in workbook_parts("入企走访", [["日期"]]).items()]
park.write("Q1.xlsx", zip_file([{"name": name, "data": data, "flags": 1} for name, data in parts]))
