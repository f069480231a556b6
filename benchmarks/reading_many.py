"""How do loads grow: 1, 10, 100 and 1,000 made plans, read, checked and put into one store by one command?

    python benchmarks/reading_many.py [--counts 1 10 100 1000]

Each load is a process of its own (``policylinks load``) with a new store. Where a load is linear, the documents per
second stay what they are; a single document pays for the start of the program alone. The seconds of the processors
tell the same on a machine that others use too.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).parent / "policylinks"
sys.path.insert(0, str(ROOT))

from tests.plans.made_plan import made_plan  # noqa: E402


def plans(folder: Path, count: int) -> list[Path]:
    """Files of so many made plans, each of a seed of its own, and of a title of its own: else two may be one plan."""
    paths = [folder / f"plan-{seed:04}.txt" for seed in range(count)]
    for seed, path in enumerate(paths):
        if not path.exists():
            plan = made_plan(seed)
            title = plan.truth["title"]
            path.write_text(plan.text.replace(title, f"{title}（第{seed}版）", 1), "utf-8")
    return paths


def seconds(paths: list[Path], store: Path) -> tuple[float, float]:
    """Seconds by the clock and of the processors for one load as a whole process. Ends the script where it fails."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([PROGRAM, "load", *paths, "--store", store], capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"the load of {len(paths)} plans failed: {done.stderr[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.perf_counter() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 10, 100, 1000])
    arguments = parser.parse_args()
    print(f"Made plans of 4 projects (about 200 lines each), {os.cpu_count()} cores:\n")
    print("| plans | seconds | plans a second | seconds of processors | of them a plan |\n|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in arguments.counts:
            took, work = seconds(plans(folder, count), folder / f"store-{count}")
            print(f"| {count:,} | {took:.1f} | {count / took:.2f} | {work:.1f} | {work / count:.2f} |", flush=True)


if __name__ == "__main__":
    main()
