"""Our own words for what the official text says in prose: short labels of findings, events and figures, and of
instruments that go by a sentence.

They stand in ``data/NAME.words.json``, by class and by a hash of the text that each stands for, so that no sentence of
the text is in the repository and the bundled plan is made the same each time:
``{"Finding": {"0f3a…": "自動車産業の集積"}, "Event": {…}, "Fact": {…}, "Instrument": {…}, "about": {…}}``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from graph.exports.markdown.statements.owners import STATEMENTS, section_paths, statement_id, statements_by_owner
from graph.facts import Facts, Link, Node, Ref, Text, Value
from ontology.identifiers import slug
from ontology.paths import folded, instrument, organization
from ontology.vocabulary import vocabulary

Words = Mapping[str, Mapping[str, str]]
ABOUT = "about"
INSTRUMENT = "Instrument"
_TITLE = 30  # a title with so many characters is a sentence of the text
_SHORT = 12  # a subject with fewer characters is a name or a plain noun, and stays
_RUN = 10  # so many characters of a sentence in a row, names apart, are its words and not ours


@dataclass(frozen=True, slots=True)
class Missing:
    """A text that has no short label yet: its class (or ``about``), its hash, its first line, the text itself."""

    kind: str
    hash: str
    line: int
    text: str


def text_hash(text: str) -> str:
    """The hash by which a text is known in the file of words."""
    return hashlib.sha256(folded(text).encode()).hexdigest()[:16]


def missing_words(facts: Facts, words: Words) -> tuple[Missing, ...]:
    """The texts of the facts for which there are no words yet, in the order of the document."""
    found = {
        (kind, text_hash(text)): Missing(kind, text_hash(text), min(node.sources).first_line, text)
        for node, kind, text in _texts(facts)
        if text_hash(text) not in words.get(kind, {})
    }
    return tuple(sorted(found.values(), key=lambda each: (each.line, each.kind, each.hash)))


def unused_words(facts: Facts, words: Words) -> tuple[tuple[str, str], ...]:
    """Class and hash of the words that stand for no text of the facts."""
    used = {(kind, text_hash(text)) for _, kind, text in _texts(facts)}
    return tuple(sorted((kind, each) for kind, rows in words.items() for each in rows if (kind, each) not in used))


def copied_words(facts: Facts, words: Words) -> tuple[tuple[str, str], ...]:
    """Class and label of the words that repeat a stretch of the text they stand for; names and figures may."""
    names = sorted({folded(node.label) for node in facts.nodes.values() if node.type not in STATEMENTS}, key=len)
    names += [folded(node.text("valueText")) for node in facts.by_type.get("Fact", ())]
    found = []
    for _, kind, text in _texts(facts):
        label = words.get(kind, {}).get(text_hash(text), "")
        plain = folded(label)
        for name in reversed(names):
            plain = plain.replace(name, "\0") if name else plain
        runs = (plain[at : at + _RUN] for at in range(len(plain) - _RUN + 1))
        if any("\0" not in run and run in folded(text) for run in runs):
            found.append((kind, label))
    return tuple(found)


def in_our_words(facts: Facts, words: Words) -> Facts:
    """The facts with our labels, and with the ids that these labels make.

    Raises KeyError where a text has no words (``missing_words``), ValueError where two things of one section and sort
    would have the same words.
    """
    facts = _with_short_titles(facts, words)
    (plan,) = facts.by_type["Plan"]
    owners = section_paths(facts, plan)
    nodes = {id_: node for id_, node in facts.nodes.items() if node.type not in STATEMENTS}
    for owner, statements in statements_by_owner(facts, plan).items():
        for node in statements:
            label = Text(words[node.type][text_hash(node.label)])
            told: dict[str, tuple[Value, ...]] = {**node.properties, "label": (label,)}
            if ABOUT in told:
                told[ABOUT] = tuple(dict.fromkeys(_about(str(each), words) for each in told[ABOUT]))
            said = replace(node, properties=told)
            id_ = statement_id(said, plan, owners[owner])
            if id_ in nodes:
                raise ValueError(f"two of one section have the same words: {label.value}")
            nodes[id_] = replace(said, id=id_)
    return Facts(nodes, facts.links)


def _texts(facts: Facts) -> Iterator[tuple[Node, str, str]]:
    """Each text that needs words of ours: the node that says it, the class in the file of words, the text."""
    for type_ in STATEMENTS:
        for node in facts.by_type.get(type_, ()):
            yield node, type_, node.label
            for each in node.values(ABOUT):
                if len(folded(str(each))) >= _SHORT:
                    yield node, ABOUT, str(each)
    for node in facts.by_type.get(INSTRUMENT, ()):
        if len(folded(node.label)) >= _TITLE:
            yield node, INSTRUMENT, node.label


def _with_short_titles(facts: Facts, words: Words) -> Facts:
    """The facts with our titles of instruments, the ids that these make, and what refers to them."""
    (plan,) = facts.by_type["Plan"]
    renamed: dict[str, Node] = {}
    for node in facts.by_type.get(INSTRUMENT, ()):
        if len(folded(node.label)) >= _TITLE:
            label = words[INSTRUMENT][text_hash(node.label)]
            id_ = slug("instrument", plan.id, *instrument(label))
            renamed[node.id] = replace(node, id=id_, properties={**node.properties, "label": (Text(label),)})
    if not renamed:
        return facts
    nodes = [_referring(renamed.get(node.id, node), renamed) for node in facts.nodes.values()]
    links = [_between(link, facts, renamed, plan.id) for link in facts.links.values()]
    return Facts({node.id: node for node in nodes}, {link.id: link for link in links})


def _referring(node: Node, renamed: Mapping[str, Node]) -> Node:
    properties = {
        name: tuple(
            Ref(renamed[value.id].id) if isinstance(value, Ref) and value.id in renamed else value for value in values
        )
        for name, values in node.properties.items()
    }
    return replace(node, properties=properties)


def _between(link: Link, facts: Facts, renamed: Mapping[str, Node], plan: str) -> Link:
    """A link to a renamed instrument: its id is made of both ends and the kind, as a load makes it."""
    if link.target not in renamed:
        return link
    target = renamed[link.target]
    ends = (*organization(facts.nodes[link.source].label), "→", *instrument(target.label))
    id_ = slug(vocabulary().link_types[link.type].slug, plan, link.type, *ends, link.text("kind"))
    return replace(link, id=id_, target=target.id)


def _about(text: str, words: Words) -> str:
    return words[ABOUT][text_hash(text)] if len(folded(text)) >= _SHORT else text
