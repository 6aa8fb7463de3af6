"""The line above a question that names the open interview, and opens another one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QDateTime, QLocale, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview, document_study_id
from kompass_desktop.desktop import theme
from kompass_desktop.i18n import Language, language, tr
from kompass_desktop.report.interview_status import status_name

_DAY_AND_TIME = {
    Language.BOKMAL: "d. MMMM yyyy HH:mm",
    Language.NYNORSK: "d. MMMM yyyy HH:mm",
    Language.ENGLISH: "d MMMM yyyy HH:mm",
}


class InterviewChooser(QPushButton):
    """A button with the list of interviews, which names the open one."""

    interview_chosen = Signal(str)
    new_requested = Signal(str)
    """An interview that was not planned is to be added, of the group with this key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "link-menu")
        self.setToolTip(tr("Choose interview (Ctrl+I)"))
        self.setAccessibleName(tr("Choose interview"))
        self._list = QMenu(self)
        self.setMenu(self._list)

    def show_interviews(self, assessment: Assessment, current: Interview) -> None:
        """List an assessment's interviews and name the open one."""
        interviews = assessment.interviews_in_order()
        if current.is_document_study:
            parts = [tr("Document study")]
        else:
            number = next(i for i, each in enumerate(interviews, 1) if each.id == current.id)
            parts = [
                tr("Interview {0} of {1}").format(number, len(interviews)),
                assessment.group_of(current).short,
                planned_text(current),
            ]
        self.setText(" · ".join(part for part in parts if part))
        self.setAccessibleDescription(self.text())
        self._list.clear()
        for interview in interviews:
            action = self._list.addAction(self._line(assessment, interview))
            action.setCheckable(True)
            action.setChecked(interview.id == current.id)
            action.triggered.connect(partial(self.interview_chosen.emit, interview.id))
        self._list.addSeparator()
        study = self._list.addAction(tr("Document study"))
        study.setCheckable(True)
        study.setChecked(current.is_document_study)
        study.triggered.connect(
            partial(self.interview_chosen.emit, document_study_id(assessment.id))
        )
        self._list.addSeparator()
        more = self._list.addMenu(theme.icon("plus"), tr("New interview"))
        fill_with_groups(more, assessment, self.new_requested.emit)

    def _line(self, assessment: Assessment, interview: Interview) -> str:
        group = assessment.group_of(interview).short
        parts = (interview.code, group, planned_text(interview), status_name(interview.status))
        return " · ".join(part for part in parts if part)


def fill_with_groups(menu: QMenu, assessment: Assessment, chosen: Callable[[str], object]) -> None:
    """Fill a menu with the informant groups; `chosen` is called with the key of one."""
    for group in assessment.instrument.groups:
        action = menu.addAction(group.name)
        action.triggered.connect(lambda _checked=False, key=group.key: chosen(key))


def planned_text(interview: Interview) -> str:
    """Return when an interview is planned, or else was begun, as "12. mars 2019 09:30"."""
    at = interview.planned_at or interview.started_at
    moment = QDateTime.fromString(at[:16], "yyyy-MM-ddTHH:mm")
    # Text that is no time is shown as it was written.
    if not moment.isValid():
        return at
    return QLocale(language().value).toString(moment, _DAY_AND_TIME[language()])
