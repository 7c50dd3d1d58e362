#!/usr/bin/env python3
"""Prints the sample and a hostile park with headless Chromium and checks geometry and text of every page.

usage: check_paper.py path/to/yardstick
"""
import concurrent.futures
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree

import hostile
from pages import MM, Document, is_full_width, missing_tools, plain, print_page

ROOT = pathlib.Path(__file__).resolve().parents[2]
PERIOD = "2026Q1"
A4, A3 = (595.3, 841.9), (841.9, 1190.6)
LINE = 225 * MM / 22
CHARACTER = 156 * MM / 28
WATERMARK = {"预", "览", "稿"}
NUMBERING = set("—0123456789第份页共清单")


class Check:
    """The faults of one printed page; a check that fails does not hide the next."""

    def __init__(self, name, pdf, source):
        self.name, self.source = name, source
        self.document = Document(pdf)
        self.pages = self.document.pages
        self.faults = []

    def expect(self, holds, what):
        if not holds:
            self.faults.append(f"{self.name}: {what}")

    # Geometry

    def sizes(self, *, landscape=False, a3=False, mixed=False):
        short, long = A3 if a3 else A4
        for page in self.pages:
            size = (page.width, page.height)
            upright = abs(size[0] - short) < 1 and abs(size[1] - long) < 1
            across = abs(size[0] - long) < 1 and abs(size[1] - short) < 1
            self.expect(across if landscape else upright or mixed and across, f"page {page.number} is {size}")

    def inside(self, top=37, bottom=35, binding=28, outer=26):
        """No text outside the type area, except the page number below it."""
        for page in self.pages:
            if page.width > page.height:
                continue
            left = (binding if page.is_right else outer) * MM
            right = page.width - (outer if page.is_right else binding) * MM
            foot = page.height - bottom * MM
            for word in page.words:
                if word.text in WATERMARK:
                    continue
                shown = f"page {page.number}: “{word.text[:20]}”"
                self.expect(word.left > left - 1.5 and word.right < right + 1.5, shown + " leaves the type area sideways")
                is_number = word.bottom > foot + 5 * MM and set(word.text) <= NUMBERING
                # A word's box is as high as its font's ascent, which may reach above the line.
                self.expect(word.bottom < foot + 6 or is_number, shown + " leaves the type area below")
                self.expect(word.top > top * MM - 12, shown + " is above the type area")

    def unshrunk(self, text, points):
        """A heading's characters are as wide as the style says: one element too wide shrinks the whole page."""
        words = [w for p in self.pages for w in p.words if text in w.text and is_full_width(w.text)]
        self.expect(words, f"“{text}” is not printed")
        for word in words[:200]:
            self.expect(abs(word.pitch - points) < points * 0.015, f"“{text}” is {word.pitch:.2f} pt a character, not {points}")

    def grid(self):
        """Nowhere more than 28 characters a line, and lines of 28 as wide as the type area."""
        for page in self.pages:
            if page.width > page.height:
                continue
            for word in page.words:
                is_body = is_full_width(word.text) and abs(word.pitch - CHARACTER) < 0.6
                self.expect(not is_body or len(word.text) <= 28, f"page {page.number} has a line of {len(word.text)} characters")
                if is_body and len(word.text) == 28:
                    self.expect(abs(word.pitch - CHARACTER) < 0.06, f"page {page.number}: {word.pitch:.2f} pt a character")

    def exact_grid(self):
        """A page of nothing but body text: 22 lines, 28 characters each, at the pitch of the standard."""
        self.expect(len(self.pages) >= 3, "the text fills no two pages")
        for page in self.pages[:2]:
            words = [w for w in page.words if w.text not in WATERMARK and w.bottom < page.height - 35 * MM + 6]
            lines = [len(w.text) for w in words]
            self.expect(lines == [26 if page.number == 1 else 28] + [28] * 21, f"page {page.number} has lines of {lines}")
            pitch = (words[-1].top - words[0].top) / max(1, len(words) - 1)
            self.expect(abs(pitch - LINE) < 0.05, f"line pitch {pitch:.2f} pt, not {LINE:.2f}")
            self.expect(abs(words[1].pitch - CHARACTER) < 0.06, f"{words[1].pitch:.2f} pt a character, not {CHARACTER:.2f}")

    # Page numbers and order

    def numbered(self):
        total = len(self.pages)
        for page, text in zip(self.pages, self.document.page_texts):
            self.expect(f"第{page.number}页共{total}页" in text, f"page {page.number} of {total} does not say so")

    def dashes(self):
        for page in self.pages:
            if page.width > page.height:  # turned, so the digits come from below
                digits = [w.text for w in page.words if w.left < 35 * MM and w.text.isdigit()]
                shown = sorted("".join(digits)) == sorted(str(page.number))
            else:
                foot = page.height - 30 * MM
                shown = "".join(w.text for w in page.words if w.bottom > foot).strip("—") == str(page.number)
            self.expect(shown, f"page {page.number} has no number")

    def pack(self, pattern):
        """Every paper has an even number of pages and counts its own from 1."""
        self.expect(len(self.pages) % 2 == 0, f"{len(self.pages)} pages")
        counts, current = [], 0
        for page, text in zip(self.pages, self.document.page_texts):
            match = re.search(pattern, text)
            if match is None:
                self.expect("清单第" in text, f"page {page.number} has no number")
                continue
            number = int(match[match.lastindex])
            if number == 1:
                self.expect(page.is_right, f"the paper at page {page.number} begins on a back side")
                counts.append(0)
            current = number
            if counts:
                counts[-1] += 1
                self.expect(counts[-1] == current, f"page {page.number} counts {current}")
        self.expect(all(count % 2 == 0 for count in counts), f"papers of {counts} pages")
        return counts

    # Text

    def heads(self, row, head):
        """Every page with a row of the table has the head of the table, too."""
        seen = 0
        for page, text in zip(self.pages, self.document.page_texts):
            if re.search(row, text):
                seen += 1
                self.expect(plain(head) in text, f"page {page.number} has rows and no “{head}”")
        return seen

    def last_page_has(self, text):
        self.expect(plain(text) in self.document.page_texts[-1], f"“{text}” is not on the last page")
        self.expect(not any(plain(text) in page for page in self.document.page_texts[:-1]), f"“{text}” is on an earlier page")

    def imprint_at_foot(self):
        page = self.pages[-1]
        low = [w.bottom for w in page.words if w.bottom < page.height - 30 * MM]
        if page.width < page.height:
            self.expect(low and abs(max(low) - (37 + 225) * MM) < 8, "the imprint is not at the foot of the last page")

    def facts(self, names):
        """Texts of the XML stand on the paper letter by letter."""
        source = self.source.with_suffix(".xml")
        checked = 0
        for parent in ElementTree.parse(source).iter():
            for element in parent:
                text = plain(element.text or "")
                if not text or len(element) or not {element.tag, f"{parent.tag}/{element.tag}"} & names:
                    continue
                checked += 1
                self.expect(text in self.document.text, f"the XML's {parent.tag}/{element.tag} “{text[:30]}” is not on the paper")
        self.expect(checked, "no fact was compared")


FEEDBACK_FACTS = {"person/staff-number", "name", "post", "rank", "total", "component/points", "completion", "line/full",
                  "line/score", "actual", "target", "sentence", "matter", "before", "contact", "telephone", "lag-reason",
                  "practice", "effect", "measure"}
CARD_FACTS = {"title", "number", "name", "sentence", "contact", "telephone", "actual", "target", "gap", "reason", "planned",
              "lag-reason", "evidence"}
BULLETIN_FACTS = {"number", "name", "score", "full", "target", "actual", "completion", "issuer"}


def feedback(check, most=None):
    check.sizes()
    check.inside()
    check.unshrunk("绩效反馈报告", 22)
    check.numbered()
    check.heads(r"[A-Z]{2}-\d\d·", "完成率%")
    check.last_page_has("回执")
    check.facts(FEEDBACK_FACTS)
    if most:
        check.expect(len(check.pages) <= most, f"{len(check.pages)} pages, more than {most}")


def card(check, most=None):
    check.sizes()
    check.inside()
    check.grid()
    check.dashes()
    check.imprint_at_foot()
    check.facts(CARD_FACTS)
    if most:
        check.expect(len(check.pages) <= most, f"{len(check.pages)} pages, more than {most}")


def bulletin(check):
    check.sizes(mixed=True)
    check.inside()
    check.grid()
    check.dashes()
    check.imprint_at_foot()
    check.facts(BULLETIN_FACTS)


def feedback_pack(check):
    check.sizes()
    check.inside()
    check.unshrunk("绩效反馈报告", 22)
    check.heads(r"[A-Z]{2}-\d\d·", "完成率%")
    check.pack(r"第(\d+)份第(\d+)页")


def card_pack(check):
    check.sizes()
    check.inside()
    check.grid()
    check.pack(r"—(\d+)—")


def chart(check, a3):
    check.sizes(landscape=True, a3=a3)
    check.unshrunk("园区绩效指标分解表", 20)
    check.heads(r"[A-Z]{2}-\d\d", "一季度")
    for word in (w for p in check.pages for w in p.words):
        check.expect(word.right < check.pages[0].width - 9 * MM, f"“{word.text[:20]}” leaves the sheet")


def body_text(page):
    """A bulletin of the shipped style with nothing but body text, beside the real ones."""
    text = page.read_text(encoding="utf-8")
    start, end = text.index("<main>"), text.index("</main>")
    body = '<main><article class="doc"><p>' + "园区绩效考核坚持目标导向和问题导向相统一" * 80 + "</p></article>"
    target = page.with_name("body-text.html")
    target.write_text(text[:start] + body + text[end:], encoding="utf-8")
    return target


def jobs(sample, odd):
    """Which pages are printed and how each is checked; the sample's pages first."""
    yield body_text(sample / "bulletins/park.html"), lambda c: c.exact_grid()
    yield sample / "bulletins/park.html", bulletin
    yield sample / "bulletins/QF.html", bulletin
    for person in ("P002", "P006", "P009", "P013", "P040"):
        if (sample / f"feedback/{person}.html").exists():
            yield sample / f"feedback/{person}.html", lambda c: feedback(c, most=4)
    for page in sorted((sample / "cards").glob("*.html"))[:3]:
        yield page, lambda c: card(c, most=3)
    yield sample / "packs/feedback-park.html", feedback_pack
    yield sample / "packs/cards-park.html", card_pack
    yield sample / "charts/decomposition-a3.html", lambda c: chart(c, True)
    yield sample / "charts/decomposition-a4.html", lambda c: chart(c, False)
    yield sample / "run-report.html", lambda c: c.sizes()
    yield odd / "bulletins/park.html", bulletin
    for office in (hostile.LONELY, hostile.CROWD):
        yield odd / f"bulletins/{office}.html", bulletin
    for person in (hostile.NOTHING, hostile.MUCH, hostile.GAPS, "P600", "P009"):
        yield odd / f"feedback/{person}.html", feedback
    yield odd / f"cards/{PERIOD}-XM2025-04.html", card
    yield odd / f"packs/feedback-{hostile.CROWD}.html", feedback_pack
    yield odd / f"packs/cards-{hostile.CROWD}.html", card_pack
    yield odd / "charts/decomposition-a4.html", lambda c: chart(c, False)


def run(yardstick, source, work):
    output = work / "out"
    output.mkdir(parents=True, mode=0o700)
    done = subprocess.run([yardstick, "run", "--quiet", "--period", PERIOD, "--input", source, "--output", output,
                           "--state", work / "state"], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"yardstick run ended with {done.returncode}:\n{done.stderr[:4000]}")
    return output / "drafts" / PERIOD


def look(number, page, check, work):
    pdf = work / f"{number:02}.pdf"
    name = f"{page.parts[-6 if page.parent.name == PERIOD else -7]}/{page.parent.name}/{page.name}"
    try:
        if not page.exists():
            raise AssertionError("was not made")
        print_page(page, pdf)
        checked = Check(name, pdf, page)
        check(checked)
        return len(checked.pages), checked.faults
    except (AssertionError, subprocess.SubprocessError) as error:
        return 0, [f"{name}: {error}"]


def main():
    missing = missing_tools()
    if missing:
        print("=" * 72)
        print(f"SKIPPED: no page was printed, because {', '.join(missing)} is missing.")
        print("apt-get install chromium poppler-utils fonts-noto-cjk fonts-lxgw-wenkai")
        print("=" * 72)
        return 0
    start = time.monotonic()
    yardstick = pathlib.Path(sys.argv[1]).resolve()
    keep = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as folder:
        work = keep or pathlib.Path(folder)
        hostile.make(ROOT / "input", work / "hostile/input")
        sample = run(yardstick, ROOT / "input", work / "sample")
        odd = run(yardstick, work / "hostile/input", work / "hostile")
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda job: look(job[0], *job[1], work), enumerate(jobs(sample, odd))))
    faults = [fault for _, found in results for fault in found]
    for fault in faults[:60]:
        print(fault)
    print(f"{len(results)} files, {sum(count for count, _ in results)} pages printed and read back, "
          f"{len(faults)} faults, {time.monotonic() - start:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
