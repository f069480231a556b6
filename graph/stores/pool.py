"""A warm pool of query workers: each query has one to itself, is killed at its limit, and replaced."""

from __future__ import annotations

import contextlib
import json
import queue
import subprocess
import sys
import threading
import time
from typing import Any

from graph.errors import LimitError, StoreError
from graph.stores.worker import read_frame, write_frame

Answer = tuple[dict[str, Any], bytes]
_LEAST_SECONDS = 0.05


class Worker:
    """One child process."""

    def __init__(self, memory: int) -> None:
        self.timed_out = False
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", "graph.stores.worker", str(memory)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd="/", start_new_session=True,
        )  # fmt: skip

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def ask(self, request: dict[str, Any], seconds: float) -> Answer | None:
        """Header and body of the answer; None where the process died or was killed at the limit (``timed_out``)."""
        assert self._process.stdin and self._process.stdout
        timer = threading.Timer(seconds, self._time_out)
        timer.start()
        try:
            write_frame(self._process.stdin, json.dumps(request).encode())
            self._process.stdin.flush()
            header = read_frame(self._process.stdout)
            body = read_frame(self._process.stdout)
        except OSError:
            return None
        finally:
            timer.cancel()
        return None if header is None or body is None else (json.loads(header), body)

    def _time_out(self) -> None:
        self.timed_out = True
        self.stop()

    def stop(self) -> None:
        """Kills the process, whatever it does; who asked it hears of it."""
        self._process.kill()

    def end(self) -> None:
        """Kills the process and waits for it."""
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with contextlib.suppress(OSError):  # what was not yet written cannot be any more
                    stream.close()


class WorkerPool:
    """Hands out workers; safe to use from several threads."""

    def __init__(self, size: int, memory: int) -> None:
        self._memory = memory
        self._idle: queue.Queue[Worker | None] = queue.Queue()
        for _ in range(size):
            self._idle.put(None)  # started on first use
        self._busy: set[Worker] = set()
        self._closed = False

    def warm(self) -> None:
        """Starts a worker for each free place, so that a first query need not wait for it."""
        places = [self._idle.get() for _ in range(self._idle.qsize())]
        for worker in places:
            self._idle.put(worker or Worker(self._memory))

    def ask(self, request: dict[str, Any], seconds: float) -> Answer:
        """Runs a request within ``seconds`` (waiting for a free worker included).

        A worker that dies before its time may have died of something else than the query, so a new one is asked once
        more: another idle one may have died of the same.
        Raises LimitError at the limit of time or memory, StoreError where the store cannot be opened.
        """
        deadline = time.monotonic() + seconds
        try:
            place = self._idle.get(timeout=max(seconds, _LEAST_SECONDS))
        except queue.Empty:
            raise _busy(seconds) from None
        if time.monotonic() > deadline:
            self._idle.put(place)
            raise _busy(seconds)
        answer, timed_out = None, False
        try:
            if place is not None and not place.alive:  # it died while it waited
                place.end()
                place = None
            for _ in range(2):
                worker = place or Worker(self._memory)
                answer, place = self._asked(worker, request, deadline)
                timed_out = worker.timed_out
                if answer is not None or timed_out or self._closed:
                    break
        finally:
            self._idle.put(place)
            if self._closed:
                self.close()
        if answer is None and self._closed and not timed_out:
            raise StoreError("The store was closed before the query was answered.", "Ask again when it is open.")
        if answer is None or answer[0].get("error") == "memory":
            raise _ended(timed_out, seconds)
        if answer[0].get("error") == "store":
            raise StoreError("The store cannot be opened for reading.", "Ask again; a load may have replaced it.")
        return answer

    def _asked(self, worker: Worker, request: dict[str, Any], deadline: float) -> tuple[Answer | None, Worker | None]:
        """The answer of a worker, None where it ended, and who takes its place: itself, or a new one where it ended."""
        kept: Worker | None = None
        self._busy.add(worker)
        try:
            answer = worker.ask(request, max(deadline - time.monotonic(), _LEAST_SECONDS))
            if answer is not None and answer[0].get("error") != "memory":
                kept = worker
        finally:
            self._busy.discard(worker)
            if kept is None:
                worker.end()
        return answer, kept or self._successor()

    def _successor(self) -> Worker | None:
        """A new worker in the place of one that was killed, so that the next query need not wait for it."""
        try:
            return None if self._closed else Worker(self._memory)
        except OSError:  # no more processes just now: the next query tries again
            return None

    def close(self) -> None:
        """Ends all workers, those at work with their queries unanswered."""
        self._closed = True
        for each in tuple(self._busy):
            each.stop()
        for _ in range(self._idle.qsize()):
            try:
                worker = self._idle.get_nowait()
            except queue.Empty:
                return
            if worker:
                worker.end()


def _busy(seconds: float) -> LimitError:
    return LimitError(f"No query worker was free within {seconds:g} s.", "Ask again later; other queries are running.")


def _ended(timed_out: bool, seconds: float) -> LimitError:
    if timed_out:
        return LimitError(
            f"The query ran into the limit of {seconds:g} s.", "Ask for less: fewer patterns, a LIMIT, a named thing."
        )
    return LimitError(
        "The query ran into the limit of memory.", "Ask for less: fewer rows, fewer terms in one expression."
    )
