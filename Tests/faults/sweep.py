"""Kills the program, or breaks a call, at every system call of a run that issues (RELIABILITY 9.1)."""
import collections

from kit import batches, calls, tree

# Which errors a call can meet in life; a call that never allocates is not asked for ENOSPC.
ERRORS = {
    "ENOSPC": ["write", "fsync", "openat", "mkdirat", "renameat2", "close"],
    "EDQUOT": ["write", "fsync", "openat", "mkdirat", "renameat2"],
    "EIO": ["read", "write", "fsync", "openat", "close", "renameat2", "mkdirat", "getdents64", "newfstatat", "unlinkat"],
    "EROFS": ["openat", "mkdirat", "renameat2", "unlinkat", "fchmod"],
    "EINTR": ["read", "write"],
    "EMFILE": ["openat"],
    "ENOMEM": ["openat", "mkdirat", "newfstatat"],
    "EACCES": ["openat", "mkdirat", "renameat2", "unlinkat", "fchmod", "newfstatat"],
}


# In the long form the disk may fail in any call that touches a file.
FILES = ["read", "pread64", "write", "fsync", "openat", "close", "renameat2", "mkdirat", "getdents64", "newfstatat", "fstat",
         "unlinkat", "fchmod", "linkat", "fcntl", "flock", "fstatfs", "faccessat2"]


class Sweep:
    def __init__(self, kit, base, name):
        self.kit, self.base, self.name = kit, base, name
        gold = kit.fresh(base)
        done = kit.run(gold)
        assert done.returncode == 0 and "已签发" in done.stdout, done.stdout + done.stderr
        self.gold, self.new, self.old = tree(gold), batches(gold), batches(base)
        self.untouched = tree(base, ("output", "state"))
        assert self.new != self.old
        kit.discard(gold)
        self.calls = calls(kit, base)
        self.lock = self.calls.index("flock")
        # The program's first act (Files/ProcessLimits.swift); what comes before is the dynamic linker's.
        self.start = self.calls.index("umask")

    def points(self, names=None, from_lock=True):
        """(call, its number among those of its name), as strace counts; those of the dynamic linker are left out."""
        counts, points = collections.Counter(), []
        for position, name in enumerate(self.calls):
            counts[name] += 1
            if position < (self.lock if from_lock else self.start):
                continue
            if (names is None or name in names) and name not in ("execve", "exit_group"):
                points.append((name, counts[name]))
        return points

    def check(self, point, fault):
        """One fault: afterwards nothing or all is issued, the message is honest, the next run mends everything."""
        kit, (name, number) = self.kit, point
        folder = kit.fresh(self.base)
        where = f"{self.name} {fault} at {name} {number}"
        try:
            done = kit.run(folder, strace=kit.inject(name, fault, number))
            state = batches(folder)
            if state != self.old and state != self.new:
                return kit.fail("sweep", f"{where}: half issued") or True
            said, is_new = "已签发 " in done.stdout + done.stderr, state == self.new
            if "signal" not in fault:
                if done.returncode == 80:
                    return kit.fail("sweep", f"{where}: called damaged") or True
                if done.returncode == 0 and not is_new:
                    return kit.fail("sweep", f"{where}: exit 0, nothing issued") or True
                if done.returncode != 0 and is_new and not said:
                    return kit.fail("sweep", f"{where}: issued and not said: {done.stderr}") or True
                if done.returncode != 0 and not done.stderr:
                    return kit.fail("sweep", f"{where}: exit {done.returncode} without a word") or True
            if said and not is_new:
                return kit.fail("sweep", f"{where}: announced and not there") or True
            if tree(folder, ("output", "state")) == self.untouched:
                return False  # a run from here is the golden run
            again = kit.run(folder)
            if again.returncode != 0:
                return kit.fail("sweep", f"{where}: second run exits {again.returncode}: {again.stderr}") or True
            if tree(folder) != self.gold:
                return kit.fail("sweep", f"{where}: second run does not give the golden bytes") or True
            return False
        finally:
            kit.discard(folder)


def kill(kit, sweep):
    for signal in ("KILL", "ABRT") if kit.long else ("KILL",):
        points = sweep.points(from_lock=not kit.long)
        done, word = kit.each(points, lambda point: sweep.check(point, f"signal={signal}"), 120)
        where = "all calls" if kit.long else f"all calls from the lock on; the {sweep.lock} before it only read"
        print(f"   {sweep.name}: {signal} at {word} ({where}), {bad(done)} bad", flush=True)


def errors(kit, sweep):
    """All errors in one mixed list, so that a short time leaves out some of each.

    From the program's start: a table that could not be read once made the next quarter's grades wrong.
    """
    points = [(error, point) for error, names in ERRORS.items()
              for point in sweep.points(FILES if kit.long and error in ("EIO", "ENOSPC") else names, from_lock=False)]
    done, word = kit.each(points, lambda both: sweep.check(both[1], f"error={both[0]}"), 180)
    counts = collections.Counter(error for (error, _), _ in done)
    print(f"   {sweep.name}: {word} ({', '.join(f'{n} {error}' for error, n in sorted(counts.items()))}), {bad(done)} bad")


def bad(done):
    return sum(is_bad for _, is_bad in done)
