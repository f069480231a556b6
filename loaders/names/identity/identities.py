"""One identity for each body of a document: the forms under which it goes are brought together, doubts are listed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from loaders.names.candidate import Candidate
from loaders.names.identity.forms import Doubt, Form, by_slip, by_tail, normal_form, same_body
from loaders.names.kinds import written_out
from loaders.names.mention import Body


@dataclass(slots=True)
class _Cluster:
    """Forms of one body under way."""

    forms: list[Form] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)


def identities(
    found: Sequence[tuple[str, Candidate]], prefixes: Collection[str], fixed: Mapping[str, Form]
) -> tuple[dict[str, Body], tuple[Doubt, ...]]:
    """The body of each printed name, and the pairs that a person should look at.

    ``found`` are (name as printed, candidate) for every place; ``prefixes`` what the publisher's bodies may leave out
    (山口県, 山口, やまぐち, 県); ``fixed`` are forms that the document lists elsewhere (its roster), by name.
    """
    counted = Counter(candidate.name for _, candidate in found)
    printed = {candidate.name: text for text, candidate in found}
    forms = {**{name: Form(name, kind) for name, kind in _kinds(found).items()}, **fixed}
    also = {candidate.name: candidate.known_as for _, candidate in found if candidate.known_as}
    clusters, doubts = _clusters(list(forms.values()), prefixes, also)
    bodies: dict[str, Body] = {}
    for cluster in clusters:
        names = [form.name for form in cluster.forms]
        label = max(names, key=lambda name: (counted[name], len(name)))
        kind = _kind_of_cluster(cluster, label, found)
        label = written_out(printed.get(label, label))
        members = [candidate for _, candidate in found if candidate.name in names]
        body = Body(
            label, kind, tuple(names), any(each.provisional for each in members),
            next((each.country for each in members if each.country), ""), tuple(cluster.rules),
        )  # fmt: skip
        bodies |= dict.fromkeys(names, body)
    return bodies, tuple(doubts)


def _kinds(found: Iterable[tuple[str, Candidate]]) -> dict[str, str | None]:
    """The kind of each name: what a kind word before it says anywhere wins over its ending."""
    votes: dict[str, list[str | None]] = defaultdict(list)
    for _, candidate in found:
        votes[candidate.name].append(candidate.kind)
    from_word = {c.name: c.kind for _, c in found if c.by_word}
    return {name: from_word.get(name) or kinds[0] for name, kinds in votes.items()}


def _kind_of_cluster(cluster: _Cluster, label: str, found: Sequence[tuple[str, Candidate]]) -> str:
    names = {form.name for form in cluster.forms}
    told = [c.kind for _, c in found if c.by_word and c.name in names and c.kind]
    if told:
        return told[0]
    return next((form.kind for form in cluster.forms if form.name == label and form.kind), None) or next(
        (form.kind for form in cluster.forms if form.kind), "Company"
    )


def _clusters(
    forms: Sequence[Form], prefixes: Collection[str], also: Mapping[str, str]
) -> tuple[list[_Cluster], list[Doubt]]:
    clusters: list[_Cluster] = []
    doubts: list[Doubt] = []
    for form in sorted(forms, key=lambda each: (-len(normal_form(each.name)), each.name)):
        home = next((c for c in clusters if any(_same(form, other, prefixes, also) for other in c.forms)), None)
        if home is None:
            home, rivals = _home_by_tail(form, clusters)
            if rivals:
                doubts.append(
                    Doubt(form.name, "、".join(other.name for other in rivals), "several names end in this one")
                )
        if home is None:
            home, unsure = _home_by_slip(form, clusters)
            doubts += unsure
        if home is None:
            clusters.append(_Cluster([form]))
        else:
            home.forms.append(form)
    return clusters, doubts


def _same(form: Form, other: Form, prefixes: Collection[str], also: Mapping[str, str]) -> bool:
    bracketed = also.get(form.name) == other.name or also.get(other.name) == form.name
    return bracketed or same_body(form, other, prefixes)


def _home_by_tail(form: Form, clusters: Sequence[_Cluster]) -> tuple[_Cluster | None, tuple[Form, ...]]:
    heads = {cluster.forms[0]: cluster for cluster in clusters}
    match, rivals = by_tail(form, list(heads))
    return (heads[match], ()) if match else (None, rivals)


def _home_by_slip(form: Form, clusters: Sequence[_Cluster]) -> tuple[_Cluster | None, tuple[Doubt, ...]]:
    owners = {other: cluster for cluster in clusters for other in cluster.forms}
    match, doubts = by_slip(form, list(owners))
    return (owners[match], ()) if match else (None, doubts)
