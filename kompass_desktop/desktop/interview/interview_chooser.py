"""The button above a question that shows the open interview, and opens another one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QMenu,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.i18n import Language, language, tr

_DAY_AND_TIME = {
    Language.BOKMAL: "d. MMMM yyyy HH:mm",
    Language.NYNORSK: "d. MMMM yyyy HH:mm",
    Language.ENGLISH: "d MMMM yyyy HH:mm",
}


class InterviewChooser(QPushButton):
    """A button with the name of the open interview; a click asks which one to open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "link-menu")
        self.setToolTip(tr("Choose interview (Ctrl+I)"))
        self.setAccessibleName(tr("Choose interview"))

    def show_interviews(self, assessment: Assessment, current: Interview) -> None:
        """Show the open interview, and its number among the assessment's interviews."""
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

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button with the arrow of one that opens a list."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.features |= QStyleOptionButton.ButtonFeature.HasMenu
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)


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
