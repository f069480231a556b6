"""A folder of accounts of lines, each in a file that is named by the hash of its bytes and never changes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from graph.errors import StoreError
from graph.lines.account import LineAccount, account_of

_SUFFIX = ".json"


def account_name(data: bytes) -> str:
    """The name of an account: the hash of its bytes."""
    return hashlib.sha256(data).hexdigest()


class Shelf:
    """The folder. What it holds is named by the state of the store; everything else there may be removed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, data: bytes) -> None:
        """Writes an account whole and to the disk, unless it is there already. Raises OSError where that fails."""
        path = self._path(name)
        if path.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".new")
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)

    def get(self, name: str) -> LineAccount:
        """An account by its name. Raises FileNotFoundError where it is gone, StoreError where it cannot be read."""
        try:
            return account_of(self._path(name).read_bytes())
        except FileNotFoundError:
            raise
        except (OSError, ValueError) as error:
            raise StoreError(
                f"The account of lines {self._path(name)} cannot be read.", "Load the document again."
            ) from error

    def keep_only(self, names: Collection[str]) -> None:
        """Removes what no name leads to: accounts of replaced documents, and what killed loads left."""
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.suffix != _SUFFIX or path.stem not in names:
                path.unlink(missing_ok=True)

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}{_SUFFIX}"


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
            try:
                self._read[name] = self._shelf.get(name)
            except FileNotFoundError:
                raise KeyError(document) from None
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __eq__(self, other: object) -> bool:
        return self._names == other._names if isinstance(other, KeptAccounts) else NotImplemented

    __hash__ = None  # type: ignore[assignment]
