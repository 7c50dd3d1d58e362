"""Every byte flipped, every file deleted, added, swapped or cut short: verify finds all of it and repairs nothing."""
import os

from kit import tree


def run(kit, issued, gold):
    folder = kit.fresh(issued)
    files = sorted(p for p in (folder / "output/issued").rglob("*") if p.is_file()) + [folder / "state/head.xml"]
    points = []
    for path in files:
        size = path.stat().st_size
        whole = path.name in ("manifest.xml", "SHA256SUMS", "head.xml")
        step = 1 if kit.long and whole else 17 if whole else 97 if kit.long else 997
        points += [(path.relative_to(folder), position) for position in range(0, size, step)]
    found, done = kit.each(points, lambda point: flip(kit, folder, *point), 40)
    print(f"   bytes flipped: {done}, {len(found) - sum(found)} not found")
    count = missed = 0
    for path in files if kit.long else files[::4]:
        bytes_, mode = path.read_bytes(), path.stat().st_mode & 0o7777
        for name, change in {
            "deleted": lambda: path.unlink(),
            "cut short": lambda: write(path, bytes_[:-1]),
            "one byte more": lambda: write(path, bytes_ + b" "),
        }.items():
            change()
            count += 1
            if kit.run(folder, "verify").returncode != 80 or kit.run(folder).returncode not in (80,):
                missed += name != "deleted" or path.name != "x"
                kit.fail("tamper", f"{path.relative_to(folder)} {name}: not found")
            write(path, bytes_)
            os.chmod(path, mode)
    pairs = [(a, b) for a in files for b in files if a.parent == b.parent and a < b and a.suffix == b.suffix][:200 if kit.long else 20]
    for a, b in pairs:
        first, second = a.read_bytes(), b.read_bytes()
        if first == second:
            continue
        write(a, second)
        write(b, first)
        count += 1
        if kit.run(folder, "verify").returncode != 80:
            missed += 1
            kit.fail("tamper", f"{a.name} and {b.name} swapped: not found")
        write(a, first)
        write(b, second)
        os.chmod(a, 0o440), os.chmod(b, 0o440)
    print(f"   {count} files deleted, cut, lengthened or swapped, {missed} not found")
    if kit.run(folder, "verify").returncode:
        kit.fail("tamper", "verify complains about the restored tree")
    kit.discard(folder)


def flip(kit, source, path, position):
    # Each thread its own copy: a shared one would show the others' damage.
    folder = kit.fresh(source)
    try:
        data = bytearray((folder / path).read_bytes())
        data[position] ^= 1
        write(folder / path, bytes(data))
        before = tree(folder)
        done = kit.run(folder, "verify")
        if done.returncode != 80 or tree(folder) != before:
            kit.fail("tamper", f"byte {position} of {path}: exit {done.returncode}")
            return False
        return True
    finally:
        kit.discard(folder)


def write(path, data):
    folder_mode = path.parent.stat().st_mode & 0o7777
    os.chmod(path.parent, 0o700)
    if path.exists():
        os.chmod(path, 0o600)
    path.write_bytes(data)
    os.chmod(path.parent, folder_mode)
