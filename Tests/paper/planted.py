"""A planted fault for each check: pages of the sample that are wrong in one way, and what must be said of them."""
import re
import shutil

import glyphs
import kinds

STYLE = "</style>"


def css(rule):
    """The rule at the end of the page's style."""
    return lambda text: text.replace(STYLE, rule + "\n" + STYLE, 1)


def instead(pattern, replacement, count=1):
    return lambda text: re.sub(pattern, replacement, text, count=count, flags=re.S)


def other_total(text):
    """Another score wherever the person's own stands."""
    total = re.search(r'<p class="score"><span class="label">[^<]*</span>(\d+\.\d\d)', text)[1]
    return text.replace(total, "11.11")


def faults(feedback, long_feedback, notice, pack, notice_pack, body, chart):
    """What is planted where: name of the check, page, edit, the kind's check, what must be said."""
    wide = '<p style="width: 200mm; height: 1mm">宽</p>'
    return [
        ("paper size", feedback, css("@page { size: A5 }"), kinds.feedback, r"page 1 is \("),
        ("lines a page", body, css(":root { --line: calc(225mm / 21) }"), lambda c: c.exact_grid(), r"has lines of"),
        ("characters a line", body, css(".doc { letter-spacing: 0.3pt }"), lambda c: c.exact_grid(), r"has lines of"),
        ("line pitch", body, css(".doc { line-height: calc(225mm / 22 - 0.15pt) }"), lambda c: c.exact_grid(), r"line pitch 28\.8"),
        ("shrinking of a form", feedback, lambda t: css(".form { overflow-x: visible }")(t).replace("<h2", wide + "<h2", 1),
         kinds.feedback, r"pt a character, not 22"),
        ("shrinking of a notice", notice, lambda t: css(".doc { overflow-x: visible }")(t).replace("<h2", wide + "<h2", 1),
         kinds.card, r"imprint is not at the foot|pt a character"),
        ("table heads", long_feedback, css("thead { display: table-row-group }"), kinds.feedback, r"has rows and no “完成率%”"),
        ("page of pages", feedback, css("@page :right { @bottom-right { content: none } }"), kinds.feedback, r"does not say so"),
        ("numbers of notices", notice, css("@page :left { @bottom-left { content: none } }"), kinds.card, r"page 2 has no number"),
        ("numbers of a pack", pack, instead(r"@page p2 \{ counter-increment: c2; \}", ""), kinds.feedback_pack, r"counts 0|has no number"),
        ("even pages", pack, css(".sheet { height: auto }"), kinds.feedback_pack, r"papers of \[|begins on a back side"),
        ("even pages of notices", notice_pack, css(".sheet { height: auto }"), kinds.card_pack, r"pages$|papers of|begins on a back"),
        ("imprint at the foot", notice, css(".doc.pinned { height: auto }"), kinds.card, r"imprint is not at the foot"),
        ("imprint on the last page", notice, instead(r'(<div class="colophon">.*?</div>\n</div>)(.*)</main>', r"\2</main>"),
         kinds.card, r"imprint is not at the foot"),
        ("a changed figure", feedback, other_total, kinds.feedback, r"/total “\d+\.\d\d” is not on the paper"),
        ("a lost sentence", notice, instead(r"警示是对工作的提醒和督促。", ""), kinds.card, r"is not on the paper"),
        ("text beside the type area", feedback, css(".form { overflow-x: visible } .form .subtitle { position: relative; left: -55mm }"),
         kinds.feedback, r"leaves the type area sideways"),
        ("text over text", feedback, css(".form .reasons { height: 0; padding: 0; margin: 0 0 -3mm }"), kinds.feedback, r"lie over each other"),
        ("text cut off", feedback, css(".form .reasons { height: 6mm; overflow: hidden }"), kinds.feedback, r"is not on the paper"),
        ("text lost sideways", feedback, css(".form .soft { white-space: nowrap }"), kinds.feedback, r"is not on the paper|leaves the type area"),
        ("small type", feedback, css(".form .soft { font-size: 9pt }"), kinds.feedback, r"has 9\.\d pt"),
        ("orphaned heading", feedback, css(".form h2 { break-after: page }"), kinds.feedback, r"ends with the heading"),
        ("split row", feedback, css(".form table.lines tbody { break-inside: auto } tr.detail { break-before: page }"), kinds.feedback, r"is parted from its name"),
        ("chart leaves its sheet", chart, css(".chart { overflow: visible } .chart header p { white-space: nowrap; margin-right: -40mm }"),
         lambda c: kinds.chart(c, True), r"leaves the sheet|pt a character"),
    ]


def write(number, page, edit, work):
    """The edited page beside a copy of its XML."""
    folder = work / f"{number:02}" / page.parent.name
    folder.mkdir(parents=True)
    text = page.read_text(encoding="utf-8")
    changed = edit(text)
    if changed == text:
        raise AssertionError(f"nothing was planted in {page.name}")
    target = folder / page.name
    target.write_text(changed, encoding="utf-8")
    if page.with_suffix(".xml").exists():
        shutil.copy(page.with_suffix(".xml"), target.with_suffix(".xml"))
    return target


def unflagged_glyph(page, report, work):
    """A run report without its notes on rare characters must be noticed."""
    silent = work / "run-report.html"
    silent.write_text(re.sub(r"U\+[0-9A-F]+", "U+", report.read_text(encoding="utf-8")), encoding="utf-8")
    found, _ = glyphs.faults([page], silent)
    return [] if any("not in the run report" in fault for fault in found) else ["planted rare name without its note was not seen"]
