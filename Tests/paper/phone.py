"""What pages look like on a phone of 390 px and to a screen reader, asked of Chromium itself.

All pages are frames of one page, so one start is enough. Their own scripts are off, except in the index.
"""
import html
import json
import pathlib
import re
import subprocess
import tempfile

WIDTH = 390


def ask(pages, index=None):
    """The answer of `phone.js` for each page, and that of the index's search."""
    script = pathlib.Path(__file__).with_name("phone.js").read_text(encoding="utf-8")
    frame = '<iframe class="page" sandbox="allow-same-origin" width="%d" height="800" src="%s"></iframe>'
    frames = "".join(frame % (WIDTH, page.resolve().as_uri()) for page in pages)
    if index:
        frames += f'<iframe id="index" width="{WIDTH}" height="800" src="{index.resolve().as_uri()}"></iframe>'
    collect = """
    window.onload = () => {
      const pages = [...document.querySelectorAll('iframe.page')].map(f => {
        try { return probe(f.contentDocument, f.contentWindow); } catch (e) { return { faults: [String(e)], least: 0 }; } });
      const frame = document.getElementById('index');
      let search = null;
      if (frame) { try { search = searching(frame); } catch (e) { search = { error: String(e) }; } }
      const answer = document.createElement('pre');
      answer.id = 'answer';
      answer.textContent = JSON.stringify({ pages, search });
      document.body.replaceChildren(answer);
    };"""
    with tempfile.TemporaryDirectory() as folder:
        wrapper = pathlib.Path(folder) / "wrapper.html"
        wrapper.write_text(f"<!DOCTYPE html><html><body>{frames}<script>{script}{collect}</script></body></html>",
                           encoding="utf-8")
        output = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             "--allow-file-access-from-files", f"--user-data-dir={folder}/profile", "--dump-dom", wrapper.as_uri()],
            capture_output=True, text=True, timeout=240).stdout
    match = re.search(r'<pre id="answer">(.*?)</pre>', output, re.S)
    if match is None:
        raise AssertionError("Chromium gave no answer about the pages on a phone")
    return json.loads(html.unescape(match[1]))


def faults(pages, index):
    """Faults of all pages, and of the index's search; with the least contrast."""
    answer = ask(pages, index)
    found = [f"{name(page)} on a phone: {fault}" for page, told in zip(pages, answer["pages"]) for fault in told["faults"]]
    return found + [f"index: {fault}" for fault in search_faults(answer["search"])], min(p["least"] for p in answer["pages"])


def name(page):
    return f"{page.parent.name}/{page.name}"


def search_faults(told):
    if "error" in told or not told.get("offices"):
        return [f"the search does not work: {told}"]
    checks = [
        (told["panel"] == 1, "the search is not shown with scripts on"),
        (told["offices"] >= 10, f"{told['offices']} choices of office"),
        (told["hits"] and all("P007" in key for key in told["hits"]) and told["others"] == 0,
         f"p007 shows {told['hits'][:3]} and {told['others']} others"),
        (told["said"] != "" and told["nothing"] == "没有找到", f"says “{told['said']}” and “{told['nothing']}”"),
        (told["chosen"] == [told["choice"]], f"the office {told['choice']} shows {told['chosen']}"),
        (told["gone"] == 0, "something stays hidden after the search"),
    ]
    return [what for holds, what in checks if not holds]


def plant(page, work):
    """Pages that are wrong in one way each, with what must be said of them."""
    text = page.read_text(encoding="utf-8")
    edits = [
        ("scrolls sideways", "<main", '<p style="width: 600px">宽</p><main'),
        ("a part scrolls sideways", "<h2", '<div style="overflow-x: auto"><p style="width: 600px">宽</p></div><h2'),
        ("a part is cut sideways", "<h2", '<div style="overflow: hidden"><p style="width: 600px">宽</p></div><h2'),
        ("lang is", 'lang="zh-CN"', 'lang="en"'),
        ("no viewport", 'name="viewport"', 'name="other"'),
        ("after h1", "<h2>", "<h4>"),
        ("th without scope", ' scope="row"', ""),
        ("drawing without name", ' aria-label="各季度得分"', ""),
        ("contrast", "<h2", '<p style="color: #8a8a8a">浅</p><h2'),
        ("text of", "<h2", '<p style="font-size: 9px">小</p><h2'),
        ("dark background", "</style>", "body { background: #111 }</style>"),
        ("an id stands twice", "<h2", '<p id="a"></p><p id="a"></p><h2'),
    ]
    folder = work / "phone"
    folder.mkdir()
    planted = []
    for number, (said, old, new) in enumerate(edits):
        changed = text.replace(old, new, 1)
        assert changed != text, f"nothing to plant for “{said}”"
        if old == "<h2>":
            changed = changed.replace("</h2>", "</h4>", 1)
        target = folder / f"{number:02}.html"
        target.write_text(changed, encoding="utf-8")
        planted.append((said, target))
    answers = ask([target for _, target in planted])["pages"]
    return [f"planted “{said}” was not seen on a phone, but {told['faults']}"
            for (said, _), told in zip(planted, answers) if not any(said in fault for fault in told["faults"])], len(planted)
