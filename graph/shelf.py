"""A folder of files, each named by the hash of its bytes, so that none ever changes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection
from pathlib import Path


def content_name(data: bytes) -> str:
    """The name of a file: the hash of its bytes."""
    return hashlib.sha256(data).hexdigest()


class Shelf:
    """The folder. What it holds is named by the state of the store; everything else there may be removed."""

    def __init__(self, folder: Path, suffix: str) -> None:
        self._folder, self._suffix = folder, suffix

    def put(self, name: str, data: bytes) -> None:
        """Writes a file whole and to the disk, unless it is there already. Raises OSError where that fails."""
        path = self.path(name)
        if path.exists():
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = path.with_suffix(".new")
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)

    def keep_only(self, names: Collection[str]) -> None:
        """Removes what no name leads to: files of replaced documents, and what killed loads left."""
        for path in self._folder.iterdir() if self._folder.is_dir() else ():
            if path.suffix != self._suffix or path.stem not in names:
                path.unlink(missing_ok=True)

    def path(self, name: str) -> Path:
        """Where a file of this name is, or would be."""
        return self._folder / f"{name}{self._suffix}"
