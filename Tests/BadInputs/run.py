#!/usr/bin/env python3
"""Runs the program on every bad input and compares what it says with the case's expected.txt.

Each case: a folder with make.py, which spoils a tiny park, and expected.txt: the exit code and every line on stderr.
Each run must take less than 5 s and 128 MiB, open nothing outside the park and the system's libraries, and no socket.

    Tests/BadInputs/run.py PROGRAM [--only NN] [--table] [--no-trace]

UPDATE_EXPECTED=1 rewrites the expected.txt files. --table writes what was measured into docs/bad-inputs.md.
"""
import argparse, os, pathlib, re, resource, shutil, signal, struct, subprocess, sys, tempfile, time

import park as tools
from park import HERE, ROOT, Park

SECONDS, MEBIBYTES = 5, 128
# malloc asks for overcommit_memory before it gives memory back to the system.
LIBRARIES = ("/lib/", "/lib64/", "/usr/lib/", "/etc/ld.so", "/proc/self/", "/proc/cpuinfo", "/proc/sys/vm/overcommit_memory", "/sys/", "/dev/null", "/usr/share/zoneinfo", "/etc/localtime")


def build(case, folder):
    """In a process of its own: a large park would count as the program's memory."""
    child = os.fork()
    if child == 0:
        try:
            spoil(case, folder)
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert status == 0, case
    return "run" if (case / "make.py").read_text().endswith('command = "run"\n') else "check"


def spoil(case, folder):
    park = Park(folder)
    shutil.copytree(ROOT / "templates", park.path("templates/x").parent, dirs_exist_ok=True)
    names = {**vars(tools), "park": park, "os": os, "struct": struct}
    exec(compile((case / "make.py").read_text(), case / "make.py", "exec"), names)
    park.path("output/x").parent.mkdir(exist_ok=True)


def words(program, command):
    extra = ["--output", "output", "--state", "state"] if command == "run" else []
    return [program, command, "--input", "input", "--templates", "templates"] + extra


def measure(program, command, folder, user):
    """Exit code, stderr, seconds and peak MiB of one run."""
    with tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        child = subprocess.Popen(words(program, command), cwd=folder, stdout=subprocess.DEVNULL, stderr=errors, user=user)
        signal.alarm(60)
        _, status, usage = os.wait4(child.pid, 0)
        signal.alarm(0)
        seconds = time.monotonic() - start
        errors.seek(0)
        return os.waitstatus_to_exitcode(status), errors.read().decode(), seconds, usage.ru_maxrss / 1024


def strays(program, command, folder):
    """Files opened outside the park and the libraries, and any socket."""
    with tempfile.NamedTemporaryFile("r") as log:
        subprocess.run(["strace", "-f", "-qq", "-o", log.name, "-e", "trace=open,openat,openat2,creat,network"]
            + words(program, command), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        found = []
        home = str(pathlib.Path(program).resolve().parent)
        for line in log:
            if " resumed>" in line:
                continue  # the end of a call that another thread interrupted; its beginning names the file
            path = re.search(r'"([^"]*)"', line)
            opened = re.search(r"\bopen(at2?)?\(|creat\(", line)
            if not opened:
                found.append(line.strip())
            elif path and path[1].startswith("/") and ".so" not in path[1] and not path[1].startswith(LIBRARIES + (home,)):
                found.append(path[1])
        return found


def essence(errors):
    """Of template faults the code and the file: lines and names change with the templates, hints too."""
    lines = []
    for line in errors.splitlines():
        template = re.match(r"(错误 E(?:6\d\d|300) templates/[^ :]+)", line)
        line = template[1] if template else line
        if not line.startswith("  ") and line not in lines:
            lines.append(line)
    return "\n".join(line for line in lines if not re.match(r"共 \d+ 处错误|提示 W6\d\d ", line)) + "\n"


def run(case, program, trace):
    with tempfile.TemporaryDirectory(prefix="bad-input-") as folder:
        command = build(case, folder)
        # Root may read everything, so the forbidden file is read by somebody else.
        user = "nobody" if case.name == "21-forbidden" and os.getuid() == 0 else None
        if user:
            shutil.copy2(program, folder + "/yardstick")
            program = folder + "/yardstick"
            os.chmod(folder, 0o755)
        code, errors, seconds, mebibytes = measure(program, command, folder, user)
        outside = strays(program, command, folder) if trace and not user else []
    said = f"exit {code}\n" + essence(errors.replace(folder + "/", ""))
    faults = []
    expected = case / "expected.txt"
    if os.environ.get("UPDATE_EXPECTED"):
        expected.write_text(said)
    if not expected.exists() or expected.read_text() != said:
        faults.append("says something else:\n" + said[:2000])
    if seconds > SECONDS or mebibytes > MEBIBYTES:
        faults.append(f"{seconds:.2f} s, {mebibytes:.0f} MiB")
    if outside:
        faults.append("opened " + ", ".join(outside[:5]))
    return faults, seconds, mebibytes, said


def write_table(rows):
    """Everything from 测量 on."""
    page = ROOT / "docs/bad-inputs.md"
    kept = page.read_text().split("## 测量")[0]
    load = os.getloadavg()[0]
    facts = f"{os.cpu_count()} 核、负载 {load:.1f} 的机器，发行构建，{time.strftime('%Y-%m-%d')}。秒是从启动到退出，MiB 是 wait4 报告的最大常驻内存。"
    head = "| 输入 | 结果 | 退出码 | 秒 | MiB |\n|---|---|---|---|---|\n"
    page.write_text(f"{kept}## 测量\n\n{facts}这张表由 `Tests/BadInputs/run.py PROGRAM --table` 写成。\n\n{head}" + "\n".join(rows) + "\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--only", default="")
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--no-trace", action="store_true")
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    cases = sorted(path.parent for path in HERE.glob("*/make.py") if path.parent.name.startswith(options.only))
    failed, rows = 0, []
    for case in cases:
        faults, seconds, mebibytes, said = run(case, program, not options.no_trace)
        failed += bool(faults)
        for fault in faults:
            print(f"{case.name}: {fault}")
        codes = sorted(set(re.findall(r"^(?:错误|提示) ([EW]\d+)", said, re.M)))
        rows.append(f"| {case.name} | {', '.join(codes) or '接受'} | {said.split()[1]} | {seconds:.2f} | {mebibytes:.0f} |")
    if options.table:
        write_table(rows)
    print(f"{len(cases)} bad inputs, {failed} not as expected")
    sys.exit(failed > 0)


main()
