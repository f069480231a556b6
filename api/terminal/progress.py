"""A progress bar on a terminal for what lasts over a second; nothing in a pipe."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_PATIENCE, _TICK = 1.0, 0.2
Report = Callable[[str, int, int], None]


class _Bar(threading.Thread):
    """Shows the bar once patience is over, and moves its clock even where one step takes long."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._over = threading.Event()
        self._state: tuple[str, int, int] = ("", 0, 1)

    def report(self, what: str, done: int, of: int) -> None:
        self._state = (what, done, of)

    def end(self) -> None:
        self._over.set()
        self.join()

    def run(self) -> None:
        if self._over.wait(_PATIENCE):
            return
        from tqdm import tqdm

        with tqdm(
            total=self._state[2],
            file=sys.stderr,
            leave=False,
            bar_format="{desc} {bar} {n}/{total} {elapsed} < {remaining}",
        ) as bar:
            while not self._over.wait(_TICK):
                what, done, of = self._state
                bar.total, bar.n = of, done
                bar.set_description_str(what, refresh=False)
                bar.refresh()


@contextmanager
def progress() -> Iterator[Report | None]:
    """A function to report (what, done, of) to, and None where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    bar.start()
    try:
        yield bar.report
    finally:
        bar.end()
