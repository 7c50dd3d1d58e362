#!/usr/bin/env python3
"""Writes the tiny park of TinyPark.swift as workbooks, each with another program.

Needs openpyxl 3.1, XlsxWriter 3 and LibreOffice 7 (soffice). The workbooks are committed, so the tests need none of them.
"""
import csv, datetime, io, pathlib, re, subprocess, sys, tempfile, textwrap

import openpyxl, xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = pathlib.Path(__file__).resolve().parent
TITLES = dict(offices="股室", people="人员", indicators="指标库", targets="指标分解", results="完成情况", ratings="定性评议",
    spotchecks="抽查", exemptions="容错免责", projects="项目", visits="入企走访", appeals="企业诉求", enterprises="企业",
    survey="满意度测评", cases="案例库", proposals="指标申报", rectifications="整改", talks="谈话", objections="异议",
    decisions="审定", cards="历史牌")


def tables():
    """The texts of TinyPark.swift, so that no second copy can differ."""
    source = (HERE.parent / "TinyPark.swift").read_text()
    found = {}
    for stem, block, line in re.findall(r'quarter \+ "(\w+)\.csv":\s*(?:"""\n(.*?)"""|"([^\n]*)",)', source, re.S):
        text = textwrap.dedent(block) if block else line.replace("\\n", "\n")
        found[stem] = [row for row in csv.reader(io.StringIO(text)) if row]
    assert set(found) == set(TITLES), set(TITLES) ^ set(found)
    return found


def typed(text):
    if re.fullmatch(r"-?\d+(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.date.fromisoformat(text)
    return text or None


def with_openpyxl(path, epoch=None):
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    book.remove(book.active)
    for stem, rows in tables().items():
        sheet = book.create_sheet(TITLES[stem])
        for row in rows:
            sheet.append([typed(cell) for cell in row])
    # 岗位 in two fonts: the runs are one text.
    post = book["人员"]["D3"]
    post.value = CellRichText(TextBlock(InlineFont(b=True), post.value[:1]), post.value[1:])
    book.save(path)


def with_xlsxwriter(path):
    """Shared strings; a merged title and a unit line above each heading; an empty first column; codes as text."""
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
    title = book.add_format({"bold": True, "align": "center"})
    for stem, rows in tables().items():
        sheet = book.add_worksheet(TITLES[stem])
        sheet.merge_range(0, 1, 0, len(rows[0]), "小园区 2025 年一季度" + TITLES[stem] + "表", title)
        sheet.write_string(1, len(rows[0]), "单位：党群工作部")
        for y, row in enumerate(rows):
            for x, cell in enumerate(row):
                value = typed(cell)
                if isinstance(value, datetime.date):
                    sheet.write_datetime(y + 3, x + 1, datetime.datetime.combine(value, datetime.time()), day)
                elif isinstance(value, (int, float)) and stem != "results":
                    sheet.write_number(y + 3, x + 1, value)
                elif value is not None:
                    sheet.write_string(y + 3, x + 1, str(value))
                else:
                    sheet.write_blank(y + 3, x + 1, None, title)
        for y in range(len(rows) + 3, len(rows) + 30):
            sheet.write_blank(y, 1, None, title)
    book.close()


def with_libreoffice(source, path):
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / "in.xlsx"
        copy.write_bytes(source.read_bytes())
        out = pathlib.Path(folder) / "out"
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
            "xlsx:Calc MS Excel 2007 XML", "--outdir", out, copy], check=True, stdout=subprocess.DEVNULL)
        path.write_bytes((out / "in.xlsx").read_bytes())


with_openpyxl(HERE / "tiny-openpyxl.xlsx")
with_openpyxl(HERE / "tiny-1904.xlsx", CALENDAR_MAC_1904)
with_xlsxwriter(HERE / "tiny-xlsxwriter.xlsx")
with_libreoffice(HERE / "tiny-openpyxl.xlsx", HERE / "tiny-libreoffice.xlsx")
