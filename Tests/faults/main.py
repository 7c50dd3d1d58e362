#!/usr/bin/env python3
"""The fault tests: `.ci/faults [--long]` calls this with the program's path. Prints counts; what is skipped says so."""
import shutil
import sys
import time

import order
import overlap
import places
import powercut
import driver
import sweep
import tamper
from kit import Kit, batches, tree


def main():
    program, long = sys.argv[1], "--long" in sys.argv
    only = [word for word in sys.argv[2:] if not word.startswith("--")]
    kit = Kit(program, long)
    try:
        second = kit.base("second", ["2025Q1", "2025Q2"], issued=1)
        issued = kit.base("issued", ["2025Q1"], issued=0)
        assert kit.run(issued).returncode == 0
        golden = kit.fresh(second)
        assert kit.run(golden).returncode == 0
        gold = (tree(golden), batches(golden))
        swept = sweep.Sweep(kit, second, "second quarter") if shutil.which("strace") else None
        parts = {
            "kill": lambda: sweep.kill(kit, swept),
            "errors": lambda: sweep.errors(kit, swept),
            "order": lambda: order.run(kit, second),
            "overlap": lambda: overlap.run(kit, second, gold),
            "tamper": lambda: tamper.run(kit, golden, gold),
            "strangers": lambda: places.strangers(kit, second, issued),
            "read-only": lambda: places.read_only(kit, second, golden),
            "small disks": lambda: places.small_disks(kit, second, gold),
            "power cut": lambda: powercut.run(kit, second, gold, swept),
            "random": lambda: driver.run(kit),
            "environments": lambda: places.environments(kit, second, gold),
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
