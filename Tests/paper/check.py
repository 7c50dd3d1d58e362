"""What must hold of a printed page; every check only notes what is wrong, so that one fault does not hide the next."""
import html
import re
import xml.etree.ElementTree as ElementTree

from pages import MM, Document, is_full_width, plain

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

    def legible(self, least):
        """No full-width text smaller than `least` points; the person may be 58."""
        for page in self.pages:
            for word in page.words:
                if len(word.text) > 1 and is_full_width(word.text):
                    self.expect(word.pitch > least * 0.985, f"page {page.number}: “{word.text[:12]}” has {word.pitch:.1f} pt")

    def unpiled(self):
        """No text printed over other text, as a box too low or a place too narrow does."""
        for page in self.pages:
            words = sorted((w for w in page.words if w.text not in WATERMARK), key=lambda w: w.top)
            for position, word in enumerate(words):
                middle = (word.top + word.bottom) / 2
                for other in words[position + 1:]:
                    if other.top > middle:
                        break
                    shared = min(word.right, other.right) - max(word.left, other.left)
                    apart = abs((other.top + other.bottom) / 2 - middle)
                    size = min(word.bottom - word.top, other.bottom - other.top)
                    # Neighbours may share the empty half of a 。 or ）.
                    self.expect(shared < size * 0.7 or apart > size * 0.45,
                                f"page {page.number}: “{word.text[:12]}” and “{other.text[:12]}” lie over each other")

    def headed(self):
        """No heading is the last thing on a page."""
        source = self.source.read_text(encoding="utf-8")
        headings = {plain(re.sub(r"<[^>]*>", "", h)) for h in re.findall(r"<h[1-4][^>]*>(.*?)</h[1-4]>", source, re.S)}
        for number, text in enumerate(self.document.bodies[:-1], 1):
            last = [h for h in headings if h and text.endswith(h)]
            self.expect(not last, f"page {number} ends with the heading “{''.join(last)[:20]}”")

    def whole_rows(self):
        """The line under an indicator's name is on the page of its name."""
        names = {line.get("indicator"): plain(line.findtext("name") or "")
                 for line in ElementTree.parse(self.source.with_suffix(".xml")).iter("line")}
        for number, text in enumerate(self.document.bodies, 1):
            for match in re.finditer(r"([A-Z]{2}-\d\d)·(?:关键|个性|激励)", text):
                name = names.get(match[1])
                self.expect(name is None or name in text[:match.start()], f"page {number}: {match[1]} is parted from its name")

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
        self.expect(seen, f"no page has a row of “{head}”")
        return seen

    def last_page_has(self, text):
        self.expect(plain(text) in self.document.page_texts[-1], f"“{text}” is not on the last page")
        self.expect(not any(plain(text) in page for page in self.document.page_texts[:-1]), f"“{text}” is on an earlier page")

    def imprint_at_foot(self):
        page = self.pages[-1]
        low = [w.bottom for w in page.words if w.bottom < page.height - 30 * MM]
        if page.width < page.height:
            self.expect(low and abs(max(low) - (37 + 225) * MM) < 8, "the imprint is not at the foot of the last page")

    @property
    def unheaded(self):
        """The text without what a PDF has between the end of a page and the beginning of the next: table heads that are
        repeated there, and the line above the red head, which is drawn last."""
        source = self.source.read_text(encoding="utf-8")
        text = self.document.text
        for head in re.findall(r'<thead>(.*?)</thead>|<p class="internal">(.*?)</p>', source, re.S):
            head = "".join(head).replace("预览稿", "")
            words = plain(html.unescape(re.sub(r"<[^>]*>", "", head)))
            if len(words) >= 8:
                text = text.replace(words, "")
        return text

    def complete(self):
        """Every text of the page stands on the paper: what is cut off or covered by a clip is not in the PDF."""
        source = re.sub(r"<!--.*?-->", "", self.source.read_text(encoding="utf-8"), flags=re.S)
        source = re.sub(r"<(style|script|title)\b.*?</\1>|<div class=\"watermark\".*?</div>", "", source, flags=re.S)
        texts = (self.document.text, self.unheaded)
        for run in re.split(r"<[^>]*>", source):
            words = plain(run).replace("预览稿", "")  # the watermark's words are taken out of the paper's text
            self.expect(any(words in text or self.goes_on(words, text) for text in texts), f"“{words[:30]}” is not on the paper")

    @staticmethod
    def goes_on(words, text):
        """A text of more than a page: at each page's end something may stand in between, such as the number of a list
        item, which is drawn last. So one piece of 40 characters may be missing for each page it can reach."""
        pieces = [words[i:i + 40] for i in range(0, len(words), 40)]
        return len(words) > 600 and sum(piece not in text for piece in pieces) <= len(words) // 600

    def facts(self, names):
        """Texts of the XML stand on the paper letter by letter."""
        source = self.source.with_suffix(".xml")
        text_on_paper = self.unheaded
        checked = 0
        for parent in ElementTree.parse(source).iter():
            for element in parent:
                text = plain(element.text or "")
                if not text or len(element) or not {element.tag, f"{parent.tag}/{element.tag}"} & names:
                    continue
                checked += 1
                self.expect(text in text_on_paper, f"the XML's {parent.tag}/{element.tag} “{text[:30]}” is not on the paper")
        self.expect(checked, "no fact was compared")
