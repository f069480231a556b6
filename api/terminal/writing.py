"""Results go to standard output, as UTF-8 whatever the locale; messages never do."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from graph.errors import OutsideError


def write_result(content: bytes) -> None:
    """Writes a result as it is."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def write_json(content: Any) -> None:
    """Writes a result as JSON."""
    write_result(json_bytes(content))


def json_bytes(content: Any) -> bytes:
    """JSON that a person can read too."""
    return json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n"


def write_file(path: Path, content: bytes) -> None:
    """Writes a file whole or not at all; folders above it are not made. Raises OutsideError where that fails."""
    from graph.exports.folder import write_whole

    try:
        write_whole(path, content)
    except OSError as error:
        raise OutsideError(
            f"{path} cannot be written: {error.strerror}.", "Name a folder that can be written."
        ) from error
