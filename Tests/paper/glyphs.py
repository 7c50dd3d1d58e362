"""Characters that the office's own fonts (GB 2312) may lack: each must be told in the run report with its number."""
import html
import re
import subprocess


# Python's codec has ・ and ― in the places where every font has · and —.
INSIDE = "·—"


def outside(character):
    if character.isspace() or character in INSIDE:
        return False
    try:
        character.encode("gb2312")
        return False
    except UnicodeEncodeError:
        return True


def visible(page):
    text = re.sub(r"<(style|script|title)\b.*?</\1>", "", page.read_text(encoding="utf-8"), flags=re.S)
    return html.unescape(re.sub(r"<[^>]*>", "", text))


def has_font(character):
    done = subprocess.run(["fc-list", f":charset={ord(character):x}", "family"], capture_output=True, text=True, check=True)
    return bool(done.stdout.strip())


def faults(pages, report):
    """`report` is the run report of these pages."""
    rows = re.findall(r"<tr>.*?</tr>", report.read_text(encoding="utf-8"), re.S)
    flagged = {code: set(re.findall(r"U\+([0-9A-F]{4,6})", " ".join(r for r in rows if code in r))) for code in ("W851", "W852")}
    shown = {}
    for page in pages:
        for character in filter(outside, set(visible(page))):
            shown.setdefault(character, page)
    found = []
    for character, page in sorted(shown.items()):
        name = f"{ord(character):04X}"
        if name not in flagged["W851"] | flagged["W852"]:
            found.append(f"{page.parent.name}/{page.name}: “{character}” (U+{name}) is outside GB 2312 and not in the run report")
        if name not in flagged["W852"] and not has_font(character):
            found.append(f"{page.parent.name}/{page.name}: no font here has “{character}” (U+{name}), and W852 does not say so")
    return found, len(shown)
