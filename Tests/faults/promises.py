"""Single promises of the fault table: clock, short writes, file systems, half-copied input, sockets, crash output."""
import pathlib
import re
import shutil
import subprocess

import park
from kit import ARGUMENTS, batches, tree

# 1970, before the sign-offs, 29 February, New Year's Eve in UTC, after 2038, 2100.
CLOCKS = [0, 1_709_164_800, 1_735_660_799, 2_147_483_648, 2_147_558_400, 4_102_444_800]
# NFS, SMB, CIFS, SMB2, FUSE, 9p (linux/magic.h).
REFUSED = ["6969", "517B", "FF534D42", "FE534D42", "65735546", "01021997"]
CORE = re.compile(r"core(\.\d+)?")
NAMES = ["王伟", "李四", "张三", "陈江"]


def run(kit, base, gold):
    clocks(kit, base, gold)
    short_writes(kit, base, gold)
    file_systems(kit, base)
    half_copied(kit, base)
    if shutil.which("strace"):
        reads_once(kit, base)
        network(kit, base, gold)
        crashes(kit, base)
    else:
        kit.skip("reads, sockets and crashes", "strace is not installed")


def clocks(kit, base, gold):
    if not kit.library:
        return kit.skip("clocks and short writes", "there is no C compiler")
    trees = set()
    for seconds in CLOCKS:
        folder = kit.fresh(base)
        done = kit.run(folder, env=kit.preload(clock=seconds))
        year = (folder / "state/run.log").read_text(encoding="utf-8")[:4]
        if done.returncode or not kit.long and year == "2026":
            kit.fail("clocks", f"{seconds}: exit {done.returncode}, logged {year}: {done.stderr}")
        trees.add("\n".join(tree(folder)))
        kit.discard(folder)
    if trees != {"\n".join(gold[0])}:
        kit.fail("clocks", f"{len(trees)} different trees")
    print(f"   {len(CLOCKS)} clocks from 1970 to 2100, {len(trees)} tree")


def short_writes(kit, base, gold):
    if not kit.library:
        return
    folder = kit.fresh(base)
    done = kit.run(folder, env=kit.preload(short=1))
    if done.returncode or tree(folder) != gold[0] or "已签发" not in done.stdout:
        kit.fail("short writes", f"exit {done.returncode}: {done.stderr}")
    kit.discard(folder)
    print("   writes of one byte each: the same bytes")


def file_systems(kit, base):
    if not kit.library:
        return
    for magic in REFUSED:
        folder = kit.fresh(base)
        done = kit.run(folder, env=kit.preload(magic=magic))
        if done.returncode != 78 or "E739" not in done.stderr or batches(folder) != batches(base):
            kit.fail("file systems", f"0x{magic}: exit {done.returncode}: {done.stderr}")
        kit.discard(folder)
    # Drafts are allowed there.
    folder = kit.fresh(base)
    (folder / "input/2025Q2/signoff.xml").unlink()
    done = kit.run(folder, env=kit.preload(magic="6969"))
    if done.returncode or not (folder / "output/drafts/2025Q2").is_dir():
        kit.fail("file systems", f"drafts on NFS: exit {done.returncode}: {done.stderr}")
    kit.discard(folder)
    for magic, warned in (("EF53", False), ("58465342", False), ("01021994", True)):
        folder = kit.fresh(base)
        done = kit.run(folder, "run", env=kit.preload(magic=magic), quiet=False)
        if done.returncode or ("W739" in done.stderr) != warned:
            kit.fail("file systems", f"0x{magic}: exit {done.returncode}, warned {'W739' in done.stderr}")
        kit.discard(folder)
    print(f"   {len(REFUSED)} network and user-space file systems refused, drafts made there; ext4 and xfs silent, tmpfs warned")


def half_copied(kit, base):
    """A file that has not arrived whole is never issued."""
    count, bad = 0, 0
    files = sorted((base / "input/2025Q2").glob("*.csv")) + [base / "input/calendar.csv", base / "input/schemes/2025.xml"]
    for file in files:
        name, size = file.relative_to(base), file.stat().st_size
        for keep in [*range(0, size, 512 if size > 2048 else 32), size - 1]:
            folder = kit.fresh(base)
            (folder / name).write_bytes(file.read_bytes()[:keep])
            done = kit.run(folder)
            count += 1
            if done.returncode not in (65, 78) or not done.stderr or batches(folder) != batches(base):
                bad += 1
                kit.fail("half copied", f"{name} with {keep} of {size} bytes: exit {done.returncode}: {done.stderr}")
            kit.discard(folder)
    print(f"   {count} half-copied files, {bad} issued or not told")


def reads_once(kit, base):
    folder = kit.fresh(base)
    log = folder / "log"
    kit.run(folder, strace=["strace", "-f", "-o", str(log), "-e", "trace=openat"])
    opened = re.findall(r'openat\(AT_FDCWD, "((?:input|templates)/[^"]+\.\w+)"', log.read_text(errors="replace"))
    twice = sorted({path for path in opened if opened.count(path) > 1})
    if twice or len(opened) < 20:
        kit.fail("reads", f"{len(opened)} files, opened more than once: {twice}")
    kit.discard(folder)
    print(f"   {len(opened)} input files and templates, each opened once")


def network(kit, base, gold):
    folder = kit.fresh(base)
    log = folder / "log"
    kit.run(folder, strace=["strace", "-f", "-o", str(log), "-e", "trace=network"])
    calls = [line for line in log.read_text(errors="replace").splitlines() if "(" in line and "exited" not in line
             and "+++" not in line and "---" not in line]
    if calls:
        kit.fail("network", f"{len(calls)} calls: {calls[0]}")
    kit.discard(folder)
    folder = kit.fresh(base)
    done = kit.run(folder, strace=["unshare", "-rn"])
    if done.returncode and "unshare" in done.stderr:
        kit.skip("a run without network", "unshare is not permitted here")
    elif done.returncode or tree(folder) != gold[0]:
        kit.fail("network", f"without network: exit {done.returncode}: {done.stderr}")
    kit.discard(folder)
    print("   0 network calls; without any network the same bytes")


def crashes(kit, base):
    """A trap in the middle of the papers: no name on stderr, in the log or in a core file."""
    count = 0
    for signal in ("ILL", "SEGV", "ABRT", "TRAP"):
        for number in (5, 20, 45):
            folder = kit.fresh(base)
            done = kit.run(folder, strace=kit.inject("write", f"signal={signal}", number), env={"PATH": "/usr/bin:/bin"})
            left = [p for p in folder.rglob("*") if p.is_file() and (CORE.fullmatch(p.name) or "run.log" in p.name)]
            said = done.stdout + done.stderr + "".join(p.read_text(errors="replace") for p in left if "log" in p.name)
            shown = [name for name in NAMES if name in said]
            if shown or any(CORE.fullmatch(p.name) for p in left):
                kit.fail("crashes", f"{signal}: {shown} {left}")
            count += 1
            kit.discard(folder)
    folder = kit.fresh(base)
    log = folder / "log"
    kit.run(folder, strace=["strace", "-o", str(log), "-e", "trace=prctl,prlimit64,setrlimit"])
    text = log.read_text(errors="replace")
    if "PR_SET_DUMPABLE, SUID_DUMP_DISABLE" not in text or not re.search(r"RLIMIT_CORE, \{rlim_cur=0", text):
        kit.fail("crashes", "core dumps are not forbidden")
    kit.discard(folder)
    print(f"   {count} crashes without a name; core dumps forbidden")
