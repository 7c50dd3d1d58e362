"""The tiny park of TinyPark.swift on disk, and the tools with which a case spoils it.

A case's make.py is run with `park` and the names of this module as globals; it edits the files of one park.
"""
import pathlib, re, struct, textwrap, zlib

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
QUARTER = "input/2025Q1/"


def tiny_park():
    """Path below the park's folder → text; read from the Swift source, so that no second copy can differ."""
    source = (HERE.parent / "LoadingTests/TinyPark.swift").read_text()
    files = {}
    for stem, block, line in re.findall(r'quarter \+ "([\w.]+)":\s*(?:"""\n(.*?)"""|"((?:[^"\\]|\\.)*)",)', source, re.S):
        text = textwrap.dedent(block) if block else line.replace("\\n", "\n").replace('\\"', '"')
        files[QUARTER + stem] = text
    scheme = re.search(r'static let scheme = """\n(.*?)"""', source, re.S).group(1)
    files["input/schemes/2025.xml"] = textwrap.dedent(scheme)
    files["input/calendar.csv"] = "日期,类型\n2025-01-01,休\n2025-01-26,班\n"
    assert len(files) == 23, sorted(files)
    return files


class Park:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        for path, text in tiny_park().items():
            self.write(path, text)
        # The tests' park is only read; what is assessed must also agree with itself.
        self.remove("decisions.csv")
        self.replace("rectifications.csv", "2025-03-01,2025-03-10,管委会", "2025-03-01,,")

    def path(self, name):
        return self.folder / (name if "/" in name else QUARTER + name)

    def write(self, name, text):
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)

    def text(self, name):
        return self.path(name).read_text()

    def replace(self, name, old, new, count=1):
        text = self.text(name)
        assert text.count(old) >= 1, (name, old)
        self.write(name, text.replace(old, new, count))

    def remove(self, name):
        self.path(name).unlink()

    def workbook(self, name, table, parts=None, **changes):
        """Moves a table into a workbook made by hand, with some of its parts replaced."""
        rows = [line.split(",") for line in self.text(table + ".csv").splitlines() if line]
        self.remove(table + ".csv")
        parts = dict(workbook_parts(TITLES[table], rows, **changes), **(parts or {}))
        self.write(name, zip_file([(part, text.encode()) for part, text in parts.items()]))


TITLES = {"visits": "入企走访", "ratings": "定性评议", "results": "完成情况"}


def cell(text):
    return text if text.startswith("<c") else f'<c t="inlineStr"><is><t>{text}</t></is></c>'


def workbook_parts(title, rows, prologue="", sheet=None):
    lines = "".join(f'<row r="{y}">{"".join(map(cell, row))}</row>' for y, row in enumerate(rows, 1))
    relationships = '<Relationships><Relationship Id="r1" Type="http://x/%s" Target="%s"/></Relationships>'
    return {
        "_rels/.rels": relationships % ("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns:r="r"><sheets><sheet name="{title}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships % ("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": prologue + (sheet or f"<worksheet><sheetData>{lines}</sheetData></worksheet>"),
    }


def deflated(pieces):
    """Raw deflate of pieces, which may be more than memory holds."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"".join([packer.compress(piece) for piece in pieces] + [packer.flush()])


def zip_file(entries):
    """A zip of (name, data) or of dicts: name, data, local (another name), packed and stated (deflated data)."""
    body, directory = b"", b""
    for entry in entries:
        if not isinstance(entry, dict):
            entry = {"name": entry[0], "data": entry[1]}
        name, data = entry["name"].encode(), entry.get("data", b"")
        packed = entry.get("packed", data)
        method = 8 if "packed" in entry else 0
        header = struct.pack("<HHHHHIII", 20, entry.get("flags", 0), method, 0, 33, zlib.crc32(data), len(packed), entry.get("stated", len(data)))
        offset = entry.get("offset", len(body))
        if "offset" not in entry:
            local = entry.get("local", entry["name"]).encode()
            body += b"PK\3\4" + header + struct.pack("<HH", len(local), 0) + local + packed
        directory += b"PK\1\2" + struct.pack("<H", 20) + header + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, offset) + name
    end = struct.pack("<HHHHIIH", 0, 0, len(entries), len(entries), len(directory), len(body), 0)
    return body + directory + b"PK\5\6" + end
