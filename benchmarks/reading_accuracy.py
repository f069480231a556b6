"""How well are made plans read: precision and recall by kind of fact, undamaged and under each damage?

    python benchmarks/reading_accuracy.py [--plans 30] [--size 4]

The plans come from the generator of the tests (``tests/plans``), whose sentences were written without a look at the
rules of names and ties. Printed is Markdown: a table by kind of fact, and one by damage. A cell says precision / recall
in percent; all plans together are one sample.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from loaders.kinds.strategy.kind import read_strategy  # noqa: E402
from loaders.resolution import document_id, plan_id, resolve  # noqa: E402
from loaders.text.lines import read_document  # noqa: E402
from tests.comparison import claims_of_facts, claims_of_truth, compare  # noqa: E402
from tests.comparison_ties import compare_ties  # noqa: E402
from tests.plans.made_plan import ALL_DAMAGES, made_plan  # noqa: E402

GROUPS = {
    "frame": (
        "FieldGroup", "GrowthField", "CrossCuttingArea", "Project", "ProjectPart", "Component", "MeasureGroup",
        "Measure", "Listing", "ScheduledActivity", "Contribution", "Indicator", "IndicatorValue",
    ),
    "people": ("Person", "Membership"), "bodies": ("Organization", "organization kinds"),
    "engagements": ("Engagement",), "relations": ("Relationship",), "instruments": ("Instrument",),
    "findings": ("Finding",), "events": ("Event",), "figures": ("Fact",), "mentions": ("mentions",),
}  # fmt: skip
"""The columns of the table by damage, with the kinds that each takes together."""
Counts = Counter[tuple[str, str]]


def counted(job: tuple[int, str, int]) -> Counts:
    """Items in both, missing and surplus by kind, of one plan with one damage (or none)."""
    seed, damage, size = job
    plan = made_plan(seed, {damage} if damage else frozenset(), size)
    document = read_document("made-plan.txt", plan.text.encode(), "text/plain")
    draft = read_strategy(document, None)
    facts = resolve(draft, document, document_id(plan_id(draft), document.name))
    found: Counts = Counter()
    for each in (*compare(claims_of_truth(plan.truth), claims_of_facts(facts)), *compare_ties(plan.truth, facts)):
        found[each.kind, "both"] += each.both
        found[each.kind, "missing"] += each.missing.total()
        found[each.kind, "surplus"] += each.surplus.total()
    return found


def shares(counts: Counts, kinds: Iterable[str]) -> str:
    """Precision / recall of some kinds together, in percent."""
    both, missing, surplus = (sum(counts[kind, what] for kind in kinds) for what in ("both", "missing", "surplus"))
    if not both + missing + surplus:
        return ""
    return " / ".join(f"{100 * both / whole:.1f}" if whole else "–" for whole in (both + surplus, both + missing))


def main() -> None:
    """Measures and prints two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--plans", type=int, default=30)
    parser.add_argument("--size", type=int, default=4)
    arguments = parser.parse_args()
    seeds = range(1000, 1000 + arguments.plans)  # other plans than the tests read
    found: dict[str, Counts] = {}
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        for damage in ("", *ALL_DAMAGES):
            jobs = [(seed, damage, arguments.size) for seed in seeds]
            found[damage] = sum(pool.map(counted, jobs, chunksize=5), Counter())
    whole = found[""]
    print(f"{arguments.plans} made plans of {arguments.size} projects, undamaged:\n")
    print("| kind of fact | items | precision / recall, % |\n|---|---:|---:|")
    for kind in dict.fromkeys(kind for kind, _ in whole):
        print(f"| {kind} | {whole[kind, 'both'] + whole[kind, 'missing']} | {shares(whole, [kind])} |")
    print("\nThe same plans, each with one damage; precision / recall, %:\n")
    print(f"| damage | {' | '.join(GROUPS)} |\n|---|{'---:|' * len(GROUPS)}")
    for damage, counts in found.items():
        print(f"| {damage or 'none'} | {' | '.join(shares(counts, kinds) for kinds in GROUPS.values())} |")


if __name__ == "__main__":
    main()
