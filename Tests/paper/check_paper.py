#!/usr/bin/env python3
"""Prints the sample and a hostile park with headless Chromium and checks geometry and text of every page.

usage: check_paper.py path/to/yardstick [folder to keep the PDFs in]
"""
import concurrent.futures
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import glyphs
import hostile
import kinds
import phone
import planted
from check import Check
from pages import missing_tools, print_page

ROOT = pathlib.Path(__file__).resolve().parents[2]
PERIOD = "2026Q1"


def body_text(page):
    """A bulletin of the shipped style with nothing but body text, beside the real ones."""
    text = page.read_text(encoding="utf-8")
    start, end = text.index("<main>"), text.index("</main>")
    body = '<main><article class="doc"><p>' + "园区绩效考核坚持目标导向和问题导向相统一" * 80 + "</p></article>"
    target = page.with_name("body-text.html")
    target.write_text(text[:start] + body + text[end:], encoding="utf-8")
    return target


class Sample:
    """The sample's pages: the drafts of a quarter and the batches that were issued before it."""

    def __init__(self, output):
        self.output = output
        self.draft = output / "drafts" / PERIOD
        self.body = body_text(self.draft / "bulletins/park.html")
        self.feedback = self.draft / "feedback/P009.html"
        self.notice = sorted((self.draft / "cards").glob("*-P*.html"))[0]

    def issued(self, folder):
        return sorted(self.output.glob(f"issued/*/{folder}/*.html"))

    def jobs(self):
        yield self.body, lambda c: c.exact_grid()
        for office in ("park", "QF"):
            yield self.draft / f"bulletins/{office}.html", kinds.bulletin
        # A person with many cards, one without a grade, one with a missing line, and ordinary ones.
        for person in ("P002", "P009", "P021", "P037"):
            yield self.draft / f"feedback/{person}.html", lambda c: kinds.feedback(c, most=4)
        # Seven cards and six items with the life of each take a third sheet.
        yield self.draft / "feedback/P008.html", lambda c: kinds.feedback(c, most=6)
        for page in sorted((self.draft / "cards").glob("*.html")):
            yield page, lambda c: kinds.card(c, most=3)
        for folder in ("liftings", "withdrawals"):
            yield self.issued(folder)[0], kinds.closing
        yield self.issued("feedback")[-1], lambda c: kinds.feedback(c, most=4)
        yield self.draft / "packs/feedback-park.html", kinds.feedback_pack
        yield self.draft / "packs/cards-park.html", kinds.card_pack
        yield self.draft / "charts/decomposition-a3.html", lambda c: kinds.chart(c, True)
        yield self.draft / "charts/decomposition-a4.html", lambda c: kinds.chart(c, False)
        yield self.draft / "run-report.html", kinds.report
        yield self.draft / "decision-sheet.html", kinds.decision_sheet
        for page in self.working():
            yield page, kinds.working

    def working(self):
        """A page of each kind among the newest working papers and performance files: one of the files named by a staff
        number in each folder, and one of the others."""
        for shelf in sorted(self.output.glob("working/*"))[-1:] + sorted(self.output.glob("files/*"))[-1:]:
            for folder in [shelf, *sorted(p for p in shelf.iterdir() if p.is_dir())]:
                pages = sorted(folder.glob("*.html") if folder == shelf else folder.rglob("*.html"))
                kinds_of_name = {bool(re.fullmatch(r"P\d+", page.stem)): page for page in reversed(pages)}
                yield from kinds_of_name.values()

    def on_a_phone(self):
        pages = [self.output / "index.html", self.output / "register.html", self.feedback, self.notice]
        pages += [self.draft / path for path in (
            "bulletins/park.html", "bulletins/QF.html", "packs/feedback-QF.html", "packs/cards-park.html",
            "charts/decomposition-a3.html", "charts/decomposition-a4.html", "run-report.html", "decision-sheet.html")]
        return pages + [self.issued(folder)[0] for folder in ("liftings", "withdrawals")] + list(self.working())


def hostile_jobs(odd):
    yield odd / "bulletins/park.html", kinds.bulletin
    for office in (hostile.LONELY, hostile.CROWD):
        yield odd / f"bulletins/{office}.html", kinds.bulletin
    yield odd / f"feedback/{hostile.NOTHING}.html", lambda c: kinds.feedback(c, has_lines=False)
    for person in (hostile.MUCH, hostile.GAPS, "P600", "P009"):
        yield odd / f"feedback/{person}.html", kinds.feedback
    yield odd / f"cards/{PERIOD}-XM2025-04.html", kinds.card
    yield odd / f"packs/feedback-{hostile.CROWD}.html", kinds.feedback_pack
    yield odd / f"packs/cards-{hostile.CROWD}.html", kinds.card_pack
    yield odd / "charts/decomposition-a4.html", lambda c: kinds.chart(c, False)


def run(yardstick, source, work, *options):
    output = work / "out"
    output.mkdir(parents=True, mode=0o700)
    done = subprocess.run([yardstick, "run", "--quiet", "--input", source, "--output", output, "--state", work / "state",
                           *options], cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"yardstick run ended with {done.returncode}:\n{done.stderr[:4000]}")
    return output


def look(number, page, check, work):
    """Pages and faults of one printed file."""
    name = f"{page.parent.name}/{page.name}"
    try:
        if not page.exists():
            raise AssertionError("was not made")
        pdf = work / f"{number:02}.pdf"
        print_page(page, pdf)
        checked = Check(name, pdf, page)
        check(checked)
        return len(checked.pages), checked.faults
    except (AssertionError, IndexError, subprocess.SubprocessError) as error:
        return 0, [f"{name}: {error}"]


def look_at_all(jobs, work):
    work.mkdir(exist_ok=True)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda job: look(job[0], *job[1], work), enumerate(jobs)))


def unseen(sample, odd, work):
    """Planted faults that no check has seen."""
    work.mkdir()
    plants = planted.faults(sample.feedback, odd / f"feedback/{hostile.GAPS}.html", sample.notice,
                            sample.draft / "packs/feedback-AH.html", sample.draft / "packs/cards-park.html", sample.body,
                            sample.draft / "charts/decomposition-a3.html")
    jobs = [(planted.write(n, page, edit, work), check) for n, (_, page, edit, check, _) in enumerate(plants)]
    results = look_at_all(jobs, work / "printed")
    missed = [f"planted “{name}” was not seen, but {found[:3]}"
              for (name, _, _, _, said), (_, found) in zip(plants, results) if not any(re.search(said, f) for f in found)]
    missed += planted.unflagged_glyph(odd / "feedback/P600.html", odd / "run-report.html", work)
    on_phone, count = phone.plant(sample.feedback, work)
    return missed + on_phone, len(plants) + 1 + count


def pdf_command(yardstick, sample, work):
    """The command prints with the same browser, prints nothing twice, and opens no connection."""
    command = [yardstick, "pdf", "--output", sample.output, "--state", work / "sample/state", "--period", PERIOD, "--only", "P006"]
    log = work / "network.txt"
    first = subprocess.run(["strace", "-f", "-qq", "-e", "trace=socket", "-o", log, *command], capture_output=True, text=True)
    second = subprocess.run(command, capture_output=True, text=True)
    found = []
    if first.returncode or second.returncode:
        found.append(f"yardstick pdf ended with {first.returncode} and {second.returncode}: {first.stderr[:500]}")
    if "2 份 PDF" not in first.stdout or "没有变化" not in second.stdout:
        found.append(f"yardstick pdf said “{first.stdout}” and “{second.stdout}”")
    if re.search(r"socket\(AF_INET6?, SOCK_STREAM", log.read_text(encoding="utf-8", errors="replace")):
        found.append("yardstick pdf opened a connection")
    made = sorted(p.name for p in (sample.output / "pdf").rglob("*.pdf"))
    if made != sorted(["P006.pdf", f"{PERIOD}-P006.pdf"]):
        found.append(f"yardstick pdf made {made}")
    return found


def main():
    missing = missing_tools()
    if missing:
        print("=" * 72)
        print(f"SKIPPED: no page was printed, because {', '.join(missing)} is missing.")
        print("apt-get install chromium poppler-utils fonts-noto-cjk fonts-lxgw-wenkai strace")
        print("=" * 72)
        return 0
    start = time.monotonic()
    yardstick = pathlib.Path(sys.argv[1]).resolve()
    keep = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    with tempfile.TemporaryDirectory() as folder:
        work = keep or pathlib.Path(folder)
        hostile.make(ROOT / "input", work / "hostile/input")
        sample = Sample(run(yardstick, ROOT / "input", work / "sample"))
        odd = run(yardstick, work / "hostile/input", work / "hostile", "--period", PERIOD) / "drafts" / PERIOD
        results = look_at_all([*sample.jobs(), *hostile_jobs(odd)], work / "printed")
        faults = [fault for _, found in results for fault in found]
        phone_pages = sample.on_a_phone()
        on_phone, contrast = phone.faults(phone_pages, sample.output / "index.html")
        rare, characters = glyphs.faults(sorted((odd / "feedback").glob("*.html")) + [odd / "bulletins/park.html"],
                                         odd / "run-report.html")
        missed, plants = unseen(sample, odd, work / "planted")
        faults += on_phone + rare + missed + pdf_command(yardstick, sample, work)
    for fault in faults[:60]:
        print(fault)
    print(f"{len(results)} files, {sum(count for count, _ in results)} pages printed and read back; "
          f"{len(phone_pages)} pages at {phone.WIDTH} px, least contrast {contrast:.2f}; "
          f"{characters} characters outside GB 2312; {plants} planted faults; {len(faults)} faults, {time.monotonic() - start:.0f} s")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
