"""Every byte flipped, every file deleted, added, swapped or cut short: verify finds all of it and repairs nothing.

`Tests/PublishingTests/TamperTests.swift` flips every byte of a small batch in-process; this is the real thing.
"""
import os
import threading

from kit import tree
from sweep import bad


def run(kit, issued):
    folder = kit.fresh(issued)
    before = tree(folder)
    files = sorted(p for p in (folder / "output/issued").rglob("*") if p.is_file()) + [folder / "state/head.xml"]
    flips(kit, folder, files)
    changes(kit, folder, files)
    if kit.run(folder, "verify").returncode or tree(folder) != before:
        kit.fail("tamper", "verify complains about the restored tree, or something was changed")
    kit.discard(folder)


def flips(kit, folder, files):
    """The long form takes every byte; the short one every 7th of the register's own files and every 97th elsewhere."""
    points = []
    for path in files:
        whole = path.name in ("manifest.xml", "SHA256SUMS", "head.xml")
        step = 1 if kit.long else 7 if whole else 97
        points += [(path.relative_to(folder), position) for position in range(0, path.stat().st_size, step)]
    # Each thread its own copy: a shared one would show the others' damage.
    own = threading.local()

    def flip(point):
        path, position = point
        if not hasattr(own, "folder"):
            own.folder = kit.fresh(folder)
        file = own.folder / path
        good = file.read_bytes()
        mode = file.stat().st_mode & 0o7777
        os.chmod(file, 0o600)
        damaged = good[:position] + bytes([good[position] ^ 1]) + good[position + 1:]
        file.write_bytes(damaged)
        done = kit.run(own.folder, "verify")
        missed = done.returncode != 80 or file.read_bytes() != damaged
        file.write_bytes(good)
        os.chmod(file, mode)
        if missed:
            kit.fail("tamper", f"byte {position} of {path}: exit {done.returncode}")
        return missed

    done, word = kit.each(points, flip, 40)
    print(f"   bytes flipped: {word}, {bad(done)} not found", flush=True)


def changes(kit, folder, files):
    count = missed = 0

    def expect_found(what, run_too=True):
        nonlocal count, missed
        count += 1
        codes = [kit.run(folder, "verify").returncode] + ([kit.run(folder).returncode] if run_too else [])
        if any(code != 80 for code in codes):
            missed += 1
            kit.fail("tamper", f"{what}: exits {codes}")

    some = files if kit.long else files[::4] + files[-1:]
    for path in some:
        good, mode, name = path.read_bytes(), path.stat().st_mode & 0o7777, path.relative_to(folder)
        with Writable(path.parent):
            path.unlink()
            expect_found(f"{name} deleted")
            for what, data in (("cut short", good[:-1]), ("empty", b""), ("one byte more", good + b" ")):
                write(path, data, mode)
                expect_found(f"{name} {what}")
            write(path, good, mode)
    # One more file or folder in every folder of every batch.
    for parent in sorted({path.parent for path in files if "issued" in path.parts}):
        with Writable(parent):
            (parent / "alien").write_bytes(b"x")
            expect_found(f"a file added in {parent.relative_to(folder)}")
            (parent / "alien").unlink()
            (parent / "alien").mkdir()
            (parent / "alien/x").write_bytes(b"x")
            expect_found(f"a folder added in {parent.relative_to(folder)}")
            (parent / "alien/x").unlink()
            (parent / "alien").rmdir()
    pairs = [(a, b) for a in files for b in files
             if a.parent == b.parent and a < b and a.suffix == b.suffix and a.read_bytes() != b.read_bytes()]
    for a, b in pairs if kit.long else pairs[::1 + len(pairs) // 30]:
        first, second = a.read_bytes(), b.read_bytes()
        write(a, second, 0o440)
        write(b, first, 0o440)
        # The digests are read by verify; `run` looks at sizes and at what it needs.
        expect_found(f"{a.relative_to(folder)} and {b.name} swapped", run_too=len(first) != len(second))
        write(a, first, 0o440)
        write(b, second, 0o440)
    batches = sorted((folder / "output/issued").iterdir())
    for batch in batches:
        batch.rename(folder / "aside")
        expect_found(f"batch {batch.name} gone")
        (folder / "aside").rename(batch)
    if len(batches) > 1:
        batches[0].rename(folder / "aside")
        batches[1].rename(batches[0])
        (folder / "aside").rename(batches[1])
        expect_found("two batches swapped")
        batches[0].rename(folder / "aside")
        batches[1].rename(batches[0])
        (folder / "aside").rename(batches[1])
    (folder / "state").rename(folder / "state-aside")
    expect_found("state gone")
    # Nothing may have started again at 1 meanwhile; the run made an empty state folder.
    for leftover in (folder / "state").iterdir():
        leftover.unlink()
    (folder / "state").rmdir()
    (folder / "state-aside").rename(folder / "state")
    print(f"   {count} files, folders and batches deleted, cut, lengthened, added or swapped, {missed} not found")


class Writable:
    """A folder of a batch, writable for a moment."""

    def __init__(self, folder):
        self.folder, self.mode = folder, folder.stat().st_mode & 0o7777

    def __enter__(self):
        os.chmod(self.folder, 0o700)

    def __exit__(self, *_):
        os.chmod(self.folder, self.mode)


def write(path, data, mode):
    if path.exists():
        os.chmod(path, 0o600)
    path.write_bytes(data)
    os.chmod(path, mode)
