"""How a plan names a thing that stands elsewhere in it: ``岸``, ``取組: 岸``, ``川 > 岸``.

A name alone is enough where nothing else of the allowed classes has it. Else the word for its class stands before it,
or the things that it stands in, outermost first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.exports.markdown.language.terms import BODIES as BODY_KINDS
from graph.exports.markdown.language.text import KEYWORD, Piece, escaped, shielded
from graph.exports.markdown.language.words import Words
from ontology.paths import folded

# The words for classes of things that a plan may name.
CLASSES = Words(
    {
        "Plan": ("計画", "plan"),
        "FieldGroup": ("区分", "group", "field group"),
        "GrowthField": ("分野", "field", "growth field"),
        "CrossCuttingArea": ("横断分野", "cross-cutting area"),
        "MeasureGroup": ("施策群", "measure group"),
        "Project": ("プロジェクト", "project"),
        "ProjectPart": ("部分", "part"),
        "Component": ("取組", "component"),
        "Measure": ("施策", "measure"),
        "ScheduledActivity": ("工程", "activity"),
        "Indicator": ("指標", "indicator"),
        "Organization": ("組織", "organization"),
        "Instrument": ("制度", "instrument"),
        "Person": ("人物", "person"),
        "theme": ("テーマ", "theme"),
        "tag": ("タグ", "tag"),
    }
)
PROJECTS = frozenset({"Project"})
BODIES = frozenset({"Organization"})
NAMED = frozenset({"Organization", "Instrument"})
MEMBERS = frozenset({"Person", "Organization"})
# Themes and tags are no things; they tell apart what stands under one of them.
ANYTHING = frozenset(CLASSES.table) - {"theme", "tag"}


def class_of(type_: str) -> str | None:
    """The class by which a node of a type is named, None where nothing may refer to it."""
    return "Organization" if type_ in BODY_KINDS else type_ if type_ in CLASSES else None


@dataclass(frozen=True)
class Name:
    """A thing as it is named: its class (``Organization`` for every kind of body), its name, what it stands in."""

    thing: object
    class_: str
    label: str
    above: tuple[Name, ...] = ()
    aliases: tuple[str, ...] = field(default=(), compare=False)


Segment = tuple[str | None, str]  # the class, where a word tells it, and the folded name


class Names:
    """The names of all things of a plan."""

    def __init__(self, names: Iterable[Name]) -> None:
        self.labels: dict[str, list[Name]] = defaultdict(list)
        self.aliases: dict[str, list[Name]] = defaultdict(list)
        for each in names:
            self.labels[folded(each.label)].append(each)
            for alias in each.aliases:
                self.aliases[folded(alias)].append(each)

    def found(self, segments: Sequence[Segment], allowed: Collection[str]) -> list[Name]:
        """The things that a reference may mean; another name counts where no thing has the name itself."""
        for index in (self.labels, self.aliases):
            fitting = [each for each in index.get(segments[-1][1], ()) if _fits(each, segments, allowed)]
            exact = [each for each in fitting if len(each.above) == len(segments) - 1]
            if fitting:
                return exact if len(segments) > 1 and exact else fitting
        return []

    def near(self, allowed: Collection[str]) -> Iterator[str]:
        """The names of all things of the allowed classes."""
        return (each.label for names in self.labels.values() for each in names if each.class_ in allowed)

    def reference(self, name: Name, allowed: Collection[str]) -> str | None:
        """The shortest reference to a thing, None where its name and what it stands in do not tell it apart."""
        own, chain = (name.class_, name.label), [(each.class_, each.label) for each in name.above]
        for segments in ([(None, name.label)], [own], [(None, label) for _, label in [*chain, own]], [*chain, own]):
            found = self.found([(class_, folded(label)) for class_, label in segments], allowed)
            if len(found) == 1 and found[0].thing == name.thing:
                return " > ".join(_segment(class_, label) for class_, label in segments)
        return None


def segments_of(text: Piece) -> list[tuple[Piece, Segment]]:
    """The parts of a reference, each with the stretch of the line where it stands."""
    found = []
    for part in text.split(">＞"):
        keyword = KEYWORD.match(part.mask)
        class_ = CLASSES.meaning(keyword[1]) if keyword else None
        name = part.cut(keyword.end()) if keyword and class_ else part
        found.append((name, (class_, folded(name.text))))
    return found


def _fits(name: Name, segments: Sequence[Segment], allowed: Collection[str]) -> bool:
    class_, _ = segments[-1]
    if name.class_ not in allowed or (class_ and class_ != name.class_):
        return False
    above = iter(name.above)
    return all(
        any(wanted == folded(each.label) and class_ in (None, each.class_) for each in above)
        for class_, wanted in segments[:-1]
    )


def _segment(class_: str | None, label: str) -> str:
    return f"{CLASSES[class_]}: {escaped(label, '>＞')}" if class_ else plain_name(label)


def plain_name(label: str) -> str:
    """A name as it stands alone in a reference."""
    start = KEYWORD.match(label)
    return shielded(label, ">＞") if start and CLASSES.meaning(start[1]) else escaped(label, ">＞")
