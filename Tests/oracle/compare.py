#!/usr/bin/env python3
"""`compare.py INPUT FOLDER`: the oracle's figures beside those of the program's assessment.xml files below FOLDER.

Both sides become a flat table of places and values, such as
`2025Q1/people/person:P001/line:A01@score`, and every place must hold the same value on both sides. Numbers compare
as numbers. Prints one line per difference and a count; exit 1 when
there are differences.
"""
import collections
import sys
import xml.etree.ElementTree as ElementTree
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import oracle

# Attributes that name an element among its siblings.
NAMED_BY = {
    "office": ["code"], "person": ["code"], "line": ["indicator"], "rank": ["scope"], "card": ["id"],
    "cardRecord": ["id"], "trend": ["period"], "earlier": ["card"], "answer": ["word"], "terms": ["colour"],
    "missing": ["what", "indicator"], "cap": ["reason", "card", "indicator"],
    "warning": ["kind", "object", "indicator"], "fact": ["rule"], "finding": ["code", "nature"], "veto": ["indicator"],
    "project": ["code"], "appeal": ["code"], "notCleared": ["card"], "repeated": ["card"], "step": ["from"],
    "place": ["rank"], "item": ["id"],
}
CLASSES = {"关键": "key", "个性": "individual", "激励": "incentive"}
SPANS = {"当季": "quarterly", "累计": "cumulative"}
KINDS = {"个人": "person", "股室": "office", "项目": "project"}


# --- the program's side --------------------------------------------------------------------------------------

def program_figures(folder):
    """{place: value} of every assessment.xml below the folder."""
    figures = {}
    for path in sorted(Path(folder).rglob("assessment.xml")):
        root = ElementTree.parse(path).getroot()
        walk(root, root.get("period"), figures)
    for path in sorted(Path(folder).rglob("history.xml")):
        root = ElementTree.parse(path).getroot()
        put_history(root, root.get("period"), figures)
    return {place: value for place, value in figures.items() if not place.endswith("@formatVersion")}


def put_history(root, place, figures):
    """`history.xml`: an issued quarter's items with HR's words and the figures they were found in."""
    for item in root.iter("item"):
        where = "%s/history/item:%s" % (place, item.get("id"))
        for element, names in ((item, ""), (item.find("row"), "/row")):
            if element is not None:
                figures.update({"%s%s@%s" % (where, names, n): v for n, v in element.attrib.items() if v})
        for covered in item.findall("covers"):
            names = [covered.get(n) for n in ("kind", "object", "matter", "of")]
            figures["%s/covers:%s@covered" % (where, ":".join(names))] = "true"


def walk(element, place, figures):
    for name, value in element.attrib.items():
        # A rule may have several facts; everything else stands once.
        assert place + "@" + name not in figures or element.tag == "fact", place + "@" + name
        figures[place + "@" + name] = value
    rows = collections.Counter()
    for child in element:
        if child.tag == "row":
            rows["%s %s" % (Path(child.get("file")).stem, child.get("date"))] += 1
            continue
        names = [child.get(n) for n in NAMED_BY.get(child.tag, []) if child.get(n) is not None]
        # A grade of the scheme's ladder is named, the grade of a person is not.
        if child.tag == "grade" and child.get("label"):
            names = [child.get("label")]
        walk(child, "%s/%s" % (place, ":".join([child.tag] + names)), figures)
    figures.update({"%s/row:%s@count" % (place, row): str(count) for row, count in rows.items()})


# --- the oracle's side ---------------------------------------------------------------------------------------

class Figures(dict):
    def put(self, place, /, **values):
        for name, value in values.items():
            if isinstance(value, bool):
                value = str(value).lower()
            if value is not None:
                self["%s@%s" % (place, name)] = str(value)


def oracle_figures(quarters):
    """{place: value} of oracle.assess()'s quarters, in the words of assessment.xml."""
    figures, trends = Figures(), {}
    for period, quarter in quarters.items():
        put_period(figures, period, quarter)
        put_scheme(figures, period, quarter["scheme"])
        if quarter["quota"] is not None:
            figures.put(period + "/quota", **quarter["quota"])
        for code, office in quarter["offices"].items():
            put_office(figures, "%s/offices/office:%s" % (period, code), code, office)
        for code, person in quarter["persons"].items():
            put_person(figures, "%s/people/person:%s" % (period, code), code, person, quarter["running"])
            put_trend(figures, "%s/people/person:%s" % (period, code), period, person,
                      trends.setdefault(code, []), quarter["signoff"] is None)
        for id, card in quarter["cards"].items():
            put_card(figures, "%s/cards/card:%s" % (period, id), card)
        for id, record in quarter["records"].items():
            put_record(figures, "%s/cardRecords/cardRecord:%s" % (period, id), id, record)
        put_lists(figures, period, quarter["warnings"])
        figures.put(period + "/items", **quarter["rectification"]["counts"])
        for id, item in quarter["rectification"]["items"].items():
            put_item(figures, "%s/items/item:%s" % (period, id), id, item)
            if quarter["signoff"] is not None:
                put_kept_item(figures, "%s/history/item:%s" % (period, id), id, item)
    return figures


def put_period(figures, period, quarter):
    whole, signoff = oracle.Period(period), quarter["signoff"] or {}
    ended = (signoff.get("ended") or "false") if signoff else None
    figures.put(period + "/period", firstDay=whole.start, lastDay=whole.end, running=quarter["running"],
                asOf=quarter["asOf"], progressDate=quarter["progressDate"], fullMonths=quarter["fullMonths"],
                signed=signoff.get("date"), revision=signoff.get("revision"), endedBySignoff=ended)


def put_scheme(figures, period, scheme):
    def one(tag):
        return next(e["attributes"] for e in scheme["children"] if e["tag"] == tag)

    def inside(tag, child):
        parent = next(e for e in scheme["children"] if e["tag"] == tag)
        return [e["attributes"] for e in parent["children"] if e["tag"] == child]
    own, place = scheme["attributes"], period + "/scheme"
    figures.put(period, period=period, park=one("park")["code"], scheme=own["id"], schemeVersion=own["version"])
    figures.put(place, effectiveFrom=own["effectiveFrom"])
    figures.put(place + "/personWeights", **one("person"))
    figures.put(place + "/officeWeights", **one("office"))
    figures.put(place + "/methods", incentiveCap=one("methods")["incentiveCap"],
                panelDropAbove=inside("methods", "panel")[0]["dropAbove"],
                responseWorkingDays=one("appeals")["responseWorkingDays"])
    figures.put(place + "/satisfaction", **one("satisfaction"))
    for answer in inside("satisfaction", "answer"):
        figures.put("%s/satisfaction/answer:%s" % (place, answer["word"]), **answer)
    quota, grades = inside("grades", "quota")[0], inside("grades", "grade")
    ceilings = {"ceiling" + c["reason"].capitalize(): c["grade"] for c in inside("grades", "ceiling")}
    figures.put(place + "/grades", quotaGrade=quota["grade"], quotaPercent=quota["percent"],
                inPostShare=one("grades")["inPostShare"], **ceilings)
    for grade in grades:
        figures.put("%s/grades/grade:%s" % (place, grade["label"]), **grade)
    classes = dict(zip(("first", "second", "third"), (c["label"] for c in inside("officeClasses", "class"))))
    figures.put(place + "/officeClasses", **one("officeClasses"), **classes)
    lag = inside("cards", "lag")[0]
    figures.put(place + "/cardRules", lagYellowFrom=lag["yellowFrom"], lagRedAbove=lag["redAbove"], **one("cards"))
    for finding in inside("cards", "finding"):
        figures.put("%s/cardRules/finding:%s" % (place, finding["nature"]), nature=finding["nature"],
                    colour=finding["card"])
    for colour in ("yellow", "red"):
        figures.put("%s/cardRules/terms:%s" % (place, colour), colour=colour, **inside("cards", colour)[0])


def put_line(figures, place, code, line):
    panel = (line["source"] or {}).get("kind") == "panel"
    figures.put(place, indicator=code, method=line["method"], span=SPANS[line["span"]], unit=line["unit"],
                full=line["full"], target=line["target"], state=line["state"], reason=line["reason"],
                actual=None if panel else line["actual"], completion=line["completion"], score=line["score"],
                vetoed=line["vetoed"], **{"class": CLASSES[line["class"]]})
    parameters = dict(line["parameters"])
    for step, share in parameters.pop("steps", []):
        figures.put("%s/parameters/step:%s" % (place, step), share=share, **{"from": step})
    for rank, points in parameters.pop("points", []):
        figures.put("%s/parameters/place:%s" % (place, rank), rank=rank, points=points)
    figures.put(place + "/parameters", **parameters)
    for element in ("exemption", "sheets", "source", "satisfaction", "expected"):
        figures.put("%s/%s" % (place, element), **(line[element] or {}))


def put_holder(figures, place, holder, own, panel):
    """What persons and offices share; `own` and `panel` are the names of their components."""
    for code, line in holder["lines"].items():
        put_line(figures, "%s/line:%s" % (place, code), code, line)
    if holder["own"] is not None:
        figures.put(place + "/own", weight=holder["weights"].get(own), points=holder["points"].get(own),
                    **holder["own"])
    if holder["key"] is not None:
        figures.put(place + "/key", **holder["key"])
    figures.put(place + "/incentive", uncapped=holder["J_uncapped"], counted=holder["J"])
    tag = "panel" if panel == "Q" else "committee"
    figures.put("%s/%s" % (place, tag), weight=holder["weights"].get(panel), points=holder["points"].get(panel),
                **holder["panel"])
    figures.put(place + "/deductions", total=holder["X"])
    for finding, counted in holder["findings"].items():
        figures.put("%s/deductions/finding:%s" % (place, finding), code=finding, countedIn=counted)
    for missing in holder["missing"]:
        what, _, indicator = missing.partition(" ")
        figures.put("%s/missing:%s" % (place, missing.replace(" ", ":")), what=what, indicator=indicator or None)
    figures.put(place + "/decision", **(holder["decision"] or {}))


def put_rank(figures, place, scope, rank, shared, decided):
    if rank is not None:
        figures.put("%s/rank:%s" % (place, scope), scope=scope, place=rank, sharedBy=shared, decidedBy=decided)


def put_label(figures, place, suggested, tie, decided, **more):
    pending = suggested == oracle.UNDECIDED
    if suggested is not None or decided is not None:
        figures.put(place, suggested=None if pending else suggested, pending=pending, decided=decided,
                    **(tie or {}), **more)


def put_office(figures, place, code, office):
    figures.put(place, code=code, name=office["name"], head=office["head"], supervisor=office["supervisor"],
                withheld=False, vetoed=office["vetoed"], score=office["O"])
    put_holder(figures, place, office, "P", "C")
    put_rank(figures, place, "park", office["rank"], office["sharedBy"], "score")
    put_label(figures, place + "/class", office["class"], office["classTie"], office["classDecided"])


def put_person(figures, place, code, person, running):
    figures.put(place, code=code, office=person["office"], status=person["status"], withheld=False, score=person["S"])
    put_holder(figures, place, person, "P", "Q")
    state = "present" if person["O"] is not None else "missing" if person["officeMissing"] else "notDue"
    figures.put(place + "/officeScore", state=state, value=person["O"], weight=person["weights"].get("O"),
                points=person["points"].get("O"))
    put_rank(figures, place, "park", person["rankPark"], person["sharedPark"], person["decidedByPark"])
    put_rank(figures, place, "office", person["rankOffice"], person["sharedOffice"], person["decidedByOffice"])
    put_no_grade(figures, place + "/noGrade", person)
    put_label(figures, place + "/grade", person["suggested"], person["tie"], person["decided"],
              byScore=person["gradeByScore"], cutByQuota=person["note"] == "名额限制")
    for cap in person["caps"]:
        figures.put("%s/cap:%s:%s" % (place, cap["reason"], cap["source"]), atMost=cap["grade"], reason=cap["reason"],
                    **{"indicator" if cap["reason"] == "veto" else "card": cap["source"]})


def put_no_grade(figures, place, person):
    reason = person["noGrade"]
    if reason in oracle.NO_GRADE_STATES:
        figures.put(place, reason="status", status=reason)
    elif reason == "无个人指标":
        figures.put(place, reason="noOwnLines")
    elif reason is not None:
        days, whole = reason.split()[1].split("/")
        figures.put(place, reason="inPost", days=days, of=whole)


def put_trend(figures, place, period, person, points, draft):
    """Scores of up to eight quarters, the present one last."""
    if person["S"] is not None:
        points.append({"period": period, "score": person["S"], "grade": person["decided"] or person["suggested"],
                       "draft": draft})
    for point in points:
        if oracle.period_index(period) - oracle.period_index(point["period"]) < 8:
            figures.put("%s/trend:%s" % (place, point["period"]), **point)


def put_card(figures, place, card):
    refused = card["colourDecided"] == "none"
    outcome = "refused" if refused else "issued" if card["issued"] else "proposed"
    figures.put(place, id=place.rpartition(":")[2], kind=KINDS[card["kind"]], object=card["object"],
                office=card["office"], responsible=card["responsible"], proposed=card["colourProposed"],
                decided=None if refused else card["colourDecided"], outcome=outcome,
                rules=" ".join(card["rules"]), issued=card["issued"], rectifyBy=card["deadline"], talkBy=card["talkBy"],
                statementBy=card["statementBy"])
    for rule, facts in card["facts"].items():
        figures.put("%s/fact:%s" % (place, rule), rule=rule)
        for fact in facts:
            fact = dict(fact)
            what = fact.pop("what")
            names = [fact[n] for n in NAMED_BY.get(what, []) if n in fact]
            figures.put("%s/fact:%s/%s" % (place, rule, ":".join([what] + names)), **fact)
    for earlier in card["earlier"]:
        figures.put("%s/earlier:%s" % (place, earlier), card=earlier)
    figures.put(place + "/decision", **(card["decision"] or {}))


def put_record(figures, place, id, record):
    same = ("object", "colour", "factsPeriod", "issued", "rectification", "acceptedOn", "escalationRaised", "closure",
            "closedOn", "closedBy", "state", "paper")
    figures.put(place, id=id, kind=KINDS[record["kind"]], rectifyBy=record["deadline"],
                rules=" ".join(record["rules"]), **{name: record[name] for name in same})


def put_item(figures, place, id, item):
    owner, row = item["owner"], item["row"] or {}
    same = ("opened", "object", "matter", "state", "open", "closed", "due", "unit", "recurrenceOf", "draft")
    figures.put(place, id=id, kind=KINDS[item["kind"]], of=(item["of"] or None) if item["matter"] != "other" else None,
                ownerKind=owner and KINDS[owner[0]], owner=owner and owner[1], row=row.get("code"),
                applied=row.get("applied"), acceptedOn=row.get("acceptedOn"),
                **{name: item[name] for name in same}, **joined(item))


def joined(item):
    return {name: " ".join(item[name]) or None for name in ("formerUnits", "recurrences")}


def put_kept_item(figures, place, id, item):
    same = ("opened", "kind", "object", "matter", "state", "closed", "due", "unit", "person", "recurrenceOf")
    figures.put(place, id=id, of=item["of"] or None, **{name: item[name] for name in same}, **joined(item),
                **item["figures"])
    figures.put(place + "/row", **(item["row"] or {}))
    for covered in item["covers"]:
        figures.put("%s/covers:%s" % (place, ":".join(covered)), covered=True)


def put_lists(figures, period, warnings):
    for warning in warnings["early"]:
        kind = KINDS[warning["kind"]]
        figures.put("%s/earlyWarnings/warning:%s:%s:%s" % (period, kind, warning["object"], warning["indicator"]),
                    **{**warning, "kind": kind})
    rows = collections.Counter("%s %s" % (table, date) for table, date, _ in warnings["outside"])
    for row, count in rows.items():
        figures.put("%s/uncountedRows/row:%s" % (period, row), count=count)


# --- comparing -----------------------------------------------------------------------------------------------

def plain(value):
    """Numbers compare as numbers."""
    try:
        return Fraction(value)
    except (ValueError, TypeError):
        return value


def differences(ours, theirs):
    return ["%s: oracle %s, program %s" % (place, ours.get(place), theirs.get(place))
            for place in sorted(set(ours) | set(theirs))
            if place not in ours or place not in theirs or plain(ours[place]) != plain(theirs[place])]


def main(arguments):
    if len(arguments) != 2:
        sys.exit("usage: compare.py INPUT FOLDER")
    ours, theirs = oracle_figures(oracle.assess(arguments[0])), program_figures(arguments[1])
    found = differences(ours, theirs)
    for line in found:
        print(line)
    print("%d figures compared, %d differences" % (len(set(ours) | set(theirs)), len(found)))
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
