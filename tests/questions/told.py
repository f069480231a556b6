"""What the truth files of made plans tell about questions: which value a question is asked with on a plan.

``GAPS`` is a plan with gaps, of which the other plans have none, ``ENDS`` one with schemes that end in every way that
can be told. ``OURS`` are the questions that are no sample ones,
with their rows on the official plan.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from graph.questions.catalogue import question
from loaders.load import bundled_plan
from tests.conftest import DOCUMENTS, ROOT

ON_FRAMES = ("asagiri-industry-plan", "minatogawa-growth-vision")
ON_BODIES = ("hoshimori-city-plan", "mizuho-prefecture-vision", "tokiwa-prefecture-strategy")
MADE_PLANS = (*ON_FRAMES, *ON_BODIES)
Truth = dict[str, Any]
_HERE = Path(__file__).parent
SHARED = Path(os.environ.get("POLICYLINKS_SHARED") or ROOT.parent / "shared")
GAPS, ENDS = _HERE / "gaps.md", _HERE / "ends.md"
OFFICIAL = "official"
OURS: dict[str, list[list[Any]]] = yaml.safe_load((_HERE / "official.yaml").read_text("utf-8"))


@lru_cache
def truth_of(plan: str) -> Truth:
    """What a made plan says."""
    told: Truth = yaml.safe_load((DOCUMENTS / f"{plan}.yaml").read_text("utf-8"))
    return told


def path_of(plan: str) -> Path:
    """The file of a plan by its name: ``bundled``, ``gaps``, ``ends``, ``official`` or a made plan."""
    if plan == OFFICIAL:
        return SHARED / "documents" / "yamaguchi-industrial-strategy.txt"
    return {"bundled": bundled_plan(), "gaps": GAPS, "ends": ENDS}.get(plan) or DOCUMENTS / f"{plan}.txt"


def parameters_on(plan: str, id_: str) -> Mapping[str, str]:
    """With what a question is asked on a plan: its own values on the bundled plan; on a made one something of it."""
    parameters = [each.name for each in question(id_).parameters]
    if plan not in MADE_PLANS or not parameters:
        return {}
    told = truth_of(plan)
    given = told.get("answers", {}).get(id_, {}).get("parameters")
    if given:
        return dict(zip(parameters, given.values(), strict=True))
    of_plan = {
        "projectName": told["projects"][0],
        "fieldName": told["fields"][0][1],
        "indicatorName": next(each["label"] for each in told["indicators"] if each["owner"]),
        "agreementName": next(
            (each["name"] for each in told.get("instruments", ()) if each["kind"] == "agreement"), ""
        ),
        "organizationName": next((body for body, *_ in told.get("engagements", ())[1:]), ""),
    }
    return {name: of_plan[name] for name in parameters if name in of_plan}
