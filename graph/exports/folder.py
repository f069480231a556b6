"""Exports written into a folder: each file whole or not at all, with the checksums of all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from graph.errors import CallError, OutsideError
from graph.exports.given import ExportInput
from graph.exports.table import EXPORTS

CHECKSUMS = "SHA256SUMS"
Progress = Callable[[str, int, int], None]


def export(
    given: ExportInput, directory: Path, names: Iterable[str] = (), progress: Progress | None = None
) -> Mapping[str, str]:
    """Writes the named exports (none named: all) into a folder, which is made where it is missing.

    Gives the checksum (SHA-256) of each file written, by path; ``SHA256SUMS`` holds these and those of other exports
    that an earlier call left there. Tables that the graph no longer has are removed. Raises CallError for an unknown
    name and OutsideError where the folder cannot be written.
    """
    wanted = list(dict.fromkeys(names)) or list(EXPORTS)
    for name in wanted:
        if name not in EXPORTS:
            raise CallError(f"There is no export {name!r}.", f"Known exports: {', '.join(EXPORTS)}.")
    sums: dict[str, str] = {}
    try:
        directory.mkdir(parents=True, exist_ok=True)
        before = _read_checksums(directory / CHECKSUMS)
        for done, name in enumerate(wanted):
            if progress:
                progress(name, done, len(wanted))
            for path, content in EXPORTS[name].files(given).items():
                (directory / path).parent.mkdir(parents=True, exist_ok=True)
                write_whole(directory / path, content)
                sums[path] = hashlib.sha256(content).hexdigest()
        stale = [path for path in before if path.partition("/")[0] in wanted and "/" in path and path not in sums]
        for path in stale:
            (directory / path).unlink(missing_ok=True)
        kept = {path: hash_ for path, hash_ in before.items() if path not in stale and (directory / path).is_file()}
        lines = [f"{hash_}  {path}\n" for path, hash_ in sorted({**kept, **sums}.items())]
        write_whole(directory / CHECKSUMS, "".join(lines).encode())
    except OSError as error:
        raise OutsideError(
            f"{error.filename or directory} cannot be written: {error.strerror}.", "Name a folder that can be written."
        ) from error
    if progress:
        progress("", len(wanted), len(wanted))
    return sums


def _read_checksums(path: Path) -> Mapping[str, str]:
    """Checksums by path, of files below the folder only; none where there is no readable file of them."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return {}
    pairs = (line.split("  ", 1) for line in lines if "  " in line)
    return {name: hash_ for hash_, name in pairs if not Path(name).is_absolute() and ".." not in Path(name).parts}


def write_whole(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all. Raises OSError where that fails; a file of that name is then as it was."""
    descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
