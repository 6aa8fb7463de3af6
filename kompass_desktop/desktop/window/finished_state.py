"""The button and the bar that show that the open assessment is finished."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QPushButton

from kompass_desktop.desktop.actions import without_argument
from kompass_desktop.desktop.finishing.finishing import ask_about_end
from kompass_desktop.desktop.finishing.texts import course_text
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.notice_bar import NoticeBar
from kompass_desktop.i18n import tr
from kompass_desktop.report.frozen_figures import departure_sentence


class FinishedState(QObject):
    """Shows a button while the assessment is finished, and a bar if its frozen figures differ.

    The button, and that of the bar, open the dialog that reopens it.
    """

    message_shown = Signal(str)
    """Why a change was refused, or what `pass_on` was given, as one sentence."""

    def __init__(self, session: Session, button: QPushButton, bar: NoticeBar) -> None:
        super().__init__(button)
        self._session = session
        self._button = button
        self._bar = bar
        self._has_refused = False
        button.clicked.connect(without_argument(self._ask))
        bar.chosen.connect(self._ask)
        session.change_refused.connect(self._refuse)
        session.read_only_changed.connect(self.show)
        self.show()

    @property
    def width(self) -> int:
        """The width of the button, in pixels."""
        return self._button.sizeHint().width() if self._session.is_read_only else 0

    def show(self) -> None:
        """Update button and bar."""
        is_finished = self._session.is_read_only
        self._button.setVisible(is_finished)
        self._bar.hide()
        if not is_finished:
            return
        words = tr("Nothing can be changed. Press to reopen the measurement.")
        self._button.setToolTip(f"{course_text(self._session.assessment)}\n{words}")
        sentence = departure_sentence(self._session.assessment)
        if sentence:
            self._bar.show_sentence(sentence, tr("Reopen the measurement …"))

    def pass_on(self, sentence: str) -> None:
        """Show a page's message, unless it is about a change that has just been refused."""
        if not self._has_refused:
            self.message_shown.emit(sentence)

    def _refuse(self, sentence: str) -> None:
        self.message_shown.emit(sentence)
        self._has_refused = True
        QTimer.singleShot(0, self, self._forget_refusal)

    def _forget_refusal(self) -> None:
        self._has_refused = False

    def _ask(self) -> None:
        ask_about_end(self._session, self._button)
