"""The notes of an assessment, grouped once by the code that they belong to."""

from __future__ import annotations

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import NO_CODE, Note


class NotesByPlace:
    """An index of the notes whose first or further codes contain a code, by interview.

    Later changes are not included. `Assessment.notes_at` searches all notes at each call, which
    is slow with 10,000 notes.
    """

    def __init__(self, assessment: Assessment) -> None:
        places = {each.id: n for n, each in enumerate(assessment.sources_in_order())}
        self._notes: dict[str, list[Note]] = {}
        for note in assessment.notes.values():
            if note.interview in places and note.text.strip():
                for code in note.codes or (NO_CODE,):
                    self._notes.setdefault(code, []).append(note)
        for notes in self._notes.values():
            notes.sort(key=lambda note: (places[note.interview], note.position, note.id))

    def at(self, code: str) -> list[Note]:
        """Return the notes with exactly this code, not those of its parts; sorted by interview."""
        return self._notes.get(code, [])

    @property
    def codes(self) -> set[str]:
        """The codes that have at least one note."""
        return set(self._notes)
