#!/usr/bin/env python3
"""What Jinja2 and lxml take to render and write the papers of a run from ready-made results.

    peer.py OUTPUT PEOPLE      the output of a run of so many people

Takes papers as they came out and makes of each page a Jinja2 template in which every text is a variable, without loops,
conditions or formatting: less than a template for all people would have to do. XML is built by lxml from its names,
attributes and texts. Templates are compiled before the clock starts. Of each kind of paper some are measured and the others
reckoned by their bytes. Prints microseconds a person on one thread, for the feedback report alone and for all papers.
"""
import os
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from jinja2 import Environment
from lxml import etree

SAMPLES, ROUNDS, MOST_BYTES = 40, 5, 300_000
DOCTYPE = b"<!DOCTYPE html>"


def page(path, environment):
    """A compiled template and its values."""
    root = etree.fromstring(path.read_bytes().removeprefix(DOCTYPE))
    values, marks = [], {}

    def mark(text):
        if not text or not text.strip():
            return text
        values.append(text)
        marks[len(values) - 1] = f"\ue000{len(values) - 1}\ue001"
        return marks[len(values) - 1]

    for element in root.iter(etree.Element):
        if etree.QName(element).localname in ("style", "script"):
            element.tail = mark(element.tail)
            continue
        element.text, element.tail = mark(element.text), mark(element.tail)
    source = etree.tostring(root, encoding="unicode")
    parts = []
    for piece in source.split("\ue000"):
        number, found, rest = piece.partition("\ue001")
        parts.append("{{ t[" + number + "] }}{% raw %}" + rest + "{% endraw %}" if found else "{% raw %}" + piece + "{% endraw %}")
    template = environment.from_string("<!DOCTYPE html>" + "".join(parts))
    return lambda: template.render(t=values).encode()


def data(path):
    """Builds the document again from plain values: tag, attributes, text, tail and children."""
    def plain(element):
        return (element.tag, dict(element.attrib), element.text, element.tail, [plain(child) for child in element])
    ledger = plain(etree.parse(path).getroot())
    return lambda: etree.tostring(build(ledger), xml_declaration=True, encoding="UTF-8")


def build(plain, parent=None):
    tag, attributes, text, tail, children = plain
    element = etree.Element(tag, attributes) if parent is None else etree.SubElement(parent, tag, attributes)
    element.text, element.tail = text, tail
    for child in children:
        build(child, element)
    return element


def kinds(output):
    """Files by the folder of their kind (of talk sheets: of all leaders) and their ending."""
    found = defaultdict(list)
    for path in sorted(output.rglob("*")):
        if path.suffix in (".html", ".xml") and path.is_file():
            place = path.relative_to(output).parent.parts
            found["/".join(place[:1] + place[2:3]), path.suffix].append(path)
    return found


def seconds(paths, suffix, environment):
    """For all of a kind, from some of them; `None` when all are too large to be measured, with their bytes."""
    total = sum(path.stat().st_size for path in paths)
    small = [path for path in paths if path.stat().st_size <= MOST_BYTES]
    chosen = small[::max(1, len(small) // SAMPLES)][:SAMPLES]
    if not chosen:
        return None, total, 0
    makers = [page(path, environment) if suffix == ".html" else data(path) for path in chosen]
    best = float("inf")
    with tempfile.TemporaryDirectory(dir=paths[0].parent) as work:
        for round in range(ROUNDS):
            start = time.perf_counter()
            for number, make in enumerate(makers):
                with open(os.path.join(work, f"{round}-{number}"), "wb") as file:
                    file.write(make())
            best = min(best, time.perf_counter() - start)
    measured = sum(path.stat().st_size for path in chosen)
    return best * total / measured, total, best / measured


def main():
    output, people = Path(sys.argv[1]), int(sys.argv[2])
    environment = Environment(autoescape=True)
    report, everything = 0.0, 0.0
    unmeasured, rates = [], defaultdict(list)
    for (kind, suffix), paths in sorted(kinds(output).items()):
        taken, size, rate = seconds(paths, suffix, environment)
        if taken is None:
            unmeasured.append((suffix, size))
            continue
        rates[suffix].append(rate)
        everything += taken
        if kind == "drafts/feedback":
            report += taken
    for suffix, size in unmeasured:
        everything += size * min(rates[suffix])
    for what, taken in (("report", report), ("papers", everything)):
        print(f"{what} {taken / people * 1e6:.0f}")


if __name__ == "__main__":
    main()
