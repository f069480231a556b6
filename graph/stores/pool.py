"""A warm pool of query workers: each query has one to itself, is killed at its limit, and replaced."""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from graph.errors import LimitError, StoreError
from graph.stores.worker import read_frame, write_frame

# A worker dies with the thread that started it, so that a killed program leaves none behind. Threads that answer
# requests come and go while the program runs; this one stays.
_STARTER = ThreadPoolExecutor(1, "worker-starter")


class Worker:
    """One child process."""

    def __init__(self, memory: int) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-m", "graph.stores.worker", str(memory)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd="/", start_new_session=True,
        )  # fmt: skip

    def ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes] | None:
        """Header and body of the answer; None where the process died or was killed at the limit."""
        assert self._process.stdin and self._process.stdout
        timer = threading.Timer(seconds, self._process.kill)
        timer.start()
        try:
            write_frame(self._process.stdin, json.dumps(request).encode())
            self._process.stdin.flush()
            header = read_frame(self._process.stdout)
            body = read_frame(self._process.stdout)
        except (BrokenPipeError, OSError):
            return None
        finally:
            timer.cancel()
        return None if header is None or body is None else (json.loads(header), body)

    def kill(self) -> None:
        """Kills the process; whoever waits for its answer gets none."""
        self._process.kill()

    def end(self) -> None:
        """Kills the process and waits for it."""
        self.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()


class WorkerPool:
    """Hands out workers; safe to use from several threads."""

    def __init__(self, size: int, memory: int) -> None:
        self._memory = memory
        self._idle: queue.Queue[Worker | None] = queue.Queue()
        for _ in range(size):
            self._idle.put(None)  # started on first use
        self._at_work: set[Worker] = set()
        self._closed = False

    def _start(self) -> Worker:
        return _STARTER.submit(Worker, self._memory).result()

    def warm(self) -> None:
        """Starts a worker for each free place, so that a first query need not wait for it."""
        places = [self._idle.get() for _ in range(self._idle.qsize())]
        for worker in places:
            self._idle.put(worker or self._start())

    def ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Runs a request within ``seconds`` (waiting for a free worker included).

        Raises LimitError at the limit of time or memory, StoreError where the store cannot be opened.
        """
        deadline = time.monotonic() + seconds
        try:
            worker = self._idle.get(timeout=seconds)
        except queue.Empty:
            raise LimitError(
                f"No query worker was free within {seconds:g} s.", "Ask again later; others' queries are running."
            ) from None
        replacement: Worker | None = None
        try:
            worker = worker or self._start()
            self._at_work.add(worker)
            answer = worker.ask(request, max(deadline - time.monotonic(), 0.05))
            if answer is not None:
                replacement = worker
        finally:
            if worker is not None:
                self._at_work.discard(worker)
                if replacement is None:
                    worker.end()
            self._idle.put(replacement)
            if self._closed:
                self.close()
        return self._checked(answer, deadline, seconds)

    def _checked(
        self, answer: tuple[dict[str, Any], bytes] | None, deadline: float, seconds: float
    ) -> tuple[dict[str, Any], bytes]:
        if answer is None:
            if time.monotonic() >= deadline - 0.02:
                raise LimitError(
                    f"The query ran into the limit of {seconds:g} s.",
                    "Ask for less: fewer patterns, a LIMIT, a named thing.",
                )
            raise LimitError("The query ran into the limit of memory.", "Ask for less: fewer rows, shorter texts.")
        error = answer[0].get("error")
        if error == "memory":
            raise LimitError("The query ran into the limit of memory.", "Ask for less: fewer rows, shorter texts.")
        if error == "store":
            raise StoreError(
                "The store could not be opened for reading.", "Ask again; a load may just have replaced it."
            )
        return answer

    def close(self) -> None:
        """Ends all workers; a query that is being answered ends with LimitError."""
        self._closed = True
        for busy in list(self._at_work):
            busy.kill()
        for _ in range(self._idle.qsize()):
            try:
                worker = self._idle.get_nowait()
            except queue.Empty:
                return
            if worker:
                worker.end()
