"""Where the derivation reads from: quads of a store, which are never all in memory, or quads that are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Protocol

from pyoxigraph import BlankNode, NamedNode, Quad, QuerySolutions, Store

from graph.property_graph.answers import answer_lines, lines_of
from graph.property_graph.things import Stated, Thing, is_iri, read_term, things_in, things_of
from graph.shelf import opened_whole
from ontology.prefixes import PREFIXES

_TYPE = PREFIXES["rdf"] + "type"
_ALL = "SELECT ?s ?p ?o { ?s ?p ?o }"
_OF_CLASSES = "SELECT ?s {{ VALUES ?c {{ {classes} }} ?s a ?c }}"
_SAYING = "SELECT ?s ?o {{ ?s <{predicate}> ?o }}"
_IN_SEVERAL = "SELECT ?s { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s HAVING (COUNT(DISTINCT ?g) > 1)"


class Source(Protocol):
    """What the derivation asks for."""

    def things(self) -> Iterable[Thing]:
        """Each subject once, with all that is said of it."""

    def of_classes(self, classes: Iterable[str]) -> set[str]:
        """The IRIs of what is of one of the classes."""

    def values(self, predicate: str) -> Iterable[tuple[str, str]]:
        """The subjects and the texts of the literals of a property, in no order."""


@dataclass(frozen=True)
class SubjectQuads:
    """The quads of some graphs of an Oxigraph store, grouped by subject; can be read again and keeps nothing.

    Oxigraph keeps the quads of a graph in the order of their subjects, so one sweep over each graph gives them grouped;
    subjects that stand in several graphs come last. ``kept`` are files of the sorted triples of graphs (N-Triples) that
    are named by the hash of their bytes: things are read from these where they are there and whole, which takes a fifth
    of the time, since Oxigraph looks up each term of each triple. ``merged``: the store's default graph is the merge of
    the graphs, which is asked faster than many of them.
    """

    store: Store
    graphs: tuple[str, ...]
    kept: Mapping[str, Path] = field(default_factory=dict, compare=False)
    merged: bool = False

    def __iter__(self) -> Iterator[Quad]:
        """Each subject's quads together, whatever graphs they stand in."""
        for graph in self.graphs:
            for quad in self.store.quads_for_pattern(None, None, None, NamedNode(graph)):
                if quad.subject not in self._in_several:
                    yield quad
        yield from self._quads_in_several()

    def things(self) -> Iterator[Thing]:
        """Each subject once, with all that is said of it in all graphs."""
        several = frozenset(each.value for each in self._in_several if isinstance(each, NamedNode))
        return chain(things_in(self._triples(), several), things_of(self._quads_in_several()))

    def _triples(self) -> Iterator[Sequence[str]]:
        not_kept = []
        for graph in self.graphs:
            file = opened_whole(self.kept[graph]) if graph in self.kept else None
            if file is None:
                not_kept.append((graph,))
                continue
            with file:
                yield from (line.split(" ", 2) for line in lines_of(file.fileno()))
        if not_kept:
            yield from (line.split("\t") for line in answer_lines(self.store, _ALL, not_kept))

    def of_classes(self, classes: Iterable[str]) -> set[str]:
        """The IRIs of what is of one of the classes, read from an index."""
        query = _OF_CLASSES.format(classes=" ".join(f"<{each}>" for each in classes))
        return {line[1:-1] for line in answer_lines(self.store, query, self._union) if is_iri(line)}

    def values(self, predicate: str) -> Iterator[tuple[str, str]]:
        """The subjects and the texts of the literals of a property, read from an index."""
        for line in answer_lines(self.store, _SAYING.format(predicate=predicate), self._union):
            subject, text = line.split("\t")
            term = read_term(text)
            if isinstance(term, Stated) and is_iri(subject):
                yield subject[1:-1], term.value

    @property
    def _union(self) -> tuple[tuple[str, ...] | None, ...]:
        return (None if self.merged else self.graphs,) if self.graphs else ()

    @cached_property
    def _in_several(self) -> frozenset[NamedNode | BlankNode]:
        """The subjects that more than one of the graphs has something to say of."""
        if len(self.graphs) < 2:
            return frozenset()
        found = self.store.query(_IN_SEVERAL, named_graphs=[NamedNode(each) for each in self.graphs])
        assert isinstance(found, QuerySolutions)
        return frozenset(row[0] for row in found if isinstance(row[0], NamedNode | BlankNode))

    def _quads_in_several(self) -> Iterator[Quad]:
        inside = {NamedNode(each) for each in self.graphs}
        for subject in self._in_several:
            for quad in self.store.quads_for_pattern(subject, None, None, None):
                if quad.graph_name in inside:
                    yield quad


class HeldQuads:
    """Quads in memory, grouped by subject."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._things = tuple(things_of(quads))

    def things(self) -> Sequence[Thing]:
        """Each subject once, with all that is said of it."""
        return self._things

    def of_classes(self, classes: Iterable[str]) -> set[str]:
        """The IRIs of what is of one of the classes."""
        wanted = set(classes)
        return {iri for iri, said in self._things if not wanted.isdisjoint(said.get(_TYPE, ()))}

    def values(self, predicate: str) -> Iterator[tuple[str, str]]:
        """The subjects and the texts of the literals of a property."""
        for iri, said in self._things:
            for term in said.get(predicate, ()):
                if isinstance(term, Stated):
                    yield iri, term.value


def by_subject(
    store: Store, graphs: Iterable[str], kept: Mapping[str, Path] | None = None, *, merged: bool = False
) -> SubjectQuads:
    """The quads of the named graphs of a store, for ``property_nodes`` and ``property_relationships``."""
    return SubjectQuads(store, tuple(sorted(set(graphs))), kept or {}, merged)


def grouped(quads: Iterable[Quad]) -> Sequence[Quad]:
    """Quads from elsewhere (a dump, an endpoint), grouped by subject in memory; subjects come in order."""
    return sorted(quads, key=lambda quad: str(quad.subject))
