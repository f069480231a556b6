"""How do loads grow: 1, 10, 100 and 1,000 made plans, read, checked and put into one store by one command?

    python benchmarks/reading_many.py [--counts 1 10 100 1000]

Each load is a process of its own (``policylinks load``) with a new store. Where a load is linear, the documents per
second stay what they are; a single document pays for the start of the program alone.
"""

from __future__ import annotations

import argparse
import os
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
    """Files of so many made plans, each of a seed of its own."""
    paths = [folder / f"plan-{seed:04}.txt" for seed in range(count)]
    for seed, path in enumerate(paths):
        if not path.exists():
            path.write_text(made_plan(seed).text, "utf-8")
    return paths


def seconds(paths: list[Path], store: Path) -> float:
    """Seconds of one load as a whole process. Raises CalledProcessError, with what the program said, where it fails."""
    start = time.perf_counter()
    done = subprocess.run([PROGRAM, "load", *paths, "--store", store], capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise SystemExit(f"the load of {len(paths)} plans failed: {done.stderr[-2000:]}")
    return time.perf_counter() - start


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 10, 100, 1000])
    arguments = parser.parse_args()
    print(f"Made plans of 4 projects (about 200 lines each), {os.cpu_count()} cores:\n")
    print("| plans | seconds | seconds a plan | plans a second |\n|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in arguments.counts:
            took = seconds(plans(folder, count), folder / f"store-{count}")
            print(f"| {count:,} | {took:.1f} | {took / count:.2f} | {count / took:.1f} |", flush=True)


if __name__ == "__main__":
    main()
