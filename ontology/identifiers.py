"""Ids are minted here: class slug and a hash over the outline path. See docs/decisions/ids.md."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata

_LENGTH = 10


def slug(prefix: str, *path: str) -> str:
    """An ASCII id ``prefix-xxxxxxxxxx`` of a path of names; the same for names that differ only in width or spaces."""
    folded = "\x1f".join(re.sub(r"\s+", "", unicodedata.normalize("NFKC", part)) for part in path)
    digest = hashlib.sha256(folded.encode()).digest()
    return f"{prefix}-{base64.b32encode(digest).decode().lower()[:_LENGTH]}"


def passage(document: str, first: int, last: int) -> str:
    """The id of the lines ``first`` to ``last`` of a document. Lines are what a passage is, so they make its id."""
    return f"passage-{document.removeprefix('document-')}-{first}-{last}"
