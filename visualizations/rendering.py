"""Templates and static files: one Jinja environment, autoescaping, no inline script, hashed names for the cache."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graph.facts import Fact, Node
from graph.snapshot import Snapshot
from ontology.vocabulary import vocabulary
from visualizations.labels import phrases
from visualizations.words import Words, interface, runs

_TYPES = {
    ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".txt": "text/plain",
    ".json": "application/json",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A static file: its media type, its bytes, and the hashed name under which it never changes."""

    media_type: str
    body: bytes
    hashed: str


@lru_cache(maxsize=1)
def static_files() -> Mapping[str, StaticFile]:
    """Every static file by its plain name."""
    root = files("visualizations").joinpath("static")
    found = {}
    listed = [(each.name, each) for each in root.iterdir()]
    vendored = [(f"vendor/{each.name}", each) for each in root.joinpath("vendor").iterdir()]
    for name, file in sorted([*listed, *vendored]):
        if not file.is_file():
            continue
        body = file.read_bytes()
        stem, _, suffix = name.rpartition(".")
        found[name] = StaticFile(_TYPES[f".{suffix}"], body, f"{stem}.{hashlib.sha256(body).hexdigest()[:10]}.{suffix}")
    return found


def static_url(name: str) -> str:
    """The address of a static file, with its hash."""
    return f"/static/{static_files()[name].hashed}"


def thing_url(id_: str, lang: str) -> str:
    """The address of a thing's page."""
    return f"/things/{quote(id_, safe='')}?{urlencode({'lang': lang})}"


def network_url(id_: str, lang: str) -> str:
    """The address of the network around a thing."""
    return f"/network?{urlencode({'focus': id_, 'lang': lang} if id_ else {'lang': lang})}"


def line_url(document: str, line: int, lang: str) -> str:
    """The address of a line among the lines of its document."""
    return f"/lines?{urlencode({'doc': document, 'line': line, 'lang': lang})}#line-{line}"


def data_url(id_: str, suffix: str) -> str:
    """The address of a thing's data in a format."""
    return f"/id/{quote(id_, safe='')}.{suffix}"


def json_url(id_: str) -> str:
    """The address of a thing as JSON."""
    return f"/things/{quote(id_, safe='')}.json"


def csv_url(id_: str) -> str:
    """The address of a thing's links as CSV."""
    return f"/things/{quote(id_, safe='')}.csv"


def _tabs() -> tuple[str, ...]:
    from visualizations.pages import TABS  # the table of pages knows this module

    return TABS


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The one environment of all templates."""
    made = Environment(
        loader=PackageLoader("visualizations"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "static_url": static_url,
        "thing_url": thing_url,
        "network_url": network_url,
        "line_url": line_url,
        "data_url": data_url,
        "json_url": json_url,
        "csv_url": csv_url,
        "urlencode": urlencode,
        "tabs": _tabs,
        "family": family,
        "type_label": type_label,
        "relation_label": relation_label,
        "node_type_label": node_type_label,
        "phrases": phrases,
        "runs": runs,
    }
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return made


def page_context(snapshot: Snapshot, lang: str, tab: str, query: Mapping[str, str]) -> dict[str, Any]:
    """What every template knows. ``tab`` is the page's key; ``query`` its state, for the link to the other language."""
    plan = snapshot.plan
    publisher = next((snapshot.facts.nodes[id_].label for id_ in (plan.refs("publisher") if plan else ())
                      if id_ in snapshot.facts.nodes), "")  # fmt: skip
    other = "en" if lang == "ja" else "ja"
    plans = len(snapshot.facts.by_type.get("Plan", ()))
    return {
        "t": Words(lang), "lang": lang, "tab": tab, "plan": plan, "publisher": publisher, "version": snapshot.version,
        "other_lang": other, "other_url": "?" + urlencode({**query, "lang": other}), "embed": query.get("embed") == "1",
        "several": plans if plans > 1 else 0,
        "tables": snapshot.facts.tables,
    }  # fmt: skip


def render(
    template: str, snapshot: Snapshot, lang: str, *, tab: str, query: Mapping[str, str] | None = None, **values: Any
) -> str:
    """A page as HTML."""
    common = page_context(snapshot, lang, tab, query or {})
    return environment().get_template(template).render(**common, **values)


def family(node: Node) -> str:
    """The kind of a node on pages: it decides glyph and colour."""
    return vocabulary().node_types[node.type].family


def type_label(fact: Fact, lang: str) -> str:
    """The name of a fact's class in a language; of a reference told as a link, that of the property."""
    known = vocabulary()
    found = known.node_types.get(fact.type) or known.link_types.get(fact.type) or known.properties[fact.type]
    return found.label[lang]


def node_type_label(name: str, lang: str) -> str:
    """The name of a class of nodes in a language."""
    return vocabulary().node_types[name].label[lang]


def relation_label(name: str, lang: str) -> str:
    """The name of a relation in a language. One that the interface does not tell is a class or a property that the
    ontology does, under its small name."""
    if f"rel_{name}" in interface():
        return interface()[f"rel_{name}"][lang]
    known = vocabulary()
    named = {each.name.lower(): each.label for each in known.properties.values()}
    named |= {each.name.lower(): each.label for each in known.link_types.values()}
    return named[name][lang] if name in named else name


def colour_rules() -> Markup:
    """Style rules of glyph colours, one a family, from the ontology file."""
    fills = {each.family: each.fill for each in vocabulary().node_types.values()}
    return Markup("".join(f".glyph-{name}{{--fill:{json.dumps(fill)[1:-1]}}}" for name, fill in sorted(fills.items())))
