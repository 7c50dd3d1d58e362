#!/usr/bin/env python3
"""A second, independent computation of the quarterly assessment.

Written from the domain contract alone (DOMAIN §3–§6), never from the Swift sources, so that the two can be
compared: `oracle.py INPUT` prints one JSON document for all quarters of an input folder. Exact arithmetic only.
Where the contract leaves a choice, the choice taken is listed in INTERPRETATIONS.md (marked [In] here).
"""
import csv
import datetime
import io
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from fractions import Fraction
from pathlib import Path

PERSON, OFFICE, PROJECT = "个人", "股室", "项目"
KEY, INDIVIDUAL, INCENTIVE = "关键", "个性", "激励"
UNDECIDED = "待审定"
TABLES = {
    "offices": "股室", "people": "人员", "indicators": "指标库", "targets": "指标分解", "results": "完成情况",
    "ratings": "定性评议", "spotchecks": "抽查", "exemptions": "容错免责", "projects": "项目", "visits": "入企走访",
    "appeals": "企业诉求", "enterprises": "企业", "survey": "满意度测评", "rectifications": "整改",
    "proposals": "指标申报", "decisions": "审定", "cards": "历史牌",
}
NO_GRADE_STATES = ("试用期", "长期请假", "立案调查")
COMMITTEE = ("党工委", "管委会")
COUNTS = ("走访台账:家次", "诉求台账:办结条数", "项目台账:达标个数", "抽查:问题数")


# --- numbers -------------------------------------------------------------------------------------------------

def number(text):
    """The exact value of a plain decimal."""
    if not re.fullmatch(r"-?\d+(\.\d+)?", text):
        raise ValueError("not a plain decimal: %r" % text)
    return Fraction(text)


def round2(value):
    """Half-up to two decimals, away from zero for negatives."""
    value = Fraction(value) * 100
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return Fraction(whole if value >= 0 else -whole, 100)


def show(value):
    """A printed figure: two decimals. A figure that was not rounded is a bug of this program."""
    if value is None:
        return None
    cents = Fraction(value) * 100
    assert cents.denominator == 1, value
    cents = cents.numerator
    return "%s%d.%02d" % ("-" if cents < 0 else "", abs(cents) // 100, abs(cents) % 100)


def typed(value):
    """An input as typed: as many decimals as it has."""
    if value is None:
        return None
    for places in range(0, 7):
        scaled = value * 10 ** places
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            body = digits if places == 0 else digits[:-places] + "." + digits[-places:]
            return ("-" if value < 0 else "") + body
    return str(value)


def share_weights(weights):
    """{name: weight} of the due components → printed weights of two decimals that total 100."""
    total = sum(weights.values())
    if total == 0:
        return {}
    cents, rest = {}, []
    for place, (name, weight) in enumerate(weights.items()):
        exact = weight * 10000 / total
        cents[name] = exact.numerator // exact.denominator
        rest.append((-(exact - cents[name]), place, name))
    for _, _, name in sorted(rest)[:10000 - sum(cents.values())]:
        cents[name] += 1
    return {name: Fraction(value, 100) for name, value in cents.items()}


# --- calendar and periods ------------------------------------------------------------------------------------

def day(text):
    return datetime.date.fromisoformat(text) if text else None


class Calendar:
    def __init__(self, rows=()):
        self.rest = {day(r["日期"]) for r in rows if r["类型"] == "休"}
        self.work = {day(r["日期"]) for r in rows if r["类型"] == "班"}

    def is_working(self, date):
        return date in self.work or (date.weekday() < 5 and date not in self.rest)

    def after(self, date, count):
        """The count-th working day after the date; day 1 is the first working day after it."""
        while count > 0:
            date += datetime.timedelta(1)
            count -= self.is_working(date)
        return date


class Period:
    def __init__(self, name):
        self.name, self.year, self.quarter = name, int(name[:4]), int(name[5])
        self.index = self.year * 4 + self.quarter - 1
        self.start = datetime.date(self.year, 3 * self.quarter - 2, 1)
        following = datetime.date(self.year + self.quarter // 4, 3 * self.quarter % 12 + 1, 1)
        self.end = following - datetime.timedelta(1)

    def holds(self, date):
        return date is not None and self.start <= date <= self.end

    def month_ends(self):
        ends = []
        for month in range(self.start.month, self.start.month + 3):
            following = datetime.date(self.year + month // 12, month % 12 + 1, 1)
            ends.append(following - datetime.timedelta(1))
        return ends


def period_name(index):
    return "%dQ%d" % (index // 4, index % 4 + 1)


def period_index(name):
    return Period(name).index


# --- scheme --------------------------------------------------------------------------------------------------

class Scheme:
    """All numbers of a 考核方案; nothing in this program is a literal that stands there."""

    def __init__(self, root):
        def one(path):
            return root.find(path)

        def value(path, name):
            return number(one(path).get(name))

        self.root, self.version, self.effective = root, root.get("version"), root.get("effectiveFrom")
        self.main_leader = one("park").get("mainLeader")
        self.statement_days = int(one("objection").get("statementWorkingDays"))
        self.person = {"P": value("person", "own"), "O": value("person", "office"), "Q": value("person", "panel")}
        self.person_limits = value("person", "minimum"), value("person", "maximum")
        self.office = {"P": value("office", "own"), "C": value("office", "committee")}
        self.office_limits = value("office", "minimum"), value("office", "maximum")
        self.floor, self.incentive_cap = value("methods", "floor"), value("methods", "incentiveCap")
        self.caps = {e.get("class"): number(e.get("percent")) for e in root.findall("methods/cap")}
        self.steps = [(number(e.get("from")), number(e.get("share"))) for e in root.findall("methods/step")]
        self.deduction, self.bonus = value("methods/deduction", "k"), value("methods/bonus", "k")
        self.percentage_point = value("methods/percentagePoint", "share")
        self.places = {number(e.get("rank")): number(e.get("points")) for e in root.findall("methods/place")}
        self.drop_above = int(one("methods/panel").get("dropAbove"))
        self.minimum_sheets = int(one("satisfaction").get("minimumSheets"))
        self.answers = {e.get("word"): (number(e.get("points")), e.get("satisfied") == "true")
                        for e in root.findall("satisfaction/answer")}
        self.response_days = int(one("appeals").get("responseWorkingDays"))
        self.in_post_share = value("grades", "inPostShare")
        self.grades = [(e.get("label"), number(e.get("from")) if e.get("from") else None, e.get("card"))
                       for e in root.findall("grades/grade")]
        self.quota_grade = one("grades/quota").get("grade")
        self.quota_percent = value("grades/quota", "percent")
        self.ceilings = {e.get("reason"): e.get("grade") for e in root.findall("grades/ceiling")}
        self.first_percent = value("officeClasses", "firstPercent")
        self.first_at_least = int(one("officeClasses").get("firstAtLeast"))
        self.third_below = value("officeClasses", "thirdBelow")
        self.classes = {int(e.get("place")): e.get("label") for e in root.findall("officeClasses/class")}
        cards = one("cards")
        self.severe_below, self.severe_count = number(cards.get("severeBelow")), int(cards.get("severeCount"))
        self.mild_below, self.mild_count = number(cards.get("mildBelow")), int(cards.get("mildCount"))
        self.office_last_below = number(cards.get("officeLastBelow"))
        self.repeat_quarters = int(cards.get("repeatQuarters"))
        self.extension_share = number(cards.get("extensionShare"))
        self.yellow_from, self.red_above = value("cards/lag", "yellowFrom"), value("cards/lag", "redAbove")
        self.natures = {e.get("nature"): e.get("card") for e in root.findall("cards/finding")}
        self.rectify = {c: int(one("cards/" + c).get("rectifyWorkingDays")) for c in ("yellow", "red")}
        self.talk = {c: int(one("cards/" + c).get("talkWorkingDays")) for c in ("yellow", "red")}
        self.counted = one("expectations").get("counted", "").split()
        items = root.find("rectification")
        items = {} if items is None else items.attrib  # schemes of before: [67]
        self.gap_below, self.lag_from = number(items.get("gapBelow", "80")), number(items.get("lagFrom", "5"))
        self.recurrence_quarters = int(items.get("recurrenceQuarters", "2"))

    def grade_at(self, score):
        for place, (_, bound, _) in enumerate(self.grades):
            if bound is None or score >= bound:
                return place
        return len(self.grades) - 1

    def place_of(self, label):
        return [g[0] for g in self.grades].index(label)


# --- reading -------------------------------------------------------------------------------------------------

def read_csv(path):
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    titles = [t.strip() for t in rows[0]]
    return [dict(zip(titles, (c.strip() for c in row))) for row in rows[1:] if any(c.strip() for c in row)]


class Quarter:
    """One quarter's folder: tables as lists of rows, an absent table as None."""

    def __init__(self, folder):
        self.period = Period(folder.name)
        self.tables, self.signed, self.signoff = {}, None, None
        for stem, sheet in TABLES.items():
            for name in (stem, sheet):
                if (folder / (name + ".csv")).exists():
                    self.tables[stem] = read_csv(folder / (name + ".csv"))
        if (folder / "signoff.xml").exists():
            self.signoff = dict(ElementTree.parse(folder / "signoff.xml").getroot().attrib)
            self.signed = day(self.signoff["date"])

    def has(self, table):
        return table in self.tables

    def rows(self, table):
        return self.tables.get(table, [])


class Park:
    def __init__(self, folder):
        folder = Path(folder)
        schemes = [Scheme(ElementTree.parse(p).getroot()) for p in sorted((folder / "schemes").glob("*.xml"))]
        self.schemes = sorted(schemes, key=lambda s: period_index(s.effective))
        path = folder / "calendar.csv"
        self.calendar = Calendar(read_csv(path)) if path.exists() else Calendar()
        names = sorted(p.name for p in folder.iterdir() if re.fullmatch(r"\d{4}Q[1-4]", p.name))
        self.quarters = [Quarter(folder / name) for name in names]
        self.join_declared()

    def join_declared(self):
        """Approved self-declared indicators become lines from their effective quarter on, under its scheme [66]."""
        newest = {}
        for quarter in self.quarters:
            newest.update((row["申报编号"], row) for row in quarter.rows("proposals"))
            listed = {row["指标代码"] for row in quarter.rows("indicators")}
            office = {p["工号"]: p["股室代码"] for p in quarter.rows("people") if p["状态"] != "领导"}
            for code, row in sorted(newest.items()):
                if row["状态"] != "同意" or row["工号"] not in office or code in listed:
                    continue
                effective = Period(row["生效期"])
                begun = [s for s in self.schemes if period_index(s.effective) <= effective.index]
                if effective.index > quarter.period.index or not begun or begun[-1] is not self.scheme_for(quarter.period):
                    continue
                quarter.tables["indicators"].append({
                    "指标代码": code, "指标名称": row["指标名称"], "类别": INCENTIVE, "大组": "自主申报", "小组": "自主申报",
                    "单位": "（单位见名称）", "方向": "正向", "口径": "当季", "计分法": "A", "参数": "", "满分": row["满分"],
                    "责任股室": office[row["工号"]], "数据来源": "指标申报", "标签": ""})
                quarter.tables["targets"].append({
                    "指标代码": code, "对象": PERSON, "对象代码": row["工号"], "目标值": row["目标值"],
                    "满分": row["满分"], "期限": quarter.period.end.isoformat(), "来源": "申报"})

    def scheme_for(self, period):
        return [s for s in self.schemes if period_index(s.effective) <= period.index][-1]


# --- method scores -------------------------------------------------------------------------------------------

def parameters(text):
    """`k=0.5;cap=110;steps=100:1|98:0.9` → {name: value or [(a, b)]}"""
    result = {}
    for part in filter(None, (p.strip() for p in text.split(";"))):
        name, _, value = part.partition("=")
        if name in ("steps", "points"):
            result[name] = [tuple(number(n) for n in pair.split(":")) for pair in value.split("|")]
        else:
            result[name] = number(value)
    return result


def by_completion(c, full, cap, floor):
    return Fraction(0) if c < floor else full * min(c, cap) / 100


def panel_mean(marks, drop_above):
    marks = sorted(marks)
    if len(marks) > drop_above:
        marks = marks[1:-1]
    return round2(sum(marks) / Fraction(len(marks)))


def score_line(method, kind, full, target, actual, params, scheme, veto_note=False):
    """→ (completion for the ledger, completion for the card rules, line score, vetoed)"""
    cap, floor = params.get("cap", scheme.caps[kind]), params.get("floor", scheme.floor)
    c, vetoed = None, False
    if method in ("A", "B", "G"):
        c = round2(100 * actual / target)
        if actual < 0:
            score = Fraction(0)
        elif method == "B":
            steps = params.get("steps", scheme.steps)
            score = full * next((share for bound, share in steps if c >= bound), Fraction(0))
        else:
            score = by_completion(c, full, cap, floor)
    elif method in ("C", "C/V"):
        score = max(Fraction(0), full - params.get("k", scheme.deduction) * actual)
        if method == "C/V" and veto_note:
            score, vetoed = Fraction(0), True
    elif method == "D":
        score = min(full, params.get("k", scheme.bonus) * actual)
    elif method == "E":
        places = dict(params["points"]) if "points" in params else scheme.places
        score = min(full, places.get(actual, Fraction(0)))
    elif method == "F":
        c, score = actual, full * actual / 100
    elif method == "H":
        c = cap if actual == 0 else round2(100 * target / actual)
        score = by_completion(c, full, cap, floor)
    elif method == "I":
        k = params.get("k", scheme.percentage_point * full)
        score = min(max(Fraction(0), full - k * (target - actual)), cap * full / 100)
    elif method == "V":
        vetoed = actual > 0
        score = Fraction(0) if vetoed else full
    else:
        raise ValueError("unknown method " + method)
    score = round2(score)
    carded = c if method in ("A", "B", "G", "H") else round2(100 * score / full) if method == "I" else None
    return (carded if method == "I" else c), carded, score, vetoed


# --- derived actuals -----------------------------------------------------------------------------------------

class Ledgers:
    """What the ledgers of a year say up to one quarter."""

    def __init__(self, park, place, cutoff):
        self.quarters = [q for q in park.quarters[:place + 1] if q.period.year == park.quarters[place].period.year]
        self.now, self.cutoff, self.calendar = park.quarters[place], cutoff, park.calendar
        self.scheme = park.scheme_for(self.now.period)
        self.known = {}

    def once(self, key, compute):
        if key not in self.known:
            self.known[key] = compute()
        return self.known[key]

    def exempt_matters(self, quarter):
        return self.once(quarter.period.name, lambda: {
            r["事项编号"] for r in quarter.rows("exemptions") if r.get("事项编号")})

    def holders_people(self, kind, code, quarter):
        """The staff numbers whose rows count for the holder; an office's by that quarter's own table."""
        if kind == PERSON:
            return {code}
        return self.once((quarter.period.name, code), lambda: {
            p["工号"] for p in quarter.rows("people") if p["股室代码"] == code and p["状态"] != "领导"})

    def scope(self, yearly):
        return self.quarters if yearly else [self.now]

    def inside(self, date, yearly):
        if date is None:
            return False
        return date.year == self.now.period.year and date <= self.now.period.end if yearly \
            else self.now.period.holds(date)

    def newest(self, table, key, yearly):
        """[(row, its quarter)]: the union by id, the newest row of an id wins."""
        rows = {}
        for quarter in self.scope(yearly):
            for row in quarter.rows(table):
                rows[row[key]] = (row, quarter)
        return list(rows.values())

    def derive(self, source, kind, code, yearly):
        """→ None when the source names no ledger or its table is absent; else what the ledger says."""
        ledger, _, figure = source.partition(":")
        reading = {"走访台账": ("visits", self.visits), "诉求台账": ("appeals", self.appeals),
                   "项目台账": ("projects", self.projects), "满意度": ("survey", self.satisfaction),
                   "抽查": ("spotchecks", self.findings)}.get(ledger)
        if reading is None or not figure or not self.now.has(reading[0]):
            return None
        return reading[1](figure, kind, code, yearly)

    def visits(self, figure, kind, code, yearly):
        return counted(sum(1 for q in self.scope(yearly) for r in q.rows("visits")
                           if r["工号"] in self.holders_people(kind, code, q) and self.inside(day(r["日期"]), yearly)))

    def appeals(self, figure, kind, code, yearly):
        own = [r for r, q in self.newest("appeals", "诉求编号", yearly)
               if r["经办人工号"] in self.holders_people(kind, code, q)
               and r["诉求编号"] not in self.exempt_matters(q)]
        if figure == "办结条数":
            return counted(sum(1 for r in own if self.inside(day(r.get("办结日期")), yearly)))
        own = [r for r in own if self.inside(day(r["提出日期"]), yearly)]
        if figure == "办结率":
            good = [r for r in own if r.get("办结日期") and day(r["办结日期"]) <= self.cutoff]
        else:
            own = [r for r in own if r.get("响应日期") or self.response_limit(r) < self.cutoff]
            good = [r for r in own if r.get("响应日期") and day(r["响应日期"]) <= self.response_limit(r)]
        return share_of(len(good), len(own))

    def response_limit(self, row):
        return self.calendar.after(day(row["提出日期"]), self.scheme.response_days)

    def projects(self, figure, kind, code, yearly):
        key = "责任人工号" if kind == PERSON else "股室代码"
        exempt = self.exempt_matters(self.now)
        own = [r for r in newest_projects(self.now) if r[key] == code and r["项目代码"] not in exempt]
        good = sum(1 for r in own if number(r["实际进度"]) >= number(r["计划进度"]))
        return Derived(Fraction(good), len(own), good) if figure == "达标个数" else share_of(good, len(own))

    def satisfaction(self, figure, kind, code, yearly):
        sheets = [r for r, _ in self.newest("survey", "问卷编号", yearly) if r["股室代码"] == code]
        points = [self.scheme.answers[r["评价"]] for r in sheets if r["评价"] in self.scheme.answers]
        valid = len(points)
        if valid < self.scheme.minimum_sheets:
            return Derived(None, reason="tooFewSheets",
                           sheets={"valid": valid, "needed": self.scheme.minimum_sheets})
        index = round2(sum(p for p, _ in points) / Fraction(valid))
        good = sum(1 for _, satisfied in points if satisfied)
        rate = round2(Fraction(100 * good, valid))
        both = {"index": show(index), "rate": show(rate), "validSheets": valid}
        return Derived(index, valid, valid, both) if figure == "指数" else Derived(rate, valid, good, both)

    def findings(self, figure, kind, code, yearly):
        return counted(sum(
            1 for row, quarter in self.newest("spotchecks", "抽查编号", yearly)
            if (row["对象"], row["对象代码"]) == (kind, code) and self.inside(day(row["日期"]), yearly)
            and row["抽查编号"] not in self.exempt_matters(quarter)))


class Derived:
    """A ledger's figure for a line, from how many rows and how many of them fulfil the condition; or why none."""

    def __init__(self, value, rows=None, matching=None, satisfaction=None, reason=None, sheets=None):
        self.value, self.rows, self.matching, self.satisfaction = value, rows, matching, satisfaction
        self.reason, self.sheets = reason, sheets


def counted(rows):
    return Derived(Fraction(rows), rows, rows)


def share_of(good, rows):
    """A rate over no rows is not due."""
    if rows == 0:
        return Derived(None, reason="noRows")
    return Derived(round2(Fraction(100 * good, rows)), rows, good)


def fed_by_projects(line):
    return (line["source"] or {}).get("ledger", "").startswith("项目台账:")


def newest_projects(quarter):
    rows = {}
    for row in sorted(quarter.rows("projects"), key=lambda r: r["截至日期"]):
        rows[row["项目代码"]] = {title.replace("(%)", ""): cell for title, cell in row.items()}
    return [rows[code] for code in sorted(rows)]


# --- card history --------------------------------------------------------------------------------------------

class Notice:
    """A card that was issued (or came from 历史牌)."""

    def __init__(self, id, kind, code, facts, colour, issued, deadline, rules=None):
        self.id, self.kind, self.code, self.facts = id, kind, code, facts
        self.colour, self.issued, self.deadline, self.lifted = colour, issued, deadline, None
        self.rules, self.paper = rules or [], rules is None
        self.escalated = self.by = None
        self.fired = False


class History:
    """Issued notices and what happened to them, as the folders up to a quarter tell it."""

    def __init__(self):
        self.notices, self.used, self.items, self.orders = {}, set(), {}, []

    def take_in(self, quarter):
        """Adds what the quarter's folder says about cards of earlier quarters."""
        for row in quarter.rows("cards"):
            self.notices.setdefault(row["牌号"], Notice(
                row["牌号"], row["对象"], row["对象代码"], period_index(row["事实季度"]),
                COLOURS[row["牌别"]], day(row["签发日期"]), day(row["整改期限"])))
            self.notices[row["牌号"]].lifted = day(row.get("销牌日期")) or self.notices[row["牌号"]].lifted
        for row in quarter.rows("rectifications"):
            self.items[row["整改编号"]] = row
        self.orders += [r for r in quarter.rows("decisions") if r["种类"] in ("销牌", "撤牌")]

    def ordered(self, order, notice, by):
        return any(r["种类"] == order and r.get("牌号") == notice.id and day(r["日期"]) <= by for r in self.orders)

    def accepted(self, notice, by):
        return any(r["来源"] == notice.id and r["状态"] in ("已验收", "已销号") and r.get("验收日期")
                   and day(r["验收日期"]) <= by for r in self.items.values())

    def withdrawn(self, notice, by):
        return self.ordered("撤牌", notice, by)

    def closed(self, notice, by):
        """销牌, 升级 or 撤牌 by that day."""
        return (self.ordered("销牌", notice, by) or self.withdrawn(notice, by)
                or (notice.lifted is not None and notice.lifted <= by)
                or (notice.escalated is not None and notice.escalated <= by
                    and not self.withdrawn(self.notices[notice.by], by)))

    def cleared(self, notice, by):
        return self.closed(notice, by) or self.accepted(notice, by)

    def deadline(self, notice):
        dates = [day(r["延期至"]) for r in self.items.values()
                 if r["来源"] == notice.id and r.get("延期至") and r.get("延期批准人")]
        return max(dates + [notice.deadline])

    def record(self, notice):
        """What is known of the notice by now, whatever the date of it."""
        items = [r for r in self.items.values() if r["来源"] == notice.id]
        accepted = sorted(r["验收日期"] for r in items if r["状态"] in ("已验收", "已销号") and r.get("验收日期"))
        state = items[-1]["状态"] if items else None
        closure = next((("withdrawn", r["日期"]) for r in self.orders
                        if r["种类"] == "撤牌" and r.get("牌号") == notice.id), None)
        # A withdrawn red card is as if it had never been: the yellow it escalated is open again.
        if closure is None and notice.escalated is not None and not self.withdrawn(
                self.notices[notice.by], datetime.date.max):
            closure = "escalated", notice.escalated.isoformat()
        if closure is None:
            lifted = [r["日期"] for r in self.orders if r["种类"] == "销牌" and r.get("牌号") == notice.id]
            lifted += [notice.lifted.isoformat()] if notice.lifted else []
            closure = ("lifted", min(lifted)) if lifted else None
        words = {"withdrawn": "撤销", "escalated": "升级红牌", "lifted": "已销牌"}
        going = {"整改中": "整改中", "待验收": "待验收", "已验收": "已验收", "已销号": "已验收"}
        return {"kind": notice.kind, "object": notice.code, "colour": notice.colour, "paper": notice.paper,
                "factsPeriod": period_name(notice.facts),
                "rules": notice.rules, "issued": notice.issued.isoformat(),
                "deadline": self.deadline(notice).isoformat(), "rectification": state,
                "acceptedOn": accepted[0] if accepted else None, "escalationRaised": notice.fired,
                "closure": closure and closure[0], "closedOn": closure and closure[1],
                "closedBy": notice.by if closure and closure[0] == "escalated" else None,
                "state": words[closure[0]] if closure else going.get(state, "已赋牌")}

    def of(self, code):
        return [n for n in self.notices.values() if n.code == code]


UNISSUED = {"issued": None, "deadline": None, "talkBy": None, "statementBy": None}
COLOURS = {"黄牌": "yellow", "红牌": "red", "不赋牌": "none", "无": None}
WORDS = {"yellow": "黄牌", "red": "红牌", "none": "不赋牌", None: "无"}
RULE_ORDER = ["R%d" % n for n in range(1, 8)] + ["Y%d" % n for n in range(1, 7)]


# --- one quarter ---------------------------------------------------------------------------------------------

class Assessor:
    def __init__(self, park, place, history):
        self.park, self.history = park, history
        self.quarter = park.quarters[place]
        self.earlier = park.quarters[:place]
        self.period, self.scheme = self.quarter.period, park.scheme_for(self.quarter.period)
        dates = [day(r["截至日期"]) for t in ("results", "projects") for r in self.quarter.rows(t)]
        self.as_of = max(dates) if dates else self.period.start
        self.running = self.as_of < self.period.end and self.quarter.signed is None
        self.ledgers = Ledgers(park, place, self.data_until() if self.running else self.period.end)
        self.faults = []
        self.warnings = {"early": [], "decomposition": [], "outside": self.outside_rows()}
        self.index_tables()

    def data_until(self):
        """数据截至: the newest date of results and ledgers, inside the quarter."""
        dates = [self.as_of]
        for table, columns in (("visits", ["日期"]), ("appeals", ["提出日期", "响应日期", "办结日期"]),
                               ("spotchecks", ["日期"])):
            dates += [day(r[c]) for r in self.quarter.rows(table) for c in columns if r.get(c)]
        return max(d for d in dates if d <= self.period.end)

    def index_tables(self):
        rows = self.quarter.rows
        self.indicators = {r["指标代码"]: r for r in rows("indicators")}
        self.people = {r["工号"]: r for r in rows("people") if r["状态"] != "领导"}
        self.offices = {r["股室代码"]: r for r in rows("offices")}
        self.results = {}
        for row in sorted(rows("results"), key=lambda r: r["截至日期"]):
            key = row["指标代码"], row["对象"], row["对象代码"]
            if key in self.results and self.results[key]["截至日期"] == row["截至日期"]:
                self.faults.append("two results of one date: %s %s" % (key[0], key[2]))
            self.results[key] = row
        self.targets = {}
        for row in rows("targets"):
            self.targets.setdefault((row["对象"], row["对象代码"]), []).append(row)
        self.exempt_lines = {
            (r["指标代码"], r["对象"], r["对象代码"]): {"approvedBy": r["批准人"], "approvedOn": r["批准日期"]}
            for r in rows("exemptions") if r.get("指标代码")}
        self.exempt_matters = self.ledgers.exempt_matters(self.quarter)
        self.marks = {}
        for row in rows("ratings"):
            key = row["对象"], row["对象代码"], row.get("指标代码") or ""
            self.marks.setdefault(key, []).append(number(row["分数"]))
        self.own_findings = {}
        for row in sorted(rows("spotchecks"), key=lambda r: r["抽查编号"]):
            if self.period.holds(day(row["日期"])) and row["抽查编号"] not in self.exempt_matters:
                self.own_findings.setdefault((row["对象"], row["对象代码"]), []).append(row)

    def outside_rows(self):
        """Ledger rows dated outside the quarter: not counted, listed. Repeated open appeals are no such rows."""
        found = []
        for row in self.quarter.rows("visits"):
            if not self.period.holds(day(row["日期"])):
                found.append(["visits", row["日期"], row["工号"]])
        for row in self.quarter.rows("spotchecks"):
            if not self.period.holds(day(row["日期"])):
                found.append(["spotchecks", row["日期"], row["抽查编号"]])
        return sorted(found)

    # lines

    def line(self, target):
        """One target row → the line: state, actual, completion, score."""
        kind, code = target["对象"], target["对象代码"]
        indicator = self.indicators[target["指标代码"]]
        full = number(target.get("满分") or indicator["满分"])
        line = {"indicator": target["指标代码"], "class": indicator["类别"], "method": indicator["计分法"],
                "unit": indicator["单位"], "span": indicator["口径"],
                "full": full, "state": "present", "actual": None, "completion": None, "carded": None,
                "score": None, "vetoed": False, "expected": None, "reason": None, "source": None,
                "satisfaction": None, "sheets": None, "exemption": None, "parameters": {},
                "target": None if target["目标值"] == "据实" else number(target["目标值"])}
        line["parameters"] = self.in_force(indicator, full)
        self.fill_state(line, target, indicator, kind, code)
        if line["state"] == "present":
            self.fill_score(line, indicator, kind, code)
            if self.running:
                self.fill_expected(line, indicator, kind, code)
        return line

    def in_force(self, indicator, full):
        """The parameters a method reads: the indicator's own, else the scheme's."""
        own, method, scheme = parameters(indicator.get("参数") or ""), indicator["计分法"], self.scheme
        defaults = {"cap": scheme.caps[indicator["类别"]], "floor": scheme.floor, "steps": scheme.steps,
                    "points": sorted(scheme.places.items())}
        names = {"A": ["cap", "floor"], "G": ["cap", "floor"], "H": ["cap", "floor"], "B": ["steps"], "C": ["k"],
                 "C/V": ["k"], "D": ["k"], "E": ["points"], "I": ["k", "cap"]}.get(method, [])
        defaults["k"] = {"D": scheme.bonus, "I": scheme.percentage_point * full}.get(method, scheme.deduction)
        return {name: own.get(name, defaults[name]) for name in names}

    def fill_state(self, line, target, indicator, kind, code):
        key = line["indicator"], kind, code
        row = self.results.get(key)
        yearly = indicator["口径"] == "累计"
        if key in self.exempt_lines:
            line["state"], line["exemption"] = "exempt", self.exempt_lines[key]
        elif line["method"] in ("A", "B", "G", "H") and line["target"] == 0:
            if not yearly:
                self.faults.append("target 0: %s %s" % (line["indicator"], code))
            line["state"], line["reason"] = "notDue", "zeroTarget"
        elif row is not None and row["实际值"] == "不适用":
            line["state"], line["reason"] = "notDue", "notApplicable"
        elif line["method"] == "F":
            self.fill_panel(line, kind, code)
        else:
            self.fill_actual(line, indicator, row, kind, code, yearly)

    def fill_panel(self, line, kind, code):
        marks = self.marks.get((kind, code, line["indicator"]))
        if marks:
            line["actual"] = panel_mean(marks, self.scheme.drop_above)
            line["source"] = {"kind": "panel", **panel_json(marks, self.scheme.drop_above)}
        elif not self.quarter.has("ratings"):
            line["state"], line["reason"] = "notDue", "tableAbsent"
        elif line["class"] != INCENTIVE:
            line["state"] = "missing"
        else:
            line["source"] = {"kind": "nothingReported"}

    def fill_actual(self, line, indicator, row, kind, code, yearly):
        source = indicator["数据来源"]
        derived = self.ledgers.derive(source, kind, code, yearly)
        if derived is not None:
            self.fill_derived(line, source, derived, row)
        elif row is None and source.partition(":")[0] in LEDGER_NAMES and ":" in source:
            line["state"], line["reason"] = "notDue", "tableAbsent"
        elif row is None and line["class"] == INCENTIVE:
            line["source"] = {"kind": "nothingReported"}
        elif row is None or row["实际值"] == "未报":
            line["state"] = "missing"
        else:
            line["actual"] = number(row["实际值"])
            line["source"] = {"kind": "typed", "asOf": row["截至日期"]}

    def fill_derived(self, line, source, derived, row):
        line["actual"] = derived.value
        if derived.value is None:
            line["state"], line["reason"], line["sheets"] = "notDue", derived.reason, derived.sheets
        else:
            line["source"] = {"kind": "ledger", "ledger": source, "rows": derived.rows, "matching": derived.matching}
            line["satisfaction"] = derived.satisfaction
        if row is not None and row["实际值"] != "未报" and (
                derived.value is None or round2(number(row["实际值"])) != derived.value):
            self.faults.append("typed differs from derived: %s" % line["indicator"])

    def fill_score(self, line, indicator, kind, code):
        """Completion and score; a running quarter proposes no score, nor a completion that comes from one."""
        if line["actual"] is None:
            line["score"] = None if self.running else Fraction(0)
            return
        row = self.results.get((line["indicator"], kind, code))
        note = row is not None and (row.get("说明") or "").startswith("否决：")
        completion, carded, score, vetoed = score_line(
            line["method"], line["class"], line["full"], line["target"], line["actual"],
            parameters(indicator.get("参数") or ""), self.scheme, note)
        if self.running:
            line["completion"] = None if line["method"] == "I" else completion
            return
        line["completion"], line["score"], line["vetoed"] = completion, score, vetoed
        # A line fed by 项目台账 raises no card, its projects do.
        line["carded"] = None if fed_by_projects(line) else carded

    def fill_expected(self, line, indicator, kind, code):
        """Expected progress of a running quarter: A lines only, by full months."""
        if line["method"] != "A" or line["target"] is None or line["actual"] is None:
            return
        yearly, tags = indicator["口径"] == "累计", (indicator.get("标签") or "").split(";")
        if yearly and "序时" in tags:
            before, more = self.last_target(line["indicator"], kind, code), {"basis": "plannedPath"}
            more.update({"from": typed(before), "to": typed(line["target"])})
        elif not yearly and line["source"]["kind"] == "ledger" and line["source"]["ledger"] in COUNTS:
            before, more = Fraction(0), {"basis": "monthlyShare"}
        else:
            return
        value = round2(before + (line["target"] - before) * self.full_months() / 3)
        behind = line["actual"] < value
        line["expected"] = {"value": show(value), "behind": behind, **more}
        if behind:
            self.warnings["early"].append({"object": code, "indicator": line["indicator"], "kind": kind,
                                           "expected": show(value), "actual": typed(line["actual"])})

    def full_months(self):
        """Months of the quarter that were full on the newest 截至日期."""
        return sum(1 for end in self.period.month_ends() if end <= self.as_of)

    def last_target(self, indicator, kind, code):
        for quarter in reversed(self.earlier):
            if quarter.period.year == self.period.year:
                for row in quarter.rows("targets"):
                    if (row["指标代码"], row["对象"], row["对象代码"]) == (indicator, kind, code):
                        if row["目标值"] != "据实":
                            return number(row["目标值"])
        return Fraction(0)

    def lines_of(self, kind, code):
        targets = sorted(self.targets.get((kind, code), []), key=lambda r: r["指标代码"])
        return [self.line(target) for target in targets]

    # parts of a score

    def points_of(self, lines, classes):
        """Σ scores, Σ full points, and their share as printed; None without a present line."""
        present = [l for l in lines if l["state"] == "present" and l["class"] in classes]
        if not present:
            return None
        scores, full = sum(l["score"] for l in present), sum(l["full"] for l in present)
        return {"scores": scores, "full": full, "percent": round2(100 * scores / full)}

    def fill_points(self, holder):
        """A holder with a missing line has no P."""
        if not self.running and not any(l["state"] == "missing" for l in holder["lines"]):
            holder["own"] = self.points_of(holder["lines"], (KEY, INDIVIDUAL))
            holder["key"] = self.points_of(holder["lines"], (KEY,))

    def incentive_points(self, lines):
        """→ (Σ own incentive lines, J)"""
        total = sum((l["score"] for l in lines if l["state"] == "present" and l["class"] == INCENTIVE
                     and l["score"] is not None), Fraction(0))
        return total, min(self.scheme.incentive_cap, total)

    def deductions(self, kind, code, lines):
        """→ (X, {finding: where it counts})"""
        own = self.own_findings.get((kind, code), [])
        for line in lines:
            if line["state"] == "present" and (line["source"] or {}).get("ledger") == "抽查:问题数":
                return Fraction(0), {r["抽查编号"]: "line" for r in own}
        return sum((number(r["扣分"]) for r in own), Fraction(0)), {r["抽查编号"]: "score" for r in own}

    def panel_component(self, kind, code):
        """Due when the table has rows of that kind without 指标代码."""
        if not any(k[0] == kind and not k[2] for k in self.marks):
            return {"state": "notDue", "mean": None}
        marks = self.marks.get((kind, code, ""))
        if not marks:
            return {"state": "missing", "mean": None}
        return {"state": "present", **panel_json(marks, self.scheme.drop_above)}

    def fill_parts(self, holder, kind, code):
        lines = holder["lines"]
        holder["J_uncapped"], holder["J"] = self.incentive_points(lines)
        holder["X"], holder["findings"] = self.deductions(kind, code, lines)
        holder["panel"] = self.panel_component(kind, code)
        holder["missing"] = ["line %s" % l["indicator"] for l in lines if l["state"] == "missing"]
        if holder["panel"]["state"] == "missing":
            holder["missing"].append("panel")

    def total(self, holder, components, weights, limits):
        """S or O from the components that are due; each gets its printed weight and points."""
        due = {name: weights[name] for name in weights if components[name] is not None}
        holder["weights"] = share_weights(due)
        holder["points"] = {n: round2(w * components[n] / 100) for n, w in holder["weights"].items()}
        total = sum(holder["points"].values(), Fraction(0)) + holder["J"] - holder["X"]
        return min(max(total, limits[0]), limits[1])

    # offices

    def assess_office(self, code):
        lines = self.lines_of(OFFICE, code)
        row = self.offices[code]
        office = {"code": code, "name": row["股室名称"], "head": row["负责人工号"], "supervisor": row["分管领导"],
                  "lines": lines, "own": None, "key": None, "O": None, "weights": {}, "points": {},
                  "rank": None, "sharedBy": None, "class": None, "classTie": None, "classDecided": None,
                  "decision": None, "vetoed": any(l["vetoed"] for l in lines)}
        self.fill_parts(office, OFFICE, code)
        self.fill_points(office)
        if self.running or office["missing"]:
            return office
        components = {"P": office["own"] and office["own"]["percent"], "C": fraction(office["panel"]["mean"])}
        if any(value is not None for value in components.values()):
            office["O"] = self.total(office, components, self.scheme.office, self.scheme.office_limits)
        return office

    def class_offices(self, offices):
        scored = [o for o in offices.values() if o["O"] is not None]
        rank(scored, "rank", "sharedBy", lambda office: (-office["O"],))
        share = len(scored) * self.scheme.first_percent / 100
        places = max(self.scheme.first_at_least, share.numerator // share.denominator)
        eligible = [o for o in scored if o["O"] >= self.scheme.third_below and not o["vetoed"]]
        first, second, third = (self.scheme.classes[n] for n in (1, 2, 3))
        for office in scored:
            office["class"] = third if office["O"] < self.scheme.third_below else second
        for office, outcome, tie in fill_places(eligible, "rank", places):
            office["class"] = {"in": first, "tied": UNDECIDED, "out": second}[outcome]
            office["classTie"] = tie

    # people

    def no_grade_state(self, person):
        """The reasons of the person's post alone."""
        if person["状态"] in NO_GRADE_STATES:
            return person["状态"]
        first = max(self.period.start, day(person.get("到岗日期")) or self.period.start)
        last = min(self.period.end, day(person.get("离岗日期")) or self.period.end)
        in_post = max(0, (last - first).days + 1)
        whole = (self.period.end - self.period.start).days + 1
        short = in_post * 100 < whole * self.scheme.in_post_share
        return "在岗不足半季 %d/%d" % (in_post, whole) if short else None

    def assess_person(self, code, offices):
        row = self.people[code]
        office = offices[row["股室代码"]]
        lines = self.lines_of(PERSON, code)
        person = {"code": code, "office": row["股室代码"], "status": row["状态"], "lines": lines, "own": None, "key": None,
                  "O": office["O"], "officeMissing": bool(office["missing"]), "S": None, "weights": {}, "points": {}, "gradeByScore": None, "caps": [],
                  "suggested": None, "tie": None, "decided": None, "decision": None, "note": None,
                  "noGrade": self.no_grade_state(row), "vetoed": any(l["vetoed"] for l in lines)}
        for name in ("rankPark", "sharedPark", "decidedByPark", "rankOffice", "sharedOffice", "decidedByOffice"):
            person[name] = None
        self.fill_parts(person, PERSON, code)
        if office["missing"] and not self.running:
            person["missing"].append("office")
        own = [l for l in lines if l["state"] == "present" and l["class"] != INCENTIVE]
        if person["noGrade"] is None and not own and not any(l["state"] == "missing" for l in lines):
            person["noGrade"] = "无个人指标"
        if self.running or person["noGrade"] is not None:
            return person
        self.fill_points(person)
        if person["missing"]:
            return person
        components = {"P": person["own"]["percent"], "O": office["O"], "Q": fraction(person["panel"]["mean"])}
        person["S"] = self.total(person, components, self.scheme.person, self.scheme.person_limits)
        return person

    def grade_people(self, people):
        graded = [p for p in people.values() if p["S"] is not None]
        rank(graded, "rankPark", "sharedPark", person_keys, "decidedByPark")
        for office in self.offices:
            rank([p for p in graded if p["office"] == office], "rankOffice", "sharedOffice", person_keys,
                 "decidedByOffice")
        for person in graded:
            place = self.scheme.grade_at(person["S"])
            person["gradeByScore"] = self.scheme.grades[place][0]
            for cap in self.caps(person):
                person["caps"].append(cap)
                place = max(place, self.scheme.place_of(cap["grade"]))
            person["suggested"] = self.scheme.grades[place][0]
        self.apply_quota(graded)

    def caps(self, person):
        caps = []
        for line in person["lines"]:
            if line["vetoed"]:
                caps.append({"reason": "veto", "source": line["indicator"], "grade": self.scheme.ceilings["veto"]})
        for notice in self.history.of(person["code"]):
            if notice.facts < self.period.index and not self.history.cleared(notice, self.period.end):
                caps.append({"reason": notice.colour, "source": notice.id,
                             "grade": self.scheme.ceilings[notice.colour]})
        return sorted(caps, key=lambda c: (c["reason"], c["source"]))

    def apply_quota(self, graded):
        share = len(graded) * self.scheme.quota_percent / 100
        places = share.numerator // share.denominator
        lower = self.scheme.grades[self.scheme.place_of(self.scheme.quota_grade) + 1][0]
        wanting = [p for p in graded if p["suggested"] == self.scheme.quota_grade]
        self.quota = {"base": len(graded), "places": places, "taken": 0, "pending": 0}
        for person, outcome, tie in fill_places(wanting, "rankPark", places):
            self.quota["taken"] += outcome == "in"
            self.quota["pending"] += outcome == "tied"
            if outcome == "tied":
                person["suggested"], person["note"], person["tie"] = UNDECIDED, "并列", tie
            elif outcome == "out":
                person["suggested"], person["note"] = lower, "名额限制"

    # decisions

    def decide(self, people, offices):
        rows = {(r["对象"], r["对象代码"]): r for r in self.quarter.rows("decisions") if r["种类"] == "等次"}
        for kind, holders, suggested, decided in ((PERSON, people, "suggested", "decided"),
                                                  (OFFICE, offices, "class", "classDecided")):
            for code, holder in holders.items():
                row = rows.pop((kind, code), None)
                if row is not None:
                    if row["建议"] != (holder[suggested] or "无"):
                        self.faults.append("decision's 建议 differs: %s" % code)
                    holder[decided], holder["decision"] = row["审定"], decision_json(row)
                elif self.quarter.signed is not None:
                    holder[decided] = holder[suggested]
                    if holder[suggested] == UNDECIDED:
                        self.faults.append("signed with 待审定: %s" % code)
                if self.quarter.signed is not None and holder["missing"] and not holder.get("noGrade"):
                    self.faults.append("signed with a missing value: %s" % code)
        self.faults += ["decision without object: %s" % key[1] for key in rows]
        self.check_quota(people)

    def check_quota(self, people):
        taken = 0
        for person in people.values():
            capped = any(self.scheme.place_of(c["grade"]) > self.scheme.place_of(self.scheme.quota_grade)
                         for c in person["caps"])
            taken += person["decided"] == self.scheme.quota_grade and not capped
        if taken > self.quota["places"]:
            self.faults.append("decisions exceed the quota: %d of %d" % (taken, self.quota["places"]))

    # cards

    def propose_cards(self, people, offices):
        self.triggers, self.used_now = {}, {}
        for person in people.values():
            self.person_facts(person)
        for office in offices.values():
            self.office_facts(office)
        self.last_office(offices)
        self.project_facts()
        self.appeal_facts()
        self.finding_facts()
        self.history_facts()
        cards = {}
        for (kind, code), rules in self.triggers.items():
            card_id = "%s-%s" % (self.period.name, code)
            colour = "red" if any(rule[0] == "R" for rule in rules) else "yellow"
            cards[card_id] = {"id": card_id, "kind": kind, "object": code, "colourProposed": colour,
                              "colourDecided": None, "rules": sorted(rules, key=RULE_ORDER.index),
                              "facts": rules, **UNISSUED,
                              **self.card_object(kind, code)}
        self.decide_cards(cards)
        return cards

    def trigger(self, kind, code, rule, what, /, **fact):
        """One fact, in the words of assessment.xml: {"what": "appeal", "code": …}"""
        self.triggers.setdefault((kind, code), {}).setdefault(rule, []).append({"what": what, **fact})

    def card_object(self, kind, code):
        """Whose card it is, and the object's earlier ones; an object gone from the tables has no office."""
        if kind == PERSON:
            row = next((r for r in self.quarter.rows("people") if r["工号"] == code), {})
            office, responsible = row.get("股室代码"), code
        elif kind == OFFICE:
            office, responsible = (code if code in self.offices else None), self.offices.get(code, {}).get("负责人工号")
        else:
            row = next((r for r in newest_projects(self.quarter) if r["项目代码"] == code), {})
            office, responsible = row.get("股室代码"), row.get("责任人工号")
        earlier = sorted(n.id for n in self.history.of(code)
                         if n.facts < self.period.index and not self.history.withdrawn(n, self.period.end))
        return {"office": office, "responsible": responsible, "earlier": earlier, "decision": None}

    def person_facts(self, person):
        code = person["code"]
        if person["S"] is not None:
            card = self.scheme.grades[self.scheme.grade_at(person["S"])][2]
            if card:
                self.trigger(PERSON, code, {"yellow": "Y1", "red": "R1"}[card],
                             "grade", score=show(person["S"]), grade=person["gradeByScore"])
            self.key_line_facts(PERSON, code, person["lines"])
        self.veto_facts(PERSON, code, person["lines"])

    def office_facts(self, office):
        self.key_line_facts(OFFICE, office["code"], office["lines"])
        self.veto_facts(OFFICE, office["code"], office["lines"])

    def key_line_facts(self, kind, code, lines):
        keys = [l for l in lines if l["class"] == KEY and l["carded"] is not None]
        severe, mild = ([l for l in keys if l["carded"] < below]
                        for below in (self.scheme.severe_below, self.scheme.mild_below))
        if len(severe) >= self.scheme.severe_count:
            rule, facts = "R2", severe
        elif len(mild) >= self.scheme.mild_count:
            rule, facts = "Y2", mild
        elif severe:
            rule, facts = "Y2", severe
        else:
            return
        for line in facts:
            self.trigger(kind, code, rule, "line", indicator=line["indicator"], completion=show(line["carded"]))

    def veto_facts(self, kind, code, lines):
        for line in lines:
            if line["vetoed"]:
                self.trigger(kind, code, "R7", "veto", indicator=line["indicator"], actual=typed(line["actual"]))

    def last_office(self, offices):
        lowest = min((o["O"] for o in offices.values() if o["O"] is not None), default=None)
        for office in offices.values():
            if office["O"] is not None and office["O"] == lowest < self.scheme.office_last_below:
                self.trigger(OFFICE, office["code"], "Y6", "lastOffice", score=show(office["O"]), place=office["rank"])

    def project_facts(self):
        for row in newest_projects(self.quarter):
            behind = round2(number(row["计划进度"]) - number(row["实际进度"]))
            if row["项目代码"] in self.exempt_matters:
                continue
            if behind >= self.scheme.yellow_from:
                self.trigger(PROJECT, row["项目代码"], "R3" if behind > self.scheme.red_above else "Y3", "project",
                             code=row["项目代码"], planned=row["计划进度"], actual=row["实际进度"], lag=show(behind),
                             asOf=row["截至日期"])

    def appeal_facts(self):
        for row in sorted(self.quarter.rows("appeals"), key=lambda r: r["诉求编号"]):
            id, closed = row["诉求编号"], day(row.get("办结日期"))
            limit = self.park.calendar.after(day(row["提出日期"]), int(row["时限"]))
            if closed is not None and closed <= self.period.end or limit >= self.period.end:
                continue
            if ("appeal", id) in self.history.used or id in self.exempt_matters or row["经办人工号"] not in self.people:
                continue
            self.trigger(PERSON, row["经办人工号"], "Y4", "appeal", code=id, raised=row["提出日期"],
                         limitWorkingDays=row["时限"], limitDay=limit.isoformat(), closed=row.get("办结日期") or None)
            self.used_now.setdefault(row["经办人工号"], set()).add(("appeal", id))

    def finding_facts(self):
        for (kind, code), rows in self.own_findings.items():
            if kind == PERSON and code not in self.people:
                continue
            for row in rows:
                colour = self.scheme.natures.get(row["性质"])
                if colour and ("finding", row["抽查编号"]) not in self.history.used:
                    self.trigger(kind, code, {"yellow": "Y5", "red": "R5"}[colour],
"finding",
                                 code=row["抽查编号"], date=row["日期"], nature=row["性质"], deduction=row["扣分"])
                    self.used_now.setdefault(code, set()).add(("finding", row["抽查编号"]))

    def history_facts(self):
        """R6 beside fresh yellow facts; R4 of open yellows, in the first ended quarter after their deadline."""
        end, history = self.period.end, self.history
        for (kind, code), rules in self.triggers.items():
            before = [n for n in history.of(code) if n.colour == "yellow" and not history.withdrawn(n, end)
                      and 1 <= self.period.index - n.facts <= self.scheme.repeat_quarters]
            if before and any(rule[0] == "Y" for rule in rules):
                newest = max(before, key=lambda n: n.facts)
                rules["R6"] = [{"what": "repeated", "card": newest.id, "factsPeriod": period_name(newest.facts)}]
        for notice in list(history.notices.values()):
            if notice.colour != "yellow" or notice.fired or notice.facts >= self.period.index:
                continue
            deadline = history.deadline(notice)
            if deadline < end and not history.closed(notice, end) and not history.accepted(notice, deadline):
                notice.fired = True
                self.trigger(notice.kind, notice.code, "R4", "notCleared", card=notice.id,
                             rectifyBy=history.deadline(notice).isoformat())

    def decide_cards(self, cards):
        """Decisions over proposals; a sign-off issues what is left and uses up the facts."""
        rows = {r["对象代码"]: r for r in self.quarter.rows("decisions") if r["种类"] == "赋牌"}
        for code, row in rows.items():
            id = "%s-%s" % (self.period.name, code)
            if id not in cards:
                cards[id] = {"id": id, "kind": row["对象"], "object": code, "colourProposed": None,
                             "rules": [], "facts": {}, "colourDecided": None, **UNISSUED,
                             **self.card_object(row["对象"], code)}
            if row["建议"] != WORDS[cards[id]["colourProposed"]]:
                self.faults.append("card decision's 建议 differs: %s" % id)
            cards[id]["colourDecided"], cards[id]["decision"] = COLOURS[row["审定"]], decision_json(row)
        if self.quarter.signed is not None:
            for card in cards.values():
                card["colourDecided"] = card["colourDecided"] or card["colourProposed"]
                self.issue(card)

    def issue(self, card):
        self.history.used |= self.used_now.get(card["object"], set())
        colour, signed = card["colourDecided"], self.quarter.signed
        if colour not in ("yellow", "red"):
            return
        card["issued"] = signed.isoformat()
        deadline = self.park.calendar.after(signed, self.scheme.rectify[colour])
        card["deadline"] = deadline.isoformat()
        card["talkBy"] = self.park.calendar.after(signed, self.scheme.talk[colour]).isoformat()
        card["statementBy"] = self.park.calendar.after(signed, self.scheme.statement_days).isoformat()
        self.history.notices[card["id"]] = Notice(card["id"], card["kind"], card["object"], self.period.index,
                                                  colour, signed, deadline, rules=card["rules"])
        if colour == "red":
            for fact in card["facts"].get("R4", []):
                self.history.notices[fact["card"]].escalated = signed
                self.history.notices[fact["card"]].by = card["id"]

    # warnings

    def decomposition(self):
        """Counted units: the people's targets together below their office's."""
        for (kind, code), rows in self.targets.items():
            for row in rows if kind == OFFICE else []:
                indicator = row["指标代码"]
                if self.indicators[indicator]["单位"] not in self.scheme.counted or row["目标值"] == "据实":
                    continue
                own = [number(t["目标值"]) for (k, c), targets in self.targets.items() for t in targets
                       if k == PERSON and t["指标代码"] == indicator and t["目标值"] != "据实"
                       and c in self.people and self.people[c]["股室代码"] == code]
                if own and sum(own) < number(row["目标值"]):
                    self.warnings["decomposition"].append([code, indicator])
        self.warnings["decomposition"].sort()

    # the whole quarter

    def assess(self, items):
        self.quota = None
        self.history.take_in(self.quarter)
        offices = {code: self.assess_office(code) for code in sorted(self.offices)}
        people = {code: self.assess_person(code, offices) for code in sorted(self.people)}
        cards = {}
        self.decomposition()
        if not self.running:
            self.class_offices(offices)
            self.grade_people(people)
            self.decide(people, offices)
            cards = self.propose_cards(people, offices)
        self.warnings["early"].sort(key=lambda w: (w["kind"], w["object"], w["indicator"]))
        records = {n.id: self.history.record(n) for n in self.history.notices.values()
                   if n.facts < self.period.index}
        return {"running": self.running, "signoff": self.quarter.signoff, "scheme": scheme_json(self.scheme.root),
                "asOf": self.data_until().isoformat(), "progressDate": self.as_of.isoformat(),
                "fullMonths": self.full_months(), "records": records, "quota": self.quota, "faults": sorted(self.faults),
                "persons": {c: person_json(p) for c, p in people.items()},
                "offices": {c: office_json(o) for c, o in offices.items()},
                "cards": cards, "warnings": self.warnings, "rectification": items.quarter(self, people, offices, cards)}


LEDGER_NAMES = ("走访台账", "诉求台账", "项目台账", "满意度", "抽查")


def person_keys(person):
    """Smaller is better: score, key score (0 without a key line), smaller X, larger J."""
    return -person["S"], -(person["key"]["percent"] if person["key"] else 0), person["X"], -person["J"]


def rank(holders, into, shared, keys, decided=None):
    """Equal keys → same rank, next rank skipped; a later key that told a rank from a neighbour is named."""
    groups = {}
    for holder in holders:
        groups.setdefault(keys(holder), []).append(holder)
    order, place = sorted(groups), 1
    for number, key in enumerate(order):
        beside = order[max(0, number - 1):number] + order[number + 1:number + 2]
        later = [next(n for n in range(len(key)) if key[n] != other[n]) for other in beside]
        for holder in groups[key]:
            holder[into], holder[shared] = place, len(groups[key])
            if decided is not None:
                holder[decided] = ("score", "keyScore", "deductions", "incentive")[max(later, default=0)]
        place += len(groups[key])


def fill_places(holders, rank_name, places):
    """→ [(holder, in | tied | out, tie)]; a tie across the line is not cut: the tied share the places left."""
    outcome, left = [], places
    for value in sorted({h[rank_name] for h in holders}):
        group = [h for h in holders if h[rank_name] == value]
        result = "in" if len(group) <= left else "tied" if left > 0 else "out"
        tie = {"places": left, "tied": len(group)} if result == "tied" else None
        left -= min(left, len(group))
        outcome += [(h, result, tie) for h in group]
    return outcome


def decision_json(row):
    return {"suggested": row["建议"], "decided": row["审定"], "decidedBy": row["决定人"], "date": row["日期"]}


def fraction(text):
    return None if text is None else Fraction(text)


def panel_json(marks, drop_above):
    return {"mean": show(panel_mean(marks, drop_above)), "raters": len(marks), "trimmed": len(marks) > drop_above}


def parameters_json(values):
    return {name: [[typed(n) for n in pair] for pair in value] if isinstance(value, list) else typed(value)
            for name, value in values.items()}


def lines_json(lines):
    same = ("state", "reason", "class", "method", "vetoed", "source", "satisfaction", "sheets", "exemption", "expected")
    return {l["indicator"]: {
        "full": typed(l["full"]), "target": typed(l["target"]), "actual": typed(l["actual"]),
        "completion": show(l["completion"]), "cardCompletion": show(l["carded"]), "score": show(l["score"]),
        "parameters": parameters_json(l["parameters"]), "unit": l["unit"], "span": l["span"], **{name: l[name] for name in same}} for l in lines}


def holder_json(holder, figures, same):
    def totals(name):
        return holder[name] and {part: show(value) for part, value in holder[name].items()}
    return {**{name: show(holder[name]) for name in figures + ("J", "J_uncapped", "X")},
            **{name: holder[name] for name in same + ("decision", "vetoed", "missing", "findings", "panel")},
            "own": totals("own"), "key": totals("key"), "lines": lines_json(holder["lines"]),
            "weights": {n: show(w) for n, w in holder["weights"].items()},
            "points": {n: show(p) for n, p in holder["points"].items()}}


def person_json(person):
    return holder_json(person, ("S", "O"), (
        "office", "status", "officeMissing", "rankPark", "sharedPark", "decidedByPark", "rankOffice", "sharedOffice",
        "decidedByOffice", "gradeByScore", "caps", "suggested", "tie", "decided", "note", "noGrade"))


def office_json(office):
    return holder_json(office, ("O",), ("name", "head", "supervisor", "rank", "sharedBy", "class", "classTie",
                                         "classDecided"))


def scheme_json(element):
    """The scheme as it stands, so that a reader sees what was in force."""
    return {"tag": element.tag, "attributes": dict(element.attrib),
            "children": [scheme_json(child) for child in element if isinstance(child.tag, str)]}


def assess(folder):
    """All quarters of an input folder, in order."""
    from items import Items  # which rests on this module
    park, history, items = Park(folder), History(), Items()
    return {quarter.period.name: Assessor(park, place, history).assess(items)
            for place, quarter in enumerate(park.quarters)}


def main(arguments):
    if len(arguments) != 1:
        sys.exit("usage: oracle.py INPUT")
    json.dump(assess(arguments[0]), sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main(sys.argv[1:])
