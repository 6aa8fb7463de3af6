"""The ids of records: random ones, and those that follow from what a record is about."""

from __future__ import annotations

import uuid
from functools import lru_cache

from kompass_desktop.instrument.model import DOCUMENTS

TOGETHER = ""
"""The value of `Rating.author` for a rating that is not a team member's own view."""


_NAMESPACE = uuid.UUID("6f0e6f3a-5a52-5f0e-9d0c-2f3c7a1d8b21")


def new_id() -> str:
    """Return a random id for a new record."""
    return str(uuid.uuid4())


def derived_id(*parts: str) -> str:
    """Return the id of the only record for `parts`: the same parts always give the same id.

    So two laptops that rate the same measure point in copies of an interview write the same
    row, which is merged field by field.
    """
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))


# Each rating needs the ids of all interviews' ratings of a measure point, and computing the
# hashes takes most of the time.
@lru_cache(maxsize=100_000)
def rating_id(assessment: str, interview: str, measure_point: str, author: str = TOGETHER) -> str:
    """Return the id of a rater's rating; `interview` may be TEAM, `author` a member's id."""
    whose = (author,) if author else ()
    return derived_id(assessment, "rating", interview, measure_point, *whose)


def text_id(assessment: str, chapter: str) -> str:
    """Return the id of a report text."""
    return derived_id(assessment, "text", chapter)


def recorded_id(assessment: str, code: str) -> str:
    """Return the id of a recorded result."""
    return derived_id(assessment, "recorded", code)


def asking_choice_id(assessment: str, asker: str, code: str) -> str:
    """Return the id of a choice of what a group or an interview is asked."""
    return derived_id(assessment, "asking", asker, code)


def finding_id(assessment: str, note: str) -> str:
    """Return the id of the finding that marking a note line creates, given the note's id."""
    return derived_id(assessment, "finding", note)


def drafted_finding_id(assessment: str, measure_point: str) -> str:
    """Return the id of the finding from a measure point's draft, the same on every laptop."""
    return derived_id(assessment, "finding", "draft", measure_point)


def lift_id(assessment: str, improvement: str, measure_point: str) -> str:
    """Return the id of what an improvement is to lift a measure point to."""
    return derived_id(assessment, "lift", improvement, measure_point)


def ballot_id(assessment: str, workshop: str, improvement: str) -> str:
    """Return the id of the votes for an improvement in a workshop."""
    return derived_id(assessment, "ballot", workshop, improvement)


def status_check_id(assessment: str, improvement: str, year: int) -> str:
    """Return the id of the status of an improvement in a year's status round."""
    return derived_id(assessment, "status", improvement, str(year))


def carryover_id(assessment: str, origin: str) -> str:
    """Return the id of what was carried over from a record, given its id, of last time."""
    return derived_id(assessment, "carryover", origin)


def document_study_id(assessment: str) -> str:
    """Return the id of the interview record of the document study, one per assessment."""
    return derived_id(assessment, DOCUMENTS)
