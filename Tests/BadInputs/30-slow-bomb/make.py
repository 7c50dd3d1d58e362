# Under 200:1, but more than 256 MiB in all: random rows between the blanks.
import random
random.seed(1)


def rows():
    yield b"<worksheet><sheetData>"
    for number in range(1, 6000):
        noise = "".join(random.choice("abcdefghij") for _ in range(400))
        yield (f'<row r="{number}"><c/></row><!--{noise}-->' + " " * 60000).encode()
    yield b"</sheetData></worksheet>"


park.remove("visits.csv")
parts = workbook_parts("入企走访", [])
sheet = {"name": "xl/worksheets/sheet1.xml", "packed": deflated(rows()), "stated": 4096}
rest = [(name, text.encode()) for name, text in parts.items() if name != sheet["name"]]
park.write("Q1.xlsx", zip_file(rest + [sheet]))
