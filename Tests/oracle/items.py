"""Rectification items a second time: what opens, carries, closes and takes them up, and who answers for them.

Written from the rules (docs/rules.md §6.4, §10.13) and INTERPRETATIONS.md [67]–[76] alone, never from the Swift
sources. `Items.quarter` is told each assessed quarter in turn and says where every item stands at its end.
"""
import datetime

import oracle
from oracle import INCENTIVE, OFFICE, PERSON, PROJECT, Period, day, number, round2, show, typed

NEW, GOING, WAITING, ACCEPTED, FILED, ENDED = "未启动", "整改中", "待验收", "已验收", "已销号", "已终止"
OPEN, DONE = (NEW, GOING, WAITING), (ACCEPTED, FILED)
# Where an item may stand at the end of a later quarter; steps in between may have passed unseen.
AFTER = {
    NEW: {NEW, GOING, WAITING, ACCEPTED, FILED, ENDED},
    GOING: {GOING, WAITING, ACCEPTED, FILED, ENDED},
    WAITING: {GOING, WAITING, ACCEPTED, FILED, ENDED},
    ACCEPTED: {ACCEPTED, FILED, GOING},
    FILED: {FILED},
    ENDED: {ENDED},
}
CARD, LINE, LAG, APPEAL, FINDING, OTHER = "card", "line", "project", "appeal", "finding", "other"
WORDS = {"yellow": "黄牌", "red": "红牌"}
ROW_FIELDS = {"code": "整改编号", "problem": "问题", "goal": "目标", "measure": "措施", "unit": "责任单位", "deadline": "时限",
              "extendedTo": "延期至", "extendedBy": "延期批准人", "applied": "申请日期", "acceptedBy": "验收人",
              "acceptedOn": "验收日期", "evidence": "佐证"}


def iso(date):
    return date.isoformat() if date else None


class Item:
    def __init__(self, id, opened, kind, code, matter, of, **figures):
        self.id, self.opened, self.kind, self.code, self.matter, self.of = id, opened, kind, code, matter, of
        self.figures = figures
        self.escalates = []                 # yellow cards that this red one closes
        self.covers = []                    # [(kind, code, matter, of)]: a card's facts
        self.state, self.closed, self.due = NEW, None, None
        self.back, self.back_of = [], None  # quarters of 复发; the card's item whose fact is back
        self.person, self.unit, self.before = None, None, []
        self.owner = None
        self.draft, self.row = False, None

    def is_open(self):
        return self.closed is None

    def facts(self):
        return [(self.kind, self.code, self.matter, self.of)] + self.covers


class Items:
    """All items of a park, from quarter to quarter."""

    def __init__(self):
        self.items, self.heirs, self.paper, self.taken = [], {}, set(), set()

    # the quarter

    def quarter(self, assessor, people, offices, cards):
        self.now, self.history = assessor, assessor.history
        self.period, self.offices = assessor.period, assessor.offices
        self.everybody = {r["工号"]: r for r in assessor.quarter.rows("people")}
        self.projects = {r["项目代码"]: r for r in oracle.newest_projects(assessor.quarter)}
        self.counts = {"openAtStart": sum(i.is_open() for i in self.items), "opened": 0, "recurring": 0, "closed": 0}
        self.succeed()
        for item in self.items:
            self.hand_over(item)
        self.take_paper_cards()
        self.end_withdrawn()
        late = self.read_rows(sorted(assessor.quarter.rows("rectifications"), key=lambda r: r["整改编号"]), True)
        if not assessor.running:
            for problem in self.problems(people, offices, cards):
                self.find(problem)
        self.read_rows(late, False)
        self.move_card_deadlines()
        horizon = self.period.index - self.span()
        self.items = [i for i in self.items if i.is_open() or i.closed >= horizon]
        self.counts["openAtEnd"] = sum(i.is_open() for i in self.items)
        assert (self.counts["openAtStart"] + self.counts["opened"]
                == self.counts["closed"] + self.counts["openAtEnd"]), (self.period.name, self.counts)
        return {"counts": dict(self.counts), "items": {i.id: self.json(i) for i in self.items}}

    def span(self):
        return self.now.scheme.recurrence_quarters

    # who answers

    def succeed(self):
        for row in sorted(self.now.quarter.rows("offices"), key=lambda r: r["股室代码"], reverse=True):
            for former in filter(None, (c.strip() for c in (row.get("前身代码") or "").split(";"))):
                self.heirs[former] = row["股室代码"]

    def heir(self, office):
        """The office while it is there, else who took over; None when nobody did."""
        passed = set()
        while office not in self.offices:
            if office in passed or office not in self.heirs:
                return None
            passed.add(office)
            office = self.heirs[office]
        return office

    def hand_over(self, item):
        before = item.unit
        if item.kind == PERSON:
            item.person = item.code
            if item.code in self.everybody:
                item.unit = self.everybody[item.code]["股室代码"]
        elif item.kind == OFFICE:
            item.unit = item.code
        elif item.code in self.projects:
            item.person, item.unit = self.projects[item.code]["责任人工号"], self.projects[item.code]["股室代码"]
        if item.unit is not None:
            item.unit = self.heir(item.unit) or item.unit
        if before is not None and before != item.unit:
            item.before.append(before)
        if item.person in self.now.people:
            item.owner = PERSON, item.person
        else:
            office = item.unit and self.heir(item.unit)
            item.owner = (OFFICE, office) if office else None

    def same(self, fact):
        """A fact of an office that is gone is its successor's."""
        kind, code, matter, of = fact
        return (kind, self.heir(code) or code, matter, of) if kind == OFFICE else fact

    # opening and closing

    def add(self, item):
        taken, wanted, count = {i.id for i in self.items}, item.id, 1
        while item.id in taken:
            count += 1
            item.id = "%s-%d" % (wanted, count)
        self.hand_over(item)
        if item.unit is None:  # gone from the tables: with whoever answers for its newest item
            known = [i for i in self.items if (i.kind, i.code) == (item.kind, item.code) and i.unit is not None]
            if known:
                before = max(known, key=lambda i: (i.opened.index, i.id))
                item.person, item.unit = before.person, before.unit
                self.hand_over(item)
        self.items.append(item)
        self.counts["opened"] += 1
        self.counts["recurring"] += item.back_of is not None

    def close(self, item, state):
        if item.is_open():
            item.state, item.closed = state, self.period.index
            self.counts["closed"] += 1

    def take_up(self, item):
        item.closed = None
        item.back.append(self.period.index)
        self.counts["opened"] += 1
        self.counts["recurring"] += 1

    def lately_accepted(self, fact, of_cards):
        """The newest accepted item about the fact, closed no longer ago than the scheme gives."""
        found = [i for i in self.items if not i.is_open() and i.state in DONE and (i.matter == CARD) == of_cards
                 and self.period.index - i.closed <= self.span()
                 and fact in map(self.same, i.facts() if of_cards else i.facts()[:1])]
        return max(found, key=lambda i: (i.closed, i.id), default=None)

    def find(self, problem):
        """A fact of the quarter: known already, back again, or new."""
        fact = self.same(problem.facts()[0])
        if any(fact in map(self.same, i.facts()) for i in self.items if i.is_open()):
            return
        unsigned = self.now.quarter.signed is None
        old = self.lately_accepted(fact, False)
        if old is not None:
            self.take_up(old)
            old.state, old.due, old.draft = NEW, self.next_end(), old.draft or unsigned
            return
        card = self.lately_accepted(fact, True)
        problem.back_of, problem.draft = card and card.id, unsigned
        for item in self.items:  # 升级红牌: one open item for one fact
            if item.is_open() and item.matter == CARD and item.of in problem.escalates:
                self.close(item, ENDED)
                self.taken.add(item.id)
                problem.covers += item.covers
        self.add(problem)

    def next_end(self):
        return Period(oracle.period_name(self.period.index + 1)).end

    # what the facts say

    def problems(self, people, offices, cards):
        found = [self.of_card(card) for _, card in sorted(cards.items()) if card["colourDecided"] != "none"]
        for code, office in sorted(offices.items()):
            found += self.gaps(OFFICE, code, office["lines"])
        for code, person in sorted(people.items()):
            if person["noGrade"] is None:
                found += self.gaps(PERSON, code, person["lines"])
        return found + self.lags() + self.overdue_appeals() + self.findings()

    def of_card(self, card):
        object = card["kind"], card["object"]
        colour = card["colourDecided"] or card["colourProposed"]
        item = Item(card["id"], self.period, *object, CARD, card["id"],
                    title=WORDS[colour] + ("（%s）" % "、".join(card["rules"]) if card["rules"] else ""), day=card["issued"])
        item.due = day(card["deadline"])
        if colour == "red":
            item.escalates = [f["card"] for f in card["facts"].get("R4", [])]
        for facts in card["facts"].values():
            for fact in facts:
                if fact["what"] in ("line", "veto"):
                    item.covers.append((*object, LINE, fact["indicator"]))
                elif fact["what"] == "project":
                    item.covers.append((*object, LAG, ""))
                elif fact["what"] in ("appeal", "finding"):
                    item.covers.append((*object, {"appeal": APPEAL, "finding": FINDING}[fact["what"]], fact["code"]))
        return item

    def problem(self, kind, code, matter, of, **figures):
        item = Item("%s-%s-%s" % (self.period.name, code, of or "JD"), self.period, kind, code, matter, of, **figures)
        item.due = self.next_end()
        return item

    def gaps(self, kind, code, lines):
        """The three lines with most points lost that lost enough; those that count projects or findings have theirs."""
        lost = [(l["full"] - l["score"], l) for l in lines
                if l["state"] == "present" and l["score"] is not None and l["class"] != INCENTIVE]
        worst = sorted((p for p in lost if p[0] > 0), key=lambda p: (-p[0], -p[1]["full"], p[1]["indicator"]))[:3]
        found = []
        for points, line in worst:
            source = line["source"] or {}
            ledger = source.get("ledger", "")
            if ledger.startswith(("项目台账:", "抽查:")) or round2(
                    100 * line["score"] / line["full"]) >= self.now.scheme.gap_below:
                continue
            found.append(self.problem(
                kind, code, LINE, line["indicator"], title=self.now.indicators[line["indicator"]]["指标名称"],
                target=typed(line["target"]), measuredIn=line["unit"], lost=show(points),
                actual=None if source.get("kind") == "panel" else typed(line["actual"]),
                completion=show(line["completion"])))
        return found

    def lags(self):
        found = []
        for code, row in sorted(self.projects.items()):
            behind = round2(number(row["计划进度"]) - number(row["实际进度"]))
            if behind >= self.now.scheme.lag_from and code not in self.now.exempt_matters:
                found.append(self.problem(PROJECT, code, LAG, "", title=row["项目名称"], target=row["计划进度"],
                                          actual=row["实际进度"], measuredIn="%", lost=show(behind)))
        return found

    def overdue_appeals(self):
        found = []
        for row in self.now.quarter.rows("appeals"):
            closed = day(row.get("办结日期"))
            limit = self.now.park.calendar.after(day(row["提出日期"]), int(row["时限"]))
            if (closed is None or closed > self.period.end) and limit < self.period.end and (
                    row["诉求编号"] not in self.now.exempt_matters and row["经办人工号"] in self.now.people):
                found.append(self.problem(PERSON, row["经办人工号"], APPEAL, row["诉求编号"], title=row["类别"],
                                          day=limit.isoformat()))
        return found

    def findings(self):
        return [self.problem(kind, code, FINDING, row["抽查编号"], title=row["事项"], day=row["日期"])
                for (kind, code), rows in sorted(self.now.own_findings.items())
                if kind != PERSON or code in self.now.people for row in rows]

    # cards of before and their ends

    def take_paper_cards(self):
        """历史牌 that were not lifted; each one once, also when later folders repeat it."""
        for row in sorted(self.now.quarter.rows("cards"), key=lambda r: r["牌号"]):
            known = next((i for i in self.items if i.id == row["牌号"]), None)
            if row.get("销牌日期"):
                if known:
                    self.close(known, FILED)
            elif row["牌号"] not in self.paper and not self.ordered(row["牌号"], "销牌") and not self.ordered(
                    row["牌号"], "撤牌"):
                item = Item(row["牌号"], self.period, row["对象"], row["对象代码"], CARD, row["牌号"],
                            title="%s（%s）" % (row["牌别"], row["事由"]), day=row["签发日期"])
                item.due = day(row["整改期限"])
                self.add(item)
            self.paper.add(row["牌号"])

    def ordered(self, card, word):
        return any(r["种类"] == word and r.get("牌号") == card for r in self.history.orders)

    def end_withdrawn(self):
        for item in self.items:
            if item.matter == CARD and item.is_open() and self.ordered(item.of, "撤牌"):
                self.close(item, ENDED)
        for row in self.now.quarter.rows("decisions"):
            if row["种类"] == "撤牌":
                self.open_again(row["牌号"])

    def open_again(self, red):
        """As if the red card had never been: the yellow that it closed is open again, and so is its item."""
        for notice in sorted(self.history.notices.values(), key=lambda n: n.id):
            if notice.by != red or notice.escalated is None or self.ordered(notice.id, "撤牌"):
                continue
            item = next((i for i in self.items if i.id == notice.id), None)
            if notice.id not in self.taken:  # HR ended it themselves
                continue
            self.taken.remove(notice.id)
            if self.history.accepted(notice, datetime.date.max):
                continue
            if item is None:
                rules = "（%s）" % "、".join(notice.rules) if notice.rules else ""
                item = Item(notice.id, self.period, notice.kind, notice.code, CARD, notice.id,
                            title=WORDS[notice.colour] + rules, day=iso(notice.issued))
                self.add(item)
            elif not item.is_open():
                item.closed, item.state = None, NEW
                self.counts["opened"] += 1

    def move_card_deadlines(self):
        """A card's deadline is its notice's, with what was approved."""
        for item in self.items:
            if item.matter == CARD and item.of in self.history.notices:
                item.due = self.history.deadline(self.history.notices[item.of])

    # HR's rows

    def read_rows(self, rows, may_wait):
        """→ rows about items of this very quarter, which its facts have yet to open"""
        late = []
        for row in rows:
            item = self.meant(row)
            if item is not None:
                self.act(item, row)
            elif may_wait and any(row[t].startswith(self.period.name + "-") for t in ("整改编号", "来源")):
                late.append(row)
            else:
                self.own(row)
        return late

    def meant(self, row):
        number, source = row["整改编号"], row["来源"]
        for item in self.items:
            if item.row is not None and item.row["整改编号"] == number and not self.handed_on(item, source):
                return item
        by_id = {i.id: i for i in self.items}
        if number in by_id:
            return by_id[number]
        if source in by_id:
            return by_id[source] if by_id[source].row is None else None
        fact = self.same((row["对象"], row["对象代码"], *self.matter_of(row)))
        return next((i for i in self.items if i.is_open() and i.row is None and self.same(i.facts()[0]) == fact), None)

    def handed_on(self, item, source):
        """HR carry an ended card's number on under the id of another card's item."""
        return item.state == ENDED and item.matter == CARD and any(
            i.id == source and i.matter == CARD and i is not item for i in self.items)

    def matter_of(self, row):
        source = row["来源"]
        if source in self.now.indicators:
            return LINE, source
        if (row["对象"], row["对象代码"]) == (PROJECT, source):
            return LAG, ""
        for matter, table, column in ((APPEAL, "appeals", "诉求编号"), (FINDING, "spotchecks", "抽查编号")):
            if any(r[column] == source for r in self.now.quarter.rows(table)):
                return matter, source
        return OTHER, source

    def act(self, item, row):
        state = row["状态"]
        if item.state == ENDED and item.matter == CARD and state in OPEN:
            return
        stale = item.back and state in DONE and (
            not row.get("验收日期") or day(row["验收日期"]) <= Period(oracle.period_name(item.back[-1])).end)
        if stale or state not in AFTER[item.state]:
            return
        if not item.is_open() and state in OPEN:
            self.take_up(item)
        item.row = row
        item.due = self.typed_due(row)
        if state in OPEN:
            item.state = state
        elif item.is_open():
            self.close(item, state)
        else:
            item.state = state

    def own(self, row):
        """An item that only HR know of; what was settled before the quarter opens nothing."""
        state = row["状态"]
        if state == ENDED or state in DONE and (
                not row.get("验收日期") or day(row["验收日期"]) < self.period.start):
            return
        matter, of = self.matter_of(row)
        title = self.now.indicators[of]["指标名称"] if matter == LINE else row["来源"]
        item = Item(row["整改编号"], self.period, row["对象"], row["对象代码"], matter, of, title=title)
        item.row, item.state, item.due = row, state, self.typed_due(row)
        item.draft = self.now.quarter.signed is None
        self.add(item)
        if state in DONE:
            self.close(item, state)

    @staticmethod
    def typed_due(row):
        return day(row["延期至"]) if row.get("延期至") and row.get("延期批准人") else day(row["时限"])

    # what is compared

    def json(self, item):
        names = [oracle.period_name(n) for n in item.back]
        return {"opened": item.opened.name, "kind": item.kind, "object": item.code, "matter": item.matter,
                "of": item.of, "state": item.state, "open": item.is_open(),
                "closed": item.closed and oracle.period_name(item.closed), "due": iso(item.due),
                "owner": list(item.owner) if item.owner else None, "unit": item.unit, "person": item.person,
                "formerUnits": list(item.before), "recurrences": names, "recurrenceOf": item.back_of,
                "draft": item.draft, "figures": {n: v for n, v in item.figures.items() if v is not None},
                "covers": sorted(set(item.covers)),
                "row": item.row and {name: item.row.get(title) or None for name, title in ROW_FIELDS.items()}}
