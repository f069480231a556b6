"""Exports written into a folder: all of them or none, with the checksums of all."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from graph.errors import CallError, OutsideError
from graph.exports.given import ExportInput
from graph.exports.table import EXPORTS

CHECKSUMS = "SHA256SUMS"
STAGING = ".policylinks-export"
Progress = Callable[[str, int, int], None]


def export(
    given: ExportInput, directory: Path, names: Iterable[str] = (), progress: Progress | None = None
) -> Mapping[str, str]:
    """Writes the named exports (none named: all) into a folder, which is made where it is missing.

    All files are written in a hidden folder inside it and go to their places once all of them are whole; until then the
    folder is as it was. Gives the checksum (SHA-256) of each file written, by path; ``SHA256SUMS``, which goes last,
    holds these and those of other exports that an earlier call left there. Tables that the graph no longer has are
    removed. A second export into the folder waits for the first. Raises CallError for an unknown name and OutsideError
    where the folder cannot be written.
    """
    wanted = list(dict.fromkeys(names)) or list(EXPORTS)
    for name in wanted:
        if name not in EXPORTS:
            raise CallError(f"There is no export {name!r}.", f"Known exports: {', '.join(EXPORTS)}.")
    sums: dict[str, str] = {}
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with _staging(directory) as staging:
            staged = replace(given, scratch=staging)
            for done, name in enumerate(wanted):
                if progress:
                    progress(name, done, len(wanted))
                for path, parts in EXPORTS[name].streams(staged):
                    sums[path] = _write(staging / path, parts)
            _move(staging, directory, wanted, sums)
    except OSError as error:
        if error.errno is None:  # none of the system's: the store's
            raise
        named = Path(error.filename) if isinstance(error.filename, str) else directory
        told = directory if STAGING in named.parts else named
        raise OutsideError(
            f"{told} cannot be written: {error.strerror}.", "Name a folder that can be written."
        ) from error
    if progress:
        progress("", len(wanted), len(wanted))
    return sums


@contextmanager
def _staging(directory: Path) -> Iterator[Path]:
    """An empty folder inside another, for one process at a time; what a killed one left there is removed."""
    staging = directory / STAGING
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        os.close(descriptor)


def _write(path: Path, parts: Iterable[bytes]) -> str:
    """Writes a file; gives its checksum."""
    path.parent.mkdir(exist_ok=True)
    sum_ = hashlib.sha256()
    with path.open("xb") as file:
        for part in parts:
            file.write(part)
            sum_.update(part)
    path.chmod(0o644)
    return sum_.hexdigest()


def _move(staging: Path, directory: Path, wanted: Iterable[str], sums: Mapping[str, str]) -> None:
    """Brings whole files to their places and removes those of the same exports that are no more."""
    before = _read_checksums(directory / CHECKSUMS)
    stale = [path for path in before if path.partition("/")[0] in wanted and "/" in path and path not in sums]
    kept = {path: hash_ for path, hash_ in before.items() if path not in stale and (directory / path).is_file()}
    lines = [f"{hash_}  {path}\n" for path, hash_ in sorted({**kept, **sums}.items())]
    _write(staging / CHECKSUMS, ["".join(lines).encode()])
    for path in (*sums, CHECKSUMS):
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (staging / path).replace(directory / path)
    for path in stale:
        (directory / path).unlink(missing_ok=True)


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
