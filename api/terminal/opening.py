"""The store that a command means: ``--store``, else the settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from api.terminal.messages import Messages
from graph.errors import StoreError

if TYPE_CHECKING:
    from api.settings import Settings
    from graph.stores.sparql import SparqlStore


def settings_of(store: Path | None, **given: object) -> Settings:
    """The settings of the environment; a store that is named wins over everything there, an endpoint too.

    Raises CallError for settings that cannot be right.
    """
    from api.settings import read_settings

    named: dict[str, object] = {"store": store, "sparql_url": ""} if store else {}
    return read_settings(os.environ, **named, **given)


@contextmanager
def opened(settings: Settings, waiting: Callable[[], None] | None = None) -> Iterator[SparqlStore]:
    """The store of the settings, closed at the end."""
    from api.stores import open_store

    store = open_store(settings, waiting)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def filled(store: Path | None, say: Messages) -> Iterator[SparqlStore]:
    """The store to read from. Raises StoreError where nothing was loaded into it yet."""
    with opened(settings_of(store)) as found:
        if not found.graphs():
            raise StoreError(say("empty-store"))
        yield found
