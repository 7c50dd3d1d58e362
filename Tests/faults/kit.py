"""What all fault tests share: fresh copies, running the program, comparing trees, counting."""
import concurrent.futures
import hashlib
import os
import pathlib
import random
import re
import shutil
import stat
import subprocess
import tempfile
import time

import park

WORKERS = os.cpu_count() or 2
FILTER = ["--seccomp-bpf"] if b"--seccomp-bpf" in subprocess.run(
    ["sh", "-c", "strace --help"], capture_output=True).stdout else []
ARGUMENTS = ["--input", "input", "--templates", "templates", "--output", "output", "--state", "state"]


class Kit:
    def __init__(self, program, long, slice_=(0, 1)):
        self.program = str(pathlib.Path(program).resolve())
        self.long = long
        # (i, n): only every n-th point, for running the long form in pieces.
        self.slice = slice_
        # On a file system of memory where there is one: the tests are about calls, not about this disk.
        place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="yardstick-faults-", dir=place))
        self.failures, self.skips, self.number = [], [], 0
        self.library = self.compiled()

    def fresh(self, base=None):
        self.number += 1
        folder = self.root / f"w{os.getpid()}-{self.number}-{time.monotonic_ns()}"
        if base:
            subprocess.run(["cp", "-a", str(base), str(folder)], check=True)
        else:
            folder.mkdir()
        return folder

    def discard(self, folder):
        subprocess.run(["rm", "-rf", str(folder)], check=True)

    def run(self, folder, command="run", *more, strace=(), env=None, timeout=60, quiet=True):
        words = [*strace, self.program, *command.split(), *ARGUMENTS, *more]
        if command == "run" and quiet:
            words.append("--quiet")
        return subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, timeout=timeout)

    def preload(self, **settings):
        """Environment in which preload.c stands between the program and libc; `None` where there is no compiler."""
        if not self.library:
            return None
        return {**os.environ, "LD_PRELOAD": str(self.library),
                **{f"FAULT_{name.upper()}": str(value) for name, value in settings.items()}}

    def compiled(self):
        compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        if not compiler:
            return None
        library, source = self.root / "preload.so", pathlib.Path(__file__).with_name("preload.c")
        subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-ldl"], check=True)
        return library

    def fail(self, part, message):
        self.failures.append(f"{part}: {message}")
        print(f"   BAD {part}: {message}", flush=True)

    def skip(self, part, why):
        self.skips.append(part)
        print(f"   SKIPPED {part}: {why}", flush=True)

    def each(self, points, check, seconds):
        """Checks points on all cores, in a mixed order; returns pairs of a point and whether it was bad, and a word.

        The long form has no limit; the short one stops after `seconds` and says how many it left.
        """
        points = list(points)
        random.Random(1).shuffle(points)
        first, of = self.slice
        points = points[first::of]
        deadline = None if self.long else time.monotonic() + seconds

        def one(point):
            return None if deadline and time.monotonic() > deadline else (point, bool(check(point)))

        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            done = [pair for pair in pool.map(one, points) if pair]
        left = len(points) - len(done)
        word = f"{len(done)} of {len(points)} points" + (f" (slice {first} of {of})" if of > 1 else "")
        return done, word + (f" ({left} left for want of time)" if left else "")

    def inject(self, name, fault, number):
        """The words of strace that break one call; the filter in the kernel lets all others run at full speed."""
        return ["strace", *FILTER, "-f", "-o", "/dev/null", "-e", f"trace={name}", "-e",
                f"inject={name}:{fault}:when={number}"]

    def close(self):
        subprocess.run(["rm", "-rf", str(self.root)], check=False)

    # Bases -----------------------------------------------------------------------------------------------------

    def base(self, name, periods, issued):
        """A folder with signed quarters, of which the first `issued` have been issued already."""
        folder = self.root / name
        folder.mkdir()
        (folder / "output").mkdir(mode=0o700)
        park.write_templates(folder / "templates")
        park.write_input(folder / "input", periods)
        for position, period in enumerate(periods):
            if position == issued and issued:
                assert self.run(folder).returncode == 0
            park.sign(folder / "input", period)
        (folder / "state").mkdir(mode=0o700, exist_ok=True)
        for leftover in ("running", "run.log"):
            (folder / "state" / leftover).unlink(missing_ok=True)
        return folder


def tree(folder, parts=("output", "state/head.xml")):
    """Every file of output/ and the head, with bytes and mode; not the log, which holds the time."""
    lines = []
    for part in parts:
        start = folder / part
        for path in sorted([start, *start.rglob("*")]):
            relative = path.relative_to(folder)
            mode = path.lstat().st_mode
            if stat.S_ISREG(mode):
                lines.append(f"{relative} {stat.S_IMODE(mode):o} {hashlib.sha256(path.read_bytes()).hexdigest()}")
            elif stat.S_ISDIR(mode):
                lines.append(f"{relative}/ {stat.S_IMODE(mode):o}")
            else:
                lines.append(f"{relative} {stat.S_IFMT(mode):o}")
    return lines


def batches(folder):
    """Committed batches with the bytes of everything in them."""
    issued = folder / "output/issued"
    if not issued.is_dir():
        return {}
    return {path.name: tree(folder, (f"output/issued/{path.name}",)) for path in sorted(issued.iterdir())
            if not path.name.startswith(".")}


CALL = re.compile(r"^(?:\d+ +)?(\w+)\(")


def calls(kit, base):
    """The names of all system calls of one run, in order, and the position of the lock."""
    folder = kit.fresh(base)
    log = folder / "log"
    kit.run(folder, strace=["strace", "-f", "-o", str(log)])
    names = [match.group(1) for match in map(CALL.match, log.read_text(errors="replace").splitlines()) if match]
    kit.discard(folder)
    return names
