"""The progress of an interview: questions covered compared with time used."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from kompass_desktop.assessment.asking import asked_points
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import percent
from kompass_desktop.assessment.records import Interview

BEHIND = Fraction(1, 10)
"""How much the share of time may exceed the share of questions before it is shown in red."""


@dataclass(frozen=True)
class Pace:
    """Questions covered of those to ask, and the time used and agreed, in seconds."""

    covered: int
    questions: int
    used: int
    agreed: int

    @property
    def covered_share(self) -> Fraction:
        """The share of the questions that are covered, 0–1; 1 if there are no questions."""
        return Fraction(self.covered, self.questions) if self.questions else Fraction(1)

    @property
    def time_share(self) -> Fraction:
        """The share of the agreed time that is used; more than 1 after the agreed time."""
        return Fraction(self.used, self.agreed) if self.agreed else Fraction(0)

    @property
    def is_behind(self) -> bool:
        """Whether the share of time exceeds the share of questions by more than `BEHIND`."""
        return self.time_share - self.covered_share > BEHIND

    @property
    def covered_percent(self) -> int:
        """Questions covered in whole per cent."""
        return percent(self.covered_share)

    @property
    def time_percent(self) -> int:
        """Time used in whole per cent."""
        return percent(self.time_share)


def covered_questions(assessment: Assessment, interview: Interview) -> set[str]:
    """Return the codes of an interview's questions that have a rating or a note."""
    asked = {point.question for point in asked_points(assessment, interview)}
    covered = {
        rating.measure_point.rpartition(".")[0]
        for rating in assessment.ratings.values()
        if rating.interview == interview.id and not rating.is_empty
    }
    for note in assessment.notes.values():
        if note.interview == interview.id and note.text.strip():
            covered.update(".".join(code.split(".")[:2]) for code in note.codes)
    return covered & asked


def asked_questions(assessment: Assessment, interview: Interview) -> int:
    """Return the number of questions with at least one measure point for an interview."""
    return len({point.question for point in asked_points(assessment, interview)})
