"""The store of the command line's tests serves here too."""

from __future__ import annotations

from tests.cli.conftest import store

__all__ = ["store"]
