#!/usr/bin/env python3
"""The fault tests: `.ci/faults [--long]` calls this with the program's path. Prints counts; what is skipped says so."""
import shutil
import sys
import time

import official
import order
import overlap
import places
import powercut
import promises
import driver
import sweep
import tamper
from kit import Kit, batches, tree


def main():
    program, long = sys.argv[1], "--long" in sys.argv
    only = [word for word in sys.argv[2:] if not word.startswith("--")]
    # --slice=0/10 to --slice=9/10: the points of the long form in ten pieces.
    piece = next((word[8:].split("/") for word in sys.argv if word.startswith("--slice=")), ["0", "1"])
    kit = Kit(program, long, tuple(map(int, piece)))
    try:
        second = kit.base("second", ["2025Q1", "2025Q2"], issued=1)
        issued = kit.base("issued", ["2025Q1"], issued=0)
        assert kit.run(issued).returncode == 0
        golden = kit.fresh(second)
        assert kit.run(golden).returncode == 0
        gold = (tree(golden), batches(golden))
        swept = sweep.Sweep(kit, second, "second quarter") if shutil.which("strace") else None
        # Quick ones first; the sweeps have budgets.
        parts = {
            "official": lambda: official.run(kit, second, issued, golden),
            "order": lambda: order.run(kit, second),
            "promises": lambda: promises.run(kit, second, gold),
            "strangers": lambda: places.strangers(kit, second, issued),
            "read-only": lambda: (places.read_only(kit, second, golden), places.foreign_owner(kit, second)),
            "environments": lambda: places.environments(kit, second, gold),
            "small disks": lambda: places.small_disks(kit, second, gold),
            "overlap": lambda: overlap.run(kit, second, gold),
            "tamper": lambda: tamper.run(kit, golden),
            "power cut": lambda: powercut.run(kit, second, gold, swept),
            "kill": lambda: sweep.kill(kit, swept),
            "errors": lambda: sweep.errors(kit, swept),
            "random": lambda: driver.run(kit),
        }
        for name, part in parts.items():
            if only and name not in only:
                continue
            start = time.monotonic()
            print(f"== {name}", flush=True)
            if name in ("kill", "errors", "order", "power cut") and swept is None:
                kit.skip(name, "strace is not installed")
            else:
                part()
            print(f"== {name}: {time.monotonic() - start:.0f} s", flush=True)
        print(f"faults: {len(kit.failures)} bad, {len(kit.skips)} skipped {kit.skips or ''}")
        return 1 if kit.failures else 0
    finally:
        kit.close()


if __name__ == "__main__":
    sys.exit(main())
