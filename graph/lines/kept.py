"""The accounts of lines that a store keeps, each in a file of a shelf."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.errors import StoreError
from graph.lines.account import LineAccount, account_of
from graph.shelf import Shelf


class KeptAccounts(Mapping[str, LineAccount]):
    """The accounts of a store by the id of their document, each read when it is asked for first.

    A document that was replaced meanwhile has none any more. Two are equal where they name the same accounts.
    """

    def __init__(self, shelf: Shelf, names: Mapping[str, str]) -> None:
        self._shelf, self._names = shelf, dict(names)
        self._read: dict[str, LineAccount] = {}

    def __getitem__(self, document: str) -> LineAccount:
        """Raises KeyError where the store has no account of the document, StoreError where it cannot be read."""
        name = self._names[document]
        if name not in self._read:
            path = self._shelf.path(name)
            try:
                self._read[name] = account_of(path.read_bytes())
            except FileNotFoundError:
                raise KeyError(document) from None
            except (OSError, ValueError) as error:
                raise StoreError(f"The account of lines {path} cannot be read.", "Load the document again.") from error
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __eq__(self, other: object) -> bool:
        return self._names == other._names if isinstance(other, KeptAccounts) else NotImplemented

    __hash__ = None  # type: ignore[assignment]
