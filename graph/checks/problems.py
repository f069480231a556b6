"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class CheckProblem:
    """A fault: which check, on which subject (an IRI, or the name of a count), what is wrong."""

    check: str
    subject: str
    message: str
