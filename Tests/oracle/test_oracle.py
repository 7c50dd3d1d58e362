"""The contract's test vectors (DOMAIN §11, both tables) against the oracle."""
import copy
import datetime
import sys
import tempfile
import unittest
from fractions import Fraction as F
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import compare
import folder as folders
import oracle
import parks

SCHEME = oracle.Scheme(oracle.ElementTree.parse(folders.SAMPLE_SCHEME).getroot())


def line(method, full, target, actual, kind="关键", **params):
    target = None if target is None else F(target)
    c, carded, score, vetoed = oracle.score_line(
        method, kind, F(full), target, F(actual), {k: F(v) for k, v in params.items()}, SCHEME)
    return oracle.show(c), oracle.show(score)


class Methods(unittest.TestCase):
    def test_completion(self):
        self.assertEqual(line("A", 3, 30, 27), ("90.00", "2.70"))
        self.assertEqual(line("A", 3, 30, 17), ("56.67", "0.00"))
        self.assertEqual(line("A", 3, 30, 18), ("60.00", "1.80"))
        self.assertEqual(line("A", 3, 30, 36), ("120.00", "3.30"))
        self.assertEqual(line("A", 3, 30, 36, "个性"), ("120.00", "3.00"))
        self.assertEqual(line("A", "2.5", 7, 6), ("85.71", "2.14"))

    def test_percentage_points(self):
        self.assertEqual([line("I", 3, 8, x)[1] for x in ("7.2", "-3.0", "9.5")], ["2.76", "0.00", "3.30"])

    def test_smaller_is_better(self):
        self.assertEqual([line("H", 2, 96, x)[1] for x in (120, 80)], ["1.60", "2.20"])
        self.assertEqual(line("H", 2, 96, 80, "个性")[1], "2.00")

    def test_deduction(self):
        self.assertEqual([line("C", "2.5", None, x)[1] for x in (3, 6)], ["1.00", "0.00"])

    def test_panel(self):
        marks = [F(m) for m in (92, 88, 95, 90, 70, 99, 91)]
        self.assertEqual(oracle.show(oracle.panel_mean(marks, SCHEME.drop_above)), "91.20")

    def test_steps(self):
        self.assertEqual(line("B", "2.25", 100, "98.40"), ("98.40", "2.03"))

    def test_rounding_and_figures(self):
        self.assertEqual([oracle.show(oracle.round2(F(n))) for n in ("0.005", "-0.005", "2.14275")],
                         ["0.01", "-0.01", "2.14"])
        self.assertEqual([oracle.typed(F(n)) for n in ("30", "7.125")], ["30", "7.125"])

    def test_weights(self):
        self.assertEqual({n: oracle.show(w) for n, w in oracle.share_weights({"P": F(70), "O": F(20)}).items()},
                         {"P": "77.78", "O": "22.22"})

    def test_sum_of_printed_parts(self):
        parts = [oracle.round2(F(p) * w / 100) for p, w in (("89.85", 70), ("85.50", 20), ("100.00", 10))]
        self.assertEqual([oracle.show(p) for p in parts], ["62.90", "17.10", "10.00"])
        self.assertEqual(SCHEME.grades[SCHEME.grade_at(sum(parts))][0], "好")

    def test_working_days(self):
        calendar = oracle.Calendar(folders.calendar_rows())
        signed = datetime.date(2025, 4, 10)
        self.assertEqual([calendar.after(signed, n).isoformat() for n in (15, 30, 5, 3)],
                         ["2025-04-30", "2025-05-26", "2025-04-17", "2025-04-15"])


class MiniPark:
    """One office, person P, project J; tables per quarter; written to a temporary folder and assessed."""

    def __init__(self):
        self.quarters, self.signed = {}, {}

    def quarter(self, name, **tables):
        period = oracle.Period(name)
        base = {"offices": [{"股室代码": "D1", "股室名称": "甲", "负责人工号": "L001", "分管领导": "L001"}],
                "people": [self.person("L001", 状态="领导"), self.person("P")],
                "indicators": [], "targets": [], "results": []}
        for number, (method, kind, full, target, actual) in enumerate(tables.pop("lines", []) + [
                ("A", "个性", "10", "100", "100")]):
            code = "I%d" % number
            base["indicators"].append({
                "指标代码": code, "指标名称": code, "类别": kind, "大组": "组", "小组": "组", "单位": "%", "方向": "正向",
                "口径": "当季", "计分法": method, "满分": full, "责任股室": "D1", "数据来源": "手工"})
            base["targets"].append({"指标代码": code, "对象": "个人", "对象代码": "P", "目标值": target})
            base["results"].append({"指标代码": code, "对象": "个人", "对象代码": "P", "实际值": actual,
                                    "截至日期": period.end.isoformat()})
        if "behind" in tables:
            base["projects"] = [self.project(period, tables.pop("behind"))]
        base.update(tables)
        self.quarters[name] = base
        return self

    def person(self, code, **more):
        return {"工号": code, "姓名": code, "股室代码": "D1", "岗位": "岗", "谈话人": "L001", "状态": "在岗", **more}

    def project(self, period, behind):
        return {"项目代码": "J", "项目名称": "码头", "类型": "港", "阶段": "建", "责任人工号": "P", "股室代码": "D1",
                "计划进度": "60", "实际进度": folders.plain(60 - F(behind)), "截至日期": period.end.isoformat()}

    def sign(self, name, date):
        self.signed[name] = date
        return self

    def assess(self):
        with tempfile.TemporaryDirectory() as path:
            path = Path(path)
            folders.write_scheme(path)
            folders.write_calendar(path)
            for name, tables in self.quarters.items():
                for table, rows in tables.items():
                    folders.write_table(path / name, table, rows)
                if name in self.signed:
                    folders.write_signoff(path / name, self.signed[name])
            result = oracle.assess(path)
        for name, quarter in result.items():
            assert not quarter["faults"], (name, quarter["faults"])
        return result


def notice(quarter, code):
    card = next((c for c in quarter["cards"].values() if c["object"] == code), None)
    if card is None or card["colourProposed"] is None:
        return "–"
    return " ".join([{"red": "红", "yellow": "黄"}[card["colourProposed"]]] + card["rules"])


def key(c):
    return ("A", "关键", "10", "100", c)


def finding(id, nature, date="2025-03-05"):
    return {"抽查编号": id, "日期": date, "对象": "个人", "对象代码": "P", "事项": "事", "扣分": "1", "佐证": "照",
            "性质": nature}


def appeal(id, raised, limit="5", closed=""):
    return {"诉求编号": id, "企业代码": "E1", "类别": "用地", "提出日期": raised, "响应日期": raised, "办结日期": closed,
            "时限": limit, "经办人工号": "P"}


def item(card, accepted="", **more):
    state = "已验收" if accepted else "整改中"
    return {"整改编号": "Z-" + card, "来源": card, "对象": "项目", "对象代码": card.partition("-")[2], "问题": "滞后", "目标": "赶上",
            "措施": "排班", "责任单位": "D1", "时限": "2025-04-30", "状态": state,
            "验收人": "L001" if accepted else "", "验收日期": accepted, **more}


def decision(kind, code, proposed, decided, date, object="项目", card=""):
    return {"种类": kind, "对象": object, "对象代码": code, "牌号": card, "建议": proposed, "审定": decided, "理由": "会议研究",
            "决定人": "党工委", "日期": date}


class Cards(unittest.TestCase):
    def person(self, expected, score=None, **tables):
        quarter = MiniPark().quarter("2025Q1", **tables).assess()["2025Q1"]
        self.assertEqual(notice(quarter, "P"), expected)
        if score:
            self.assertEqual(quarter["persons"]["P"]["S"], score)
        return quarter

    def test_key_lines(self):
        self.person("黄 Y1 Y2", "66.67", lines=[key("59.99"), key("100")])
        self.person("–", lines=[key("79.99"), key("80.00")])
        self.person("黄 Y2", lines=[key("79.99"), key("79.99")])
        self.person("红 R1 R2", "33.33", lines=[key("59.99"), key("59.99")])

    def test_percentage_point_line_has_a_completion(self):
        quarter = self.person("黄 Y2", lines=[key("79"), ("I", "关键", "10", "8.0", "5.0")])
        found = quarter["persons"]["P"]["lines"]["I1"]
        self.assertEqual((found["score"], found["cardCompletion"]), ("7.00", "70.00"))

    def test_facts_merge(self):
        facts = {"lines": [key("79"), key("79")], "appeals": [appeal("A1", "2025-03-03")]}
        self.person("黄 Y2 Y4 Y5", spotchecks=[finding("F1", "作风")], **facts)
        self.person("红 R5 Y2 Y4 Y5", spotchecks=[finding("F1", "作风"), finding("F2", "数据造假")], **facts)

    def test_projects(self):
        for behind, expected in (("9.99", "–"), ("10", "黄 Y3"), ("30", "黄 Y3"), ("30.01", "红 R3")):
            quarter = MiniPark().quarter("2025Q1", behind=behind).assess()["2025Q1"]
            self.assertEqual((notice(quarter, "J"), notice(quarter, "P")), (expected, "–"))
        exemption = {"事项编号": "J", "对象": "个人", "对象代码": "P", "事由": "改道", "批准人": "党工委", "批准日期": "2025-03-31"}
        quarter = MiniPark().quarter("2025Q1", behind="40", exemptions=[exemption]).assess()["2025Q1"]
        self.assertEqual(notice(quarter, "J"), "–")

    def test_a_line_fed_by_the_project_ledger_raises_no_card(self):
        for source, expected in (("项目台账:达标率", "红 R1"), ("手工", "红 R1 Y2")):
            park = MiniPark().quarter("2025Q1", lines=[key("0")], behind="5")
            tables = park.quarters["2025Q1"]
            tables["indicators"][0]["数据来源"] = source
            quarter = park.assess()["2025Q1"]
            self.assertEqual(quarter["persons"]["P"]["lines"]["I0"]["completion"], "0.00")
            self.assertEqual(notice(quarter, "P"), expected)

    def test_appeal_limit_day(self):
        for raised, expected in (("2025-06-23", "–"), ("2025-06-20", "黄 Y4")):
            quarter = MiniPark().quarter("2025Q2", appeals=[appeal("A1", raised)]).assess()["2025Q2"]
            self.assertEqual(notice(quarter, "P"), expected)

    def test_appeal_is_used_once(self):
        for more, expected in (([], "–"), ([appeal("A2", "2025-05-06")], "红 R6 Y4")):
            park = MiniPark().quarter("2025Q1", appeals=[appeal("A1", "2025-03-03")]).sign("2025Q1", "2025-04-10")
            park.quarter("2025Q2", appeals=[appeal("A1", "2025-03-03")] + more,
                         rectifications=[item("2025Q1-P", "2025-04-30", 对象="个人")])
            result = park.assess()
            self.assertEqual(notice(result["2025Q1"], "P"), "黄 Y4")
            self.assertEqual(notice(result["2025Q2"], "P"), expected)

    def project(self, behinds, accepted="", orders=None, decisions=(), sign_all=True, extension=""):
        """J's lag per quarter from 2025Q1 on; the first card's item; 销牌/撤牌 by quarter."""
        park, names = MiniPark(), ["2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2"]
        signed = ["2025-04-10", "2025-07-10", "2025-10-14", "2026-01-09", "2026-04-10"]
        for name, behind, date in zip(names, behinds, signed + [None]):
            tables = {"decisions": list((orders or {}).get(name, []))}
            if name == "2025Q1":
                tables["decisions"] += decisions
            elif name == "2025Q2":
                more = {"延期至": extension, "延期批准人": "党工委"} if extension else {}
                tables["rectifications"] = [item("2025Q1-J", accepted, **more)]
            elif not accepted:
                tables["rectifications"] = [item("2025Q1-J")]
            park.quarter(name, behind=behind, **tables)
            if name == "2025Q1" or sign_all and name != names[len(behinds) - 1]:
                park.sign(name, date)
        result = park.assess()
        return [notice(result[name], "J") for name in names[:len(behinds)]]

    def test_escalation_fires_once(self):
        for sign_all in (True, False):
            for accepted, second in (("2025-04-30", "–"), ("2025-05-01", "红 R4"), ("", "红 R4")):
                self.assertEqual(self.project(["15", "0", "0"], accepted, sign_all=sign_all), ["黄 Y3", second, "–"])

    def test_an_extension_moves_the_deadline(self):
        self.assertEqual(self.project(["15", "0"], "2025-05-09", extension="2025-05-09")[1], "–")
        self.assertEqual(self.project(["15", "0"], "2025-05-09")[1], "红 R4")

    def test_repeat(self):
        self.assertEqual(self.project(["15", "15"], "2025-04-30")[1], "红 R6 Y3")
        self.assertEqual(self.project(["15", "15"])[1], "红 R4 R6 Y3")
        self.assertEqual(self.project(["31", "15"], "2025-04-30"), ["红 R3", "黄 Y3"])

    def test_four_quarters_count(self):
        lifted = {"2025Q2": [decision("销牌", "J", "无", "销牌", "2025-05-10", card="2025Q1-J")]}
        self.assertEqual(self.project(["15", "0", "0", "0", "12"], "2025-04-30", lifted)[4], "红 R6 Y3")
        self.assertEqual(self.project(["15", "0", "0", "0", "0", "12"], "2025-04-30", lifted)[5], "黄 Y3")

    def test_withdrawn_as_if_it_had_never_been(self):
        withdrawn = {"2025Q2": [decision("撤牌", "J", "无", "撤牌", "2025-04-20", card="2025Q1-J")]}
        self.assertEqual(self.project(["15", "0", "12"], "", withdrawn)[1:], ["–", "黄 Y3"])

    def test_the_issued_colour_counts(self):
        for behind, proposed, decided, expected in (
                ("15", "黄牌", "红牌", "黄 Y3"), ("15", "黄牌", "不赋牌", "黄 Y3"),
                ("31", "红牌", "黄牌", "红 R6 Y3"), ("0", "无", "黄牌", "红 R6 Y3")):
            row = decision("赋牌", "J", proposed, decided, "2025-04-09")
            self.assertEqual(self.project([behind, "12"], "2025-04-30", decisions=[row])[1], expected)

    def test_persons_without_a_grade(self):
        for more, reason in (({"状态": "试用期"}, "试用期"), ({"离岗日期": "2025-05-15"}, "在岗不足半季 45/91")):
            park = MiniPark()
            park.quarter("2025Q2", lines=[key("10"), key("10")], spotchecks=[finding("F1", "作风", "2025-05-05")],
                         people=[park.person("L001", 状态="领导"), park.person("P", **more)])
            quarter = park.assess()["2025Q2"]
            self.assertEqual((notice(quarter, "P"), quarter["persons"]["P"]["noGrade"]), ("黄 Y5", reason))
            self.assertIsNone(quarter["persons"]["P"]["S"])

    def test_veto(self):
        quarter = self.person("红 R7", "75.00", lines=[("V", "关键", "10", "0", "1"), key("100"), key("100")])
        person = quarter["persons"]["P"]
        self.assertEqual((person["gradeByScore"], person["suggested"]), ("较好", "一般"))

    def test_an_uncleared_yellow_caps(self):
        for accepted, expected in (("2025-06-30", []), ("2025-07-01", ["较好"])):
            park = MiniPark().quarter("2025Q1", spotchecks=[finding("F1", "作风")]).sign("2025Q1", "2025-06-16")
            park.quarter("2025Q2", rectifications=[item("2025Q1-P", accepted, 对象="个人")])
            result = park.assess()
            card = result["2025Q1"]["cards"]["2025Q1-P"]
            self.assertEqual(card["deadline"], "2025-07-07")
            person = result["2025Q2"]["persons"]["P"]
            self.assertEqual((notice(result["2025Q2"], "P"), person["S"]), ("–", "100.00"))
            self.assertEqual([c["grade"] for c in person["caps"]], expected)


class Quota(unittest.TestCase):
    def grades(self, scores):
        people = [{"S": F(s), "key": {"percent": F(k)}, "X": F(0), "J": F(0), "n": n} for n, (s, k) in enumerate(scores)]
        oracle.rank(people, "rankPark", "shared", oracle.person_keys, "decidedBy")
        self.decided_by = [p["decidedBy"] for p in people]
        places = int(len(people) * SCHEME.quota_percent / 100)
        return places, [p["rankPark"] for p in people], {p["n"]: o for p, o, _ in oracle.fill_places(people, "rankPark", places)}

    def test_floor(self):
        self.assertEqual(self.grades([(95, 90)] * 32)[0], 12)
        self.assertEqual(self.grades([(95, 90), (94, 90)])[0], 0)

    def test_ranks_skip_and_ties_are_not_cut(self):
        places, ranks, outcome = self.grades([(99, 90), (98, 90), (98, 90), (97, 90), (96, 90)])
        self.assertEqual((places, ranks), (2, [1, 2, 2, 4, 5]))
        self.assertEqual([outcome[n] for n in range(5)], ["in", "tied", "tied", "out", "out"])

    def test_a_later_key_cuts(self):
        self.assertEqual(self.grades([(99, 90), (98, 91), (98, 90), (97, 90), (96, 90)])[1], [1, 2, 3, 4, 5])
        self.assertEqual(self.decided_by, ["score", "keyScore", "keyScore", "score", "score"])


class Satisfaction(unittest.TestCase):
    def test_index_and_rate(self):
        words = ["很满意"] * 30 + ["满意"] * 7 + ["基本满意"] * 2 + ["不满意"] + ["不了解"] * 3
        park = MiniPark().quarter("2025Q1", survey=[
            {"问卷编号": "W%d" % n, "企业代码": "E1", "股室代码": "D1", "评价": w} for n, w in enumerate(words)])
        ledgers = self.ledgers(park)
        index, rate = (ledgers.derive("满意度:" + figure, "股室", "D1", False) for figure in ("指数", "满意率"))
        self.assertEqual((index.value, index.rows, index.matching), (F(92), 40, 40))
        self.assertEqual((rate.value, rate.rows, rate.matching), (F("97.5"), 40, 39))

    def ledgers(self, mini):
        with tempfile.TemporaryDirectory() as path:
            path = Path(path)
            folders.write_scheme(path)
            folders.write_calendar(path)
            for table, rows in mini.quarters["2025Q1"].items():
                folders.write_table(path / "2025Q1", table, rows)
            return oracle.Ledgers(oracle.Park(path), 0, datetime.date(2025, 3, 31))


class RectificationItems(unittest.TestCase):
    """What opens an item, closes it and brings it back (rules §6.4)."""

    def row(self, state, accepted="", **more):
        return {"整改编号": "2025Q1-P-I0", "来源": "I0", "对象": "个人", "对象代码": "P", "问题": "短板", "目标": "补齐",
                "措施": "落实", "责任单位": "D1", "时限": "2025-06-30", "状态": state,
                "验收人": "党工委" if accepted else "", "验收日期": accepted, **more}

    def stand(self, *quarters):
        """(tables of 2025Q1, 2025Q2, …) → [{id: state}] of each quarter's items, open ones marked."""
        park = MiniPark()
        for place, tables in enumerate(quarters):
            park.quarter("2025Q%d" % (place + 1), **tables)
        return [{id: item["state"] + ("" if item["open"] else " ×") for id, item in quarter["rectification"]["items"].items()}
                for quarter in park.assess().values()]

    def lines(self, actual):
        return [("A", "个性", "10", "100", actual)]

    def test_a_gap_below_the_line_opens_one(self):
        for actual, expected in (("79.9", {"2025Q1-P-I0": "未启动"}), ("79.99", {})):
            self.assertEqual(self.stand({"lines": self.lines(actual)}), [expected])

    def test_a_card_covers_its_lag(self):
        self.assertEqual(self.stand({"behind": "9"}), [{"2025Q1-J-JD": "未启动"}])
        self.assertEqual(self.stand({"behind": "15"}), [{"2025Q1-J": "未启动"}])

    def test_accepted_and_back_within_two_quarters(self):
        bad, good = {"lines": self.lines("70")}, {"lines": self.lines("100")}
        closed = {**good, "rectifications": [self.row("已验收", "2025-05-20")]}
        self.assertEqual(self.stand(bad, closed, good, bad)[3], {"2025Q1-P-I0": "未启动"})
        stale = {**bad, "rectifications": [self.row("已销号", "2025-05-20")]}
        self.assertEqual(self.stand(bad, closed, bad, stale)[3], {"2025Q1-P-I0": "未启动"})

    def test_a_state_that_cannot_follow_is_not_used(self):
        bad = {"lines": self.lines("70")}
        ended, again = ({**bad, "rectifications": [self.row(state)]} for state in ("已终止", "整改中"))
        self.assertEqual(self.stand(bad, ended, again)[2]["2025Q1-P-I0"], "已终止 ×")
        # Its fact goes on and has an item of its own.
        self.assertEqual(self.stand(bad, ended)[1]["2025Q2-P-I0"], "未启动")


class RandomParks(unittest.TestCase):
    """A generated park is valid, and the order of its rows and columns never shows."""

    def test_order_and_encoding_never_show(self):
        for seed in (3, 14):
            with tempfile.TemporaryDirectory() as path:
                first = parks.Maker(path, seed, 24, 4, 4, True, True).make()
                for table in sorted(Path(path).glob("*Q*/*.csv")):
                    rows = oracle.read_csv(table)
                    folders.write_table(table.parent, table.stem, rows[::-1], "gb18030")
                self.assertEqual(oracle.assess(path), first)
                self.assertEqual([q["faults"] for q in first.values()], [[]] * 4)

    def test_quota_is_never_exceeded_and_totals_add_up(self):
        with tempfile.TemporaryDirectory() as path:
            for quarter in parks.Maker(path, 8, 40, 5, 5, False, False).make().values():
                best = [p for p in quarter["persons"].values() if p["suggested"] == "好"]
                self.assertLessEqual(len(best), quarter["quota"]["places"])
                for person in quarter["persons"].values():
                    if person["S"] is not None:
                        values = {"P": person["own"]["percent"], "O": person["O"], "Q": person["panel"]["mean"]}
                        parts = [oracle.round2(F(w) * F(values[n]) / 100) for n, w in person["weights"].items()]
                        total = sum(parts) + F(person["J"]) - F(person["X"])
                        self.assertEqual(person["S"], oracle.show(min(max(total, F(0)), F(110))))
                        self.assertEqual(sum(F(w) for w in person["weights"].values()), 100)


class Comparing(unittest.TestCase):
    def test_every_changed_figure_is_found(self):
        with tempfile.TemporaryDirectory() as path:
            ours = compare.oracle_figures(parks.Maker(path, 8, 12, 3, 2, False, False).make())
        theirs = dict(ours)
        self.assertEqual(compare.differences(ours, theirs), [])
        self.assertGreater(len(ours), 2000)
        score = next(k for k in ours if k.endswith("@score"))
        theirs[score] += "1"
        del theirs[next(k for k in ours if k.endswith("@state"))]
        theirs["2025Q1/cards/card:2025Q1-none@id"] = "2025Q1-none"
        self.assertEqual(len(compare.differences(ours, theirs)), 3)

    def test_numbers_compare_as_numbers(self):
        self.assertEqual(compare.differences({"a": "7.10"}, {"a": "7.1"}), [])
        self.assertEqual(len(compare.differences({"a": "7.10"}, {"a": "7.11"})), 1)


if __name__ == "__main__":
    unittest.main()
