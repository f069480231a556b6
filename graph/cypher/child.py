"""The embedded Cypher engine: one process that holds a Java machine and speaks Bolt on loopback, until its parent ends.

Run as ``python -m graph.cypher.child``. Orders come as JSON lines on standard input, the first of them the settings of
the start; each is answered by one JSON line on standard output. When standard input ends, by whatever end of the
parent, the process removes its folder and ends at once: the Java machine would keep it alive for ever.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any, TextIO

READER_GROUP = "reader"
_PLUGIN = "Bolt:com.arcadedb.bolt.BoltProtocolPlugin"
_ROOT_RIGHTS = ["updateSecurity", "updateSchema", "updateDatabaseSettings"]
_ALL_RIGHTS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
_WATCH_SECONDS = 0.5


def groups() -> dict[str, Any]:
    """Who may do what: ``admin`` everything, ``reader`` nothing but read (the fourth lock), everybody else nothing."""

    def group(access: list[str], records: list[str]) -> dict[str, Any]:
        return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}

    named = {"admin": group(_ROOT_RIGHTS, _ALL_RIGHTS), READER_GROUP: group([], ["readRecord"]), "*": group([], [])}
    return {"databases": {"*": {"groups": named}}, "version": 2}


def java_options(order: dict[str, Any]) -> str:
    """Memory and limits of the Java machine. What limits queries counts for all of it, so it stands here."""
    limits = {
        "command.timeout": order["milliseconds"],
        "command.regexTimeout": min(order["milliseconds"], 1000),
        "opencypher.loadCsv.allowFileUrls": "false",
        "opencypher.loadCsv.allowRemoteUrls": "false",
        "queryMaxRangeSize": 10_000,
        "queryMaxHeapRAM": order["megabytes"] // 4,
        "queryMaxHeapElementsAllowedPerOp": 500_000,
        "queryMaxConcurrent": 16,
        # One query has one core, so that the others have the next one.
        "queryParallelScan": "false",
        "queryParallelismPoolThreads": 1,
        "typeDefaultBuckets": 1,
        "bolt.maxConnections": 64,
        "serverMetrics": "false",
        # Each start has new passwords of 192 random bits: to hash them over and over takes time and adds nothing.
        "server.saltIterations": 1,
    }
    named = [f"-Darcadedb.{name}={value}" for name, value in limits.items()]
    # The quick compiler and the plain collector: a start is seconds and the memory is small. With room for the classes
    # from the first the collector does not run for them.
    java = [f"-Xmx{order['megabytes']}m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:MetaspaceSize=128m"]
    return " ".join([*java, *named])


class Engine:
    """The server in this process."""

    def __init__(self, order: dict[str, Any]) -> None:
        os.environ["ARCADEDB_JVM_ARGS"] = java_options(order)
        folder = Path(order["folder"])
        (folder / "config").mkdir(parents=True, exist_ok=True)
        (folder / "config" / "server-groups.json").write_text(json.dumps(groups()), encoding="utf-8")
        import arcadedb_embedded

        self.port = order["port"] or _free_port()
        # "development" is the mode in which errors say what is wrong with a query.
        settings = {
            "mode": "development", "host": "127.0.0.1", "http_port": _free_port(), "bolt_port": self.port,
            "server_plugins": _PLUGIN,
        }  # fmt: skip
        self._server = arcadedb_embedded.create_server(
            root_path=str(folder), root_password=order["root_password"], config=settings
        )
        self._server.start()
        self._java = self._server._java_server
        self._java.getHttpServer().stopService()  # nobody speaks to it but by Bolt
        self._add_reader(order["reader"], order["reader_password"])

    def _add_reader(self, name: str, password: str) -> None:
        import jpype

        security = self._java.getSecurity()
        user = {"name": name, "password": str(security.encodePassword(password)), "databases": {"*": [READER_GROUP]}}
        security.createUser(jpype.JClass("com.arcadedb.serializer.json.JSONObject")(json.dumps(user)))

    def obey(self, order: dict[str, Any]) -> dict[str, Any]:
        """Makes a database, makes it the one that is meant where none is named, or drops it."""
        match order["do"]:
            case "create":
                self._server.create_database(order["database"])
            case "default":
                self._java.getConfiguration().setValue("arcadedb.bolt.defaultDatabase", order["database"])
            case "drop":
                self._java.getDatabase(order["database"]).getEmbedded().drop()
                self._java.removeDatabase(order["database"])
            case other:
                raise ValueError(other)
        return {"done": order["do"]}


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def serve(first: dict[str, Any], orders: TextIO, answers: TextIO) -> Engine:
    """Starts the engine by the first order and obeys the following ones; gives it back so that nothing stops it."""
    engine = Engine(first)
    _answer(answers, {"port": engine.port})
    for line in orders:
        try:
            _answer(answers, engine.obey(json.loads(line)))
        except Exception as error:
            _answer(answers, {"error": f"{type(error).__name__}: {error}"})
    return engine


def _answer(answers: TextIO, content: dict[str, Any]) -> None:
    answers.write(json.dumps(content) + "\n")
    answers.flush()


def _watch_parent(parent: int, folder: str) -> None:
    """Ends the process when its parent is gone, even while the Java machine starts and nobody reads the pipe."""
    while os.getppid() == parent:
        time.sleep(_WATCH_SECONDS)
    _end(folder)


def _end(folder: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(0)


def main() -> None:
    """Serves, and ends without waiting for the Java machine."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # What the Java machine prints goes to standard error, so that answers stay whole lines.
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    first = json.loads(sys.stdin.readline())
    threading.Thread(target=_watch_parent, args=(os.getppid(), first["folder"]), daemon=True).start()
    engine: Engine | None = None
    try:
        engine = serve(first, sys.stdin, answers)
    except Exception as error:
        _answer(answers, {"error": f"{type(error).__name__}: {error}"})
    finally:
        _end(first["folder"])
    del engine


if __name__ == "__main__":
    main()
