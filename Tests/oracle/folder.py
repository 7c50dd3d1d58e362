"""Writes input folders: tables as CSV in the contract's titles, sign-offs, calendar, a varied sample scheme."""
import csv
import hashlib
import io
import random
import xml.etree.ElementTree as ElementTree
from pathlib import Path

SAMPLE_SCHEME = Path(__file__).resolve().parents[2] / "input" / "schemes" / "2025.xml"

COLUMNS = {
    "offices": "股室代码 股室名称 负责人工号 分管领导 前身代码",
    "people": "工号 姓名 股室代码 岗位 职级 岗位系数 谈话人 状态 到岗日期 离岗日期",
    "indicators": "指标代码 指标名称 类别 大组 小组 单位 方向 口径 计分法 参数 满分 责任股室 数据来源 标签",
    "targets": "指标代码 对象 对象代码 目标值 满分 期限 来源",
    "results": "指标代码 对象 对象代码 实际值 截至日期 佐证 说明",
    "ratings": "对象 对象代码 指标代码 评委序号 分数 评语",
    "spotchecks": "抽查编号 日期 对象 对象代码 事项 扣分 佐证 性质",
    "exemptions": "指标代码 事项编号 对象 对象代码 事由 批准人 批准日期",
    "projects": "项目代码 项目名称 类型 阶段 责任人工号 股室代码 计划进度 实际进度 截至日期 滞后原因 原因类别 认领日期",
    "visits": "日期 工号 企业代码 主题",
    "appeals": "诉求编号 企业代码 类别 提出日期 响应日期 办结日期 时限 经办人工号 评价",
    "enterprises": "企业代码 企业名称 简称 规上 重点项目",
    "survey": "问卷编号 企业代码 股室代码 评价",
    "cases": "案例编号 标题 指标代码 项目类型 阶段 原因类别 做法 成效 提供股室 同意引用",
    "proposals": "申报编号 工号 指标名称 理由 目标值 满分 状态 审核人 生效期",
    "rectifications": "整改编号 来源 对象 对象代码 问题 目标 措施 责任单位 时限 延期至 延期批准人 申请日期 状态 验收人 验收日期 佐证",
    "talks": "工号 谈话人 日期 类型 约定事项 期限",
    "decisions": "种类 对象 对象代码 牌号 建议 审定 理由 决定人 日期",
    "cards": "牌号 对象 对象代码 牌别 事由 事实季度 签发日期 整改期限 销牌日期",
}
COLUMNS = {table: titles.split() for table, titles in COLUMNS.items()}

# The State Council's arrangements for 2025 and 2026; 2024 and 2027 carry only what the tests need.
HOLIDAYS = """2024-01-01 休;2024-10-01..2024-10-07 休;2025-01-01 休;2025-01-28..2025-02-04 休;2025-01-26 班;2025-02-08 班
2025-04-04..2025-04-06 休;2025-05-01..2025-05-05 休;2025-04-27 班;2025-05-31..2025-06-02 休
2025-10-01..2025-10-08 休;2025-09-28 班;2025-10-11 班;2026-01-01..2026-01-03 休;2026-01-04 班
2026-02-15..2026-02-23 休;2026-02-14 班;2026-02-28 班;2026-04-04..2026-04-06 休;2026-05-01..2026-05-05 休
2026-05-09 班;2026-06-19..2026-06-21 休;2026-09-25..2026-09-27 休;2026-10-01..2026-10-07 休;2026-09-20 班
2026-10-10 班;2027-01-01..2027-01-03 休;2027-10-01..2027-10-07 休"""


def calendar_rows():
    import datetime
    rows = []
    for part in HOLIDAYS.replace("\n", ";").split(";"):
        days, kind = part.split()
        first, _, last = days.partition("..")
        date = datetime.date.fromisoformat(first)
        while date <= datetime.date.fromisoformat(last or first):
            rows.append({"日期": date.isoformat(), "类型": kind})
            date += datetime.timedelta(1)
    return sorted(rows, key=lambda r: r["日期"])


def encode(titles, rows, encoding="utf-8"):
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n" if encoding == "utf-8" else "\r\n")
    writer.writerow(titles)
    writer.writerows([row.get(title, "") for title in titles] for row in rows)
    return text.getvalue().encode(encoding)


def write_table(folder, table, rows, encoding="utf-8", shuffle=None):
    """The shuffle (a random.Random) moves columns and rows: neither order may matter."""
    folder.mkdir(parents=True, exist_ok=True)
    titles, rows = list(COLUMNS[table]), list(rows)
    unknown = {title for row in rows for title in row} - set(titles)
    assert not unknown, (table, unknown)
    if shuffle:
        shuffle.shuffle(titles)
        shuffle.shuffle(rows)
    (folder / (table + ".csv")).write_bytes(encode(titles, rows, encoding))


def write_calendar(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "calendar.csv").write_bytes(encode(["日期", "类型"], calendar_rows()))


def write_signoff(folder, date, signer="王某"):
    """Signs what stands there now: the quarter's tables, the calendar and the scheme in force, by their digests."""
    park = folder.parent
    signed = sorted(folder.glob("*.csv")) + [park / "calendar.csv", scheme_in_force(park, folder.name)]
    sources = ['  <source path="%s" sha256="%s"/>\n' % (
        path.relative_to(park), hashlib.sha256(path.read_bytes()).hexdigest()) for path in signed]
    (folder / "signoff.xml").write_text(
        '<signoff version="1" period="%s" revision="0" date="%s" signer="%s">\n%s</signoff>\n'
        % (folder.name, date, signer, "".join(sources)), encoding="utf-8")


def scheme_in_force(park, period):
    starts = {ElementTree.parse(path).getroot().get("effectiveFrom"): path for path in (park / "schemes").glob("*.xml")}
    return starts[max(start for start in starts if start <= period)]


def write_scheme(folder, change=lambda root: None, name="2025.xml"):
    """The sample scheme with changed numbers; comments are kept."""
    parser = ElementTree.XMLParser(target=ElementTree.TreeBuilder(insert_comments=True))
    root = ElementTree.parse(SAMPLE_SCHEME, parser).getroot()
    change(root)
    (folder / "schemes").mkdir(parents=True, exist_ok=True)
    ElementTree.ElementTree(root).write(folder / "schemes" / name, encoding="UTF-8", xml_declaration=True)


def expect(root, indicators):
    """Sets the scheme's expected counts to what the indicator table holds."""
    from fractions import Fraction
    element = root.find("expectations")
    element.set("indicators", str(len(indicators)))
    for group in element.findall("group"):
        members = [r for r in indicators if r["大组"] == group.get("name")]
        if not members:
            element.remove(group)
            continue
        group.set("subgroups", str(len({r["小组"] for r in members})))
        group.set("indicators", str(len(members)))
    for points in element.findall("points"):
        total = sum((Fraction(r["满分"]) for r in indicators if r["类别"] == points.get("class")), Fraction(0))
        points.set("total", plain(total))


def plain(value):
    """A fraction of at most four decimals as a plain decimal."""
    text = "%d.%04d" % divmod(int(abs(value) * 10000), 10000)
    text = text.rstrip("0").rstrip(".")
    return "-" + text if value < 0 else text
