"""What is compared: assessments and published references, aligned part by part by their codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from kompass_desktop.assessment.comparing.comparison import is_comparable
from kompass_desktop.assessment.comparing.references import Bound, Reference
from kompass_desktop.assessment.numbers import round_half_up, whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import UNCERTAINTY, ZERO, Score, ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area, Instrument, Question

MOST_COMPARED = 6
"""How many others can be compared with an assessment at a time."""

_UNSURE = (ScoreStatus.MISSING, ScoreStatus.PRELIMINARY)


@dataclass(frozen=True)
class Compared:
    """An assessment or a reference that is compared with others.

    `year` is None if it is not known; `key` identifies it among what can be chosen; `source` is
    where it is published, or ""; `sum_reason` is why its printed sums differ from their parts, or
    "".
    """

    municipality: str
    year: int | None
    profile: Profile
    key: str = ""
    source: str = ""
    bound: Bound = Bound.EXACT
    sum_reason: str = ""

    @property
    def label(self) -> str:
        """Its name in a legend."""
        return self.profile.label

    @property
    def is_known(self) -> bool:
        """Whether it has a total."""
        return self.profile.status is not ScoreStatus.MISSING

    @property
    def is_total_only(self) -> bool:
        """Whether its total is known, but no area."""
        statuses = {entry.score.status for entry in self.profile.areas}
        return self.is_known and statuses <= {ScoreStatus.MISSING}

    @property
    def total_text(self) -> str:
        """Its total as published: "593", "just under 350", or a dash if nothing is known."""
        if not self.is_known:
            return "–"
        if self.bound is Bound.JUST_UNDER:
            return tr("just under {0}").format(self.profile.total)
        return str(self.profile.total)


class Why(Enum):
    """Why two profiles cannot be compared in a part."""

    NOT_KNOWN = "not known"
    NOT_THERE = "not there"
    """The other version of the instrument has no part with the code."""
    OTHER_MAXIMUM = "other maximum"


@dataclass(frozen=True)
class Cell:
    """A part of one profile beside the same part of the first.

    `change` is the first's printed points minus this one's, None if they cannot be compared, for
    which `why` is the reason. `matters` is whether the change of a total is more than ±5 %.
    """

    score: Score | None
    change: Fraction | None = None
    why: Why | None = None
    matters: bool = True


@dataclass(frozen=True)
class ComparedRow:
    """An area, a question, or the whole (TOTAL) in each profile, the first one's first."""

    code: str
    name: str
    score: Score
    cells: tuple[Cell, ...]

    @property
    def is_question(self) -> bool:
        """Whether it is a question, whose points are printed with a decimal."""
        return "." in self.code


@dataclass(frozen=True)
class VersionGap:
    """Where the parts of another profile are not those of the first, as codes."""

    missing: tuple[str, ...] = ()
    """Parts that the other has not."""
    added: tuple[str, ...] = ()
    """Parts that only the other has."""
    other_maximum: tuple[str, ...] = ()
    other_text: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ranked:
    """A profile with its place by the total, from 1; equal totals share a place.

    `is_alike` is whether the total is within ±5 % of the first's, which means nothing.
    """

    place: int
    compared: Compared
    is_alike: bool


def reference_compared(reference: Reference, instrument: Instrument) -> Compared:
    """Return a published reference with the parts of an instrument, gaps where nothing is known."""
    total = whole(reference.total)
    profile = Profile(
        label=reference.title,
        areas=tuple(
            _entry(area, area.title, reference.areas.get(area.code)) for area in instrument.areas
        ),
        questions=tuple(
            _entry(question, question.text, reference.questions.get(question.code))
            for question in instrument.questions
        ),
        total=total,
        maximum=reference.maximum,
        attainable=reference.maximum,
        band=(total, total),
        status=ScoreStatus.RECORDED,
    )
    return Compared(
        municipality=reference.name,
        year=reference.year,
        profile=profile,
        key=f"reference:{reference.key}",
        source=reference.source,
        bound=reference.bound,
    )


def compared_rows(own: Profile, others: Sequence[Compared]) -> tuple[ComparedRow, ...]:
    """Return the whole, then each area followed by its questions, of a profile and others."""
    rows = [_total_row(own, others)]
    by_code = [_entries(other.profile) for other in others]
    for area in own.areas:
        rows.append(_row(area, by_code))
        rows += [_row(question, by_code) for question in own.questions_of(area.code)]
    return tuple(rows)


def version_gap(own: Profile, other: Profile) -> VersionGap:
    """Return where the parts of another profile differ from those of the first."""
    mine, theirs = _entries(own), _entries(other)
    both = [code for code in mine if code in theirs]
    return VersionGap(
        missing=tuple(code for code in mine if code not in theirs),
        added=tuple(code for code in theirs if code not in mine),
        other_maximum=tuple(c for c in both if mine[c].score.maximum != theirs[c].score.maximum),
        other_text=tuple(c for c in both if _plain(mine[c].text) != _plain(theirs[c].text)),
    )


def ranking(own: Compared, others: Sequence[Compared]) -> tuple[Ranked, ...]:
    """Return all with a known total on the first's scale, the highest first."""
    known = [
        each
        for each in (own, *others)
        if each.is_known and each.profile.maximum == own.profile.maximum
    ]
    ordered = sorted(known, key=_standing, reverse=True)
    standings = [_standing(each) for each in ordered]
    return tuple(
        Ranked(1 + standings.index(_standing(each)), each, each is not own and _alike(own, each))
        for each in ordered
    )


def last_time(own: Compared, others: Iterable[Compared]) -> Compared | None:
    """Return the latest earlier assessment of the same municipality among others, or None."""
    earlier = [
        each
        for each in others
        if each.municipality == own.municipality
        and each.year is not None
        and own.year is not None
        and each.year < own.year
    ]
    return max(earlier, key=lambda each: each.year or 0, default=None)


def total_change(own: Profile, other: Compared) -> int | None:
    """Return the first's total minus the other's, or None if they cannot be compared exactly."""
    theirs = other.profile
    if other.bound is not Bound.EXACT or own.maximum != theirs.maximum:
        return None
    if own.status in _UNSURE or theirs.status in _UNSURE:
        return None
    return own.total - theirs.total


def can_be_compared(row: ComparedRow, cell: Cell, other: Compared) -> bool:
    """Return whether a part of another profile could be compared, were the first's part sure.

    `cell` is that of the other in a row of `compared_rows`.
    """
    if cell.score is None or cell.why is Why.OTHER_MAXIMUM:
        return False
    if row.code == TOTAL:
        return other.bound is Bound.EXACT and cell.score.status not in _UNSURE
    return is_comparable(cell.score)


def _total_row(own: Profile, others: Sequence[Compared]) -> ComparedRow:
    cells = []
    for other in others:
        change = total_change(own, other)
        cells.append(
            Cell(
                _total_score(other.profile) if other.is_known else None,
                None if change is None else Fraction(change),
                _why_no_total(own, other) if change is None else None,
                matters=abs(change or 0) > Fraction(other.profile.total) * UNCERTAINTY,
            )
        )
    return ComparedRow(TOTAL, tr("Sum"), _total_score(own), tuple(cells))


def _why_no_total(own: Profile, other: Compared) -> Why:
    return Why.OTHER_MAXIMUM if own.maximum != other.profile.maximum else Why.NOT_KNOWN


def _total_score(profile: Profile) -> Score:
    return Score(Fraction(profile.total), profile.maximum, profile.attainable, profile.status)


def _row(entry: ProfileEntry, others: Sequence[Mapping[str, ProfileEntry]]) -> ComparedRow:
    name = f"{entry.code} {entry.short}"
    cells = tuple(_cell(entry, entries.get(entry.code)) for entries in others)
    return ComparedRow(entry.code, name, entry.score, cells)


def _cell(own: ProfileEntry, other: ProfileEntry | None) -> Cell:
    if other is None:
        return Cell(None, why=Why.NOT_THERE)
    score = None if other.score.status is ScoreStatus.MISSING else other.score
    if own.score.maximum != other.score.maximum:
        return Cell(score, why=Why.OTHER_MAXIMUM)
    if not (is_comparable(own.score) and is_comparable(other.score)):
        return Cell(score, why=Why.NOT_KNOWN)
    decimals = 1 if "." in own.code else 0
    change = round_half_up(own.score.points, decimals) - round_half_up(other.score.points, decimals)
    return Cell(score, change)


def _entries(profile: Profile) -> dict[str, ProfileEntry]:
    return {entry.code: entry for entry in (*profile.areas, *profile.questions)}


def _entry(part: Area | Question, text: str, points: Fraction | None) -> ProfileEntry:
    known = points is not None and points <= part.maximum
    status = ScoreStatus.RECORDED if known else ScoreStatus.MISSING
    score = Score(points if known and points else ZERO, part.maximum, part.maximum, status)
    return ProfileEntry(part.code, part.short, text, score, is_gap=not known)


def _standing(compared: Compared) -> tuple[int, bool]:
    """What profiles are ranked by: of equal totals, one that is just under it comes after."""
    return compared.profile.total, compared.bound is Bound.EXACT


def _alike(own: Compared, other: Compared) -> bool:
    low, high = own.profile.band
    return low <= other.profile.total <= high


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
