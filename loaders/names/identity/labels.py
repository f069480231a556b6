"""The label of each body: the form that the document prints most often."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from loaders.names.kinds import written_out
from loaders.names.mention import Body, Instrument, Mention
from loaders.names.plain import printed_name
from loaders.statements import Statement

# What is printed of the end of a programme (～R3予定) is no part of its name.
_UNTIL = re.compile(r"[(（][~〜～][^()（）]*[)）]")
_WITH_COUNTRY = re.compile(r"^[ァ-ヴー]+(?:国の?|の)(?=[ァ-ヴー])")


def relabelled(mentions: Mapping[Statement, tuple[Mention, ...]]) -> dict[Statement, tuple[Mention, ...]]:
    """The same mentions, each thing under the form printed most often; every form that is printed is kept as a name.

    Forms count once for each place; a body abroad is not labelled with its country before it, nor the publisher by 県.
    """
    printed: dict[Body | Instrument, Counter[str]] = defaultdict(Counter)
    for statement, told in mentions.items():
        for each in told:
            printed[each.thing][_form(statement.text, each)] += 1
    renamed = {thing: _under_its_form(thing, forms) for thing, forms in printed.items()}
    return {
        statement: tuple(replace(each, thing=renamed[each.thing]) for each in told)
        for statement, told in mentions.items()
    }


def _form(text: str, mention: Mention) -> str:
    return written_out(_UNTIL.sub("", printed_name(text, mention.start, mention.end)).strip())


def _under_its_form(thing: Body | Instrument, forms: Counter[str]) -> Body | Instrument:
    names = tuple(dict.fromkeys([*(written_out(name) for name in thing.names), *forms]))
    if (
        isinstance(thing, Body)
        and thing.kind == "GovernmentBody"
        and any(re.fullmatch(r"[本当]?[都道府県市区町村]", form) for form in forms)
    ):
        return replace(thing, names=names)
    # of forms printed equally often a body goes by the fuller one, an instrument by the plainer one
    length = len if isinstance(thing, Body) else lambda form: -len(form)
    best = max(forms, key=lambda form: (not _WITH_COUNTRY.match(form), forms[form], length(form)))
    return replace(thing, label=best, names=tuple(dict.fromkeys([best, *names])))
