"""The errors of the program, one tree. The class says who is at fault, and so the exit code and the HTTP status.

PolicyLinksError
├── DataError            the data is at fault (exit code 1)
│   ├── DocumentError    a document cannot be read as a plan; names file, line and column
│   └── CheckError       facts break the shapes of the ontology
├── CallError            the call is at fault (exit code 2)
│   ├── QueryError       a query does not parse; has line and column
│   ├── QueryRefused     a query asks for what is not allowed (SERVICE, LOAD, an unknown FROM)
│   └── UpdateRefused    an update was sent where only queries are taken
└── OutsideError         something outside is at fault (exit code 3)
    ├── StoreError       the store cannot be opened, read or written (locked, newer version, full disk)
    ├── EndpointError    a remote endpoint does not answer, or not as its protocol says
    └── LimitError       a limit of time, memory or size ended the work
"""

from __future__ import annotations


class PolicyLinksError(Exception):
    """Any error that is told to the user in one sentence.

    ``message`` names the thing and what was wrong; ``remedy`` what would have been right.
    """

    exit_code = 1

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()

    def __reduce__(self) -> tuple[object, ...]:
        """An error comes whole out of another process, whatever its class asks for when it is made."""
        return (_rebuilt, (type(self), self.args, self.__dict__))


class DataError(PolicyLinksError):
    """The data is at fault."""


class DocumentError(DataError):
    """A document cannot be read. ``line`` and ``column`` count from 1; 0 means the document as a whole."""

    def __init__(self, document: str, message: str, remedy: str = "", *, line: int = 0, column: int = 0) -> None:
        super().__init__(message, remedy)
        self.document, self.line, self.column = document, line, column

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.document, self.line, self.column) if part)
        return f"{place}: {super().__str__()}"


class CheckError(DataError):
    """Facts break the shapes of the ontology."""


class CallError(PolicyLinksError):
    """The call is at fault."""

    exit_code = 2


class QueryError(CallError):
    """A query does not parse. ``line`` and ``column`` of the first offending token count from 1."""

    def __init__(self, message: str, remedy: str = "", *, line: int = 1, column: int = 1) -> None:
        super().__init__(message, remedy)
        self.line, self.column = line, column


class QueryRefused(CallError):  # noqa: N818  # a refusal, not a mistake
    """A query asks for what is not allowed here."""


class UpdateRefused(CallError):  # noqa: N818  # likewise
    """An update was sent where only queries are taken."""


class OutsideError(PolicyLinksError):
    """Something outside the program is at fault."""

    exit_code = 3


class StoreError(OutsideError):
    """The store cannot be opened, read or written."""


class EndpointError(OutsideError):
    """A remote endpoint does not answer, or not as its protocol says."""


class LimitError(OutsideError):
    """A limit of time, memory or size ended the work."""


def _rebuilt(type_: type[PolicyLinksError], args: tuple[object, ...], state: dict[str, object]) -> PolicyLinksError:
    error = type_.__new__(type_, *args)
    error.__dict__.update(state)
    return error
