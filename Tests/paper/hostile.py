"""A park made to break paper: 0 and 80 lines, 2,000-character texts, rare names, 40 gaps, offices of 1 and of 60.

Edits a copy of one quarter of the sample; without earlier quarters, so that nothing depends on them.
"""
import csv
import io
import pathlib
import shutil

QUARTER = "2026Q1"
END = "2026-03-31"
LONG = "施工图审查意见反复修改，临时用电报批周期长，雨季影响桩基作业，" * 70
LONG = LONG[:1999]
NAMES = ["龚䶮", "何𠮷宁", "婳祎赟彧頔", "镕喆堃", "欧阳·买买提", "㛃㐆", "李𬭚"]
CROWD, LONELY = "GH", "HH"
NOTHING, MUCH, GAPS = "P700", "P701", "P702"


class Table:
    def __init__(self, folder, name):
        self.path = folder / (name + ".csv")
        text = self.path.read_text(encoding="utf-8-sig")
        self.rows = list(csv.DictReader(io.StringIO(text)))
        self.columns = next(csv.reader(io.StringIO(text)))

    def add(self, **cells):
        self.rows.append(cells)

    def write(self):
        with self.path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, self.columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.rows)


def make(sample, target):
    """Copies `sample` (an input folder) to `target` and spoils it."""
    target.mkdir(parents=True)
    shutil.copy(sample / "calendar.csv", target)
    shutil.copytree(sample / "schemes", target / "schemes")
    for scheme in (target / "schemes").iterdir():
        # Twice as many indicators as the scheme expects is what this park is for.
        text = scheme.read_text(encoding="utf-8")
        text = text.replace('indicators="47"', 'indicators="87"').replace('class="个性" total="34"', 'class="个性" total="74"')
        scheme.write_text(text, encoding="utf-8")
    folder = target / QUARTER
    shutil.copytree(sample / QUARTER, folder)
    for name in ("decisions", "rectifications", "talks", "objections", "proposals", "cards"):
        path = folder / (name + ".csv")
        if path.exists():
            table = Table(folder, name)
            table.rows = []
            table.write()
    tables = {n: Table(folder, n) for n in ("offices", "people", "indicators", "targets", "results", "projects", "cases")}
    add_people(tables)
    add_lines(tables)
    for row in tables["projects"].rows[:6]:
        row.update({"计划进度": "80", "实际进度": "50", "滞后原因": LONG, "责任人工号": "P009", "股室代码": "GH"})
    for row in tables["cases"].rows[:3]:
        row.update({"做法": LONG[:900]})
    for table in tables.values():
        table.write()


def add_people(tables):
    tables["offices"].add(股室代码=LONELY, 股室名称="一人股室", 负责人工号="P600", 分管领导="L003")

    def person(code, name, office, post, leader):
        tables["people"].add(工号=code, 姓名=name, 股室代码=office, 岗位=post, 岗位系数="1.0", 谈话人=leader, 状态="在岗")

    person("P600", NAMES[2], LONELY, "主任", "L003")
    person(NOTHING, NAMES[3], CROWD, "没有指标的岗位", "P007")
    person(MUCH, NAMES[4], CROWD, "指标很多的岗位", "P007")
    person(GAPS, NAMES[6], CROWD, "短板很多的岗位", "P007")
    for number in range(60):
        person(f"P8{number:02}", NAMES[number % len(NAMES)], CROWD,
               f"第{number // 12 + 1}工区现场管理和综合协调岗位", "P007")


def add_lines(tables):
    for number in range(1, 41):
        tables["indicators"].add(
            指标代码=f"TZ-{number:02}", 指标名称=f"第{number}项用来检验长名称如何换行的台账类指标按期完成率", 类别="个性",
            大组="极端检验", 小组="检验", 单位="%", 方向="正向", 口径="当季", 计分法="A", 满分="1", 责任股室=CROWD,
            数据来源="检验台账", 标签="定量;硬")
    typed = [row for row in tables["indicators"].rows
             if row["计分法"] == "A" and ":" not in row["数据来源"]]

    def line(code, person, target, actual, note=""):
        tables["targets"].add(指标代码=code, 对象="个人", 对象代码=person, 目标值=target, 期限=END, 来源="岗位职责")
        tables["results"].add(指标代码=code, 对象="个人", 对象代码=person, 实际值=actual, 截至日期=END,
                              佐证="检验台账（2026年3月）", 说明=note)

    for number in range(60):
        for indicator in range(1, 4):
            line(f"TZ-{indicator:02}", f"P8{number:02}", "100", str(70 + number % 30))
    line("TZ-01", "P600", "100", "99.5", LONG)
    for row in tables["indicators"].rows[-40:]:
        line(row["指标代码"], GAPS, "100", "61", "整改中")
    for row in typed:
        line(row["指标代码"], MUCH, "100", "97.35", LONG[:300])
    seen = {(r["指标代码"], r["对象代码"]) for r in tables["targets"].rows if r["对象"] == "个人"}
    for row in tables["indicators"].rows:
        if len([k for k in seen if k[1] == MUCH]) >= 80:
            break
        if (row["指标代码"], MUCH) not in seen and row["计分法"] in "ABCDHI" and ":" not in row["数据来源"]:
            line(row["指标代码"], MUCH, "据实" if row["计分法"] == "D" else "50", "48")
            seen.add((row["指标代码"], MUCH))


if __name__ == "__main__":
    import sys
    make(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
