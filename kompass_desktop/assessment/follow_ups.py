"""What was marked for follow-up in the interviews: whom to ask, and whether it is answered."""

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
    """A note line or a rating that was marked for follow-up.

    `interview` is the one to ask, None where the team marked its own rating; `code` the
    place that it is about, or ""; `text` what was written, for a rating what the measure
    point states; `answer` the note that answers it, None while there is none.
    """

    source: Note | Rating
    interview: Interview | None
    code: str
    text: str
    answer: Note | None

    @property
    def is_open(self) -> bool:
        """Whether it is not answered, neither in a note nor elsewhere."""
        return not self.source.answer

    def answered_by(self, answer: str) -> Note | Rating:
        """Return the line or rating as answered by a note, given its id; "" opens it again."""
        return replace(self.source, answer=answer)

    def answered_elsewhere(self) -> Note | Rating:
        """Return the line or rating as answered, but in no note."""
        return replace(self.source, answer=ANSWERED_ELSEWHERE)


def follow_ups(assessment: Assessment) -> list[FollowUp]:
    """Return all that is marked for follow-up, by informant group, interview and place.

    The team's own come last. A rating is left out where a line of the same interview on the
    same measure point is marked too: the line says what to ask.
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
