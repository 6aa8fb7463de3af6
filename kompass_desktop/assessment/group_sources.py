"""The sources of ratings that have a profile: an informant group, all interviews, or the team.

Groups are those of the instrument and any other group of an interview. The document study is a
source as an interview is, with a group of its own (`scoring.md`, "Whose rating").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from kompass_desktop.assessment.consensus import EffectiveRating, combine
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import TOGETHER
from kompass_desktop.assessment.records import TEAM, Interview, Rating
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import DOCUMENTS, Instrument

Ratings: TypeAlias = Mapping[str, EffectiveRating]
"""What someone says of each measure point, by its code."""


class SourceKind(StrEnum):
    """The kinds of sources of ratings."""

    GROUP = "group"
    INTERVIEWS = "interviews"
    """The proposal of all groups together, without the documents."""
    TEAM = "team"
    """What the team has settled, without proposals."""


@dataclass(frozen=True)
class Source:
    """A source of ratings; `group` is the key of a group, or empty for the other kinds."""

    kind: SourceKind
    group: str = ""

    @property
    def key(self) -> str:
        """Its identifier in settings and lists."""
        return f"{self.kind.value}:{self.group}"


def group_keys(assessment: Assessment) -> tuple[str, ...]:
    """Return the keys of the instrument's groups, then those of other groups of interviews."""
    known = [group.key for group in assessment.instrument.groups]
    others = {interview.group for interview in assessment.interviews.values()}.difference(known)
    return (*known, *sorted(others))


def sources(assessment: Assessment) -> tuple[Source, ...]:
    """Return all sources that can have a profile: each group, all interviews, the team."""
    groups = (Source(SourceKind.GROUP, key) for key in group_keys(assessment))
    return (*groups, Source(SourceKind.INTERVIEWS), Source(SourceKind.TEAM))


def source_name(instrument: Instrument, source: Source) -> str:
    """Return the name of a source for a list or a legend."""
    if source.kind is SourceKind.TEAM:
        return tr("The team")
    if source.kind is SourceKind.INTERVIEWS:
        return tr("All interviews")
    names = {group.key: group.name for group in instrument.groups}
    return names.get(source.group) or _other_name(source.group)


def source_short(instrument: Instrument, source: Source) -> str:
    """Return the short name of a source, for narrow columns."""
    if source.kind is SourceKind.TEAM:
        return tr("Team")
    if source.kind is SourceKind.INTERVIEWS:
        return tr("Interviews")
    shorts = {group.key: group.short for group in instrument.groups}
    return shorts.get(source.group) or _other_name(source.group)


def _other_name(group: str) -> str:
    return tr("Document study") if group == DOCUMENTS else group


def speaking_sources(assessment: Assessment) -> tuple[Source, ...]:
    """Return the sources that have rated anything, in the order of `sources`."""
    said = {rating.interview for rating in assessment.ratings.values() if _is_said(rating)}
    groups = {i.group for i in assessment.interviews.values() if i.id in said}
    return tuple(
        source
        for source in sources(assessment)
        if (source.kind is SourceKind.TEAM and TEAM in said)
        or (source.kind is SourceKind.INTERVIEWS and groups - {DOCUMENTS})
        or source.group in groups
    )


def _is_said(rating: Rating) -> bool:
    return not rating.is_empty and rating.author == TOGETHER


def usual_pair(assessment: Assessment) -> tuple[Source, Source]:
    """Return the two sources to compare at first: preferably the first two with a rating."""
    speaking = [*speaking_sources(assessment), *sources(assessment)]
    first, second = tuple(dict.fromkeys(speaking))[:2]
    return first, second


def source_ratings(assessment: Assessment, source: Source) -> Ratings:
    """Return a source's ratings by measure point; many levels may be missing.

    A group's level on an aspect is the lower median of its interviews; that of all interviews
    is the lower median of the groups' medians (`scoring.md`, "Whose rating").
    """
    given = {} if source.kind is SourceKind.TEAM else _given(assessment, source)
    found = {}
    for point in assessment.instrument.measure_points:
        team = Rating("", TEAM, point.code)
        if source.kind is SourceKind.TEAM:
            team = assessment.rating(TEAM, point.code)
        found[point.code] = combine(team, list(given.get(point.code, {}).values()))
    return found


def _given(assessment: Assessment, source: Source) -> dict[str, dict[str, list[Rating]]]:
    """Return the ratings from the interviews of a source, by measure point and group."""
    groups = {
        interview.id: interview.group
        for interview in assessment.interviews.values()
        if _is_of(interview, source)
    }
    given: dict[str, dict[str, list[Rating]]] = {}
    # One pass over all ratings is faster than looking each one up by its id.
    for rating in assessment.ratings.values():
        group = groups.get(rating.interview)
        if group is not None and _is_said(rating):
            given.setdefault(rating.measure_point, {}).setdefault(group, []).append(rating)
    return given


def _is_of(interview: Interview, source: Source) -> bool:
    if source.kind is SourceKind.INTERVIEWS:
        return interview.group != DOCUMENTS
    return interview.group == source.group
