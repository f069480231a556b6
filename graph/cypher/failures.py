"""What a driver tells of a query that failed, in our errors: the engine's own sense, and nothing of its inside."""

from __future__ import annotations

import re

from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError, ServiceUnavailable

from graph.cypher.language.tokens import tokens
from graph.errors import (
    CallError,
    EndpointError,
    LimitError,
    PolicyLinksError,
    QueryError,
    UpdateRefused,
)

_FROM_ZERO = re.compile(r"line (\d+)(?::|, column )(\d+)")
_FROM_ONE = re.compile(r"line (\d+), column (\d+) \(offset")
_QUOTED = re.compile(r"['`\"]([^'`\"\s]{1,100})['`\"]")
# Paths, addresses, settings, classes and users of the engine are nobody's business.
_INSIDE = re.compile(
    r"(?:/[\w.-]+){2,}|[A-Za-z]:\\|\w+://|localhost|\d+\.\d+\.\d+\.\d+|\b(?:arcadedb|dbms|server|internal|java|com|org)\."
    r"\w|User '|Exception|Neo\.\w+|LinkedHashMap|server log"
)
_TIME = ("TransactionTimedOut", "Terminated", "LockClientStopped", "LockAcquisitionTimeout")
_MEMORY = re.compile(r"heap|MemoryPool|OutOfMemory|Limit of allowed|queryMaxRangeSize", re.IGNORECASE)
_LONGEST = 300


def translated(error: Exception, text: str, seconds: float, *, lines_before: int = 0) -> PolicyLinksError:
    """The error of ours that says the same. ``lines_before`` are lines that stood before the query's own text."""
    if isinstance(error, PolicyLinksError):
        return error
    if isinstance(error, AuthError):
        return EndpointError("The Bolt server refuses the login.", "Check POLICYLINKS_NEO4J_USER and _PASSWORD.")
    if isinstance(error, Neo4jError):
        return _of_server(error, text, seconds, lines_before)
    if isinstance(error, ServiceUnavailable):
        return unreachable()
    if isinstance(error, ConfigurationError):
        return EndpointError("The Bolt server cannot be asked as it is set up.", "Check POLICYLINKS_NEO4J_URL.")
    if isinstance(error, DriverError):
        return unreachable()
    if isinstance(error, ValueError | TypeError | OverflowError):
        return CallError(
            "A parameter holds a value that Cypher has no type for.", "Send numbers, texts, lists, objects."
        )
    return EndpointError("The Bolt server does not answer as its protocol says.", "Check POLICYLINKS_NEO4J_URL.")


def unreachable() -> EndpointError:
    """Nobody answers by Bolt."""
    return EndpointError("The Bolt server does not answer.", "Check POLICYLINKS_NEO4J_URL and whether it runs.")


def timed_out(seconds: float) -> LimitError:
    """A query that took too long."""
    return LimitError(
        f"The query ran into the limit of {seconds:g} s.", "Ask for less: fewer patterns, a LIMIT, a named thing."
    )


def out_of_memory() -> LimitError:
    """A query that took too much."""
    return LimitError("The query ran into the limit of memory.", "Ask for less: fewer rows, shorter lists.")


def _of_server(error: Neo4jError, text: str, seconds: float, lines_before: int) -> PolicyLinksError:
    code, message = error.code or "", error.message or ""
    if any(name in code for name in _TIME):
        return timed_out(seconds)
    if _MEMORY.search(message) or _MEMORY.search(code):
        return out_of_memory()
    if "AccessMode" in code or "Forbidden" in code:
        return UpdateRefused("The engine takes this for more than reading.", "Only Cypher that reads is taken here.")
    if ".Security." in code:
        return EndpointError("The Bolt server refuses the login.", "Check POLICYLINKS_NEO4J_USER and _PASSWORD.")
    if ".Database." in code:
        return EndpointError("The Bolt server has no such database.", "Check POLICYLINKS_NEO4J_DATABASE.")
    if ".TransientError." in f".{code}":
        return EndpointError("The Bolt server cannot answer just now.", "Ask again.")
    line, column = _place(message, text, lines_before)
    return QueryError(
        f"The query does not hold at line {line}, column {column}: {_said(message)}", "Cypher is read here.",
        line=line, column=column,
    )  # fmt: skip


def _place(message: str, text: str, lines_before: int) -> tuple[int, int]:
    """Line and column from 1 of what a message complains about."""
    if found := _FROM_ONE.search(message):
        place = int(found[1]) - lines_before, int(found[2])
    elif found := _FROM_ZERO.search(message):
        place = int(found[1]) - lines_before, int(found[2]) + 1
    else:
        names = set(_QUOTED.findall(message)) | set(re.findall(r"\b(\w+)\(\)", message))
        names |= set(re.findall(r"parameter\(s\): (\w+)", message))
        every = tokens(text)
        named = next((token for token in every if token.text.strip("`$") in names), None)
        return (named.line, named.column) if named else (1, 1)
    line = min(max(place[0], 1), text.count("\n") + 1)
    return line, max(place[1], 1)


def _said(message: str) -> str:
    """The first line of a message, where it tells nothing of the inside of the engine."""
    first = message.strip().split("\n")[0].strip()
    first = _FROM_ONE.sub("", first).replace("():", "").strip()
    if not first or _INSIDE.search(first):
        return "it cannot be answered as it stands."
    return first[:_LONGEST].rstrip(".") + "."
