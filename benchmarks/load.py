"""How fast is a load: from the official document to a checked graph on disk, beside the same work done with rdflib?

    python benchmarks/load.py [DOCUMENT] [--repeats 7]

Without a document, the official text in the folder `shared` beside the checkout (or POLICYLINKS_SHARED) is read, else
the bundled plan. Each run is a process of its own with a new store; printed is Markdown with minimum, median and
maximum. The peer gets the same triples: it parses and checks them with rdflib and pyshacl and writes them as N-Quads.
It has nothing to read or extract, and no index to make, so the ratio is in its favour.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = Path(sys.executable).parent / "policylinks"

READING = """
import sys, time
from pathlib import Path
from loaders.load import facts_of_document
from loaders.text.readers import read_file
start = time.perf_counter()
facts_of_document(read_file(Path(sys.argv[1])))
print(time.perf_counter() - start)
"""
PEER = """
import sys
import rdflib
from pyshacl import validate
data = rdflib.Dataset(default_union=True)
data.parse(sys.argv[1], format="nquads")
plain = rdflib.Graph()
for triple in data.triples((None, None, None)):
    plain.add(triple)
shapes = rdflib.Graph().parse(sys.argv[2], format="turtle")
assert validate(plain, shacl_graph=shapes, inference="none")[0]
data.serialize(sys.argv[3], format="nquads")
"""


def document() -> Path:
    """The official text where it is at hand, else the bundled plan."""
    shared = Path(os.environ.get("POLICYLINKS_SHARED") or ROOT.parent / "shared")
    official = shared / "documents" / "yamaguchi-industrial-strategy.txt"
    return official if official.is_file() else ROOT / "data" / "yamaguchi-industrial-strategy.md"


def timed(command: list[str | Path]) -> float:
    """Seconds that a command takes as a whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - start


def measured(path: Path, repeats: int) -> dict[str, list[float]]:
    """Seconds of each run by what was measured; ours and the peer take turns."""
    found: dict[str, list[float]] = {"whole command": [], "reading and extraction": [], "second load": [], "rdflib": []}
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(repeats):
            store = Path(folder) / f"store-{turn}"
            command = [PROGRAM, "load", path, "--store", store]
            found["whole command"].append(timed(command))
            found["second load"].append(timed(command))
            done = subprocess.run(
                [sys.executable, "-c", READING, path], check=True, capture_output=True, text=True, cwd=ROOT
            )
            found["reading and extraction"].append(float(done.stdout))
            quads = Path(folder) / f"out-{turn}"
            timed([PROGRAM, "export", "--store", store, "--to", quads, "--format", "nq"])
            peer = [sys.executable, "-c", PEER, quads / "policy.nq", ROOT / "ontology/shapes.ttl", quads / "peer.nq"]
            found["rdflib"].append(timed(peer))
    return found


def main() -> None:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("document", nargs="?", type=Path)
    parser.add_argument("--repeats", type=int, default=7)
    arguments = parser.parse_args()
    path = arguments.document or document()
    found = measured(path, arguments.repeats)
    print(f"`{path.name}`, {arguments.repeats} runs each, seconds:\n")
    print("| what | minimum | median | maximum |\n|---|---:|---:|---:|")
    labels = {
        "whole command": "`policylinks load`, the whole command",
        "reading and extraction": "of it: reading and extraction",
        "second load": "the same again (nothing changes)",
        "rdflib": "peer: the same triples by rdflib and pyshacl into a file",
    }
    for name, label in labels.items():
        runs = found[name]
        print(f"| {label} | {min(runs):.2f} | {statistics.median(runs):.2f} | {max(runs):.2f} |")
    ratio = statistics.median(found["rdflib"]) / statistics.median(found["whole command"])
    print(f"\nRatio of the medians, peer to whole command: {ratio:.2f}")


if __name__ == "__main__":
    main()
