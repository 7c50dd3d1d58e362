"""Power cuts on a loop-mounted ext4: kill at each changing call, drop what was not flushed, mount again (RELIABILITY 9.2)."""
import fcntl
import os
import random
import struct
import subprocess
import time

from kit import batches, tree

CHANGING = ["mkdirat", "write", "fsync", "renameat2", "unlinkat", "fchmod"]
SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN, include/uapi/linux/ext4.h
NO_LOG_FLUSH = 2


def quiet(*words):
    return subprocess.run(words, capture_output=True).returncode == 0


def run(kit, base, gold, sweep):
    if os.geteuid() != 0:
        return kit.skip("power cut", "needs root for a loop mount")
    image, mount = kit.root / "disk.img", kit.root / "disk"
    mount.mkdir()
    subprocess.run(["truncate", "-s", "64M", str(image)], check=True)
    if not quiet("mkfs.ext4", "-q", "-F", str(image)) or not quiet("mount", "-o", "loop,commit=300", str(image), str(mount)):
        return kit.skip("power cut", "no loop mount of ext4 here")
    points = [*sweep.points(CHANGING)]
    random.Random(1).shuffle(points)
    points = [None, *points][kit.slice[0]::kit.slice[1]]
    bad = lost = done_points = 0
    start = time.monotonic()
    try:
        for point in points:
            if not kit.long and time.monotonic() - start > 45:
                break
            work = mount / "w"
            quiet("rm", "-rf", str(work))
            subprocess.run(["cp", "-a", str(base), str(work)], check=True)
            subprocess.run(["sync", "-f", str(mount)], check=True)
            inject = [] if point is None else kit.inject(point[0], "signal=KILL", point[1])
            first = kit.run(work, strace=inject)
            cut(mount, image)
            done_points += 1
            state = batches(work)
            if "已签发 " in first.stdout and state != gold[1]:
                lost += 1
                kit.fail("power cut", f"{point}: announced but lost")
            again = kit.run(work)
            if again.returncode or tree(work) != gold[0]:
                bad += 1
                kit.fail("power cut", f"{point}: second run exits {again.returncode}: {again.stderr}")
    finally:
        subprocess.run(["umount", str(mount)], capture_output=True)
    print(f"   power cut at {done_points} of {len(points)} changing calls, {bad} bad, {lost} announced but lost")


def cut(mount, image):
    folder = os.open(mount, os.O_RDONLY | os.O_DIRECTORY)
    fcntl.ioctl(folder, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
    os.close(folder)
    subprocess.run(["umount", str(mount)], check=True)
    subprocess.run(["mount", "-o", "loop,commit=300", str(image), str(mount)], check=True)
