#!/usr/bin/env python3
"""Walks through the correction of docs/official.md on the sample, command by command as they stand there."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXPECTED = [0, 0, 0, 81, 0, 0, 0, 0]


def main(program):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="yardstick-walk-"))
    try:
        for name in ("input", "templates"):
            shutil.copytree(ROOT / name, folder / name)
        (folder / "output").mkdir(mode=0o700)
        (folder / "bin").mkdir()
        (folder / "bin/yardstick").symlink_to(pathlib.Path(program).resolve())
        text = (ROOT / "docs/official.md").read_text(encoding="utf-8")
        lines = [line for block in re.findall(r"```sh\n(.*?)```", text, re.S) for line in block.splitlines()]
        assert len(lines) == len(EXPECTED), lines
        env = {**os.environ, "PATH": f"{folder}/bin:{os.environ['PATH']}"}
        for line, expected in zip(lines, EXPECTED):
            done = subprocess.run(["sh", "-c", line], cwd=folder, env=env, capture_output=True, text=True)
            if done.returncode != expected:
                sys.exit(f"{line}\nexit {done.returncode}, not {expected}\n{done.stdout}{done.stderr}")
        issued = sorted(path.name for path in (folder / "output/issued").iterdir())
        assert issued[-1] == "0005-2025Q4-r1", issued
        page = (folder / "output/issued/0005-2025Q4-r1/feedback/P003.html").read_text(encoding="utf-8")
        assert "（更正）" in page and "走访台账补录" in page and "→" in page, "the correction does not say what changed"
        register = (folder / "output/register.xml").read_text(encoding="utf-8")
        assert register.count("已更正") == register.count('batch="0005-2025Q4-r1"') > 0
        print(f"   {len(lines)} commands as written; {register.count('已更正')} papers corrected")
    finally:
        subprocess.run(["chmod", "-R", "u+w", str(folder)], check=False)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1])
