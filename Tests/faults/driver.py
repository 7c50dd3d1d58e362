"""The whole system, driven at random against a small model (RELIABILITY 3, last paragraph).

Each step edits input, signs, runs, kills, fills the disk, corrupts, restores old output, loses the state folder, changes
the clock, signs a revision or verifies; after each step the promises P1 to P7 are checked. The seed of a life that
fails is printed with the fewest steps that still fail.
"""
import random
import shutil
import subprocess
import time

import park
from kit import batches, tree

PERIODS = ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]
LAST = dict(zip(PERIODS, ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"]))
park.LAST_DAY.update(LAST)


class Model:
    """What must be true of the register: the batches that were ever seen committed, and nothing else."""

    def __init__(self, kit, seed):
        self.kit, self.seed = kit, seed
        self.folder = kit.fresh()
        (self.folder / "output").mkdir(mode=0o700)
        (self.folder / "state").mkdir(mode=0o700)
        park.write_templates(self.folder / "templates")
        park.RESULTS.update({period: {"D1": 30, "P001": 10, "P002": 9, "P003": 8} for period in PERIODS})
        park.write_input(self.folder / "input", PERIODS)
        self.known = {}      # batch name -> its files with digests: P1, never changes
        self.signed = []     # (period, revision)
        self.day = 10
        self.steps = []

    def date(self):
        self.day += 1
        return f"2026-{1 + self.day // 28:02d}-{1 + self.day % 28:02d}" if self.day < 330 else "2026-12-28"

    # Steps ------------------------------------------------------------------------------------------------------

    def edit(self):
        period = self.random.choice(PERIODS)
        values = {"D1": 30, **{code: self.random.randint(6, 12) for code in ("P001", "P002", "P003")}}
        path = self.folder / "input" / period / "results.csv"
        path.write_text(park.results(period, values), encoding="utf-8")

    def sign(self):
        waiting = [period for period in PERIODS if (period, 0) not in self.signed]
        if waiting:
            park.sign(self.folder / "input", waiting[0], self.date())
            self.signed.append((waiting[0], 0))

    def revise(self):
        signed = [period for period, revision in self.signed if revision == 0]
        if signed:
            period = self.random.choice(signed)
            revision = 1 + max(r for p, r in self.signed if p == period)
            park.sign(self.folder / "input", period, self.date(), revision, "核对")
            self.signed.append((period, revision))

    def resign(self):
        """A person signs again what was signed but not issued, because the data changed meanwhile."""
        issued = {name.split("-", 1)[1] for name in self.known}
        for position, (period, revision) in enumerate(self.signed):
            name = f"{period}-r{revision}" if revision else period
            if name not in issued:
                file = self.folder / "input" / period / (f"signoff-r{revision}.xml" if revision else "signoff.xml")
                if file.exists():
                    park.sign(self.folder / "input", period, self.date(), revision, "核对" if revision else None)

    def run(self):
        done = self.kit.run(self.folder)
        self.honest(done)

    def twice(self):
        words = [self.kit.program, "run", "--quiet", "--input", "input", "--templates", "templates", "--output",
                 "output", "--state", "state"]
        both = [subprocess.Popen(words, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
                for _ in range(2)]
        ended = [process.communicate() for process in both]
        # P2: a batch is announced by one of them only.
        lines = [line for out, _ in ended for line in out.splitlines() if line.startswith("已签发")]
        assert len(lines) == len(set(lines)), lines

    def kill(self):
        name = self.random.choice(["write", "openat", "fsync", "mkdirat", "renameat2", "close", "unlinkat", "fchmod"])
        number = self.random.randint(1, {"write": 60, "openat": 250, "fsync": 80, "mkdirat": 20, "renameat2": 9,
                                         "close": 180, "unlinkat": 40, "fchmod": 80}[name])
        fault = self.random.choice(["signal=KILL", "signal=KILL", "error=ENOSPC", "error=EIO"])
        done = self.kit.run(self.folder, strace=self.kit.inject(name, fault, number))
        if "signal" not in fault:
            self.honest(done)

    def fill(self):
        """From some write on, the disk has no room for anything; the next run has."""
        number = self.random.randint(1, 60)
        done = self.kit.run(self.folder, strace=self.kit.inject("write", "error=ENOSPC", f"{number}+"))
        # With stderr full as well, nothing can be said.
        assert done.returncode in (0, 65, 66, 71, 73, 74, 81), f"exit {done.returncode}"

    def clock(self):
        """Years back or ahead: no document may show it."""
        seconds = self.random.choice([0, 951_782_400, 2_147_483_648, 4_102_444_800])
        self.honest(self.kit.run(self.folder, env=self.kit.preload(clock=seconds)))

    def lose(self):
        """The state folder is gone: refused, and the numbers do not start again."""
        if not self.known:
            return
        state, aside = self.folder / "state", self.folder / "aside"
        state.rename(aside)
        done = self.kit.run(self.folder)
        now = batches(self.folder)
        if state.exists():
            shutil.rmtree(state)
        aside.rename(state)
        assert done.returncode == 80 and now == self.known, f"state gone: exit {done.returncode}: {done.stderr}"

    def corrupt(self):
        files = [p for p in (self.folder / "output").glob("issued/0*/**/*") if p.is_file()]
        if not files:
            return
        path = self.random.choice(sorted(files))
        data = bytearray(path.read_bytes())
        position = self.random.randrange(len(data))
        data[position] ^= 1 << self.random.randrange(8)
        good = path.read_bytes()
        path.chmod(0o600)
        path.write_bytes(data)
        found = self.kit.run(self.folder, "verify").returncode
        assert found == 80, f"P7: a changed byte of {path.name} gives exit {found}"
        path.write_bytes(good)
        path.chmod(0o440)

    def restore(self):
        """Yesterday's output comes back, the state does not: refused, and nothing is issued twice."""
        names = sorted(self.known)
        if not names:
            return
        last = self.folder / "output/issued" / names[-1]
        aside = self.folder / "aside"
        last.rename(aside)
        done = self.kit.run(self.folder)
        missing = sorted(batches(self.folder)) == names[:-1]
        aside.rename(last)
        assert done.returncode == 80 and missing, f"last batch gone: exit {done.returncode}: {done.stderr}"

    def verify(self):
        done = self.kit.run(self.folder, "verify")
        assert done.returncode == 0, done.stderr

    def again(self):
        """P8 and the no-op: a run with nothing to do touches nothing under issued/."""
        self.kit.run(self.folder)
        before = [(p, p.lstat().st_mtime_ns, p.lstat().st_ino) for p in sorted((self.folder / "output").glob("issued/**/*"))]
        self.kit.run(self.folder)
        assert before == [(p, p.lstat().st_mtime_ns, p.lstat().st_ino)
                          for p in sorted((self.folder / "output").glob("issued/**/*"))]

    # Promises ---------------------------------------------------------------------------------------------------

    def honest(self, done):
        # 66: the broken call read input; 127: it loaded a library, before the program began.
        assert done.returncode in (0, 65, 66, 71, 73, 74, 81, 127), f"exit {done.returncode}: {done.stderr}"
        for line in (done.stdout + done.stderr).splitlines():
            if line.startswith("已签发 第"):
                name = line.split("，")[0].split()[-1]
                assert name in batches(self.folder), f"P5: {name} announced and not there"
        assert done.returncode == 0 or done.stderr, "P6: silent failure"

    def check(self):
        now = batches(self.folder)
        for name, files in self.known.items():
            assert now.get(name) == files, f"P1: {name} changed or went"
        for position, name in enumerate(sorted(now), 1):
            assert int(name.split("-")[0]) == position, f"P3: {name} is not batch {position}"
        self.known = now
        numbers = {}
        for name in sorted(now):
            text = (self.folder / "output/issued" / name / "manifest.xml").read_text(encoding="utf-8")
            for line in text.splitlines():
                if line.startswith("<document") and 'series=""' not in line:
                    cells = dict(part.split("=", 1) for part in line[10:-1].split('" ') if "=" in part)
                    series = (cells["series"].strip('"'), cells["year"].strip('"'))
                    number = int(cells["number"].strip('"'))
                    assert number == numbers.get(series, 0) + 1, f"P3: {series} {number}"
                    numbers[series] = number

    def step(self, number, name):
        # Its own dice, so that leaving a step out changes no other.
        self.random = random.Random(f"{self.seed}/{number}")
        self.steps.append(f"{number}:{name}")
        getattr(self, name)()
        self.check()


WEIGHTS = {"edit": 14, "sign": 6, "revise": 3, "resign": 10, "run": 25, "twice": 6, "kill": 22, "fill": 4, "clock": 3,
           "corrupt": 6, "restore": 3, "lose": 2, "verify": 8, "again": 4}


def life(seed, count):
    """The steps of a seed: (number, name)."""
    chooser = random.Random(seed * 7919)
    return list(enumerate(chooser.choices(list(WEIGHTS), list(WEIGHTS.values()), k=count)))


def play(kit, seed, steps):
    """`None`, or the position of the step that failed and why."""
    model = Model(kit, seed)
    try:
        for position, (number, name) in enumerate(steps):
            try:
                model.step(number, name)
            except AssertionError as wrong:
                return position, str(wrong)
        return None
    finally:
        kit.discard(model.folder)


def shrink(kit, seed, steps, seconds=60):
    """Leaves steps out, large pieces first, as long as the life still fails."""
    deadline, size = time.monotonic() + seconds, len(steps) // 2
    while size and time.monotonic() < deadline:
        for start in range(0, len(steps) - 1, size):
            shorter = steps[:start] + steps[start + size:]
            failed = play(kit, seed, shorter) if shorter else None
            if failed:
                steps = shorter[:failed[0] + 1]
                break
        else:
            size //= 2
    return steps


def run(kit):
    steps, each = (10_000, 50) if kit.long else (2_000, 50)
    first = int(time.time()) if kit.long else 1
    seeds = range(first, first + steps // each)
    done, word = kit.each(seeds, lambda seed: report(kit, seed, each), 150)
    print(f"   random: lives of {each} steps (seeds {first} to {seeds[-1]}), {word.replace('points', 'lives')}, "
          f"{sum(is_bad for _, is_bad in done)} bad")


def report(kit, seed, count):
    failed = play(kit, seed, life(seed, count))
    if failed:
        steps = shrink(kit, seed, life(seed, count)[:failed[0] + 1])
        kit.fail("random", f"seed {seed}: {failed[1]}; steps {' '.join(f'{n}:{name}' for n, name in steps)}")
    return failed
