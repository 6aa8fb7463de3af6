"""The instrument as frozen records: areas, questions, measure points, aspects and groups.

Answers and ratings are in `kompass_desktop.assessment`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from kompass_desktop.i18n import tr

DOCUMENTS = "documents"
"""The key of the document study's group, which no instrument may use for a group of its own."""

DOCUMENTS_CODE = "DOK"
"""Used instead of an informant's code; the same in all languages, as the file's prefixes are."""


LEVELS = (0, 1, 2, 3, 4)
HIGHEST_LEVEL = 4

Anchors = tuple[str, str, str, str, str]
"""One sentence for each level, 0–4."""

EXTENT_OF = "{extent_of}"
"""The placeholder in an anchor for what the extent of a measure point is counted over."""


class Aspect(StrEnum):
    """The four aspects that every measure point is rated on (deck, "Poenggivning")."""

    SYSTEM = "system"
    EXTENT = "extent"
    RESULT = "result"
    EVALUATION = "evaluation"


class Trait(StrEnum):
    """The six traits of the ideal municipality (deck, "Hvordan ser idealkommunen ut?")."""

    SYSTEMATIC = "systematic"
    INTEGRATED = "integrated"
    RESULTS = "results"
    OPEN = "open"
    EVALUATING = "evaluating"
    LEARNING = "learning"


@dataclass(frozen=True)
class AspectWording:
    """The wording of an aspect.

    `anchors` has one sentence for each level, 0–4; `counted_anchors` the sentences for measure
    points with `extent_of`, in which "{extent_of}" is replaced. `weight` is the aspect's share
    of a measure point's points, relative to the other aspects.
    """

    aspect: Aspect
    letter: str
    name: str
    short: str
    question: str
    anchors: Anchors
    weight: Fraction = Fraction(1)
    counted_anchors: Anchors | None = None

    def anchors_of(self, point: MeasurePoint) -> Anchors:
        """Return the sentences for the levels, 0–4, of a measure point."""
        if self.counted_anchors is None or not point.extent_of:
            return self.anchors
        none, few, half, most, every = (
            anchor.replace(EXTENT_OF, point.extent_of) for anchor in self.counted_anchors
        )
        return none, few, half, most, every


@dataclass(frozen=True)
class InformantGroup:
    """A group of informants who are asked about the same measure points.

    `prefix` is the beginning of an informant's code ("VL" in VL-04). If the group has question
    sets, each interview asks one of them, in turn.
    """

    key: str
    name: str
    short: str
    prefix: str
    sets: tuple[str, ...] = ()


def documents_group() -> InformantGroup:
    """Return the group of the document study, which every instrument has besides its own."""
    return InformantGroup(DOCUMENTS, tr("Documents"), tr("Documents"), DOCUMENTS_CODE)


@dataclass(frozen=True)
class TraitWording:
    """The name of a trait of the ideal municipality."""

    trait: Trait
    name: str


@dataclass(frozen=True)
class MeasurePoint:
    """A statement about practice that is rated (målepunkt), such as 1.4.3.

    `maximum` is its exact share, in points, of the question's maximum. `strength`,
    `challenge`, `shortfall` and `weakness` are its sentences for drafts of findings. `ask` is
    the spoken question, and `extent_of` what the extent is counted over if there is only one
    thing for the whole municipality; either may be "". `groups` are keys of groups; `sets` are
    pairs of a group's key and a question set.
    """

    code: str
    statement: str
    look_for: str
    groups: frozenset[str]
    traits: frozenset[Trait]
    strength: str
    challenge: str
    shortfall: str
    weakness: str
    maximum: Fraction
    ask: str = ""
    extent_of: str = ""
    sets: frozenset[tuple[str, str]] = frozenset()

    def is_asked(self, group: str, question_set: str = "") -> bool:
        """Return whether a group, given its key, or one of its question sets, includes it."""
        if not question_set:
            return group in self.groups
        return (group, question_set) in self.sets

    @property
    def question(self) -> str:
        """The code of the question that it belongs to."""
        return self.code.rpartition(".")[0]

    @property
    def area(self) -> int:
        """The number of the area that it belongs to."""
        return int(self.code.partition(".")[0])


@dataclass(frozen=True)
class Question:
    """A question (spørsmål), such as 1.4, with its maximum in points.

    `printed` is its text in published results, including their errors.
    """

    code: str
    text: str
    short: str
    maximum: Fraction
    measure_points: tuple[MeasurePoint, ...]
    printed: str

    @property
    def area(self) -> int:
        """The number of the area that it belongs to."""
        return int(self.code.partition(".")[0])


@dataclass(frozen=True)
class Area:
    """A focus area (fokusområde), numbered from 1, with its maximum in points.

    `printed` is its title in the points tables of published results.
    """

    number: int
    title: str
    title_in_points_table: str
    short: str
    maximum: Fraction
    questions: tuple[Question, ...]
    printed: str

    @property
    def code(self) -> str:
        """The number as text, which is the code of the area."""
        return str(self.number)

    @cached_property
    def measure_points(self) -> tuple[MeasurePoint, ...]:
        """The measure points of all its questions, in order."""
        return tuple(point for question in self.questions for point in question.measure_points)


@dataclass(frozen=True)
class Instrument:
    """An instrument, which `loading` has read and validated.

    `document` is the content of its file as JSON, which is stored with assessments, so that
    they keep their version. `minutes_per_measure_point` is the time for one measure point in
    an interview, in minutes. `wording` is a note on the origin of the texts.
    """

    name: str
    version: str
    language: str
    wording: str
    minutes_per_measure_point: Fraction
    aspects: tuple[AspectWording, ...]
    groups: tuple[InformantGroup, ...]
    traits: tuple[TraitWording, ...]
    areas: tuple[Area, ...]
    document: str = field(repr=False, compare=False, default="")

    @property
    def title(self) -> str:
        """Name and version, such as "Kommunekompasset 2.1"."""
        return f"{self.name} {self.version}"

    @property
    def sources(self) -> tuple[InformantGroup, ...]:
        """The groups that a rating can come from: the informant groups and, last, the documents."""
        return (*self.groups, documents_group())

    @cached_property
    def maximum(self) -> Fraction:
        """The official maximum in points; 800 in Kommunekompasset."""
        return sum((area.maximum for area in self.areas), Fraction(0))

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """All questions, in order."""
        return tuple(question for area in self.areas for question in area.questions)

    @cached_property
    def measure_points(self) -> tuple[MeasurePoint, ...]:
        """All measure points, in order."""
        return tuple(point for area in self.areas for point in area.measure_points)

    @cached_property
    def _by_code(self) -> dict[str, Area | Question | MeasurePoint]:
        entries: list[Area | Question | MeasurePoint] = [
            *self.areas,
            *self.questions,
            *self.measure_points,
        ]
        return {entry.code: entry for entry in entries}

    def find(self, code: str) -> Area | Question | MeasurePoint | None:
        """Return the part with a code ("1", "1.4" or "1.4.3"), or None."""
        return self._by_code.get(code)

    def area(self, number: int) -> Area:
        """Return the area with a number; raises KeyError if there is none."""
        entry = self._by_code[str(number)]
        if not isinstance(entry, Area):
            raise KeyError(number)
        return entry

    def question(self, code: str) -> Question:
        """Return the question with a code; raises KeyError if there is none."""
        entry = self._by_code[code]
        if not isinstance(entry, Question):
            raise KeyError(code)
        return entry

    def measure_point(self, code: str) -> MeasurePoint:
        """Return the measure point with a code; raises KeyError if there is none."""
        entry = self._by_code[code]
        if not isinstance(entry, MeasurePoint):
            raise KeyError(code)
        return entry

    def group(self, key: str) -> InformantGroup:
        """Return the group with a key, or the document study's; raises KeyError if none has it."""
        for group in self.sources:
            if group.key == key:
                return group
        raise KeyError(key)

    def aspect(self, aspect: Aspect) -> AspectWording:
        """Return the wording of an aspect."""
        return next(wording for wording in self.aspects if wording.aspect is aspect)

    def measure_points_of(self, group: str, question_set: str = "") -> tuple[MeasurePoint, ...]:
        """Return the measure points that a group, given its key, is asked about, in order.

        With a question set, only those of that set.
        """
        return tuple(p for p in self.measure_points if p.is_asked(group, question_set))

    def counts_of(self, group: str) -> tuple[int, ...]:
        """Return the number of measure points for each question set of a group."""
        sets = self.group(group).sets or ("",)
        return tuple(len(self.measure_points_of(group, each)) for each in sets)

    def minutes_of(self, group: str) -> Fraction:
        """Return the longest duration of an interview with a group, in minutes."""
        return max(self.counts_of(group)) * self.minutes_per_measure_point
