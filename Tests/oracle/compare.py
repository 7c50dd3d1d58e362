#!/usr/bin/env python3
"""`compare.py INPUT ASSESSMENT_XML_DIR`: the oracle's figures beside the program's assessment.xml files.

Prints one line per difference and a count; exit 1 when there are differences. Only `read_assessment` knows the XML
vocabulary; it gives the same shape as oracle.py's JSON, and may leave out what the XML does not carry (such keys are
listed at the end as not compared). Differences are judged from INTERPRETATIONS.md.
"""
import collections
import sys
import xml.etree.ElementTree as ElementTree
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import oracle

PARTS = ("P", "J", "Q", "O", "X", "C", "keyScore")
PERSON_KEYS = ("S", "noGrade", "gradeByScore", "suggested", "decided", "rankPark", "rankOffice", "vetoed", "office")
OFFICE_KEYS = ("O", "class", "classDecided", "rank", "vetoed")
LINE_KEYS = ("state", "actual", "completion", "cardCompletion", "score", "full", "target", "expected", "vetoed")
CARD_KEYS = ("object", "colourProposed", "colourDecided", "rules", "issued", "deadline", "talkBy")
# Compared only when both sides have a figure: the contract leaves open whether it is given at all.
LENIENT = {"decided", "classDecided", "completion", "cardCompletion", "actual", "rank", "vetoed", "expected"}


# --- the only place that knows the XML -----------------------------------------------------------------------

def read_assessment(path):
    """assessment.xml → {"period", "persons", "offices", "cards", "warnings"} as in oracle.py. To be adapted."""
    root = ElementTree.parse(path).getroot()
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]

    def holder(element):
        lines = {l.get("indicator"): {k: l.get(k) for k in LINE_KEYS if l.get(k) is not None}
                 for l in element.iter("line")}
        caps = [{"reason": c.get("reason"), "source": c.get("source")} for c in element.iter("cap")]
        weights = {w.get("component"): w.get("value") for w in element.iter("weight")}
        return {**element.attrib, "lines": lines, "caps": caps, "weights": weights}

    def card(element):
        return {**element.attrib, "rules": (element.get("rules") or "").split()}
    return {"period": root.get("period"),
            "persons": {e.get("code"): holder(e) for e in root.iter("person")},
            "offices": {e.get("code"): holder(e) for e in root.iter("office")},
            "cards": {e.get("id"): card(e) for e in root.iter("card")},
            "warnings": {"early": [dict(e.attrib) for e in root.iter("warning")]}}


# --- comparing -----------------------------------------------------------------------------------------------

def plain(value):
    """Numbers compare as numbers, booleans as words, nothing as None."""
    if isinstance(value, bool):
        return str(value).lower()
    if value in ("", None, []):
        return None
    try:
        return Fraction(value)
    except (ValueError, TypeError):
        return value


class Comparison:
    def __init__(self):
        self.differences, self.notes, self.count = [], [], 0
        self.absent = collections.Counter()

    def value(self, place, key, ours, theirs, lenient=False):
        if key not in theirs:
            self.absent[place[1] + "." + key] += ours.get(key) is not None
            if lenient or plain(ours.get(key)) is None:
                return
        ours, theirs = ours.get(key), theirs.get(key)
        if lenient and (plain(ours) is None or plain(theirs) is None):
            return
        self.count += 1
        if plain(ours) != plain(theirs):
            self.differences.append("%s %s: oracle %s, program %s" % (" ".join(place), key, ours, theirs))

    def keys(self, place, ours, theirs):
        """The ids on both sides; one-sided ids are differences."""
        for id in sorted(set(ours) ^ set(theirs)):
            side = "oracle" if id in ours else "program"
            self.differences.append("%s %s: only in %s" % (" ".join(place), id, side))
        return sorted(set(ours) & set(theirs))

    def lines(self, place, ours, theirs):
        for id in self.keys(place, ours, theirs):
            for key in LINE_KEYS:
                self.value(place + (id,), key, ours[id], theirs[id], key in LENIENT)
            rows = ours[id].get("ledgerRows"), theirs[id].get("ledgerRows")
            if None not in rows and plain(rows[0]) != plain(rows[1]):
                self.notes.append("%s %s ledgerRows: oracle %s, program %s" % (" ".join(place), id, *rows))

    def holders(self, period, kind, ours, theirs, keys, score):
        for code in self.keys((period, kind), ours, theirs):
            place, a, b = (period, kind, code), ours[code], theirs[code]
            for key in keys:
                self.value(place, key, a, b, key in LENIENT)
            for key in PARTS:
                if key in a and key != score:
                    self.value(place, key, a, b, lenient=a[score] is None)
            self.lines(place, a["lines"], b.get("lines", {}))
            if a[score] is not None and b.get("weights"):
                for name in self.keys(place + ("weight",), a["weights"], b["weights"]):
                    self.value(place + ("weight",), name, a["weights"], b["weights"])
            if "caps" in a and "caps" in b:
                caps = [sorted((c["reason"], c["source"]) for c in side["caps"]) for side in (a, b)]
                self.value(place, "caps", {"caps": str(caps[0])}, {"caps": str(caps[1])})

    def quarter(self, ours, theirs):
        period = theirs["period"]
        self.holders(period, "persons", ours["persons"], theirs["persons"], PERSON_KEYS, "S")
        self.holders(period, "offices", ours["offices"], theirs["offices"], OFFICE_KEYS, "O")
        for id in self.keys((period, "cards"), ours["cards"], theirs["cards"]):
            for key in CARD_KEYS:
                self.value((period, "cards", id), key, ours["cards"][id], theirs["cards"][id],
                           key in ("colourDecided", "issued", "deadline", "talkBy"))
        early = [{"%s/%s" % (w["object"], w["indicator"]): w for w in side["warnings"]["early"]}
                 for side in (ours, theirs)]
        for id in self.keys((period, "early"), *early):
            self.value((period, "early", id), "expected", early[0][id], early[1][id])


def compare(ours, theirs):
    """{period: quarter} on both sides → Comparison."""
    comparison = Comparison()
    for period in comparison.keys(("period",), ours, theirs):
        comparison.quarter(ours[period], theirs[period])
    return comparison


def main(arguments):
    if len(arguments) != 2:
        sys.exit("usage: compare.py INPUT ASSESSMENT_XML_DIR")
    read = [read_assessment(p) for p in sorted(Path(arguments[1]).rglob("assessment.xml"))]
    comparison = compare(oracle.assess(arguments[0]), {q["period"]: q for q in read})
    for line in comparison.differences:
        print(line)
    for line in comparison.notes:
        print("note:", line)
    for key, count in sorted(comparison.absent.items()):
        if count:
            print("not compared: %s (%d values)" % (key, count))
    print("%d values compared, %d differences" % (comparison.count, len(comparison.differences)))
    sys.exit(1 if comparison.differences else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
