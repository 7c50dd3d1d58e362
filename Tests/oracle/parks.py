#!/usr/bin/env python3
"""Random parks: `parks.py OUT --seed N [--people 5–60] [--offices 2–9] [--quarters 1–7] [--vary] [--edge]`.

Writes a valid input folder (no faults by the contract) whose data exercise the rules of DOMAIN §3–§6. Decisions are
taken over the oracle's own proposals, quarter by quarter. The same seed gives the same bytes.
`--vary` changes the scheme's numbers; `--edge` also writes what INTERPRETATIONS.md marks as edge.
"""
import argparse
import datetime
import random
import shutil
import sys
from fractions import Fraction as F
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import folder as folders
import oracle
from oracle import INCENTIVE, OFFICE, PERSON, PROJECT, Period

HAND = ["手工报送", "经济运行月报", "统计联网直报"]
PATHS = [(20, 45, 72, 100), (25, 50, 75, 100), (0, 30, 60, 100)]
RATIOS = {"top": ["1", "1", "1", "1", "1.1", "1.2", "1.05"], "good": ["1", "1", "0.95", "0.9", "0.98", "1.05"],
          "mid": ["0.9", "0.8", "0.85", "0.7999", "0.75", "1"], "low": ["0.5", "0.6", "0.79", "0.5999", "0.75", "0.3"]}
# A uniform quarter: few values, so that scores tie and later ranking keys and tied places decide.
EVEN = {"top": ["1"], "good": ["1"], "mid": ["0.9"], "low": ["0.5"]}
EVEN_MARKS = {"top": ["95"], "good": ["95"], "mid": ["80"], "low": ["60"]}
MARKS = {"top": ["95", "95", "100", "90"], "good": ["90", "90", "85", "95", "88.5"],
         "mid": ["80", "75", "85", "70"], "low": ["60", "70", "55.5", "80"]}
BEHIND = ["0", "0", "0", "-5", "5", "9.99", "10", "15", "30", "30.01", "40", "12.34"]
SURNAMES, GIVEN = "王李张刘陈杨黄赵周吴䶮堃𠮷", ["伟", "芳", "敏", "静", "丽", "强", "磊", "军", "𠀀", "堃"]

# code, class, unit, span, method, 参数, 数据来源 (None: by hand), tags, target, who, path (for 累计)
# who: p person, o office, b both
CORE = [
    ("A01", "关键", "家次", "当季", "A", "", "走访台账:家次", "", "6", "b"),
    ("A02", "个性", "家次", "累计", "A", "cap=105", "走访台账:家次", "硬;序时", "20", "p"),
    ("A03", "个性", "条", "当季", "A", "floor=0", "诉求台账:办结条数", "", "3", "b"),
    ("A04", "关键", "%", "累计", "A", "", "诉求台账:办结率", "定量", "95", "b"),
    ("A05", "关键", "%", "当季", "B", "", "诉求台账:按时响应率", "", "100", "b"),
    ("A06", "关键", "%", "累计", "A", "", "项目台账:达标率", "", "100", "b"),
    ("A07", "个性", "个", "当季", "A", "", "项目台账:达标个数", "", "2", "p"),
    ("A08", "关键", "分", "当季", "G", "", "满意度:指数", "", "95", "o"),
    ("A09", "个性", "%", "累计", "G", "cap=100;floor=70", "满意度:满意率", "", "98", "o"),
    ("A10", "关键", "个", "当季", "C", "", "抽查:问题数", "", "0", "o"),
    ("A11", "个性", "个", "累计", "C", "k=1", "抽查:问题数", "", "据实", "p"),
    ("A12", "个性", "条", "累计", "A", "", "诉求台账:办结条数", "序时", "12", "o"),
    ("B01", "关键", "项", "当季", "A", "", None, "软", "10", "b"),
    ("B02", "关键", "%", "累计", "A", "", None, "定量;序时", "100", "b"),
    ("B03", "个性", "篇", "当季", "A", "", None, "", "7", "p"),
    ("B04", "个性", "万元", "累计", "A", "cap=110;floor=50", None, "序时", "1250.5", "b"),
    ("B05", "个性", "%", "当季", "B", "steps=100:1|90:0.75|70:0.333", None, "", "100", "b"),
    ("B06", "关键", "%", "当季", "B", "", None, "", "30", "p"),
    ("B07", "关键", "件", "当季", "C", "", None, "", "0", "b"),
    ("B08", "关键", "件", "当季", "C/V", "k=0.75", None, "", "0", "b"),
    ("B09", "激励", "项", "当季", "D", "", None, "创优", "据实", "b"),
    ("B10", "激励", "项", "累计", "D", "k=0.35", None, "", "2", "p"),
    ("B11", "激励", "名", "当季", "E", "", None, "", "据实", "b"),
    ("B12", "激励", "名", "当季", "E", "points=1:3|2:1.25|5:0.5", None, "", "据实", "p"),
    ("B13", "个性", "分", "当季", "F", "", None, "定性", "据实", "b"),
    ("B14", "关键", "分", "当季", "F", "", None, "定性", "90", "p"),
    ("B15", "关键", "天", "当季", "H", "", None, "", "96", "b"),
    ("B16", "个性", "天", "累计", "H", "cap=120;floor=0", None, "", "120", "p"),
    ("B17", "关键", "%", "当季", "I", "", None, "", "8.0", "b"),
    ("B18", "个性", "百分点", "累计", "I", "k=0.25", None, "", "-1.5", "b"),
    ("B19", "关键", "件", "当季", "V", "", None, "", "0", "b"),
    ("B20", "关键", "%", "当季", "G", "", None, "", "98", "b"),
    ("B21", "激励", "项", "当季", "A", "", None, "", "4", "p"),
    ("B22", "激励", "分", "当季", "F", "", None, "", "据实", "p"),
]
NAMES = ["code", "class", "unit", "span", "method", "params", "source", "tags", "target", "who"]


def text(value):
    return folders.plain(F(value))


class Maker:
    def __init__(self, out, seed, people, offices, quarters, vary, edge):
        self.out, self.random, self.vary, self.edge = Path(out), random.Random(seed), vary, edge
        self.seed, self.count = seed, people
        self.periods = [Period("%dQ%d" % (2025 + n // 4, n % 4 + 1)) for n in range(quarters)]
        self.offices = ["D%d" % (n + 1) for n in range(offices)]
        self.next_person, self.next_id = 1, 0
        self.people, self.open_appeals, self.items, self.given = {}, {}, {}, {}
        self.lifting, self.exempt_appeals, self.proposals = [], set(), []
        self.stands, self.acts, self.former, self.movable = {}, {}, {}, self.offices[-1]
        self.calendar = oracle.Calendar(folders.calendar_rows())
        r = self.random
        self.plain, self.uniform = r.random() < 0.5, False
        self.last_runs = quarters > 1 and r.random() < 0.5
        ended = quarters - self.last_runs
        self.signed_until = ended - 1 if r.random() < 0.8 else ended
        if self.edge and r.random() < 0.5:
            self.signed_until = max(0, ended - 2)
        self.with_ledger = {t: r.random() < 0.9 for t in ("visits", "appeals", "projects", "survey", "spotchecks")}

    def chance(self, probability):
        return self.random.random() < probability

    def pick(self, items):
        return self.random.choice(list(items))

    def new_id(self, prefix):
        self.next_id += 1
        return "%s%04d" % (prefix, self.next_id)

    def date(self, first, last):
        return first + datetime.timedelta(self.random.randrange((last - first).days + 1))

    # scheme and indicators

    def make_indicators(self):
        r, rows = self.random, [dict(zip(NAMES, row)) for row in CORE]
        for n in range(r.randrange(0, 14)):
            twin = dict(self.pick([row for row in rows[:len(CORE)] if row["source"] is None]))
            twin["code"] = "C%02d" % (n + 1)
            rows.append(twin)
        self.indicators = rows
        scored = [row for row in rows if row["class"] != INCENTIVE]
        quarters = [8] * len(scored)
        left = 400 - sum(quarters)
        while left:
            place = r.randrange(len(scored))
            step = 1 if left > 0 else -1
            if quarters[place] + step >= 2:
                quarters[place] += step
                left -= step
        for row, full in zip(scored, quarters):
            row["full"] = F(full, 4)
        for row in rows:
            row.setdefault("full", F(r.choice([4, 6, 8, 12]), 4))
            row["path"] = r.choice(PATHS)
            if row["source"] and row["method"] in ("A", "G", "B"):
                row["path"] = PATHS[0] if row["unit"] not in ("%", "分") else None
            elif row["method"] in ("H", "I") or row["unit"] == "%" and row["span"] == "累计" and r.random() < 0.3:
                row["path"] = None
        self.indicator_rows = [self.indicator_row(n, row) for n, row in enumerate(rows)]

    def indicator_row(self, place, row):
        groups = [("企业帮扶", 3), ("项目建设", 3), ("综合考核", 4)]
        group, parts = groups[place % 3]
        down = row["method"] in ("C", "C/V", "H", "V")
        return {"指标代码": row["code"], "指标名称": "指标%s" % row["code"], "类别": row["class"], "大组": group,
                "小组": "%s%d" % (group, place // 3 % parts + 1), "单位": row["unit"], "方向": "逆向" if down else "正向",
                "口径": row["span"], "计分法": row["method"], "参数": row["params"], "满分": text(row["full"]),
                "责任股室": self.pick(self.offices[:-1]), "数据来源": row["source"] or self.pick(HAND), "标签": row["tags"]}

    def write_schemes(self):
        folders.write_scheme(self.out, lambda root: self.change(root, "2025Q1", "2025.1"))
        if self.vary and len(self.periods) > 4 and self.chance(0.5):
            folders.write_scheme(self.out, lambda root: self.change(root, "2026Q1", "2026.1"), "2026.xml")

    def change(self, root, effective, version):
        root.set("effectiveFrom", effective)
        root.set("version", version)
        folders.expect(root, self.indicator_rows)
        if not self.vary:
            return
        r = self.random

        def put(path, **choices):
            for name, options in choices.items():
                root.find(path).set(name, r.choice(options.split()))
        own, office, panel = r.choice([("70", "20", "10"), ("60", "25", "15"), ("65", "17.5", "17.5"), ("50", "33", "17")])
        for name, weight in (("own", own), ("office", office), ("panel", panel)):
            root.find("person").set(name, weight)
        own, committee = r.choice([("80", "20"), ("75", "25"), ("66.67", "33.33")])
        root.find("office").set("own", own)
        root.find("office").set("committee", committee)
        put("person", maximum="110 100")
        put("office", maximum="110 100")
        put("methods", floor="60 50 65.5", incentiveCap="10 5 3.5")
        put("methods/cap[@class='关键']", percent="110 105 120")
        put("methods/deduction", k="0.5 0.25 1")
        put("methods/bonus", k="1 0.5 0.75")
        put("methods/percentagePoint", share="0.1 0.05 0.2")
        put("methods/panel", dropAbove="5 3 4")
        put("methods/place[@rank='2']", points="1.5 1.75")
        put("satisfaction", minimumSheets="5 3 6")
        put("satisfaction/answer[@word='满意']", points="80 85")
        put("appeals", responseWorkingDays="1 2")
        put("grades", inPostShare="50 40 60")
        put("grades/grade[@label='好']", **{"from": "90 88 92.5"})
        put("grades/grade[@label='较好']", **{"from": "70 75 72.25"})
        put("grades/grade[@label='一般']", **{"from": "60 55 65"})
        put("grades/quota", percent="40 30 25 50")
        put("officeClasses", firstPercent="30 40 20", firstAtLeast="1 2", thirdBelow="75 80 70")
        put("cards", severeBelow="60 55 65", mildBelow="80 75 85.5", mildCount="2 3", severeCount="2", officeLastBelow="75 85",
            repeatQuarters="4 2 3")
        put("cards/lag", yellowFrom="10 8 12", redAbove="30 25")
        put("cards/yellow", rectifyWorkingDays="15 10 20", talkWorkingDays="5 4")
        put("cards/red", rectifyWorkingDays="30 25", talkWorkingDays="3 2")

    # people and their lines

    def add_person(self, period, place):
        code = "P%03d" % self.next_person
        self.next_person += 1
        office = self.offices[(self.next_person - 2) % len(self.offices)]
        newcomer = place > 0
        person = {"code": code, "name": self.pick(SURNAMES) + self.pick(GIVEN), "office": office, "state": "在岗",
                  "arrived": self.date(period.start, period.end) if newcomer else None, "left": None,
                  "head": not newcomer and self.next_person - 2 < len(self.offices),
                  "quality": "good", "profile": self.random.choice([0, 1, 4] if self.plain else [0, 1, 2, 3, 4]),
                  "lines": None}
        self.people[code] = person
        person["lines"] = self.profile_lines(person, newcomer and period.quarter > 1)

    def profile_lines(self, person, late):
        """Persons of one profile carry the same lines, so that equal scores happen."""
        if person["profile"] == 4 and self.chance(0.3) and not person["head"]:
            return [i["code"] for i in self.indicators if i["code"] == "B09"] if self.chance(0.5) else []
        r = random.Random("%s-%s" % (self.seed, person["profile"]))
        choice = [i for i in self.indicators if i["who"] in "pb" and not (late and "序时" in i["tags"])]
        wanted = r.randrange(4, 9)
        codes = [i["code"] for i in choice]
        r.shuffle(codes)
        return sorted(codes[:wanted])

    def move_people(self, period, place):
        r = self.random
        for code in [c for c, p in self.people.items() if p["left"]]:
            del self.people[code]
        if place == 0:
            for _ in range(self.count):
                self.add_person(period, 0)
        for person in list(self.people.values()):
            person["quality"] = r.choices(["top", "good", "mid", "low", person["quality"]], [4, 3, 1, 1, 3])[0]
            if person["arrived"] and person["arrived"] < period.start and self.chance(0.5):
                person["arrived"] = None
            if person["head"]:
                continue
            fate = r.random()
            if fate < 0.04:
                person["left"] = self.pick([self.date(period.start, period.end), period.start + datetime.timedelta(44)])
            elif fate < 0.08:
                person["office"] = self.pick(self.offices)
            person["state"] = r.choices(["在岗", "试用期", "长期请假", "立案调查", "挂职"], [30, 1, 1, 1, 2])[0]
        if place and self.chance(0.4):
            self.add_person(period, place)

    def graded(self, person, period):
        if person["state"] in oracle.NO_GRADE_STATES:
            return False
        first = max(period.start, person["arrived"] or period.start)
        last = min(period.end, person["left"] or period.end)
        return ((last - first).days + 1) * 5 >= ((period.end - period.start).days + 1) * 2

    def people_rows(self):
        rows = [{"工号": code, "姓名": "领导" + code[-1], "股室代码": self.offices[0], "岗位": "领导", "谈话人": "L001", "状态": "领导"}
                for code in ("L001", "L002")]
        for person in self.people.values():
            rows.append({"工号": person["code"], "姓名": person["name"], "股室代码": person["office"], "岗位": "综合岗",
                         "职级": self.pick(["一级主办", "一级主任科员", ""]), "谈话人": self.pick(["L001", "L002"]),
                         "状态": person["state"], "到岗日期": iso(person["arrived"]), "离岗日期": iso(person["left"])})
        return rows

    def move_offices(self):
        """The one office that no indicator names gets a new code or is merged into another one."""
        self.former = {}
        if self.movable is None or not self.chance(0.35):
            return
        gone = self.offices.pop()
        if len(self.offices) > 1 and self.chance(0.6):
            heir, self.movable = self.pick(self.offices), None
        else:
            heir = self.movable = gone + "N"
            self.offices.append(heir)
            self.office_lines()[heir] = self.office_lines()[gone]
        self.former[heir] = gone
        for person in self.people.values():
            if person["office"] == gone:
                person["office"] = heir
                person["head"] = person["head"] and heir == gone + "N"

    def office_rows(self):
        rows = []
        for code in self.offices:
            heads = [p["code"] for p in self.people.values() if p["head"] and p["office"] == code]
            rows.append({"股室代码": code, "股室名称": "第%s股" % code[1:], "负责人工号": heads[0] if heads else "L002",
                         "分管领导": "L002", "前身代码": self.former.get(code, "")})
        return rows

    # targets and results

    def office_lines(self):
        if not hasattr(self, "lines_by_office"):
            self.lines_by_office = {}
            choice = [i["code"] for i in self.indicators if i["who"] in "ob"]
            for office in self.offices:
                same = random.Random(self.seed) if self.plain else self.random
                codes = set(same.sample(choice, same.randrange(3, 9)))
                self.lines_by_office[office] = sorted(codes | {"B01"})
        return self.lines_by_office

    def holders(self):
        for code in self.offices:
            quality = self.office_quality[code]
            yield OFFICE, code, self.office_lines()[code], quality
        for person in self.people.values():
            yield PERSON, person["code"], person["lines"], person["quality"]

    def target_value(self, indicator, kind, period):
        if indicator["target"] == "据实":
            return "据实"
        value = F(indicator["target"])
        if indicator["span"] == "累计" and indicator["path"]:
            value = value * indicator["path"][period.quarter - 1] / 100
        if kind == OFFICE and indicator["unit"] in ("家次", "条", "项", "篇"):
            value = value * 3
        return text(value)

    def target_rows(self, period):
        rows = []
        table = {i["code"]: i for i in self.indicators}
        for kind, holder, lines, _ in self.holders():
            for code in lines:
                row = {"指标代码": code, "对象": kind, "对象代码": holder,
                       "目标值": self.target_value(table[code], kind, period)}
                if random.Random("%s%s%s" % (self.seed, self.plain or holder, code)).random() < 0.1:
                    row["满分"] = "2.25"
                rows.append(row)
        return rows

    def result_rows(self, period, targets, until, may_miss):
        rows, table = [], {i["code"]: i for i in self.indicators}
        qualities = {(k, h): q for k, h, _, q in self.holders()}
        for target in targets:
            indicator = table[target["指标代码"]]
            kind, holder = target["对象"], target["对象代码"]
            ledger = LEDGER_TABLES.get((indicator["source"] or "").partition(":")[0])
            if indicator["method"] == "F" or ledger and self.with_ledger[ledger]:
                continue
            row = {k: target[k] for k in ("指标代码", "对象", "对象代码")}
            row["截至日期"] = until.isoformat()
            loose = may_miss or kind == PERSON and not self.graded_by_state(holder, period)
            fate = self.random.random()
            if loose and fate < 0.04 and indicator["class"] != INCENTIVE:
                if fate < 0.02 or ledger and not self.edge:
                    rows.append({**row, "实际值": "未报"})
                continue
            if indicator["class"] == INCENTIVE and fate < (1 if self.uniform else 0.4):
                if loose and fate < 0.02 and not self.uniform:
                    rows.append({**row, "实际值": "未报"})
                continue
            if not ledger and not self.uniform and fate > 0.97 and not (kind == OFFICE and indicator["code"] == "B01"):
                rows.append({**row, "实际值": "不适用", "说明": "本季无此项工作"})
                continue
            self.fill_result(row, indicator, target, qualities[kind, holder])
            rows.append(row)
            if fate > 0.92 and until > period.start:
                earlier = self.date(period.start, until - datetime.timedelta(1)).isoformat()
                rows.append({**{k: row[k] for k in ("指标代码", "对象", "对象代码")}, "截至日期": earlier,
                             "实际值": self.pick(["未报", "1"])})
        return rows

    def graded_by_state(self, code, period):
        return self.people[code]["state"] not in oracle.NO_GRADE_STATES

    def fill_result(self, row, indicator, target, quality):
        method, r = indicator["method"], self.random
        t = F(0) if target["目标值"] == "据实" else F(target["目标值"])
        ratio = F(r.choice((EVEN if self.uniform else RATIOS)[quality]))
        note = ""
        bad = quality == "low"
        even = self.uniform and not bad
        if method in ("A", "B", "G"):
            value = t * ratio if t else ratio * 10
            if r.random() < 0.1 and not even:
                value += F(r.randrange(0, 200), 1000)
            if indicator["unit"] == "万元" and r.random() < 0.05:
                value = F(-3)
        elif even and method in ("C", "D", "C/V", "V", "I", "H"):
            value = F(0) if method not in ("I", "H") else t
        elif method in ("C", "D"):
            value = F(r.choice([0, 0, 1, 2, 7] if bad else [0, 0, 0, 1]))
        elif method == "C/V":
            value = F(r.choice([0, 0, 0, 1, 2]))
            note = "否决：通报批评" if value and r.random() < 0.15 else "投诉属实" if value else ""
        elif method == "E":
            value = F(r.choice([1, 2, 3, 4, 5]))
        elif method == "H":
            value = F(r.choice(["0", "80", "90", "96", "100"]) if not bad else r.choice(["120", "160", "200.5"]))
            note = "本季无此类事项发生" if value == 0 else ""
        elif method == "I":
            value = t + F(r.choice(["0", "0", "1.5", "-0.8"] if not bad else ["-3", "-2.5", "-11", "-4"]))
        elif method == "V":
            value = F(1 if r.random() < (0.1 if bad else 0.015) else 0)
        value = F((value * 10000).__floor__(), 10000)
        row["实际值"], row["说明"] = text(value), note

    # ledgers

    def visit_rows(self, period, until):
        rows = []
        for person in self.people.values():
            count = {"top": [6, 6, 7], "good": [6, 5, 6], "mid": [4, 5], "low": [2, 3, 0]}[person["quality"]]
            for _ in range(count[0] if self.uniform else self.pick(count)):
                rows.append({"日期": self.date(period.start, until).isoformat(), "工号": person["code"],
                             "企业代码": self.pick(ENTERPRISES)[0]})
            if self.chance(0.02):
                outside = period.start.replace(year=period.year - 1)
                if self.edge and self.chance(0.5) and period.quarter > 1:
                    outside = period.start - datetime.timedelta(5)
                rows.append({"日期": outside.isoformat(), "工号": person["code"], "企业代码": "E01"})
        return rows

    def appeal_rows(self, period, until):
        rows = []
        for row in list(self.open_appeals.values()):
            if row["经办人工号"] not in self.people:
                row = {**row, "经办人工号": self.pick(self.people)}
            if not row["响应日期"] and self.chance(0.8):
                row = {**row, "响应日期": period.start.isoformat()}
            if row["响应日期"] and self.chance(0.6):
                row = {**row, "办结日期": self.date(max(period.start, oracle.day(row["响应日期"])), until).isoformat()}
            rows.append(row)
        for person in self.people.values():
            for _ in range(self.pick([0] if self.uniform else [0, 0, 1, 2, 3])):
                rows.append(self.new_appeal(person, period, until))
        self.open_appeals = {r["诉求编号"]: r for r in rows if not r["办结日期"]}
        return rows

    def new_appeal(self, person, period, until):
        raised = self.date(period.start, until)
        answered = self.calendar.after(raised, 1) if self.chance(0.85) else raised + datetime.timedelta(self.pick([0, 5]))
        answered = answered if answered <= until and self.chance(0.97) else None
        closed = answered and self.date(answered, answered + datetime.timedelta(12))
        closed = closed if closed and closed <= until and self.chance(0.9) else None
        return {"诉求编号": self.new_id("S"), "企业代码": self.pick(ENTERPRISES)[0], "类别": self.pick(["用地", "用工", "融资"]),
                "提出日期": raised.isoformat(), "响应日期": iso(answered), "办结日期": iso(closed),
                "时限": str(self.pick([1, 3, 5, 10])), "经办人工号": person["code"],
                "评价": self.pick(["很满意", "满意", ""]) if closed else ""}

    def project_rows(self, period, until):
        if not hasattr(self, "project_owner"):
            count = max(3, self.count // 3)
            self.project_owner = {"XM%02d" % n: self.pick(self.people) for n in range(1, count + 1)}
        rows = []
        for code in list(self.project_owner):
            if self.chance(0.03) and len(self.project_owner) > 2:
                del self.project_owner[code]
                continue
            if self.project_owner[code] not in self.people:
                self.project_owner[code] = self.pick(self.people)
            owner = self.people[self.project_owner[code]]
            planned = F(self.pick([45, 60, 72, 100]))
            actual = planned - F(self.pick(["0"] if self.uniform else BEHIND))
            row = {"项目代码": code, "项目名称": "项目" + code, "类型": self.pick(["港口", "厂房"]), "阶段": "施工",
                   "责任人工号": owner["code"], "股室代码": owner["office"], "计划进度": text(planned), "实际进度": text(actual),
                   "截至日期": until.isoformat(), "滞后原因": "征迁未完成" if actual < planned else "",
                   "原因类别": self.pick(["人", "事", "资源", "政策"]) if actual < planned else ""}
            rows.append(row)
        return rows

    def survey_rows(self):
        rows = []
        for office in self.offices:
            if self.uniform:
                for n in range(10):
                    rows.append({"问卷编号": self.new_id("W"), "企业代码": "E01", "股室代码": office,
                                 "评价": "满意" if n else "很满意"})
                continue
            words = ["很满意"] * 12 + ["满意"] * 5 + ["基本满意"] + ["不了解"]
            if self.office_quality[office] == "low":
                words += ["不满意"] * 4
            for _ in range(self.pick([2, 4, 5, 6, 20, 40])):
                rows.append({"问卷编号": self.new_id("W"), "企业代码": self.pick(ENTERPRISES)[0], "股室代码": office,
                             "评价": self.pick(words)})
        return rows

    def finding_rows(self, period, until):
        rows = []
        holders = [(PERSON, c) for c in self.people] + [(OFFICE, c) for c in self.offices]
        for kind, code in holders:
            for _ in range(self.random.choices([0, 1, 2], [90, 2, 1] if self.uniform else [22, 2, 1])[0]):
                nature = self.random.choices(["一般", "作风", "严重", "数据造假"], [6, 2, 1, 1])[0]
                date = self.date(period.start, until)
                if self.chance(0.05):
                    date = date.replace(year=date.year - 1, day=1)
                rows.append({"抽查编号": self.new_id("F"), "日期": date.isoformat(), "对象": kind, "对象代码": code,
                             "事项": "值班脱岗", "扣分": self.pick(["0", "0.5", "1", "2", "1.25"]), "佐证": "照片",
                             "性质": nature})
        if self.uniform:
            rows += self.offset_findings(period, until)
        return rows

    def offset_findings(self, period, until):
        """A finding that takes what a bonus line gives: equal scores that X or J tells apart."""
        rows = []
        for person in self.people.values():
            if "B09" in person["lines"] and self.chance(0.4):
                self.bonus.add(person["code"])
                rows.append({"抽查编号": self.new_id("F"), "日期": self.date(period.start, until).isoformat(),
                             "对象": PERSON, "对象代码": person["code"], "事项": "台账不全", "扣分": "1", "佐证": "照片",
                             "性质": "一般"})
        return rows

    def rating_rows(self, targets, may_miss, period):
        r, rows = self.random, []
        most = r.randrange(1, 10)

        def panel(kind, code, quality, indicator=""):
            same = r.random() < 0.4
            marks = (EVEN_MARKS if self.uniform else MARKS)[quality]
            for rater in range(1, r.randrange(1, most + 1) + 1):
                mark = marks[0] if same else self.pick(marks)
                rows.append({"对象": kind, "对象代码": code, "指标代码": indicator, "评委序号": str(rater), "分数": mark})
        if self.chance(0.6):
            for person in self.people.values():
                if not (self.graded_by_state(person["code"], period) and not (may_miss and self.chance(0.02))):
                    continue
                panel(PERSON, person["code"], person["quality"])
        if self.chance(0.6):
            for office in self.offices:
                panel(OFFICE, office, self.office_quality[office])
        methods = {i["code"]: i for i in self.indicators}
        qualities = {(k, h): q for k, h, _, q in self.holders()}
        if rows or self.chance(0.8):
            for t in targets:
                indicator = methods[t["指标代码"]]
                if indicator["method"] != "F" or may_miss and self.chance(0.03):
                    continue
                if indicator["class"] == INCENTIVE and self.chance(0.5):
                    continue
                panel(t["对象"], t["对象代码"], qualities[t["对象"], t["对象代码"]], t["指标代码"])
        return rows

    def exemption_rows(self, period, tables, until):
        rows = []

        def add(kind, code, **subject):
            rows.append({"对象": kind, "对象代码": code, "事由": "先行先试", "批准人": self.pick(["党工委", "管委会", "L001"]),
                         "批准日期": self.date(period.start, until).isoformat(), **subject})
        for target in tables["targets"]:
            if self.chance(0 if self.uniform else 0.02) and not (target["对象"] == OFFICE and target["指标代码"] == "B01"):
                add(target["对象"], target["对象代码"], 指标代码=target["指标代码"])
        for row in tables.get("projects", []):
            if self.chance(0.05):
                add(PERSON, row["责任人工号"], 事项编号=row["项目代码"])
        for row in tables.get("appeals", []):
            # An open appeal exempted in one quarter and not in the next is an edge: see INTERPRETATIONS 8.
            if self.chance(0.04) or row["诉求编号"] in self.exempt_appeals and not self.edge:
                self.exempt_appeals.add(row["诉求编号"])
                add(PERSON, row["经办人工号"], 事项编号=row["诉求编号"])
        for row in tables.get("spotchecks", []):
            if self.chance(0.1):
                add(row["对象"], row["对象代码"], 事项编号=row["抽查编号"])
        return rows

    # cards: old ones, rectification, lifting, withdrawal

    def paper_cards(self):
        rows = []
        for code in self.random.sample(sorted(self.people), min(3, len(self.people))):
            colour, facts = self.pick(["黄牌", "黄牌", "红牌"]), self.pick(["2024Q2", "2024Q3", "2024Q4"])
            issued = Period(facts).end + datetime.timedelta(self.pick([8, 10, 40]))
            deadline = self.calendar.after(issued, 15 if colour == "黄牌" else 30)
            lifted = issued + datetime.timedelta(self.pick([3, 10])) if self.chance(0.6) else None
            row = {"牌号": "%s-%s" % (facts, code), "对象": PERSON, "对象代码": code, "牌别": colour, "事由": "作风问题",
                   "事实季度": facts, "签发日期": issued.isoformat(), "整改期限": deadline.isoformat(), "销牌日期": iso(lifted)}
            rows.append(row)
            if lifted is None:
                self.plan_item(row["牌号"], PERSON, code, issued, deadline, self.periods[0].start)
        return rows

    def plan_item(self, card, kind, code, issued, deadline, earliest):
        """What will become of a card: accepted in time, late, after an extension, or never; lifted or withdrawn."""
        r = self.random
        first = max(issued, earliest)
        half = len([1 for n in range(1, 60) if self.calendar.is_working(issued + datetime.timedelta(n))
                    and issued + datetime.timedelta(n) <= deadline]) // 2
        fate = r.choices(["time", "late", "extended", "never", "none", "withdrawn"], [6, 2, 1, 2, 1, 1])[0]
        item = {"card": card, "kind": kind, "code": code, "opened": first, "deadline": deadline, "accepted": None,
                "extended": None, "id": self.new_id("Z"), "state": "整改中", "never": fate == "never", "dead": False}
        if fate == "time":
            item["accepted"] = self.date(min(first, deadline), deadline) if self.chance(0.8) else deadline
        elif fate == "late":
            item["accepted"] = deadline + datetime.timedelta(self.pick([1, 1, 10, 60]))
        elif fate == "extended" and half > 0:
            item["extended"] = self.calendar.after(deadline, r.randrange(1, half + 1))
            item["accepted"] = item["extended"] + datetime.timedelta(self.pick([0, 0, 1]))
        elif fate == "withdrawn":
            self.lifting.append(("撤牌", card, kind, code, self.date(first, first + datetime.timedelta(70))))
        if item["accepted"] is not None and item["accepted"] < earliest:
            item["accepted"] = earliest
        # Accepted too late a yellow is red by then, and lifting it is a fault.
        in_time = item["accepted"] is not None and item["accepted"] <= (item["extended"] or deadline)
        if item["accepted"] is not None and self.chance(0.5):
            lifted = item["accepted"] + datetime.timedelta(self.pick([0, 3, 30]))
            if in_time:
                self.lifting.append(("销牌", card, kind, code, lifted))
        if fate != "none":
            self.items[item["id"]] = item

    def item_rows(self, period, until):
        rows = []
        for item in list(self.items.values()):
            if item["opened"] > until:
                continue
            row = {"整改编号": item["id"], "来源": item["card"], "对象": item["kind"], "对象代码": item["code"], "问题": "进度滞后",
                   "目标": "赶上计划", "措施": "倒排工期", "责任单位": self.offices[0], "时限": item["deadline"].isoformat(),
                   "状态": item["state"], "延期至": iso(item["extended"]),
                   "延期批准人": "党工委" if item["extended"] else "",
                   "申请日期": iso(item["opened"]) if item["extended"] else ""}
            if item["accepted"] is not None and item["accepted"] <= until:
                row.update({"状态": self.pick(["已验收", "已验收", "已销号"]), "验收人": self.pick(["L001", "党工委"]),
                            "验收日期": item["accepted"].isoformat(), "佐证": "照片"})
                del self.items[item["id"]]
            elif item["dead"] or item["never"] and self.chance(0.1):
                row["状态"] = "已终止"
                del self.items[item["id"]]
            rows.append(row)
        return rows

    # items that opened by themselves, and HR's own

    def act_rows(self, period, until):
        """What HR say of the items as the quarter before left them; rows of open ones are repeated."""
        for id, item in sorted(self.stands.items()):
            if item["open"] and item["matter"] != "card" and not item["row"] and (
                    id not in self.acts and self.chance(0.5)):
                self.acts[id] = self.new_act(id, item, period)
        if self.chance(0.3):
            number, kind, code = self.new_id("H"), *self.pick(
                [(PERSON, c) for c in self.people] + [(OFFICE, c) for c in self.offices])
            self.acts[number] = self.act(number, self.pick(["会议纪律", "台账不全", "B01"]), kind, code, period)
        rows = [self.act_row(id, act, period, until) for id, act in sorted(self.acts.items())]
        return [row for row in rows if row]

    def new_act(self, id, item, period):
        """By the program's number, by a number of HR's own with the id as 来源, or with what it is about."""
        kind, code = item["kind"], item["object"]
        gone = {PERSON: self.people, OFFICE: self.offices, PROJECT: getattr(self, "project_owner", {})}[kind]
        about = item["of"] or code
        if code not in gone:
            if item["owner"] is None or item["owner"][1] not in (self.people if item["owner"][0] == PERSON
                                                                 else self.offices):
                kind, code = item["kind"], item["object"]
            else:
                kind, code = item["owner"]
            about = id
        number, source = self.pick([(id, about), (self.new_id("H"), id), (self.new_id("H"), about)])
        return self.act(number, source, kind, code, period)

    def act(self, number, source, kind, code, period):
        return {"number": number, "source": source, "kind": kind, "code": code, "state": None, "accepted": None,
                "deadline": self.date(period.end, period.end + datetime.timedelta(90)), "extended": None, "rested": 0}

    def act_row(self, id, act, period, until):
        """One folder further: steps forward, refused acceptances, premature ones, and now and then an illegal one."""
        before = act["state"]
        forward = {None: ["未启动", "整改中", "整改中", "已验收"], "未启动": ["整改中", "待验收", "已终止"],
                   "整改中": ["整改中", "待验收", "已验收", "已销号", "已终止", "未启动"],
                   "待验收": ["整改中", "已验收", "已验收", "待验收"], "已验收": ["已销号", "已验收", "整改中"],
                   "已销号": ["已销号", "整改中"], "已终止": ["已终止", "整改中"]}[before]
        if before in ("已验收", "已销号", "已终止"):
            act["rested"] += 1
            if act["rested"] > 1 or self.chance(0.5):  # rows of settled items may be left out
                del self.acts[id]
                return None
        act["state"] = self.pick(forward)
        if act["state"] in ("已验收", "已销号"):
            if act["accepted"] is None or before not in ("已验收", "已销号") and self.chance(0.8):
                act["accepted"] = self.date(period.start, until)
        elif act["state"] not in ("已验收", "已销号", "已终止"):
            act["rested"] = 0
        if act["extended"] is None and self.chance(0.1):
            act["extended"] = act["deadline"] + datetime.timedelta(20)
        accepted = act["state"] in ("已验收", "已销号")
        return {"整改编号": act["number"], "来源": act["source"], "对象": act["kind"], "对象代码": act["code"],
                "问题": "短板", "目标": "补齐", "措施": "逐项落实", "责任单位": self.offices[0],
                "时限": act["deadline"].isoformat(), "状态": act["state"], "延期至": iso(act["extended"]),
                "延期批准人": "党工委" if act["extended"] else "", "申请日期": period.start.isoformat() if
                act["state"] == "待验收" else "", "验收人": self.pick(["L001", "党工委"]) if accepted else "",
                "验收日期": iso(act["accepted"]) if accepted else "", "佐证": "照片" if accepted else ""}

    def early_rows(self, proposed, period, until):
        """Rows about items that this folder's own facts open."""
        rows = []
        for id, item in sorted(proposed["rectification"]["items"].items()):
            if item["opened"] == period.name and item["matter"] != "card" and not item["row"] and self.chance(0.15):
                act = self.act(*self.pick([(id, item["of"] or item["object"]), (self.new_id("H"), id)]), item["kind"],
                               item["object"], period)
                self.acts[id] = act
                rows.append(self.act_row(id, act, period, until))
        return [row for row in rows if row]

    def order_rows(self, period, until):
        rows = []
        for order in list(self.lifting):
            word, card, kind, code, date = order
            if period.start <= date <= until:
                self.lifting.remove(order)
                other = [o for o in self.lifting if o[1] == card]
                for twin in other:
                    self.lifting.remove(twin)
                if word == "撤牌":
                    for item in self.items.values():
                        item["dead"] = item["dead"] or item["card"] == card
                rows.append(decision(word, kind, code, "无", word, date, card))
        return rows

    # decisions over the oracle's proposals

    def decide(self, proposed, period, date, sign):
        rows = []
        self.decide_grades(proposed, date, sign, rows)
        self.decide_classes(proposed, date, sign, rows)
        for card in proposed["cards"].values():
            if self.chance(0.15):
                rows.append(decision("赋牌", card["kind"], card["object"], oracle.WORDS[card["colourProposed"]],
                                     self.pick(["黄牌", "红牌", "不赋牌", "不赋牌"]), date))
        taken = {r["对象代码"] for r in rows if r["种类"] == "赋牌"} | {c["object"] for c in proposed["cards"].values()}
        for code in sorted(self.people):
            if code not in taken and self.chance(0.02):
                rows.append(decision("赋牌", PERSON, code, "无", self.pick(["黄牌", "红牌"]), date))
        return rows

    def decide_grades(self, proposed, date, sign, rows):
        people = proposed["persons"]
        capped = {c for c, p in people.items() if any(x["grade"] != "好" for x in p["caps"])}
        free = proposed["quota"]["places"] - sum(1 for p in people.values() if p["suggested"] == "好")

        def put(code, grade):
            rows.append(decision("等次", PERSON, code, people[code]["suggested"], grade, date))
        for code, person in people.items():
            if person["suggested"] == oracle.UNDECIDED and (sign or self.chance(0.5)):
                best = free > 0 and self.chance(0.8)
                free -= best
                put(code, "好" if best else "较好")
            elif person["suggested"] == "好" and self.chance(0.05):
                put(code, "较好")
            elif person["suggested"] in ("一般", "较差") and self.chance(0.15):
                put(code, "较好")
            elif person["suggested"] is not None and code in capped and self.chance(0.1):
                put(code, "好")
        undecided = sum(1 for c, p in people.items() if p["suggested"] == oracle.UNDECIDED)
        if not undecided and free > 0:
            waiting = [c for c, p in people.items() if p["suggested"] == "较好" and c not in capped
                       and c not in {r["对象代码"] for r in rows}]
            if waiting and self.chance(0.2):
                put(self.pick(waiting), "好")

    def decide_classes(self, proposed, date, sign, rows):
        offices = proposed["offices"]
        tied = [c for c, o in offices.items() if o["class"] == oracle.UNDECIDED]
        for place, code in enumerate(tied):
            if sign or self.chance(0.5):
                rows.append(decision("等次", OFFICE, code, oracle.UNDECIDED, "第一等次" if place == 0 else "第二等次", date))
        for code, office in offices.items():
            if office["class"] == "第三等次" and self.chance(0.1):
                rows.append(decision("等次", OFFICE, code, "第三等次", "第二等次", date))

    # one quarter

    def quarter(self, period, place):
        r = self.random
        running = self.last_runs and place == len(self.periods) - 1
        sign = place < self.signed_until
        until = self.pick([period.month_ends()[1], period.month_ends()[0], period.end - datetime.timedelta(3),
                           period.start + datetime.timedelta(9)]) if running else period.end
        self.uniform, self.bonus = self.chance(0.4), set()
        if place:
            self.move_offices()
        self.move_people(period, place)
        self.office_quality = {c: r.choices(["top", "good", "mid", "low"], [4, 3, 1, 1])[0] for c in self.offices}
        may_miss = not sign and self.chance(0.7)
        tables = self.tables(period, until, may_miss, place)
        orders = self.order_rows(period, until)
        if orders:
            tables["decisions"] = orders
        folder = self.out / period.name
        self.write(folder, tables)
        tables["results"] += self.declared_results(period, until)
        self.write(folder, tables)
        proposed = oracle.assess(self.out)[period.name]
        if self.avoid_office_misses(proposed, tables, until):
            self.write(folder, tables)
            proposed = oracle.assess(self.out)[period.name]
        assert not proposed["faults"], (period.name, proposed["faults"])
        assert proposed["running"] == running, period.name
        tables["results"] += self.typed_beside_derived(proposed, tables, until)
        early = self.early_rows(proposed, period, until)
        if early:
            tables["rectifications"] = tables.get("rectifications", []) + early
        date = period.end + datetime.timedelta(self.pick([8, 10, 14, 20, 76]))
        if not running:
            rows = self.decide(proposed, period, date - datetime.timedelta(1), sign) if sign or self.chance(0.4) else []
            if orders + rows:
                tables["decisions"] = orders + rows
        self.write(folder, tables)
        if sign:
            folders.write_signoff(folder, date.isoformat())
        final = oracle.assess(self.out)[period.name]
        assert not final["faults"], (period.name, final["faults"])
        self.stands = final["rectification"]["items"]
        for card in final["cards"].values():
            if card["issued"]:
                if card["colourDecided"] == "red":  # an escalated card is closed: nothing is left to lift
                    closed = [fact["card"] for fact in card["facts"].get("R4", [])]
                    self.lifting = [o for o in self.lifting if o[1] not in closed]
                self.plan_item(card["id"], card["kind"], card["object"], date, oracle.day(card["deadline"]), date)

    def tables(self, period, until, may_miss, place):
        tables = {"people": self.people_rows(), "offices": self.office_rows(), "indicators": self.indicator_rows}
        tables["enterprises"] = [{"企业代码": c, "企业名称": n, "规上": self.pick("是否"), "重点项目": self.pick("是否")}
                                 for c, n in ENTERPRISES]
        tables["targets"] = self.target_rows(period)
        tables["results"] = self.result_rows(period, tables["targets"], until, may_miss)
        ledgers = {"visits": self.visit_rows, "appeals": self.appeal_rows, "projects": self.project_rows,
                   "spotchecks": self.finding_rows}
        for table, make in ledgers.items():
            if self.with_ledger[table]:
                tables[table] = make(period, until)
        if self.with_ledger["survey"]:
            tables["survey"] = self.survey_rows()
        ratings = self.rating_rows(tables["targets"], may_miss, period)
        if ratings:
            tables["ratings"] = ratings
        for code in sorted(self.bonus):
            tables["results"].append({"指标代码": "B09", "对象": PERSON, "对象代码": code, "实际值": "1",
                                      "截至日期": until.isoformat()})
        tables["exemptions"] = self.exemption_rows(period, tables, until)
        proposals = self.proposal_rows(period)
        if proposals:
            tables["proposals"] = proposals
        if place == 0 and self.chance(0.7):
            tables["cards"] = self.paper_cards()
        items = self.item_rows(period, until) + self.act_rows(period, until)
        if items or self.chance(0.5):
            tables["rectifications"] = items
        tables["talks"] = [{"工号": c, "谈话人": "L002", "日期": self.date(period.start, until).isoformat(), "类型": "反馈",
                            "约定事项": "补齐短板"} for c in self.people if self.chance(0.1)]
        return tables

    def proposal_rows(self, period):
        """Self-declared indicators in every state; some rows are repeated, some settled in a later folder."""
        r = random.Random("declared %s %s" % (self.seed, period.name))
        for row in self.proposals:
            if row["状态"] == "待审" and r.random() < 0.5:
                row.update({"状态": "同意", "审核人": "L001", "生效期": oracle.period_name(period.index + r.randint(0, 1))})
        for code in self.people:
            if r.random() < 0.35:
                state = r.choice(["待审", "同意", "同意", "不同意"])
                self.proposals.append({
                    "申报编号": "SB%04d" % (len(self.proposals) + 1), "工号": code, "指标名称": "自报工作数", "理由": "试点",
                    "目标值": r.choice(["1", "3", "7", "12.5"]), "满分": r.choice(["1", "2", "1.75"]), "状态": state,
                    "审核人": "" if state == "待审" else "L001",
                    "生效期": oracle.period_name(period.index + r.randint(0, 2)) if state == "同意" else ""})
        return [dict(row) for row in self.proposals if row["工号"] in self.people and r.random() < 0.6]

    def declared_results(self, period, until):
        r = random.Random("declared results %s %s" % (self.seed, period.name))
        park = oracle.Park(self.out)
        lines = [row for row in park.quarters[-1].rows("targets") if row.get("来源") == "申报"]
        return [{"指标代码": row["指标代码"], "对象": PERSON, "对象代码": row["对象代码"], "截至日期": until.isoformat(),
                 "实际值": r.choice(["0", "1", "2", "3", "6.5", "20"])} for row in lines if r.random() < 0.6]

    def avoid_office_misses(self, proposed, tables, until):
        """INTERPRETATIONS 39: an office with a missing line and a card of its key lines is an edge."""
        if self.edge:
            return False
        rows = []
        for code, office in proposed["offices"].items():
            card = next((c for c in proposed["cards"].values() if c["object"] == code), None)
            if office["missing"] and card and {"Y2", "R2"} & set(card["rules"]):
                for id, line in office["lines"].items():
                    if line["state"] != "missing":
                        continue
                    if line["method"] == "F":
                        tables["ratings"].append({"对象": OFFICE, "对象代码": code, "指标代码": id, "评委序号": "1",
                                                  "分数": "90"})
                    else:
                        tables["results"] = [r for r in tables["results"]
                                             if (r["指标代码"], r["对象代码"]) != (id, code)]
                        rows.append({"指标代码": id, "对象": OFFICE, "对象代码": code, "截至日期": until.isoformat(),
                                     "实际值": "0" if line["method"] in ("C", "C/V", "V") else line["target"] or "1"})
        tables["results"] += rows
        return bool(rows)

    def typed_beside_derived(self, proposed, tables, until):
        """A hand-filled figure beside the derived one, equal to it."""
        rows = []
        for kind, holders in ((PERSON, proposed["persons"]), (OFFICE, proposed["offices"])):
            for code, holder in holders.items():
                for id, line in holder["lines"].items():
                    if (line["source"] or {}).get("kind") == "ledger":
                        if self.chance(0.2):
                            rows.append({"指标代码": id, "对象": kind, "对象代码": code, "实际值": line["actual"],
                                         "截至日期": until.isoformat()})
        return rows

    def write(self, folder, tables):
        shutil.rmtree(folder, ignore_errors=True)
        shuffle = random.Random("%s-%s" % (self.seed, folder.name))
        for table, rows in tables.items():
            encoding = shuffle.choice(["utf-8", "utf-8-sig", "gb18030"])
            folders.write_table(folder, table, rows, encoding, shuffle)

    def make(self):
        shutil.rmtree(self.out, ignore_errors=True)
        self.out.mkdir(parents=True)
        folders.write_calendar(self.out)
        self.make_indicators()
        self.write_schemes()
        for place, period in enumerate(self.periods):
            self.quarter(period, place)
        return oracle.assess(self.out)


LEDGER_TABLES = {"走访台账": "visits", "诉求台账": "appeals", "项目台账": "projects", "满意度": "survey", "抽查": "spotchecks"}
ENTERPRISES = [("E%02d" % n, name) for n, name in enumerate(
    ["临江甲<乙>科技有限公司", "江海&山河重工", "华东材料", "三峡电子", "长江港务", "远航物流"], 1)]


def iso(date):
    return date.isoformat() if date else ""


def decision(kind, object, code, proposed, decided, date, card=""):
    return {"种类": kind, "对象": object, "对象代码": code, "牌号": card, "建议": proposed, "审定": decided,
            "理由": "会议研究决定", "决定人": "党工委", "日期": date.isoformat()}


def main():
    parser = argparse.ArgumentParser(description="Writes a random valid input folder.")
    parser.add_argument("out")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--people", type=int)
    parser.add_argument("--offices", type=int)
    parser.add_argument("--quarters", type=int)
    parser.add_argument("--vary", action="store_true", help="other numbers in the scheme")
    parser.add_argument("--edge", action="store_true", help="also what INTERPRETATIONS.md marks as edge")
    options = parser.parse_args()
    sizes = random.Random("sizes-%d" % options.seed)
    people, offices, quarters = sizes.randint(5, 60), sizes.randint(2, 9), sizes.randint(1, 7)
    Maker(options.out, options.seed, options.people or people, options.offices or offices,
          options.quarters or quarters, options.vary, options.edge).make()


if __name__ == "__main__":
    main()
