def zeros(count):
    piece = bytes(1 << 20)
    return (piece for _ in range(count))


park.remove("visits.csv")
parts = workbook_parts("入企走访", [])
bomb = {"name": "xl/worksheets/sheet1.xml", "packed": deflated(zeros(4096)), "stated": 1024}
rest = [(name, text.encode()) for name, text in parts.items() if name != bomb["name"]]
park.write("Q1.xlsx", zip_file(rest + [bomb]))
