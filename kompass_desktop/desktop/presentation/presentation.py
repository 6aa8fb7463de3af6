"""The presentation on a full screen (F5); nothing in it changes the assessment."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout, QWidget

from kompass_desktop.assessment.profile import Profile
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.comparing.candidates import Candidates
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.presentation.contents import PresentationContents
from kompass_desktop.desktop.presentation.deck import SlideDeck
from kompass_desktop.desktop.presentation.keys import PresentationKeys
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.widgets.full_screen import move_to_next_screen, open_on_other_screen
from kompass_desktop.i18n import tr

WIDTH, HEIGHT = 1280, 720
"""The screen in pixels for which the sizes on the slides are given."""
SIDE, TOP, BOTTOM, SPACING = 34, 20, 12, 14
TITLE, MARK, SMALL = 30, 18, 14


class Presentation(QFrame):
    """A window over a whole screen with one slide after the other.

    It shows a copy of the session's assessment, and follows its changes. What-ifs are in
    memory only, and are gone when the window is closed.
    """

    closed = Signal()
    keys_requested = Signal()
    """The list of keys is to be shown."""

    title_label: QLabel
    assumed_label: QLabel
    draft_label: QLabel
    stack: QStackedWidget
    name_label: QLabel
    hint_label: QLabel
    place_label: QLabel
    column: QVBoxLayout

    def __init__(self, session: Session, catalogue: AssessmentCatalogue, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        load_form(self, "presentation/presentation")
        self._session = session
        self.contents = PresentationContents(
            session.assessment, _earlier(session, catalogue), session.library.firm()
        )
        self.contents.compares = _is_compared(session, catalogue)
        self.deck = SlideDeck(self.contents, self.stack)
        self._keys = PresentationKeys(
            self.deck,
            {
                Qt.Key.Key_F1: self.keys_requested.emit,
                Qt.Key.Key_F5: self.close,
                Qt.Key.Key_F11: self.move_to_other_screen,
            },
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWindowTitle(tr("Presentation – {0}").format(session.assessment.title))
        # Many changes can come at once: show them once.
        self._reload = QTimer(self, singleShot=True, interval=0)
        self._reload.timeout.connect(self._show_changes)
        self._follow()
        self.deck.refresh()

    def show_on_screen(self) -> None:
        """Open on the other screen than the window's if there is one, else on the same."""
        open_on_other_screen(self)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_to_other_screen(self) -> None:
        """Move to the next screen, if there is another."""
        move_to_next_screen(self)

    def key_help(self) -> list[tuple[str, str]]:
        """Return the keys with what they do, for the key sheet (F1)."""
        return self._keys.key_help()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.take(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._magnify()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.deck.take_back_all()
        super().closeEvent(event)
        self.closed.emit()

    def _follow(self) -> None:
        session = self._session
        for signal in (
            session.scores_changed,
            session.findings_changed,
            session.recommendations_changed,
            session.plan_changed,
            session.text_changed,
            session.particulars_changed,
            session.interviews_changed,
            session.read_only_changed,
        ):
            signal.connect(self._reload.start)
        self.deck.changed.connect(self._show_head)
        self.deck.ended.connect(self.close)
        theme.notifier.changed.connect(self.deck.refresh)

    def _show_changes(self) -> None:
        self.contents.reload(self._session.assessment)
        self.deck.refresh()

    def _show_head(self) -> None:
        view = self.deck.view
        self.title_label.setText(view.title)
        self.assumed_label.setVisible(bool(self.contents.what_if.changed))
        warnings = [tr("DRAFT")] if self.contents.data.is_draft else []
        if self.contents.assessment.particulars.invented:
            warnings.append(tr("Invented example"))
        self.draft_label.setText(" · ".join(warnings))
        self.draft_label.setVisible(bool(warnings))
        self.name_label.setText(self.contents.profile.label)
        self.hint_label.setText(self._hint())
        place = tr("{0} of {1}").format(self.deck.index + 1, len(self.deck.slides))
        if view.part_count > 1:
            place += f" ({view.part + 1}/{view.part_count})"
        self.place_label.setText(place)
        self.setAccessibleName(f"{view.title}. {place}")

    def _hint(self) -> str:
        if self.deck.rated_point is not None:
            return tr("0–4 what if · ← → aspect · ↑ ↓ measure point · Esc back · F1 keys")
        if self.deck.detail:
            return tr("↑ ↓ choose · Enter figures · Esc back · F1 keys")
        last = len(self.contents.instrument.areas)
        hint = tr("← → slide · 1–{0} area · ↑ ↓ and Enter figures · Esc end · F1 keys")
        return hint.format(last)

    def _magnify(self) -> None:
        unit = min(self.width() / WIDTH, self.height() / HEIGHT)
        side = round(SIDE * unit)
        self.column.setContentsMargins(side, round(TOP * unit), side, round(BOTTOM * unit))
        self.column.setSpacing(round(SPACING * unit))
        self.title_label.setFont(theme.font(round(TITLE * unit), QFont.Weight.Bold))
        for label in (self.assumed_label, self.draft_label):
            label.setFont(theme.font(round(MARK * unit), QFont.Weight.Bold))
        for label in (self.name_label, self.hint_label, self.place_label):
            label.setFont(theme.font(round(SMALL * unit)))
        for view in self.deck.views:
            view.magnify(unit)
        self._show_head()


def _is_compared(session: Session, catalogue: AssessmentCatalogue) -> bool:
    """Whether the report is compared with the measurement of last time."""
    last = Candidates(catalogue, session.assessment).last_time
    return bool(last) and last in (AssessmentSettings(session.assessment.id).report_compared or ())


def _earlier(session: Session, catalogue: AssessmentCatalogue) -> Profile | None:
    """Return the profile of the latest earlier assessment of the municipality, or None."""
    earlier = catalogue.earlier(session.assessment.particulars)
    return None if earlier is None else catalogue.profile(earlier.id)
