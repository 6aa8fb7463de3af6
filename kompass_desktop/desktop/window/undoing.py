"""Ctrl+Z and its opposite: asks first if other work would be lost, and shows what was done."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from kompass_desktop.assessment import recorded_entry
from kompass_desktop.assessment.plan_records import (
    Activity,
    Ballot,
    Carryover,
    Improvement,
    Lift,
    StatusCheck,
    Workshop,
)
from kompass_desktop.assessment.records import (
    TEAM,
    AskingChoice,
    Attachment,
    Change,
    Document,
    Event,
    Finding,
    Interview,
    Member,
    Note,
    Particulars,
    Rating,
    Recommendation,
    Record,
    Recorded,
    ReportText,
)
from kompass_desktop.assessment.undoing import Losses
from kompass_desktop.desktop.actions import add_action
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.undo_stack import Direction, Question, Replay
from kompass_desktop.desktop.widgets.notice_bar import NoticeBar
from kompass_desktop.desktop.widgets.passing_notice import PassingNotice
from kompass_desktop.i18n import ntr, tr

ANSWER = "Ctrl+Shift+Return"
"""The key that confirms a step about which the user was asked."""


def page_of(record: Record) -> str:
    """Return the key of the page that shows a record."""
    match record:
        case Particulars() | Member() | Interview() | AskingChoice() | Document() | Event():
            return "preparation"
        case Rating() if record.interview == TEAM:
            return "scoring"
        case Attachment(note=""):
            return "preparation"
        case Rating() | Note() | Attachment():
            return "interview"
        case Finding():
            return "findings"
        case Improvement() | Lift() | Activity() | Workshop() | Ballot() | StatusCheck():
            return "plan"
        case Carryover():
            # There it is also shown if it has no code, or no interview is planned.
            return "plan"
        case Recorded() | ReportText(chapter=recorded_entry.SUM_REASON):
            return "profile"
        case Recommendation() | ReportText():
            return "report"


def shown_after(changes: tuple[Change, ...]) -> Record | None:
    """Return the record to go to after changes; None where a whole list was put in order."""
    first = changes[-1]
    is_one = len(changes) == 1 or first.before is None or isinstance(first.record, Rating)
    return first.record if is_one else None


class Undoing(QObject):
    """Undoes and redoes in an open assessment; a bar across the view asks first.

    Nothing is modal and the caret stays: the user answers with the bar's button or key, or goes
    on with something else, which means no. What was done is shown over the page for a while,
    since nobody looks at the status bar while working.
    """

    message_shown = Signal(str)
    """What has been done, as a sentence."""
    replayed = Signal(object)
    """The `Replay`, for the view to go to what it was about."""

    def __init__(
        self, session: Session, bar: NoticeBar, notice: PassingNotice, view: QWidget
    ) -> None:
        super().__init__(view)
        self._session = session
        self._bar = bar
        self._notice = notice
        self._asked: Question | None = None
        self._answer = add_action(view, tr("Do it anyway"), [ANSWER], self._go_on)
        self._answer.setEnabled(False)
        stack = session.undo_stack
        stack.indexChanged.connect(self.withdraw)
        stack.questioned.connect(self._ask)
        stack.replayed.connect(self._show_replay)
        stack.ended.connect(self._say_end)
        bar.chosen.connect(self._go_on)
        bar.closed.connect(self.withdraw)

    def undo(self) -> None:
        """Undo the last step, or ask about it first."""
        self._session.flush()
        self._session.undo_stack.ask_to(Direction.UNDO)

    def redo(self) -> None:
        """Redo the step that was undone last, or ask about it first.

        In a field in which typing was undone it is the field's own: not on every system does Qt
        know Ctrl+Y there.
        """
        if not _redo_in_field(QApplication.focusWidget()):
            self._session.flush()
            self._session.undo_stack.ask_to(Direction.REDO)

    def withdraw(self) -> None:
        """Ask no more, and do nothing."""
        self._asked = None
        self._answer.setEnabled(False)
        self._bar.hide()

    def _go_on(self) -> None:
        """Make the step that was asked about, unless more would go with it by now."""
        asked = self._asked
        if asked is None:
            return
        self._session.flush()
        question = self._session.undo_stack.question(asked.direction)
        if question is not None and question != asked:
            self._ask(question)
        else:
            self._session.undo_stack.make(asked.direction)

    def _ask(self, question: Question) -> None:
        self._asked = question
        self._answer.setEnabled(True)
        undo = question.direction is Direction.UNDO
        asking = (
            tr("Undoing “{0}” removes {1}. It has not been done yet.")
            if undo
            else tr("Redoing “{0}” removes {1}. It has not been done yet.")
        )
        sentence = asking.format(question.text, self._losses_text(question.losses))
        button = tr("Undo anyway") if undo else tr("Redo anyway")
        self._notice.hide()
        self._bar.show_sentence(sentence, button, "Ctrl Shift Enter")
        self.message_shown.emit(sentence)

    def _losses_text(self, losses: Losses) -> str:
        """Return what would be lost, as a list in a sentence."""
        counted = (
            (losses.interviews, ntr("{0} interview", "{0} interviews", losses.interviews)),
            (losses.held, ntr("{0} that is begun", "{0} that are begun", losses.held)),
            (losses.filled, ntr("{0} that is filled in", "{0} that are filled in", losses.filled)),
            (losses.notes, ntr("{0} note line", "{0} note lines", losses.notes)),
            (losses.ratings, ntr("{0} rating", "{0} ratings", losses.ratings)),
        )
        lost = [text.format(number) for number, text in counted if number]
        return tr("{0} and {1}").format(", ".join(lost[:-1]), lost[-1])

    def _show_replay(self, replay: Replay) -> None:
        if replay.changes:
            self.replayed.emit(replay)
        self._say(self._outcome(replay))

    def _say(self, sentence: str) -> None:
        self._notice.show_sentence(sentence)
        self.message_shown.emit(sentence)

    def _outcome(self, replay: Replay) -> str:
        if not replay.changes:
            changed = tr("“{0}” was changed afterwards and is left as it is.")
            return changed.format(replay.text)
        done = (
            tr("Undone: {0}. Ctrl+Y redoes it.")
            if replay.direction is Direction.UNDO
            else tr("Redone: {0}. Ctrl+Z undoes it.")
        ).format(replay.text)
        if not replay.left:
            return done
        return done + " " + tr("What was changed afterwards is left as it is.")

    def _say_end(self, direction: Direction) -> None:
        nothing = tr("There is nothing to undo.")
        no_more = tr("There is nothing to redo.")
        self._say(nothing if direction is Direction.UNDO else no_more)


def _redo_in_field(widget: QWidget | None) -> bool:
    """Redo what was undone in a field that has the focus; return whether there was something."""
    field = widget.findChild(QLineEdit) if isinstance(widget, QAbstractSpinBox) else widget
    match field:
        case QLineEdit():
            has_redo = field.isRedoAvailable()
        case QPlainTextEdit() | QTextEdit():
            has_redo = field.document().isRedoAvailable()
        case _:
            return False
    if has_redo:
        field.redo()
    return has_redo
