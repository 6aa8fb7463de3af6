"""Notes and ratings that are marked for follow-up: whom to ask, and whether it is answered."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import (
    ANSWERED_ELSEWHERE,
    TEAM,
    Interview,
    Mark,
    Note,
    Rating,
)
from kompass_desktop.instrument.model import MeasurePoint


@dataclass(frozen=True)
class FollowUp:
    """A note line or a rating that is marked for follow-up.

    `interview` is that of the informant to ask, or None for the team's own rating. `code` is
    the code of what it is about, or "". `text` is the note, or for a rating the statement of
    the measure point. `answer` is the note that answers it, or None.
    """

    source: Note | Rating
    interview: Interview | None
    code: str
    text: str
    answer: Note | None

    @property
    def is_open(self) -> bool:
        """Whether it is answered neither in a note nor elsewhere."""
        return not self.source.answer

    def answered_by(self, answer: str) -> Note | Rating:
        """Return the note or rating with the id of the note that answers it; "" for no answer."""
        return replace(self.source, answer=answer)

    def answered_elsewhere(self) -> Note | Rating:
        """Return the note or rating as answered outside the notes."""
        return replace(self.source, answer=ANSWERED_ELSEWHERE)


def follow_ups(assessment: Assessment) -> list[FollowUp]:
    """Return all notes and ratings that are marked for follow-up.

    They are sorted by informant group, interview and code; the team's own come last. A rating
    is left out if a note of the same interview on the same measure point is marked too.
    """
    order = {group.key: place for place, group in enumerate(assessment.instrument.sources)}
    interviews = {each.id: n for n, each in enumerate(assessment.sources_in_order())}

    def rank(each: FollowUp) -> tuple[int, int, tuple[int, ...], float, str]:
        asked = each.interview
        place = tuple(int(part) for part in each.code.split(".") if part.isdecimal())
        position = each.source.position if isinstance(each.source, Note) else -1.0
        if asked is None:
            return len(order), 0, place, position, each.source.id
        return order.get(asked.group, 0), interviews[asked.id], place, position, each.source.id

    in_notes = _in_notes(assessment)
    said = {(each.source.interview, each.code) for each in in_notes}
    in_ratings = [e for e in _in_ratings(assessment) if (e.source.interview, e.code) not in said]
    return sorted([*in_notes, *in_ratings], key=rank)


def _in_notes(assessment: Assessment) -> list[FollowUp]:
    return [
        FollowUp(note, interview, note.code, note.text, assessment.notes.get(note.answer))
        for note in assessment.notes.values()
        if note.mark is Mark.FOLLOW_UP
        and (interview := assessment.interviews.get(note.interview)) is not None
    ]


def _in_ratings(assessment: Assessment) -> list[FollowUp]:
    found = []
    for rating in assessment.ratings.values():
        interview = assessment.interviews.get(rating.interview)
        point = assessment.instrument.find(rating.measure_point)
        if not rating.follow_up or not isinstance(point, MeasurePoint):
            continue
        if interview is not None or rating.interview == TEAM:
            answer = assessment.notes.get(rating.answer)
            found.append(FollowUp(rating, interview, point.code, point.statement, answer))
    return found
