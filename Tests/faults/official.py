"""Signing, correcting and keeping, as people do it: through the command line, on the small park."""
import hashlib
import os
import re

import park
from kit import batches, tree


def run(kit, base, issued, golden):
    of_issued = (correction, words_of_change, vanished_and_new, needless_then_real, needs_correction_first, dates,
                 numbers_by_hand, adopted_head, notices, settings_change, foreign_register)
    of_waiting = (lost_history, view_fails, group)
    of_golden = (upgrade, again_from_sources)
    for test, start in ([(test, issued) for test in of_issued] + [(test, base) for test in of_waiting]
                        + [(test, golden) for test in of_golden]):
        folder = kit.fresh(start)
        try:
            test(kit, folder)
            print(f"   {test.__name__.replace('_', ' ')}")
        except AssertionError as wrong:
            kit.fail("official", f"{test.__name__}: {wrong}")
        kit.discard(folder)


# What people do ------------------------------------------------------------------------------------------------------


def expect(done, code, *words):
    said = done.stdout + done.stderr
    assert done.returncode == code, f"exit {done.returncode}, not {code}: {said}"
    for word in words:
        assert word in said, f"“{word}” is not said: {said}"
    return said


def edit(folder, name, old, new):
    path = folder / "input" / name
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old} is not in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def sign(kit, folder, period, *words):
    return kit.run(folder, f"signoff {period}", "--signer", "王某", "--yes", *words)


def manifest(folder, batch):
    return (folder / "output/issued" / batch / "manifest.xml").read_text(encoding="utf-8")


def documents(folder, batch):
    return re.findall(r'<document kind="(\w+)" period="\w+" subject="([\w-]+)"', manifest(folder, batch))


def paper(folder, batch, path):
    return (folder / "output/issued" / batch / path).read_text(encoding="utf-8")


def changes(text):
    """What a correction says has changed."""
    return re.findall(r"变动：(.*?)。</p>", text)


# Tests ---------------------------------------------------------------------------------------------------------------


def correction(kit, folder):
    """One score of one person: new papers for that person and the bulletins, the words of the change, the register."""
    before = batches(folder)
    edit(folder, "2025Q1/results.csv", "K1,个人,P002,9", "K1,个人,P002,8")
    said = expect(kit.run(folder), 81, "E736", "P002", "未签发")
    assert "P001" not in said and "P003" not in said, said
    assert batches(folder) == before
    expect(sign(kit, folder, "2025Q1", "--date", "2025-05-06"), 65, "已有定稿单")
    expect(sign(kit, folder, "2025Q1", "--date", "2025-05-06", "--revision", "2", "--reason", "漏报"), 65, "第 1 次")
    expect(sign(kit, folder, "2025Q1", "--date", "2025-04-01", "--revision", "1", "--reason", "漏报"), 65, "E705")
    expect(sign(kit, folder, "2025Q1", "--date", "2025-05-06", "--revision", "1", "--reason", "漏报一次"), 0, "P002")
    expect(kit.run(folder), 0, "0002-2025Q1-r1")
    made = documents(folder, "0002-2025Q1-r1")
    assert ("feedback", "P002") in made and ("feedback", "P001") not in made, made
    page = paper(folder, "0002-2025Q1-r1", "feedback/P002.html")
    assert "漏报一次" in page and "→" in page, page
    register = kit.run(folder, "register").stdout
    assert "已更正" in register and "有效" in register, register
    expect(kit.run(folder, "verify", "--rerender"), 0, "逐字节相同")
    assert batches(folder)["0001-2025Q1"] == before["0001-2025Q1"]
    assert kit.run(folder).stdout == "", "a run with nothing to do speaks"


def lost_history(kit, folder):
    """The quarter before is gone, or cannot be read: grades would rest on half a history, so nothing is issued."""
    quarter, aside = folder / "input/2025Q1", folder / "aside"
    before = batches(folder)
    quarter.rename(aside)
    for command in ("run", "run --dry-run"):
        expect(kit.run(folder, command), 65, "E737", "2025Q1", "未签发")
    assert batches(folder) == before
    aside.rename(quarter)
    for name in ("people", "results", "indicators"):
        path = quarter / f"{name}.csv"
        good = path.read_bytes()
        path.write_bytes(b"x" + good)
        expect(kit.run(folder), 65, "E737", "2025Q1")
        path.chmod(0o000)
        if os.geteuid():
            expect(kit.run(folder), 66, "E304")
        path.chmod(0o640)
        assert batches(folder) == before, name
        path.write_bytes(good)
    expect(kit.run(folder), 0, "0002-2025Q2")


def words_of_change(kit, folder):
    """A score, a target, a name, a decided grade and the colour of a card, each as its reader needs to be told."""
    card = next(subject for kind, subject in documents(folder, "0001-2025Q1") if kind == "card")
    edit(folder, "2025Q1/people.csv", "P001,王伟", "P001,王炜")
    edit(folder, "2025Q1/results.csv", "K1,个人,P003,5,", "K1,个人,P003,4,")
    edit(folder, "2025Q1/targets.csv", "K1,个人,P002,10", "K1,个人,P002,12")
    (folder / "input/2025Q1/decisions.csv").write_text(
        "种类,对象,对象代码,牌号,建议,审定,理由,决定人,日期\n"
        f"赋牌,个人,{card[7:]},{card},红牌,黄牌,初次发生,党工委,2025-04-09\n", encoding="utf-8")
    done = sign(kit, folder, "2025Q1", "--date", "2025-05-06", "--revision", "1", "--reason", "核对")
    expect(done, 0)
    expect(kit.run(folder), 0, "0002-2025Q1-r1")
    batch = "0002-2025Q1-r1"
    for path, words in {
            "feedback/P001.html": ["姓名 王伟 → 王炜"],
            "feedback/P002.html": ["入企走访：目标 10 → 12，得分 9.00 → ", "个人指标 90.00 → ", "总得分 "],
            "feedback/P003.html": ["入企走访：实际 5 → 4", f"牌 {card} 红牌 → 黄牌"],
            f"cards/{card}.html": ["牌别 红牌 → 黄牌", "整改期限 2025年"]}.items():
        text = paper(folder, batch, path)
        for word in words:
            assert word in text, f"“{word}” is not in {path}: {text}"
        assert "P002" not in text or "P002" in path, f"{path} speaks of somebody else: {text}"
    # Decided otherwise, with no other change: only the grade.
    edit(folder, "2025Q1/decisions.csv", "党工委,2025-04-09\n", f"党工委,2025-04-09\n{grade(folder, batch)}")
    expect(sign(kit, folder, "2025Q1", "--date", "2025-05-07", "--revision", "2", "--reason", "复议"), 0)
    expect(kit.run(folder), 0, "0003-2025Q1-r2")
    text = paper(folder, "0003-2025Q1-r2", "feedback/P002.html")
    assert re.fullmatch(r"等次 \S+ → 一般", "|".join(changes(text))), changes(text)
    expect(kit.run(folder, "verify", "--rerender"), 0, "逐字节相同")


def grade(folder, batch):
    """A decision that makes P002's grade 一般, whatever was suggested."""
    suggested = re.search(r'<person code="P002"[^>]* label="([^"]+)"', paper(folder, batch, "history.xml")).group(1)
    return f"等次,个人,P002,,{suggested},一般,复议,党工委,2025-04-09\n"


def vanished_and_new(kit, folder):
    """Somebody who did not belong there, and somebody who was forgotten: 撤销 with a number, 补发 without."""
    for table, gone, new in (
            ("people", "P003,张三,D1,专员,P001,在岗\n", "P004,周六,D1,专员,P001,在岗\n"),
            ("targets", "K1,个人,P003,10,,,\n", "K1,个人,P004,10,,,\n")):
        edit(folder, f"2025Q1/{table}.csv", gone, new)
    edit(folder, "2025Q1/results.csv", "K1,个人,P003,5,", "K1,个人,P004,7,")
    expect(kit.run(folder), 81, "P003", "P004")
    expect(sign(kit, folder, "2025Q1", "--date", "2025-05-06", "--revision", "1", "--reason", "人员有误"), 0)
    expect(kit.run(folder), 0, "0002-2025Q1-r1", "撤〔2025〕1")
    made = documents(folder, "0002-2025Q1-r1")
    assert ("withdrawal", "feedback-P003") in made and ("feedback", "P004") in made, made
    late = paper(folder, "0002-2025Q1-r1", "feedback/P004.html")
    assert "人员有误" in late, late
    register = kit.run(folder, "register").stdout
    line = next(line for line in register.splitlines() if 'kind="feedback"' in line and 'subject="P003"' in line)
    assert "已撤销" in line and "撤〔2025〕" in line, line
    expect(kit.run(folder, "verify", "--rerender"), 0, "逐字节相同")
    assert kit.run(folder).returncode == 0
    # And back again: what was withdrawn is issued anew.
    for table, gone, new in (
            ("people", "P004,周六,D1,专员,P001,在岗\n", "P003,张三,D1,专员,P001,在岗\n"),
            ("targets", "K1,个人,P004,10,,,\n", "K1,个人,P003,10,,,\n")):
        edit(folder, f"2025Q1/{table}.csv", gone, new)
    edit(folder, "2025Q1/results.csv", "K1,个人,P004,7,", "K1,个人,P003,5,")
    expect(sign(kit, folder, "2025Q1", "--date", "2025-05-07", "--revision", "2", "--reason", "核对无误"), 0)
    expect(kit.run(folder), 0, "0003-2025Q1-r2", "撤〔2025〕3")
    assert ("feedback", "P003") in documents(folder, "0003-2025Q1-r2")
    expect(kit.run(folder, "verify"), 0)
    assert kit.run(folder).returncode == 0


def needless_then_real(kit, folder):
    """A correction that changed nothing, and then one that did: the first one does not stand in the way."""
    expect(sign(kit, folder, "2025Q1", "--date", "2025-05-06", "--revision", "1", "--reason", "核对"), 0, "无需更正")
    expect(kit.run(folder, "run", quiet=False), 0, "无需更正")
    edit(folder, "2025Q1/results.csv", "K1,个人,P002,9", "K1,个人,P002,8")
    expect(sign(kit, folder, "2025Q1", "--date", "2025-05-07", "--revision", "2", "--reason", "漏报"), 0, "P002")
    expect(kit.run(folder), 0, "0002-2025Q1-r2")
    expect(kit.run(folder, "verify"), 0)


def needs_correction_first(kit, folder):
    """The next quarter counts from this one, so it waits until this one is as it was issued, or corrected."""
    add_quarter(folder, "2025Q2")
    edit(folder, "2025Q1/results.csv", "K1,个人,P002,9", "K1,个人,P002,8")
    park.sign(folder / "input", "2025Q2")
    expect(kit.run(folder), 81, "P002", "2025Q1")
    assert list(batches(folder)) == ["0001-2025Q1"]
    edit(folder, "2025Q1/results.csv", "K1,个人,P002,8", "K1,个人,P002,9")
    expect(kit.run(folder), 0, "0002-2025Q2")


def dates(kit, folder):
    """Dates rise; a jump of more than a year must be meant."""
    add_quarter(folder, "2025Q2")
    expect(sign(kit, folder, "2025Q2", "--date", "2025-04-09"), 65, "E705", "2025-04-10")
    expect(sign(kit, folder, "2025Q2", "--date", "2026-06-01"), 65, "--allow-gap")
    assert not (folder / "input/2025Q2/signoff.xml").exists()
    done = kit.run(folder, "signoff 2025Q2", "--signer", "王某", "--date", "2025-07-10")
    expect(done, 64, "--yes")
    expect(sign(kit, folder, "2025Q2", "--date", "2026-06-01", "--allow-gap"), 0, "通〔2026〕1-2号")
    expect(kit.run(folder), 0, "通〔2026〕1-2号")
    expect(kit.run(folder, "verify"), 0)


def numbers_by_hand(kit, folder):
    """A number given away by hand is recorded, in order only; the next paper takes the one after."""
    def void(*words):
        return kit.run(folder, "register void", *words, "--reason", "手工占用")
    expect(void("通", "2025", "9"), 65, "下一个号是 3")
    expect(void("无", "2025", "1"), 65, "没有代字")
    expect(void("通", "2025", "3"), 0, "通〔2025〕3号", "0002-void")
    expect(void("通", "2025", "3"), 65, "下一个号是 4")
    add_quarter(folder, "2025Q2")
    park.sign(folder / "input", "2025Q2")
    expect(kit.run(folder), 0, "0003-2025Q2", "通〔2025〕4-5号")
    assert "作废：手工占用" in (folder / "output/register.html").read_text(encoding="utf-8")
    expect(kit.run(folder, "verify", "--rerender"), 0, "逐字节相同")


def adopted_head(kit, folder):
    """The state folder is lost: refused until somebody says that issued/ is whole; a damaged one is not adopted."""
    state, aside = folder / "state", folder / "aside"
    good = (state / "head.xml").read_bytes()
    state.rename(aside)
    expect(kit.run(folder), 80, "E730", "adopt")
    path = next((folder / "output/issued").glob("0001-*/feedback/P001.html"))
    data = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(data.replace(b"T", b"U", 1))
    expect(kit.run(folder, "register adopt"), 80, "E703")
    path.write_bytes(data)
    path.chmod(0o440)
    expect(kit.run(folder, "register adopt"), 0, "1 批")
    assert (state / "head.xml").read_bytes() == good
    expect(kit.run(folder), 0)
    expect(kit.run(folder, "verify"), 0)


def add_quarter(folder, period):
    park.write_input(folder / "next", [period])
    (folder / f"next/{period}").rename(folder / f"input/{period}")


def notices(kit, folder):
    """A lifting between quarters is signed alone, with a number of its own; the quarter that follows does not repeat it."""
    card = next(subject for kind, subject in documents(folder, "0001-2025Q1") if kind == "card")
    add_quarter(folder, "2025Q2")
    (folder / "input/2025Q2/rectifications.csv").write_text(
        "整改编号,来源,对象,对象代码,问题,目标,措施,责任单位,时限,延期至,延期批准人,申请日期,状态,验收人,验收日期,佐证\n"
        f"Z1,{card},个人,{card[7:]},走访不足,补足,补走访,D1,2025-05-06,,,2025-04-28,已验收,L001,2025-04-29,\n", encoding="utf-8")
    (folder / "input/2025Q2/decisions.csv").write_text(
        f"种类,对象,对象代码,牌号,建议,审定,理由,决定人,日期\n销牌,个人,{card[7:]},{card},无,销牌,整改已验收,党工委,2025-05-05\n",
        encoding="utf-8")
    expect(sign(kit, folder, "2025Q2", "--notices", "--date", "2025-05-06"), 0, "销牌通知 1 件")
    expect(kit.run(folder), 0, "0002-2025Q2-n1", "销〔2025〕1")
    assert documents(folder, "0002-2025Q2-n1") == [("lifting", card)], documents(folder, "0002-2025Q2-n1")
    expect(sign(kit, folder, "2025Q2", "--notices", "--date", "2025-05-06"), 65, "尚未签发的销牌或撤牌")
    assert not (folder / "input/2025Q2/signoff-n2.xml").exists()
    expect(kit.run(folder, "verify", "--rerender"), 0, "逐字节相同")
    park.sign(folder / "input", "2025Q2")
    expect(kit.run(folder), 0, "0003-2025Q2")
    assert ("lifting", card) not in documents(folder, "0003-2025Q2")
    expect(kit.run(folder, "verify", "--rerender"), 0, "逐字节相同")


def upgrade(kit, folder):
    """A batch whose digests an older program made of other facts: no data changed, so nothing needs correcting."""
    forge(folder, "0002-2025Q2", lambda text: re.sub(r'facts="sha256:\w{8}', 'facts="sha256:00000000', text))
    expect(kit.run(folder, "verify"), 0)
    done = kit.run(folder)
    assert expect(done, 0) == "", done.stdout + done.stderr
    edit(folder, "2025Q2/results.csv", "K1,个人,P002,8", "K1,个人,P002,9")
    said = expect(kit.run(folder), 81, "P002")
    assert "P001" not in said and "P003" not in said, said
    expect(sign(kit, folder, "2025Q2", "--date", "2025-08-06", "--revision", "1", "--reason", "漏报"), 0)
    expect(kit.run(folder), 0, "0003-2025Q2-r1")
    people = [subject for kind, subject in documents(folder, "0003-2025Q2-r1") if kind == "feedback"]
    assert people == ["P002"], people
    # The history says another score than this program computes: that is a change, whoever made it.
    assert kit.run(folder).returncode == 0


def settings_change(kit, folder):
    """Templates, telephone numbers and next year's holidays change; no issued paper does."""
    edit(folder, "schemes/2025.xml", 'telephone="0000"', 'telephone="1111"')
    with (folder / "input/calendar.csv").open("a", encoding="utf-8") as file:
        file.write("2026-01-02,休\n")
    with (folder / "templates/shared/wording/feedback/closing.txt").open("a", encoding="utf-8") as file:
        file.write("谢谢。\n")
    before = batches(folder)
    done = kit.run(folder)
    assert expect(done, 0) == "" and batches(folder) == before
    # And only the person whose score changes is corrected.
    edit(folder, "2025Q1/results.csv", "K1,个人,P002,9", "K1,个人,P002,8")
    said = expect(kit.run(folder), 81, "P002")
    assert "P001" not in said and "P003" not in said, said
    # A rule that changes the scores of issued quarters is told.
    edit(folder, "2025Q1/results.csv", "K1,个人,P002,8", "K1,个人,P002,9")
    edit(folder, "schemes/2025.xml", '<person own="70" office="20" panel="10"', '<person own="60" office="30" panel="10"')
    expect(kit.run(folder), 81, "P002", "P003")


def again_from_sources(kit, folder):
    expect(kit.run(folder, "verify", "--rerender"), 0, "逐字节相同")
    before = tree(folder)
    path = folder / "output/issued/0002-2025Q2/feedback/P002.html"
    good = path.read_bytes()
    bad = good.replace("李四".encode(), "李五".encode())
    digests = [hashlib.sha256(data).hexdigest() for data in (good, bad)]
    path.chmod(0o600)
    path.write_bytes(bad)
    sums = path.parents[1] / "SHA256SUMS"
    sums.chmod(0o600)
    sums.write_text(sums.read_text().replace(*digests))
    forge(folder, "0002-2025Q2", lambda text: text.replace(*digests))
    expect(kit.run(folder, "verify"), 0)
    expect(kit.run(folder, "verify", "--rerender"), 70, "E741", "feedback/P002.html")
    forge(folder, "0002-2025Q2", lambda text: re.sub(r'program="[^"]*"', 'program="0.0.9"', text))
    expect(kit.run(folder, "verify", "--rerender"), 0, "W741", "0.0.9")
    assert len(tree(folder)) == len(before), "verify wrote something"


def view_fails(kit, folder):
    """After the commit a page or a draft cannot be written: said as 已签发, and the next run finishes."""
    add_quarter(folder, "2025Q3")
    start = kit.fresh(folder)
    for name in ("register.html", "register.xml", "index.html", "drafts/2025Q3", "working/2025Q3"):
        again = kit.fresh(start)
        place = again / "output" / name
        place.parent.mkdir(mode=0o700, exist_ok=True)
        place.unlink(missing_ok=True)
        # A folder where a file belongs, and the other way round.
        place.mkdir() if "." in name else place.write_text("x")
        done = kit.run(again)
        assert done.returncode in (73, 74) and "已签发 0002-2025Q2，但" in done.stderr and "重新运行" in done.stderr, \
            f"{name}: exit {done.returncode}: {done.stderr}"
        place.rmdir() if "." in name else place.unlink()
        assert expect(kit.run(again), 0) == ""
        assert "0002-2025Q2" in (again / "output/register.html").read_text(encoding="utf-8")
        assert (again / "output/drafts/2025Q3/feedback/P001.html").exists() and (again / "output/working/2025Q3").is_dir()
        expect(kit.run(again, "verify"), 0)
        kit.discard(again)
    kit.discard(start)


def foreign_register(kit, folder):
    """A register of another park, and one of a later format: refused, nothing touched."""
    edit(folder, "schemes/2025.xml", 'code="T"', 'code="U"')
    before = tree(folder)
    expect(kit.run(folder), 80, "E733")
    edit(folder, "schemes/2025.xml", 'code="U"', 'code="T"')
    assert tree(folder) == before
    forge(folder, "0001-2025Q1", lambda text: text.replace('<manifest version="1"', '<manifest version="99"'))
    before = tree(folder)
    expect(kit.run(folder), 80, "E732")
    expect(kit.run(folder, "verify"), 80, "E732")
    assert tree(folder) == before


def group(kit, folder):
    """One group may read what is issued and drafted, nobody else; the state folder stays the owner's."""
    number = 12345 if os.geteuid() == 0 else os.getegid()
    expect(kit.run(folder, "run", "--group", "no-such-group"), 64, "没有用户组")
    add_quarter(folder, "2025Q3")
    expect(kit.run(folder, "run", "--group", str(number)), 0, "0002-2025Q2")
    wanted = {"output/issued": 0o750, "output/issued/0002-2025Q2": 0o550, "output/drafts": 0o750, "output/index.html": 0o640,
              "output/issued/0002-2025Q2/manifest.xml": 0o440, "output/issued/0002-2025Q2/feedback": 0o550,
              "output/issued/0002-2025Q2/feedback/P001.html": 0o440, "output/register.html": 0o640,
              "output/drafts/2025Q3": 0o750, "output/drafts/2025Q3/feedback/P001.html": 0o640}
    for name, mode in wanted.items():
        status = (folder / name).stat()
        assert (status.st_mode & 0o7777, status.st_gid) == (mode, number), f"{name}: {status.st_mode:o} {status.st_gid}"
    for name, mode in (("state", 0o700), ("state/head.xml", 0o600), ("state/run.log", 0o600)):
        assert (folder / name).stat().st_mode & 0o7777 == mode, name
    before = tree(folder)
    expect(kit.run(folder, "run", "--group", str(number)), 0)
    assert tree(folder) == before, "a second run changed something"
    expect(kit.run(folder, "verify"), 0)


def forge(folder, batch, change):
    """Changes the last manifest as an older program would have written it, and makes the head agree."""
    path = folder / "output/issued" / batch / "manifest.xml"
    old = path.read_bytes()
    new = change(old.decode()).encode()
    assert new != old
    path.chmod(0o600)
    path.write_bytes(new)
    path.chmod(0o440)
    head = folder / "state/head.xml"
    text = head.read_text(encoding="utf-8")
    head.write_text(text.replace(hashlib.sha256(old).hexdigest(), hashlib.sha256(new).hexdigest()), encoding="utf-8")
