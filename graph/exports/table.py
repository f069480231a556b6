"""``EXPORTS``: every form in which the graph is written for other tools. A new one is a function and a line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.exports.csv_files import csv_files
from graph.exports.given import ExportInput
from graph.exports.graphml import graphml
from graph.exports.json_ld import json_ld
from graph.exports.rdf_files import n_quads, n_triples, rdf_xml, trig, turtle

# One file, several by name, or several one after the other, whose parts come while they are read.
Content = bytes | Mapping[str, bytes] | Iterator[tuple[str, Iterable[bytes]]]


@dataclass(frozen=True, slots=True)
class Export:
    """A form of the graph: its name, media type, the suffix of ``policy.*``, what it is for, and its writer.

    The writer gives bytes (one file) or, for a form of several files, bytes by file name, or names and parts of files
    that are never in memory as a whole; the same input always gives the same bytes.
    """

    name: str
    media_type: str
    suffix: str
    description: Mapping[str, str]
    write: Callable[[ExportInput], Content]

    def streams(self, given: ExportInput) -> Iterator[tuple[str, Iterable[bytes]]]:
        """Path and content of each file of this export: ``policy.ttl``, or ``csv/project.csv`` where there are several.
        A content is to be read before the next file is asked for."""
        written = self.write(given)
        if isinstance(written, bytes):
            yield f"policy{self.suffix}", (written,)
        elif isinstance(written, Mapping):
            for name, content in written.items():
                yield f"{self.name}/{name}", (content,)
        else:
            for name, parts in written:
                yield f"{self.name}/{name}", parts

    def files(self, given: ExportInput) -> Mapping[str, bytes]:
        """The files of this export by path, held in memory."""
        return {path: b"".join(parts) for path, parts in self.streams(given)}


def _markdown(given: ExportInput) -> bytes | Mapping[str, bytes]:
    from graph.exports.markdown import markdown_files

    files = {name: text.encode() for name, text in markdown_files(given.facts).items()}
    return files if len(files) > 1 else next(iter(files.values()))


def _neo4j_admin(given: ExportInput) -> Iterator[tuple[str, Iterable[bytes]]]:
    from graph.exports.neo4j_admin.files import neo4j_admin_files

    return neo4j_admin_files(given)


def _words(ja: str, en: str) -> Mapping[str, str]:
    return {"ja": ja, "en": en}


_ALL = (
    Export("ttl", "text/turtle", ".ttl", _words("Turtle(読みやすいRDF)", "Turtle, the readable RDF"), turtle),
    Export(
        "nt",
        "application/n-triples",
        ".nt",
        _words("N-Triples(1行1トリプル)", "N-Triples, one triple a line"),
        n_triples,
    ),
    Export(
        "nq",
        "application/n-quads",
        ".nq",
        _words("N-Quads(文書ごとのグラフ付き)", "N-Quads, with the graph of each document"),
        n_quads,
    ),
    Export(
        "trig",
        "application/trig",
        ".trig",
        _words("TriG(文書ごとのグラフ付き)", "TriG, with the graph of each document"),
        trig,
    ),
    Export(
        "jsonld",
        "application/ld+json",
        ".jsonld",
        _words("JSON-LD(文脈付きのJSON)", "JSON-LD, JSON with a context"),
        json_ld,
    ),
    Export("rdf", "application/rdf+xml", ".rdf", _words("RDF/XML", "RDF/XML"), rdf_xml),
    Export(
        "graphml",
        "application/graphml+xml",
        ".graphml",
        _words("GraphML(Gephi、yEd、Cytoscape用)", "GraphML, for Gephi, yEd and Cytoscape"),
        graphml,
    ),
    Export(
        "csv",
        "text/csv",
        ".csv",
        _words("CSV(表ごとに1ファイル、CSVWの説明付き)", "CSV, one file a table, described in CSVW"),
        csv_files,
    ),
    Export(
        "neo4j-admin",
        "text/csv",
        ".csv",
        _words("neo4j-admin用のCSVと取り込みのコマンド", "CSV for neo4j-admin, with the command that imports it"),
        _neo4j_admin,
    ),
    Export(
        "markdown",
        "text/markdown",
        ".md",
        _words("人が書ける計画の書式(Markdown)", "the Markdown plan format, which a person can write"),
        _markdown,
    ),
)

EXPORTS: Mapping[str, Export] = {each.name: each for each in _ALL}
