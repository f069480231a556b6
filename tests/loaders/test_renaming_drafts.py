"""Renaming: two names turn out to be one thing, and nothing that was said of either is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import keys
from loaders.draft import Draft, Key, KeyRef, Place
from loaders.renaming import rename

OLD, NEW, OTHER = (keys.organization(name) for name in ("波島漁協", "波島漁業協同組合", "波島大学"))


def body(draft: Draft, key: Key, label: str, line: int) -> None:
    """A body on one line."""
    draft.node(key, [Place(line, line)], type_="Association", label=keys.ja(label))


def dangling(draft: Draft) -> set[Key]:
    """Keys that something refers to and nothing stands at."""
    refs = {
        value.key
        for fact in draft.facts.values()
        for values in fact.properties.values()
        for value in values
        if isinstance(value, KeyRef)
    }
    ends = {end for fact in draft.facts.values() if fact.ends for end in fact.ends}
    return (refs | ends) - set(draft.facts)


def test_a_node_moves_with_what_refers_to_it() -> None:
    draft = Draft()
    body(draft, OLD, "波島漁協", 1)
    body(draft, OTHER, "波島大学", 2)
    draft.node(("Measure", "調査"), [Place(3, 3)], mentions=[keys.ref(OLD), keys.ref(OTHER)])
    draft.link("Relationship", OTHER, OLD, [Place(3, 3)], distinct="collaboratesWith")
    rename(draft, OLD, NEW)
    assert OLD not in draft.facts
    assert draft.facts[("Measure", "調査")].properties["mentions"] == [KeyRef(NEW), KeyRef(OTHER)]
    (link,) = (fact for fact in draft.facts.values() if fact.ends)
    assert link.ends == (OTHER, NEW)
    assert draft.facts[link.key] is link
    assert dangling(draft) == set()


def test_two_nodes_become_one_with_the_lines_of_both_and_the_label_of_the_one_that_was_there() -> None:
    draft = Draft()
    body(draft, NEW, "波島漁業協同組合", 1)
    body(draft, OLD, "波島漁協", 2)
    draft.node(OLD, country="JP", altLabel=[keys.ja("なみしま漁協")])
    rename(draft, OLD, NEW)
    found = draft.facts[NEW]
    assert found.properties["label"] == [keys.ja("波島漁業協同組合")]
    assert found.properties["altLabel"] == [keys.ja("なみしま漁協")]
    assert found.properties["country"] == ["JP"]
    assert found.places == [Place(1, 1), Place(2, 2)]


def test_links_that_become_the_same_are_one_with_the_lines_of_both() -> None:
    draft = Draft()
    for key, label, line in ((NEW, "波島漁業協同組合", 1), (OLD, "波島漁協", 2), (OTHER, "波島大学", 3)):
        body(draft, key, label, line)
    draft.link("Membership", OLD, OTHER, [Place(4, 4)], rules=["a"])
    draft.link("Membership", NEW, OTHER, [Place(5, 5)], rules=["b"])
    rename(draft, OLD, NEW)
    (link,) = (fact for fact in draft.facts.values() if fact.ends)
    assert (sorted(link.places), sorted(link.rules)) == ([Place(4, 4), Place(5, 5)], ["a", "b"])


def test_links_of_two_roles_stay_two() -> None:
    draft = Draft()
    body(draft, OLD, "波島漁協", 1)
    body(draft, OTHER, "波島大学", 2)
    for kind in ("operates", "partOf"):
        draft.link("Relationship", OLD, OTHER, [Place(3, 3)], distinct=kind)
    rename(draft, OLD, NEW)
    assert sum(fact.ends is not None for fact in draft.facts.values()) == 2


def test_a_mention_of_both_is_a_mention_of_the_one() -> None:
    draft = Draft()
    body(draft, OLD, "波島漁協", 1)
    body(draft, NEW, "波島漁業協同組合", 2)
    draft.node(("Measure", "調査"), [Place(3, 3)], mentions=[keys.ref(OLD), keys.ref(NEW)])
    rename(draft, OLD, NEW)
    assert draft.facts[("Measure", "調査")].properties["mentions"] == [KeyRef(NEW)]


def test_what_is_not_there_or_is_there_already_is_left_alone() -> None:
    draft = Draft()
    body(draft, NEW, "波島漁業協同組合", 1)
    rename(draft, OLD, NEW)
    rename(draft, NEW, NEW)
    assert list(draft.facts) == [NEW]


NAMES = st.sampled_from("甲乙丙丁戊")
KINDS = st.sampled_from(["operates", "partOf"])


@settings(deadline=None)
@given(
    st.lists(st.tuples(NAMES, NAMES, KINDS), max_size=10),
    st.lists(st.tuples(NAMES, NAMES), max_size=6),
    st.lists(st.tuples(NAMES, NAMES), max_size=5),
)
def test_no_renaming_leaves_a_reference_without_its_node(
    links: list[tuple[str, str, str]], mentions: list[tuple[str, str]], renamings: list[tuple[str, str]]
) -> None:
    draft = Draft()
    for line, name in enumerate("甲乙丙丁戊", 1):
        body(draft, keys.organization(name), name, line)
    for subject, object_, kind in links:
        draft.link("Relationship", keys.organization(subject), keys.organization(object_), [Place(6, 6)], distinct=kind)
    for measure, name in mentions:
        draft.node(("Measure", measure), [Place(7, 7)], mentions=[keys.ref(keys.organization(name))])
    for old, new in renamings:
        rename(draft, keys.organization(old), keys.organization(new))
    assert dangling(draft) == set()
    assert all(key == fact.key for key, fact in draft.facts.items())
    lines = {place.first for fact in draft.facts.values() if fact.ends is None for place in fact.places}
    assert {1, 2, 3, 4, 5} <= lines
