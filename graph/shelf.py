"""Files that are there whole or not at all, and a folder of such, each named by the hash of its bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path
from typing import IO


def content_name(data: bytes) -> str:
    """The name of a file: the hash of its bytes."""
    return hashlib.sha256(data).hexdigest()


def opened_whole(path: Path) -> IO[bytes] | None:
    """A file of a shelf, open from its beginning; None where it is gone or does not hold what its name says."""
    try:
        file = path.open("rb", buffering=0)
    except FileNotFoundError:
        return None
    if hashlib.file_digest(file, "sha256").hexdigest() == path.stem:
        file.seek(0)
        return file
    file.close()
    return None


def write_to_disk(path: Path, data: bytes) -> None:
    """Writes a file beside its place and to the disk, and then renames it. Raises OSError where that fails."""
    temporary = path.with_name(path.name + ".new")
    with temporary.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)


class Shelf:
    """The folder. What it holds is named by the state of the store; everything else there may be removed."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self._folder, self._suffix = folder, suffix

    def put(self, name: str, data: bytes) -> None:
        """Writes a file whole and to the disk, unless it is there already. Raises OSError where that fails."""
        path = self.path(name)
        if not path.exists():
            self._folder.mkdir(parents=True, exist_ok=True)
            write_to_disk(path, data)

    def keep_only(self, names: Collection[str]) -> None:
        """Removes what no name leads to: files of replaced documents, and what killed loads left."""
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.suffix != self._suffix or path.stem not in names:
                path.unlink(missing_ok=True)

    def path(self, name: str) -> Path:
        """Where a file of this name is, or would be."""
        return self._folder / f"{name}{self._suffix}"
