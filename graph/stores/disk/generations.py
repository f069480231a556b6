"""The embedded store's folder: whole generations, swapped at once.

A load never touches the data that is being read. It makes a new generation (table files of the old one are linked, not
copied: RocksDB never changes them), replaces graphs there, and then swaps one small file. Killed before the swap, the
store is the old state; after it, the new one. The account of a document's lines is a file beside the generations that
the state of the document's graph names, so it is swapped with the graph; so are the triples of each graph, as sorted
N-Triples, for those who read whole graphs. See docs/decisions/generations.md.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pyoxigraph import Quad, Store

from graph.errors import StoreError
from graph.lines.account import LineAccount, account_bytes
from graph.lines.kept import KeptAccounts
from graph.shelf import Shelf, content_name, write_to_disk
from graph.stores.disk.merged import merge, replace_graphs
from graph.stores.ontology_graph import ontology_quads
from ontology.vocabulary import ONTOLOGY, turtle

FORMAT = 2
_GENERATION = re.compile(r"[0-9]+(-[0-9a-f]+)?")
_CONTENT = re.compile(r"[0-9a-f]{64}")
_STATE, _LOCK, _GENERATIONS, _LINES, _TRIPLES = "current.json", "lock", "generations", "lines", "triples"


@dataclass(frozen=True, slots=True)
class GraphState:
    """One named graph: how many triples, the hash of them as sorted N-Triples (it names their file), and the name of
    the account of its document's lines: empty where the graph is no document's, or was loaded by an older program.
    """

    triples: int
    hash: str
    lines: str = ""

    def as_json(self) -> dict[str, Any]:
        """The graph as the swapped file has it."""
        return {"triples": self.triples, "hash": self.hash, **({"lines": self.lines} if self.lines else {})}


@dataclass(frozen=True, slots=True)
class State:
    """What the swapped file says: which generation is current, and what is in it.

    ``merged``: the generation's default graph holds each triple of the data graphs once (it does from format 2 on).
    """

    generation: str = ""
    version: str = "empty"
    base: str = ""
    graphs: Mapping[str, GraphState] = field(default_factory=dict)
    merged: bool = True

    def as_json(self) -> str:
        """The state as JSON, keys sorted."""
        graphs = {iri: each.as_json() for iri, each in sorted(self.graphs.items())}
        content = {
            "format": FORMAT,
            "generation": self.generation,
            "version": self.version,
            "base": self.base,
            "graphs": graphs,
        }
        return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)


class Generations:
    """A store folder. Reading is free; ``swap`` takes the folder's lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._accounts = Shelf(folder / _LINES, ".json")
        self._triples = Shelf(folder / _TRIPLES, ".nt")

    def state(self) -> State:
        """The present state; an empty one where nothing was loaded yet.

        Raises StoreError where the folder was written by a newer program or is no store.
        """
        try:
            content = json.loads((self.folder / _STATE).read_bytes())
            number = int(content["format"])
            if number > FORMAT:
                raise StoreError(
                    f"The store {self.folder} has format {number}; this program reads up to format {FORMAT}.",
                    "Use the newer program, or load into another folder with --store.",
                )
            graphs = {
                iri: GraphState(each["triples"], _content(each["hash"]), _content(each.get("lines", "")))
                for iri, each in content["graphs"].items()
            }
            return State(_name(content["generation"]), content["version"], content["base"], graphs, number > 1)
        except FileNotFoundError:
            return State()
        except OSError as error:
            raise StoreError(
                f"The store {self.folder} cannot be read: {error.strerror}.", "Check its permissions."
            ) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError(
                f"{self.folder / _STATE} is not the state of a store.",
                "Name another folder with --store, or load anew into an empty one.",
            ) from error

    def path(self, state: State) -> Path:
        """The Oxigraph folder of a state's generation."""
        return self.folder / _GENERATIONS / state.generation

    def accounts(self, state: State) -> KeptAccounts:
        """The accounts of lines of a state, by the id of their document."""
        named = {iri.removeprefix(state.base): each.lines for iri, each in state.graphs.items() if each.lines}
        return KeptAccounts(self._accounts, named)

    def triples(self, state: State) -> Mapping[str, Path]:
        """Where the sorted N-Triples of each graph are kept; one that an older program loaded has no such file."""
        return {iri: self._triples.path(each.hash) for iri, each in state.graphs.items()}

    def replace(
        self,
        graphs: Mapping[str, Sequence[Quad]],
        base: str,
        accounts: Mapping[str, LineAccount],
        waiting: Callable[[], None] | None = None,
    ) -> bool:
        """Replaces whole graphs, all of them or none; False where the store already held just these.

        ``accounts`` are those of lines by graph; the account of a changed graph that has none here is dropped. A second
        writer waits (``waiting`` is called once before it does). Raises StoreError where the disk is full or the folder
        cannot be written; the store is then as it was.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._lock(waiting):
                return self._replace(graphs, base, {iri: account_bytes(each) for iri, each in accounts.items()})
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT) or "No space left" in str(error):
                raise StoreError(
                    f"The disk of the store {self.folder} is full.",
                    "The store is as it was; free some space and load again.",
                ) from error
            raise StoreError(
                f"The store {self.folder} cannot be written: {error}.", "The store is as it was."
            ) from error

    def _replace(self, graphs: Mapping[str, Sequence[Quad]], base: str, accounts: Mapping[str, bytes]) -> bool:
        before = self.state()
        if before.base and before.base != base and before.graphs:
            raise StoreError(
                f"The store {self.folder} holds data under {before.base}, not {base}.",
                "Set POLICYLINKS_BASE_IRI to the store's base, or load into another folder.",
            )
        self._remove_orphans(before)
        names = {iri: content_name(data) for iri, data in accounts.items()}
        after_graphs = dict(before.graphs)
        for iri, quads in graphs.items():
            triples = _sorted_triples(quads)
            text = "\n".join(triples).encode()
            hash_ = content_name(text)
            self._triples.put(hash_, text)
            old = before.graphs.get(iri)
            kept = old.lines if old and old.hash == hash_ else ""  # the same triples, and no account came along
            after_graphs[iri] = GraphState(len(triples), hash_, names.get(iri, kept))
        version = _version(after_graphs, base)
        if version == before.version and after_graphs == before.graphs:
            return False
        for iri, data in accounts.items():
            self._accounts.put(names[iri], data)
        if version == before.version:  # the same triples, read from other lines or by another rule
            self._swap(replace(before, graphs=after_graphs))
            return True
        generation = f"{int(before.generation.split('-')[0] or 0) + 1:06d}-{version}"
        after = State(generation, version, base, after_graphs)
        target = self.path(after)
        try:
            self._write(before, target, graphs)
        except BaseException:
            shutil.rmtree(target, ignore_errors=True)
            raise
        self._swap(after)
        return True

    def _write(self, before: State, target: Path, graphs: Mapping[str, Sequence[Quad]]) -> None:
        if before.generation:
            _link_tree(self.path(before), target)
        else:
            target.mkdir(parents=True)
        store = Store(str(target))
        if not before.merged:
            merge(store, before.graphs)
        replace_graphs(store, {ONTOLOGY: ontology_quads(), **graphs})
        store.flush()
        del store  # RocksDB closes its files; readers may open the folder from now on

    def _swap(self, state: State) -> None:
        """Puts the state in the place of the old one: the one moment at which a load happens."""
        write_to_disk(self.folder / _STATE, state.as_json().encode())
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def _remove_orphans(self, keep: State) -> None:
        """Removes what killed loads left, and generations before the present one (readers have moved on since)."""
        folder = self.folder / _GENERATIONS
        for each in folder.iterdir() if folder.is_dir() else ():
            if each.name != keep.generation:
                shutil.rmtree(each, ignore_errors=True)
        self._accounts.keep_only({each.lines for each in keep.graphs.values()})
        self._triples.keep_only({each.hash for each in keep.graphs.values()})

    @contextmanager
    def _lock(self, waiting: Callable[[], None] | None) -> Iterator[None]:
        with (self.folder / _LOCK).open("a") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if waiting:
                    waiting()
                fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _name(generation: str) -> str:
    """The name of a generation's folder. Raises ValueError for what would lead out of the store."""
    if not _GENERATION.fullmatch(generation):
        raise ValueError(f"{generation!r} is no generation")
    return generation


def _link_tree(source: Path, target: Path) -> None:
    """Links the table files of a RocksDB folder, which never change, and copies the rest."""
    target.mkdir(parents=True)
    for each in source.iterdir():
        if each.name == "LOCK":
            continue
        if each.suffix == ".sst":
            try:
                os.link(each, target / each.name)
                continue
            except OSError:  # a file system without links
                pass
        shutil.copy2(each, target / each.name)


def _content(name: str) -> str:
    """The name of a file on a shelf, or none. Raises ValueError for what would lead out of the store."""
    if name and not _CONTENT.fullmatch(name):
        raise ValueError(f"{name!r} is no hash")
    return name


def _sorted_triples(quads: Sequence[Quad]) -> list[str]:
    """The triples of quads as lines of N-Triples without their full stops, each once."""
    return sorted({f"{each.subject} {each.predicate} {each.object}" for each in quads})


def _version(graphs: Mapping[str, GraphState], base: str) -> str:
    ontology = hashlib.sha256(turtle().encode()).hexdigest()
    text = "\n".join([str(FORMAT), base, ontology, *(f"{iri} {each.hash}" for iri, each in sorted(graphs.items()))])
    return hashlib.sha256(text.encode()).hexdigest()[:16]
