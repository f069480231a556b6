"""Readers: a file's bytes become lines. ``READERS`` names them by suffix; a new format is one line there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from graph.errors import CallError, DocumentError, OutsideError
from loaders.text.lines import Document, read_document


def _plain(name: str, data: bytes) -> Document:
    return read_document(name, data, "text/plain")


def _markdown(name: str, data: bytes) -> Document:
    return read_document(name, data, "text/markdown")


READERS: Mapping[str, Callable[[str, bytes], Document]] = {
    ".txt": _plain,
    ".md": _markdown,
}


def read_file(path: Path) -> Document:
    """Reads a file by its suffix.

    Raises CallError where there is no such file or no reader for it, OutsideError where it cannot be opened, and
    DocumentError where its bytes are no text.
    """
    reader = READERS.get(path.suffix.lower())
    if path.is_dir():
        raise CallError(f"{path} is a folder.", "Name the files in it.")
    if not path.exists():
        raise CallError(f"There is no file {path}.", "Check the name.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OutsideError(f"{path} cannot be read: {error.strerror}.", "Check its permissions.") from error
    if reader is None:
        head = data[:4]
        what = "a PDF file" if head == b"%PDF" else f"a file of type {path.suffix or 'unknown'}"
        raise DocumentError(path.name, f"{what} cannot be read.", f"Readable: {', '.join(READERS)}.")
    return reader(path.name, data)
