"""«Hvilket intervju»: finds an interview by code, name or unit, group, location or interviewer."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.interviewers import interviewers_of, short_names
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import document_study_id
from kompass_desktop.assessment.records import Interview
from kompass_desktop.desktop.dates import shown_moment
from kompass_desktop.desktop.interview.interview_state import InterviewState
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.navigation.palette_entries import PaletteEntry
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr
from kompass_desktop.report.interview_status import status_name

_NEW = "new:"
"""Before the key of a group, of which a new interview is to be added."""


class InterviewFinder(QObject):
    """Lets the user choose an interview in a palette over the page, and emits it."""

    interview_chosen = Signal(str)
    new_requested = Signal(str)
    """An interview that was not planned is to be added, of the group with this key."""

    def __init__(self, session: Session, state: InterviewState, page: QWidget) -> None:
        super().__init__(page)
        self._session = session
        self._state = state
        self.palette = Palette(page)
        self.palette.chosen.connect(self._choose)

    def ask(self) -> None:
        """Open the palette with the open interview as the current entry."""
        hint = tr("Interview: code, name, unit, group, place or interviewer")
        entries = interview_choices(self._session.assessment)
        self.palette.open_with(entries, hint, current=self._state.interview_id)

    def _choose(self, key: str) -> None:
        if key.startswith(_NEW):
            self.new_requested.emit(key.removeprefix(_NEW))
        else:
            self.interview_chosen.emit(key)


def interview_choices(assessment: Assessment) -> list[PaletteEntry]:
    """Return entries for all interviews, the document study, and a new interview of each group."""
    names = short_names(assessment.members_in_order())
    interviews = [_choice(assessment, each, names) for each in assessment.interviews_in_order()]
    kind = tr("new interview")
    groups = assessment.instrument.groups
    study = PaletteEntry(document_study_id(assessment.id), tr("Document study"))
    return [*interviews, study] + [
        PaletteEntry(f"{_NEW}{g.key}", g.name, detail=kind) for g in groups
    ]


def _choice(assessment: Assessment, interview: Interview, names: dict[str, str]) -> PaletteEntry:
    group = assessment.group_of(interview)
    members = interviewers_of(assessment, interview)
    who = ", ".join(names[member.id] for member in members)
    said = (_when(interview), who, status_name(interview.status))
    words = (group.name, interview.venue, interview.language, *(member.name for member in members))
    return PaletteEntry(
        interview.id,
        " · ".join(filter(None, (interview.name.strip(), group.short))),
        interview.code,
        " · ".join(filter(None, said)),
        " ".join(words),
    )


def _when(interview: Interview) -> str:
    at = interview.planned_at or interview.started_at
    try:
        return shown_moment(at)
    except ValueError:
        # A text that is not a time is shown as it was typed.
        return at
