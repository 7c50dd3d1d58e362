"""What a browser prints, read back with poppler's tools. Lengths in points (1/72 inch)."""
import html
import os
import re
import shutil
import subprocess
import tempfile
import unicodedata

MM = 72 / 25.4
TOOLS = ("chromium", "pdftotext", "pdfinfo", "fc-list", "strace")


def missing_tools():
    return [tool for tool in TOOLS if shutil.which(tool) is None]


def print_page(page, pdf):
    """One PDF by headless Chromium. It ends with 0 even when it made none, so the file is what counts."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--disable-dev-shm-usage",
             f"--user-data-dir={profile}", f"--print-to-pdf={pdf}", page.resolve().as_uri()],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=240, check=False)
    if not pdf.exists() or os.path.getsize(pdf) == 0:
        raise AssertionError("Chromium made no PDF")


class Word:
    def __init__(self, match):
        self.left, self.top, self.right, self.bottom = (float(match[i]) for i in range(1, 5))
        self.text = html.unescape(match[5])

    @property
    def pitch(self):
        """Advance of a full-width character, when the word has nothing else."""
        return (self.right - self.left) / len(self.text)


def plain(text):
    """Without white space, and with the forms that some fonts' tables mix up made one (⽂ and 文, ～ and ~)."""
    text = unicodedata.normalize("NFKC", html.unescape(text))
    return re.sub(r"\s+", "", text)


def is_full_width(text):
    """Quotation marks and dashes are ambiguous: narrow in some fonts, so no line is measured with them."""
    return all(unicodedata.east_asian_width(character) in "WF" for character in text)


class Page:
    def __init__(self, number, width, height, body):
        self.number, self.width, self.height = number, width, height
        self.words = [Word(m) for m in re.finditer(
            r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>', body)]

    @property
    def text(self):
        return plain("".join(word.text for word in self.words))

    @property
    def is_right(self):
        return self.number % 2 == 1


class Document:
    def __init__(self, pdf):
        output = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        parts = re.findall(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', output, re.S)
        self.pages = [Page(i + 1, float(w), float(h), body) for i, (w, h, body) in enumerate(parts)]
        raw = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
        self.page_texts = [plain(part) for part in raw.split("\f")[:len(self.pages)]]
        # Without watermark and page numbers.
        self.bodies = [re.sub(r"—\d+—|第\d+页共\d+页|第\d+份第\d+页|清单第\d+页|预览稿", "", text) for text in self.page_texts]
        self.text = "".join(self.bodies)
