#!/usr/bin/env python3
"""What Jinja2 and lxml take to render and write the same feedback reports from ready-made results.

    peer.py FOLDER      a folder of feedback reports of a run, P000001.html and .xml …

Takes pages as they came out and makes of each a Jinja2 template in which every text of a person is a variable, without
loops, conditions or formatting: less than a template for all people would have to do. The XML is built by lxml from its
names, attributes and texts. Templates are compiled before the clock starts. Prints microseconds a person, one thread.
"""
import os
import sys
import tempfile
import time
from pathlib import Path

from jinja2 import Environment
from lxml import etree

PAGES, ROUNDS = 40, 5
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
    return environment.from_string("<!DOCTYPE html>" + "".join(parts)), values


def data(path):
    """Tag, attributes, text, tail and children, as plain values."""
    def plain(element):
        return (element.tag, dict(element.attrib), element.text, element.tail, [plain(child) for child in element])
    return plain(etree.parse(path).getroot())


def build(plain, parent=None):
    tag, attributes, text, tail, children = plain
    element = etree.Element(tag, attributes) if parent is None else etree.SubElement(parent, tag, attributes)
    element.text, element.tail = text, tail
    for child in children:
        build(child, element)
    return element


def main():
    folder = Path(sys.argv[1])
    environment = Environment(autoescape=True)
    people = sorted(folder.glob("*.html"))[:PAGES]
    pages = [page(path, environment) for path in people]
    ledgers = [data(path.with_suffix(".xml")) for path in people]
    best = float("inf")
    with tempfile.TemporaryDirectory(dir=folder.parent) as work:
        for round in range(ROUNDS):
            start = time.perf_counter()
            for number, ((template, values), ledger) in enumerate(zip(pages, ledgers)):
                html = template.render(t=values).encode()
                xml = etree.tostring(build(ledger), xml_declaration=True, encoding="UTF-8")
                for kind, content in (("html", html), ("xml", xml)):
                    with open(os.path.join(work, f"{round}-{number}.{kind}"), "wb") as file:
                        file.write(content)
            best = min(best, time.perf_counter() - start)
    print(f"peer Jinja2+lxml {best / len(people) * 1e6:8.0f} µs a person, rendering and writing only, one thread, best of {ROUNDS}")


if __name__ == "__main__":
    main()
