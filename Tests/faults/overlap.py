"""Four runs at once: exactly one issues, the others say so at once or find nothing to do."""
import subprocess
import time

from kit import ARGUMENTS, tree


def run(kit, base, gold):
    rounds, bad, busy = 250, 0, 0
    start = time.monotonic()
    for number in range(rounds):
        if not kit.long and time.monotonic() - start > 45:
            rounds = number
            break
        folder = kit.fresh(base)
        running = [subprocess.Popen([kit.program, "run", "--quiet", *ARGUMENTS], cwd=folder, text=True,
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)]
        ended = [(process.communicate(), process.returncode) for process in running]
        issued = sum("已签发 " in out for (out, _), _ in ended)
        codes = sorted(code for _, code in ended)
        busy += codes.count(75)
        silent = any(code == 75 and "已有一个进程" not in error for (_, error), code in ended)
        if issued != 1 or any(code not in (0, 75) for code in codes) or silent or tree(folder) != gold[0]:
            bad += 1
            kit.fail("overlap", f"round {number}: {issued} issues, exits {codes}")
        kit.discard(folder)
    print(f"   4 processes x {rounds} of 250 rounds, one issue in each; {busy} were told that another runs; {bad} bad")
