"""The order checker over one strace log (RELIABILITY 9.3): ext4 hides what it finds."""
import re

LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (-?\d+|\?)(.*)$")
# strace -y prints descriptors as 5</path>.
SCRATCH = re.compile(r"-scratch-[\w-]+/tmp\.\w+$")
# What the next run may find lost, and then makes everything again.
RECORD = re.compile(r"/state/\.new-(made-|last-run)")
PATH = re.compile(r"^(?:-?\d+|AT_FDCWD)<([^>]*)>")


def check(lines, staging="/.staging-"):
    """Violations, each one line of words."""
    dirty, entries, unsynced, found, failed = set(), {}, set(), [], set()
    for line in lines:
        match = LINE.match(line)
        if not match:
            continue
        name, rest, result, tail = match.groups()
        ok = not result.startswith("-") and "INJECTED" not in tail
        base = PATH.match(rest)
        path = base.group(1) if base else ""
        if name == "openat" and ok and "O_CREAT" in rest:
            full = re.search(r"= ?\d+<([^>]*)>", line)
            full = full.group(1) if full else ""
            if "/output" in full or "/state" in full:
                # O_EXCL alone follows no link either; libxlsxwriter's files have no name any more at the next call.
                if "O_APPEND" not in rest and ("O_EXCL" not in rest or "O_NOFOLLOW" not in rest and not SCRATCH.search(full)):
                    found.append(f"create without O_EXCL|O_NOFOLLOW: {full}")
                if not SCRATCH.search(full):
                    entries.setdefault(full.rsplit("/", 1)[0], set()).add(full)
            elif not full.startswith("/memfd:"):
                found.append(f"create outside output and state: {full}")
        if name == "openat" and ok and re.search(r"O_(WRONLY|RDWR)", rest):
            full = re.search(r"= ?\d+<([^>]*)>", line)
            if full and "/issued/" in full.group(1) and staging not in full.group(1):
                found.append(f"write-open in a committed batch: {full.group(1)}")
        if name in ("mkdirat", "renameat2", "unlinkat") and ok and not ("/output" in path or "/state" in path):
            found.append(f"{name} outside output and state: {path}")
        if name == "mkdirat" and ok:
            child = re.search(r', "([^"]*)"', rest).group(1)
            entries.setdefault(path, set()).add(f"{path}/{child}")
        if name == "write" and ok:
            if rest.startswith("1<") or rest.startswith("1,"):
                if r"\345\267\262\347\255\276\345\217\221" in rest or "已签发" in rest:
                    left = [p for p in dirty if "/issued" in p or p.endswith("head.xml")]
                    if left or unsynced:
                        found.append(f"announced while unsynced: {sorted(left or unsynced)[:2]}")
            elif "/output" in path or "/state" in path:
                dirty.add(path)
        if name in ("fsync", "syncfs"):
            if path in failed:
                found.append(f"fsync again after it failed: {path}")
            if result.startswith("-"):
                failed.add(path)
            if ok and name == "syncfs":
                dirty, entries = set(), {}
            elif ok:
                dirty.discard(path)
                entries.pop(path, None)
                unsynced.discard(path)
        if name == "renameat2" and ok:
            names = re.findall(r'"([^"]*)"', rest)
            old, new = (f"{path}/{part}" for part in names[:2])
            if RECORD.search(old):
                dirty.discard(old)
                continue
            below = [p for p in dirty if p == old or p.startswith(old + "/")]
            if below and "run.log" not in old:
                found.append(f"rename of {old} while {below[0]} is not synced")
            open_folders = [d for d in entries if (d == old or d.startswith(old + "/")) and entries[d]]
            if open_folders:
                found.append(f"rename of {old} while entries of {open_folders[0]} are not synced")
            dirty = {p.replace(old, new, 1) if p.startswith(old) else p for p in dirty}
            for known in entries.values():
                known.discard(old)
            if "/issued" in path or path.endswith("/state") or path.endswith("issued"):
                unsynced.add(path)
    return found


def run(kit, base):
    folder = kit.fresh(base)
    log = folder / "log"
    done = kit.run(folder, strace=[
        "strace", "-f", "-y", "-s", "64", "-o", str(log), "-e",
        "trace=openat,write,fsync,syncfs,close,renameat2,mkdirat,mkdir,unlinkat"])
    assert done.returncode == 0, done.stderr
    lines = log.read_text(errors="replace").splitlines()
    kit.discard(folder)
    found = check(lines)
    for violation in found:
        kit.fail("order", violation)
    batch = lambda line: " syncfs(" in " " + line and re.search(r"\.staging-\d+>", line)
    issued = lambda line: " fsync(" in " " + line and re.search(r"/issued>", line)
    witness = lambda line: " fsync(" in " " + line and re.search(r"head\.xml>", line)
    folder_of_witness = lambda line: " fsync(" in " " + line and re.search(r"/state>", line)
    mutants = {"no fsync of the witness's folder": folder_of_witness, "no syncfs of the batch": batch, "no fsync of issued": issued, "no fsync of the witness": witness}
    caught = 0
    for name, leaves_out in mutants.items():
        kept = [line for line in lines if not leaves_out(line)]
        if len(kept) == len(lines):
            kit.fail("order", f"mutant '{name}' left nothing out")
        elif check(kept):
            caught += 1
        else:
            kit.fail("order", f"mutant '{name}' was not caught")
    for name in ("fsync", "syncfs"):
        failed_syncs(kit, base, name, sum(f" {name}(" in " " + line for line in lines))
    print(f"   {len(lines)} calls in order, {len(found)} violations; {caught} of {len(mutants)} mutants caught")


def failed_syncs(kit, base, name, count):
    """Each fsync and syncfs fails once: it is never tried again, because the kernel has forgotten the pages by then."""
    def fails(number):
        folder = kit.fresh(base)
        log = folder / "log"
        kit.run(folder, strace=["strace", "-f", "-y", "-o", str(log), "-e", "trace=openat,fsync,syncfs", "-e",
                                f"inject={name}:error=EIO:when={number}"])
        again = [line for line in check(log.read_text(errors="replace").splitlines()) if "fsync again" in line]
        for violation in again:
            kit.fail("order", f"{name} {number}: {violation}")
        kit.discard(folder)
        return again

    done, word = kit.each(range(1, count + 1), fails, 15)
    print(f"   {name} fails at {word}, {sum(is_bad for _, is_bad in done)} repeated")
