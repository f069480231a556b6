"""How bodies stand to each other: founded by, run by, part of, housed at, following, working together."""

from __future__ import annotations

import re

from graph.facts import Status
from loaders.names.mention import Body, Instrument, Mention
from loaders.ties.series import Sentence, Series, is_nested
from loaders.ties.tie import PUBLISHER_ACTS, Ties

_FOUNDS = re.compile(
    r"^(?:\([^()]*\))?(?:の|を(?:[^、。「」]{0,30}?(?:に|、))?)(?:共同で)?(?:設置|設立|創設|開設)|^を[^、。「」]{0,14}(?:設置|設立|創設|開設)"
)
_FOUNDED_PASSIVE = re.compile(r"^(?:は|が)、?[^。「」]{0,30}?(?:設置|設立|創設|開設)され")
# 結成, 発足 and 立ち上げ tell a founder only where they have a subject.
_FORMED = re.compile(r"^を(?!前身|母体|構成員|中心)(?:[^、。「」]{0,30}?)(?:結成|立ち上げ|発足させ)")
_MADE = re.compile(r"^が(?:[^、。]{0,20}?)(?:設置|設立|創設|開設)した")
_FOUNDED_BEFORE = re.compile(
    r"(?:を|に|が|は|て|年度?|月|日)?(?:設置|設立|創設|開設)(?:した|する|された)[^、。「」]{0,14}$"
)
_RUNS = re.compile(r"^(?:の|を)(?:設置(?:・|及び|、)|開催(?:・|及び))?運営")
_RUN_BEFORE = re.compile(r"が(?:設置・)?運営(?:する|している|を担う)[^、。「」]{0,14}$")
_NOT_FOUNDED = ("Company", "University", "GovernmentBody", "OrganizationGroup", "FinancialInstitution")
_AGENT = re.compile(r"^(?:等)?(?:は|が)(?!、?[^。]{0,20}参加)")
_UNITS = ("UniversityUnit", "ResearchCenter", "Lab", "NetworkDivision", "Team", "Site", "StudyGroup")
_TOGETHER = r"(?:連携|共同|協働|提携)"
_WITH = re.compile(
    rf"^(?:(?:や|、)[^、。「」はがを]{{1,8}})?(?:との|と)(?!し|する|なる|なり|いう)(?:[^、。「」]{{0,16}}?){_TOGETHER}(?!組織)"
)
_BETWEEN = re.compile(
    rf"^(?:の|が|間の|間で|による)(?:[^、。「」]{{0,6}}?){_TOGETHER}(?!組織)|^(?:は|が)、?[^。「」]{{0,50}}?(?:共同で|連携し)"
)
_DIVISION_OF = re.compile(r"^(?:では、?|の|に(?:は|置く|設けた|設置した)、?|は、)")


def founders(sentence: Sentence, publisher: Body | None, ties: Ties) -> None:
    """Who set up and who runs a body: the agent of the sentence, else (inferred) the publisher."""
    for series in sentence.series:
        place = sentence.statement.place
        agent = agent_before(sentence, series, founded=True)
        founded = (
            _FOUNDS.match(series.behind)
            or _FOUNDED_BEFORE.search(series.before)
            or _FOUNDED_PASSIVE.match(series.behind)
            or (agent and _FORMED.match(series.behind))
        )
        maker = _maker_behind(sentence, series)
        agent = maker or agent
        run = _RUNS.match(series.behind)
        both = re.match(r"^による[^、。「」]{0,24}?チームの運営", series.behind)  # a team, and another with its members
        owner = _owner_before(sentence, series)
        if owner and owner != publisher:
            founded = None
        if re.match(r"^を運営する", series.behind):
            runner_ = _named_behind(sentence, series)
            for body in series.bodies if runner_ else ():
                ties.add("operates", runner_, body, place)
            if runner_:
                continue
        told_runner = _runner_before(sentence, series)
        runner = told_runner or _by(sentence, series) or agent
        for body in series.bodies:
            if body.kind in _NOT_FOUNDED:
                continue
            if founded and agent and body.kind == "UniversityUnit" and agent.kind in ("University", "UniversityUnit"):
                ties.add("partOf", body, agent, place)
            if founded or maker:
                ties.add("establishedBy", body, agent or publisher, place, *_how(agent))
            if told_runner or run or (both and body.kind == "Team"):
                ties.add("operates", runner or publisher, body, place, *_how(runner))


def _how(agent: Body | None) -> tuple[Status, str]:
    """How the claim of an acting body is known: the publisher is concluded where nobody is named."""
    return (Status.STATED, "") if agent else (Status.INFERRED, PUBLISHER_ACTS)


def runs_instruments(sentence: Sentence, publisher: Body | None, ties: Ties) -> None:
    """Who runs a scheme or programme: its owner right before it (JICA「…事業」, 県の…制度), who runs or gives it."""
    for mention in sentence.mentions:
        tool = mention.thing
        if not isinstance(tool, Instrument) or tool.kind not in ("programme", "scheme"):
            continue
        before, behind = sentence.text[: mention.start], sentence.text[mention.end :]
        for other in sentence.mentions:
            owner = other.body
            if owner is None or owner.is_group or other.end > mention.start:
                continue
            gap = before[other.end :]
            if re.fullmatch(r"(?:の|が実施する|が運営する|委託事業|補助事業|の委託事業|による)?[「『]?", gap) and not (
                gap.startswith("による") and not re.match(r"^の(?:運営|実施)", behind)
            ):
                own = owner == publisher
                ties.add("operates", owner, tool, sentence.statement.place,
                         *_how(None if own else owner))  # fmt: skip


def houses(sentence: Sentence, ties: Ties) -> None:
    """A body set up in another: at a site or in a building hosted, in a university a part of it."""
    for series in sentence.series:
        if not (
            _FOUNDS.match(series.behind)
            or _FOUNDED_BEFORE.search(series.before)
            or re.match(r"^[がを](?:[^、。「」]{0,12})(?:整備|設置|開設|新設|入居)", series.behind)
        ):
            continue
        first = series.mentions[0]
        for other in sentence.mentions:
            host = other.body
            if host is None or other.end > first.start or host.is_group or is_nested(other, sentence.mentions):
                continue
            between = sentence.text[other.end : first.start]
            if not re.match(
                r"^(?:の中|内|構内|内部)?(?:に|への|へ)(?!対|より|よる|つい|おけ|おい|向け|係|関)[^。は]{0,40}$",
                between,
            ):
                continue
            for body in series.bodies:
                kind = "partOf" if host.kind in ("University", "UniversityUnit") else "hostedAt"
                if host.kind in (
                    "University",
                    "UniversityUnit",
                    "Site",
                    "Lab",
                    "ResearchCenter",
                    "SupportOrganization",
                    "School",
                    "Company",
                    "Association",
                ):
                    ties.add(kind, body, host, sentence.statement.place)


def wholes(sentence: Sentence, ties: Ties) -> None:
    """Parts of bodies: a name with its owner's before it, Aの「B」, a division that acts in its network."""
    place = sentence.statement.place
    for mention in sentence.mentions:
        body = mention.body
        if body is None:
            continue
        for other in sentence.mentions:
            owner = other.body
            if owner is None or owner == body or owner.is_group:
                continue
            inside = other.start == mention.start and other.end < mention.end
            nearer = any(m.start == mention.start and other.end < m.end < mention.end for m in sentence.mentions)
            if inside and not nearer and body.kind in ("UniversityUnit", "Site"):
                ties.add("partOf", body, owner, place)
            elif other.end <= mention.start:
                gap = sentence.text[other.end : mention.start]
                unit = gap == "の" and mention.quoted and body.kind in _UNITS
                division = _DIVISION_OF.match(gap) and _has_division(owner, body)
                if unit or (division and not is_nested(other, sentence.mentions)):
                    ties.add("partOf", body, owner, place)


def _has_division(owner: Body, body: Body) -> bool:
    return body.kind == "NetworkDivision" and owner.kind in ("Network", "Council", "Cluster", "Platform")


def successions(sentence: Sentence, ties: Ties) -> None:
    """Which bodies went into another: 統合, 改組, 前身."""
    place = sentence.statement.place
    for series in sentence.series:
        into = re.match(
            r"^(?:の|とが|が|を|と)?(?:発展的に)?(?:統合|改組|再編|合併|発展解消|引き継)(?P<rest>[^。]*)",
            series.behind.lstrip("とが"),
        )
        before = re.match(r"^を(?:前身|母体|継承)", series.behind)
        if not into and not before:
            continue
        start = series.mentions[-1].end
        later = [
            m
            for m in sentence.mentions
            if m.start >= start and m.body and not m.body.is_group and not is_nested(m, sentence.mentions)
        ]
        earlier = [
            m
            for m in sentence.mentions
            if m.end <= series.mentions[0].start and m.body and re.match(r"^[」』]?(?:は|が)", sentence.text[m.end :])
        ]
        heir = (earlier or later) if before else (later or earlier)
        for body in series.bodies:
            if heir:
                ties.add("succeeds", heir[0].body, body, place)


def cooperations(sentence: Sentence, publisher: Body | None, ties: Ties) -> None:
    """Who works together with whom; where nobody is named on the other side it is (inferred) the publisher."""
    place = sentence.statement.place
    for series in sentence.series:
        bodies = series.bodies
        if len(bodies) > 1 and (
            _BETWEEN.match(series.behind) or (_WITH.match(series.behind) and "と" in series.joined)
        ):
            for other in bodies[1:]:
                ties.add("collaboratesWith", bodies[0], other, place)
        elif _WITH.match(series.behind):
            agent = agent_before(sentence, series)
            for body in bodies:
                ties.add("collaboratesWith", agent or publisher, body, place, *_how(agent))


def agent_before(sentence: Sentence, series: Series, *, founded: bool = False) -> Body | None:
    """The body named before a series as the subject (は, が) of the same sentence, the nearest one."""
    own = {id(each) for each in series.mentions}
    for other in reversed(sentence.mentions):
        if (
            id(other) in own
            or other.body is None
            or other.end > series.mentions[0].start
            or is_nested(other, sentence.mentions)
        ):
            continue
        behind = sentence.text[other.end :]
        between = sentence.text[other.end : series.mentions[0].start]
        if (
            between.startswith("が")
            and not founded
            and re.search(r"(?:する|した|している|された)[^、。]{0,14}$", between)
        ):
            continue  # a relative clause: the subject of another verb
        if _AGENT.match(behind) and not re.match(r"^が[^、。]{0,12}(?:統合|立地|集積)", behind):
            return None if other.body.is_group else other.body
    return None


def _by(sentence: Sentence, series: Series) -> Body | None:
    """The body before a series with による: AによるBの運営."""
    first = series.mentions[0]
    for other in sentence.mentions:
        if (
            other.body
            and not other.body.is_group
            and re.fullmatch(r"による[「『]?", sentence.text[other.end : first.start])
        ):
            return other.body
    return None


def _runner_before(sentence: Sentence, series: Series) -> Body | None:
    if not _RUN_BEFORE.search(series.before):
        return None
    at = series.before.rindex("が")
    return next((m.body for m in sentence.mentions if m.body and m.end == at), None)


def _maker_behind(sentence: Sentence, series: Series) -> Body | None:
    """Who made what a sentence is about: "…センターは、県が設置した研究機関"."""
    end = series.mentions[-1].end
    topics = (m for m in sentence.mentions if m.body and re.fullmatch(r"[」』]?は、?", sentence.text[end : m.start]))
    return next((m.body for m in topics if _MADE.match(sentence.text[m.end :])), None)


def _named_behind(sentence: Sentence, series: Series) -> Body | None:
    """The body right behind "…を運営する"."""
    end = series.mentions[-1].end
    return next(
        (
            m.body
            for m in sentence.mentions
            if m.body and re.fullmatch(r"を運営する[「『]?", sentence.text[end : m.start])
        ),
        None,
    )


def _owner_before(sentence: Sentence, series: Series) -> Body | None:
    first: Mention = series.mentions[0]
    return next((m.body for m in sentence.mentions if m.body and sentence.text[m.end : first.start] == "の"), None)
