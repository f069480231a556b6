"""The settings: environment variables with the prefix POLICYLINKS_, one frozen value, described once."""

from __future__ import annotations

import math
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from graph.errors import CallError
from graph.stores.sparql import Limits

PREFIX = "POLICYLINKS_"
DEFAULT_BASE = "https://w3id.org/policylinks/id/"
DEFAULT_PORT = 8000
_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*/id/")


def _about(text: str) -> dict[str, str]:
    return {"about": text}


def default_store() -> Path:
    """The folder of the store in the user's data directory, by the platform's convention."""
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        root = Path.home() / "Library" / "Application Support"
    else:
        root = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return root / "policylinks" / "store"


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be set. Each field's metadata says what it is for; the documentation lists them from here."""

    base_iri: str = field(default=DEFAULT_BASE, metadata=_about("Base of all IRIs that `load` writes; ends in `/id/`."))
    public_url: str = field(
        default="",
        metadata=_about("Scheme and host under which the world reaches the server; else those of the request."),
    )
    store: Path = field(default_factory=default_store, metadata=_about("Folder of the embedded store."))
    sparql_url: str = field(
        default="", metadata=_about("Query address of a SPARQL 1.1 endpoint to use instead of the embedded store.")
    )
    sparql_update_url: str = field(
        default="", metadata=_about("Update address of that endpoint, for `load` into it. Never reachable over HTTP.")
    )
    neo4j_url: str = field(
        default="", metadata=_about("Address (`bolt://…`, `neo4j://…`) of a Bolt server to use for Cypher.")
    )
    neo4j_user: str = field(default="neo4j", metadata=_about("User of that server."))
    neo4j_password: str = field(
        default="", repr=False, metadata=_about("Password of that user. It is read from nowhere else.")
    )
    neo4j_database: str = field(default="", metadata=_about("Name of the database there; without it, the user's own."))
    host: str = field(default="127.0.0.1", metadata=_about("Address that `serve` listens on."))
    port: int = field(
        default=DEFAULT_PORT, metadata=_about("Port of `serve`; where it is taken and not set, the next free one.")
    )
    query_timeout: float = field(default=10.0, metadata=_about("Seconds that a query may take."))
    max_rows: int = field(default=100_000, metadata=_about("Rows (or triples) that an answer may have."))
    max_query_length: int = field(default=100_000, metadata=_about("Characters that a query may have."))
    cors_origins: str = field(
        default="*", metadata=_about("Origins that may read answers, separated by commas; `*` for any.")
    )
    language: str = field(
        default="", metadata=_about("Language of the pages where the reader names none: `ja` or `en`.")
    )
    port_is_set: bool = field(default=False, metadata={})

    @property
    def limits(self) -> Limits:
        """What a query may use."""
        return Limits(self.query_timeout, self.max_rows, self.max_query_length)


def documented() -> tuple[tuple[str, str, str], ...]:
    """Name, default and purpose of each setting, for the documentation and the help."""
    found = []
    for each in fields(Settings):
        if each.metadata:
            default = "" if each.name == "store" else str(each.default)
            found.append((PREFIX + each.name.upper(), default, each.metadata["about"]))
    return tuple(found)


def read_settings(environment: Mapping[str, str], **given: object) -> Settings:
    """The settings of an environment; what is ``given`` (and not None) wins. Raises CallError for what is wrong."""
    values: dict[str, object] = {}
    for each in fields(Settings):
        raw = environment.get(PREFIX + each.name.upper())
        if raw and each.metadata:
            values[each.name] = _converted(each.name, raw)
    values |= {name: value for name, value in given.items() if value is not None}
    values["port_is_set"] = "port" in values
    settings = Settings(**values)  # type: ignore[arg-type]
    if not _BASE.fullmatch(settings.base_iri):
        raise CallError(
            f"{PREFIX}BASE_IRI is {settings.base_iri!r}.", "It ends in /id/, such as https://example.org/id/."
        )
    if settings.language not in ("", "ja", "en"):
        raise CallError(f"{PREFIX}LANGUAGE is {settings.language!r}.", "It is ja or en.")
    return settings


def _converted(name: str, raw: str) -> object:
    kinds: dict[str, type] = {
        "port": int,
        "max_rows": int,
        "max_query_length": int,
        "query_timeout": float,
        "store": Path,
    }
    kind = kinds.get(name, str)
    try:
        value = kind(raw)
    except ValueError:
        raise CallError(f"{PREFIX}{name.upper()} is {raw!r}.", "It is a number.") from None
    if kind in (int, float) and not 0 < value < math.inf:
        raise CallError(f"{PREFIX}{name.upper()} is {raw!r}.", "It is greater than 0.")
    return value
