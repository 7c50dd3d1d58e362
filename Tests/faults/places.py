"""Links, pipes and strangers in every place of output/; read-only media; small disks; twelve environments."""
import os
import shutil
import subprocess
import time

from kit import ARGUMENTS, batches, tree


def is_root():
    return os.geteuid() == 0


def strangers(kit, base, issued):
    """What stands where the program expects its own: refused, and the victim untouched."""
    places = ["output", "output/issued", "output/drafts", "output/working", "output/index.html", "output/register.xml",
              "output/issued/0001-2025Q1", "state/head.xml", "state", "output/issued/.staging-1"]
    count = bad = 0
    for place in places:
        for kind in ("link", "pipe"):
            folder = kit.fresh(issued)
            victim = folder / "victim"
            victim.mkdir()
            (victim / "precious").write_text("x")
            path = folder / place
            if path.exists():
                path.rename(folder / "aside")
            if kind == "link":
                path.symlink_to(victim)
            else:
                os.mkfifo(path)
            done = kit.run(folder, timeout=20)
            count += 1
            harmless = place.endswith(".staging-1") or (kind == "pipe" and place == "output/issued/.staging-1")
            if (victim / "precious").read_text() != "x" or len(list(victim.iterdir())) != 1:
                bad += 1
                kit.fail("strangers", f"{kind} at {place}: the victim was changed")
            if not harmless and done.returncode not in (66, 73, 78, 80):
                bad += 1
                kit.fail("strangers", f"{kind} at {place}: exit {done.returncode}")
            kit.discard(folder)
    folder = kit.fresh(issued)
    (folder / "output/issued/x").write_text("x")
    count += 1
    if kit.run(folder).returncode != 80:
        kit.fail("strangers", "a foreign file in issued/ was not refused")
    kit.discard(folder)
    print(f"   {count} strangers, {bad} bad")


def read_only(kit, base, issued):
    if not is_root():
        return kit.skip("read-only mount", "needs root")
    folder = kit.fresh(issued)
    output = str(folder / "output")
    mounted = subprocess.run(["mount", "--bind", output, output], capture_output=True).returncode == 0
    if not mounted or subprocess.run(["mount", "-o", "remount,bind,ro", output], capture_output=True).returncode:
        if mounted:
            subprocess.run(["umount", output])
        kit.discard(folder)
        return kit.skip("read-only mount", "mount is not permitted here")
    before = tree(folder)
    run, verify = kit.run(folder), kit.run(folder, "verify")
    dry = kit.run(folder, "run", "--dry-run")
    subprocess.run(["umount", output], check=True)
    if run.returncode != 73:
        kit.fail("read-only", f"run exits {run.returncode}, not 73")
    if verify.returncode != 0 or dry.returncode != 0:
        kit.fail("read-only", f"verify exits {verify.returncode}, dry run {dry.returncode}: {verify.stderr}{dry.stderr}")
    if tree(folder) != before:
        kit.fail("read-only", "something was written")
    kit.discard(folder)
    print("   read-only: run 73, verify and dry run 0")


def foreign_owner(kit, base):
    """Somebody else's output: refused at once, nothing made."""
    if not is_root() or not shutil.which("setpriv"):
        return kit.skip("foreign owner", "needs root and setpriv to be somebody else")
    program = kit.root / "yardstick"
    if not program.exists():
        shutil.copy(kit.program, program)
    os.chmod(kit.root, 0o711)
    try:
        for mode in (0o700, 0o755):
            folder = kit.fresh(base)
            subprocess.run(["chmod", "-R", "a+rX", str(folder)], check=True)
            subprocess.run(["chown", "-R", "65534", str(folder / "state")], check=True)
            os.chmod(folder / "state", 0o700)
            os.chmod(folder / "output", mode)
            before = tree(folder)
            start = time.monotonic()
            done = subprocess.run(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", str(program), "run", *ARGUMENTS],
                                  cwd=folder, capture_output=True, text=True)
            if done.returncode != 73 or tree(folder) != before or time.monotonic() - start > 1:
                kit.fail("foreign owner", f"{mode:o}: exit {done.returncode}: {done.stderr}")
            kit.discard(folder)
    finally:
        os.chmod(kit.root, 0o700)
    print("   foreign owner: 73, nothing made")


def small_disks(kit, base, gold):
    """tmpfs of many sizes: nothing or all, never half; with room again the golden bytes."""
    if not is_root():
        return kit.skip("small disks", "tmpfs needs root")
    # From what stands there already to well over twice as much: the run adds a batch of about the same size.
    least = int(subprocess.run(["du", "-sk", str(base / "output")], capture_output=True, text=True, check=True).stdout.split()[0])
    span = least * 3 // 2
    sizes = range(least, least + span, max(4, span // (168 if kit.long else 56)))
    bad = full = 0
    for size in sizes:
        folder = kit.fresh(base)
        output = folder / "output"
        shutil.rmtree(output)
        output.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k,mode=0700", "none", str(output)],
                          capture_output=True).returncode:
            kit.discard(folder)
            return kit.skip("small disks", "mount is not permitted here")
        subprocess.run(f"cp -a {base}/output/. {output}/", shell=True, stderr=subprocess.DEVNULL)
        if batches(folder) != batches(base):
            subprocess.run(["umount", str(output)], check=True)
            kit.discard(folder)
            continue
        done = kit.run(folder)
        full += done.returncode != 0
        state = batches(folder)
        said = "已签发 " in done.stdout + done.stderr
        is_new = state == gold[1]
        if not is_new and state != batches(base) or done.returncode == 0 and not is_new or said != is_new \
                or done.returncode not in (0, 74):
            bad += 1
            kit.fail("small disks", f"{size} KiB: exit {done.returncode}, new {is_new}, said {said}: {done.stderr}")
        subprocess.run(["mount", "-o", "remount,size=64m", str(output)], check=True)
        again = kit.run(folder)
        if again.returncode or tree(folder) != gold[0]:
            bad += 1
            kit.fail("small disks", f"{size} KiB: with room again exit {again.returncode}, other bytes: {again.stderr}")
        subprocess.run(["umount", str(output)], check=True)
        kit.discard(folder)
    if not full:
        kit.fail("small disks", "no disk was too small")
    print(f"   {len(sizes)} sizes, {full} of them too small, {bad} bad")


def environments(kit, base, gold):
    bare = {"PATH": "/usr/bin:/bin"}
    settings = [
        ({}, 0o077), (bare, 0o077), ({**bare, "LC_ALL": "C"}, 0o022), ({**bare, "LC_ALL": "zh_CN.UTF-8"}, 0o022),
        ({**bare, "TZ": "America/Adak"}, 0), ({**bare, "TZ": "Asia/Tokyo"}, 0o777), ({**bare, "HOME": "/nonexistent"}, 0o027),
        ({**bare, "LANG": "tr_TR.UTF-8"}, 0o077), ({**bare, "SWIFT_DETERMINISTIC_HASHING": "1"}, 0o077),
        ({**bare, "COLUMNS": "20", "TERM": "dumb"}, 0o002), ({**bare, "TMPDIR": "/nowhere"}, 0o077),
        ({**bare, "POSIXLY_CORRECT": "1", "USER": "nobody"}, 0o177),
    ]
    trees = set()
    for env, mask in settings:
        folder = kit.fresh(base)
        done = subprocess.run(
            ["sh", "-c", f'umask {mask:o}; cd /; exec "$@"', "sh", kit.program, "run", "--quiet",
             *(str(folder / a) if not a.startswith("--") else a
               for a in ("--input", "input", "--templates", "templates", "--output", "output", "--state", "state"))],
            env=env, capture_output=True, text=True)
        if done.returncode:
            kit.fail("environments", f"{env} umask {mask:o}: exit {done.returncode}: {done.stderr}")
        trees.add("\n".join(tree(folder)))
        kit.discard(folder)
    if trees != {"\n".join(gold[0])}:
        kit.fail("environments", f"{len(trees)} different trees")
    print(f"   {len(settings)} environments, {len(trees)} tree hash")
