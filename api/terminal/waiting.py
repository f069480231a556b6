"""One line on a terminal for something that has no steps to count, once it lasts over a second."""

from __future__ import annotations

import sys
import threading

import click

_PATIENCE = 1.0


class Waiting:
    """Says ``text`` on standard error where what was started is not ended within a second; nothing in a pipe."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._timer: threading.Timer | None = None

    def start(self) -> None:
        """It begins."""
        if sys.stderr.isatty():
            self._timer = threading.Timer(_PATIENCE, click.echo, (self._text,), {"err": True})
            self._timer.daemon = True
            self._timer.start()

    def end(self) -> None:
        """It is over."""
        if self._timer:
            self._timer.cancel()
