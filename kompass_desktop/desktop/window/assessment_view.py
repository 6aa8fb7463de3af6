"""An open assessment: the bar at the top, and below it the pages in the order of the work."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QWidget

from kompass_desktop.assessment.records import Interview, Record
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.actions import Slot, add_action
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.navigation.history import PageTrail
from kompass_desktop.desktop.navigation.page import Page
from kompass_desktop.desktop.panes import focus_next_pane
from kompass_desktop.desktop.runtime.focus_return import FocusReturn
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.settings import AssessmentSettings
from kompass_desktop.desktop.undo_stack import Replay
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.key_button import KeyButton
from kompass_desktop.desktop.widgets.notice_bar import NoticeBar
from kompass_desktop.desktop.widgets.passing_notice import PassingNotice
from kompass_desktop.desktop.widgets.roomy_area import PAGE, RoomyArea
from kompass_desktop.desktop.window.finished_state import FinishedState
from kompass_desktop.desktop.window.key_sheet import KeySheet, headed
from kompass_desktop.desktop.window.pages import PAGES
from kompass_desktop.desktop.window.undoing import Undoing, page_of, shown_after
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError

if TYPE_CHECKING:
    from kompass_desktop.desktop.exchange.exchanging import Exchanging
    from kompass_desktop.desktop.history.history_panel import HistoryPanel
    from kompass_desktop.desktop.navigation.search import FoundItem
    from kompass_desktop.desktop.navigation.search_panel import SearchPanel
    from kompass_desktop.desktop.presentation.presentation import Presentation
    from kompass_desktop.storage.exchange.colleagues import Exchanged

_log = logging.getLogger(__name__)

NARROW = 1100
"""Pixels; below this width the top bar leaves out what is not needed."""
ROOMY = 1340
"""Pixels; from this width the top bar also shows what a key does."""
CROWDED = 1300
"""Pixels; below this width the subtitle gives its room to the sign of what is finished."""
TITLE = 90
MOST_TITLE = 300
"""Pixels that the municipality's name gets before anything else: in a narrow window, and else."""
SEARCH_KEYS = "Ctrl F"

PAGES_WITH_CODES = ("interview", "scoring")
"""The pages on which a measure point can be shown."""


class AssessmentView(QWidget):
    """The pages of an open assessment; emits `closed` when the user goes to the library."""

    closed = Signal()
    message_shown = Signal(str)
    page_left = Signal()
    rewritten = Signal()
    """As `Page.assessment_rewritten`."""
    erased = Signal()
    """As `Page.assessment_erased`."""
    conflicts_requested = Signal()
    """The conflicts are to be shown, after `merged` if that was emitted."""
    merged = Signal()
    """The session has loaded changes from colleagues: its pages must be created again."""
    other_found = Signal(object)
    """A `FoundItem` was chosen whose record is in another assessment."""

    title_label: ElidedLabel
    subtitle_label: ElidedLabel
    back_button: QPushButton
    preparation_tab: QPushButton
    interview_tab: QPushButton
    scoring_tab: QPushButton
    profile_tab: QPushButton
    findings_tab: QPushButton
    plan_tab: QPushButton
    report_tab: QPushButton
    finished_button: QPushButton
    conflicts_button: QPushButton
    exchange_button: QPushButton
    history_button: QPushButton
    search_button: KeyButton
    saved_label: QLabel
    question_bar: NoticeBar
    figures_bar: NoticeBar
    pages: QStackedWidget

    def __init__(
        self, session: Session, catalogue: AssessmentCatalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._catalogue = catalogue
        self._made: dict[str, Page] = {}
        self._areas: dict[str, RoomyArea] = {}
        self._key = ""
        self._presentation: Presentation | None = None
        self._focus_before = FocusReturn()
        self._trail = PageTrail()
        load_form(self, "window/assessment_view")
        self.notice = PassingNotice(self.pages, self)
        """What was undone or redone last, for a while."""
        self._finished = FinishedState(session, self.finished_button, self.figures_bar)
        self._undoing = Undoing(session, self.question_bar, self.notice, self)
        self._tabs: dict[str, QPushButton] = {key: getattr(self, f"{key}_tab") for key in PAGES}
        self._connect()
        self._add_actions()
        self._show_icon()
        self._show_title()
        self._show_saved()
        self._show_conflicts()

    def minimumSizeHint(self) -> QSize:
        # The top bar becomes narrow once it is known that it must.
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Hide the parts of the top bar that have no room."""
        is_narrow = self.width() < NARROW
        is_crowded = self._finished.width > 0 and self.width() < CROWDED
        self.subtitle_label.setVisible(not is_narrow and not is_crowded)
        self._fit_title()
        is_roomy = self.width() >= ROOMY + self._finished.width
        self.history_button.setVisible(is_roomy)
        self.exchange_button.setVisible(is_roomy)
        self.search_button.setProperty("keys", "" if is_narrow else SEARCH_KEYS)
        for tab in self._tabs.values():
            role = "tab-narrow" if is_narrow else "tab"
            if tab.property("role") != role:
                theme.set_role(tab, role)
                tab.updateGeometry()

    @cached_property
    def search_panel(self) -> SearchPanel:
        """What Ctrl+F shows; made when it is first needed, with the words of the chapters."""
        from kompass_desktop.desktop.navigation.search_panel import SearchPanel

        panel = SearchPanel(self.session, self)
        panel.chosen.connect(self._show_found)
        return panel

    @cached_property
    def history_panel(self) -> HistoryPanel:
        """What Ctrl+H shows; made when it is first needed."""
        from kompass_desktop.desktop.history.history_panel import HistoryPanel

        panel = HistoryPanel(self.session, self)
        panel.record_requested.connect(self.show_found)
        panel.message_shown.connect(self._finished.pass_on)
        self.page_left.connect(panel.hide)
        return panel

    @cached_property
    def exchanging(self) -> Exchanging:
        """The exchange with colleagues (F9), created at the first use."""
        from kompass_desktop.desktop.exchange.exchanging import Exchanging

        exchanging = Exchanging(self._catalogue, self)
        exchanging.message_shown.connect(self.message_shown)
        exchanging.exchanged.connect(lambda _, done: self._load_received(done))
        exchanging.conflicts_requested.connect(lambda _: self.conflicts_requested.emit())
        return exchanging

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._made[self._key]

    def show_page(self, key: str) -> Page:
        """Show a page, given its key in `PAGES`, and return it; going back leads here again."""
        return self._visit(key, lambda _page: None)

    def _choose_tab(self, key: str) -> None:
        is_shown = key == self._key
        self.show_page(key)
        if is_shown:
            # Or the keys of the page would be dead, with the focus on its tab.
            self.page.take_focus()

    def _visit(self, key: str, show: Callable[[Page], object]) -> Page:
        """Show something on a page; going back from there leads to the present page."""
        before = self._key
        page = self._change_page(key)
        show(page)
        if before not in ("", key):
            self._trail.visit(before)
            page.arrive()
        return page

    def _change_page(self, key: str) -> Page:
        if key != self._key:
            if self._key:
                self.page.leave()
                self.page_left.emit()
            if key not in self._made:
                self._made[key] = self._make(key)
            # Not before: a page that could not be made is not the one that is shown.
            self._key = key
            self.session.undo_stack.page = key
            _log.info("page %d shown", 1 + list(PAGES).index(key))
            self.pages.setCurrentWidget(self._areas[key])
            self._tabs[key].setChecked(True)
            self.page.enter()
            self.page.take_focus()
            # At once, and not only at the end: a battery that runs flat gives no notice.
            self._settings.page = key
        return self.page

    def _go_back(self) -> None:
        if self._trail.can_go_back:
            self._change_page(self._trail.back(self._key))

    def _go_forward(self) -> None:
        if self._trail.can_go_forward:
            self._change_page(self._trail.forward(self._key)).arrive()

    def show_last_page(self) -> None:
        """Show the page that was open when the assessment was last left."""
        last = self._settings.page
        self.show_page(last if last in PAGES else next(iter(PAGES)))

    def leave(self) -> None:
        """Have changes made of the open page's text, and remember how the page is shown.

        The presentation is closed.
        """
        if self._presentation is not None:
            self._presentation.close()
        self.page.leave()

    @property
    def presentation(self) -> Presentation | None:
        """The presentation on the full screen, or None while there is none."""
        return self._presentation

    def present(self) -> None:
        """Show the assessment on the full screen, with what has been typed so far."""
        from kompass_desktop.desktop.presentation.presentation import Presentation

        if self._presentation is None:
            self.session.flush()
            self._focus_before.remember()
            shown = self._presentation = Presentation(self.session, self._catalogue, self)
            shown.closed.connect(self._end_presentation)
            shown.keys_requested.connect(self._show_presentation_keys)
        self._presentation.show_on_screen()

    def _end_presentation(self) -> None:
        shown, self._presentation = self._presentation, None
        if shown is not None:
            shown.deleteLater()
            self.window().activateWindow()
            self._focus_before.give_back()

    def _show_presentation_keys(self) -> None:
        if self._presentation is not None:
            keys = headed({tr("In the presentation"): self._presentation})
            KeySheet(keys, self._presentation).open()

    @property
    def _settings(self) -> AssessmentSettings:
        return AssessmentSettings(self.session.assessment.id)

    def _make(self, key: str) -> Page:
        page = PAGES[key](self.session, self._catalogue, self)
        page.code_requested.connect(self._go)
        page.back_requested.connect(self._go_back)
        page.forward_requested.connect(self._go_forward)
        page.interview_requested.connect(self._open_interview)
        page.note_requested.connect(self._show_note)
        page.service_requested.connect(self._show_service)
        page.message_shown.connect(self._finished.pass_on)
        page.assessment_rewritten.connect(self.rewritten)
        page.assessment_erased.connect(self.erased)
        area = self._areas[key] = RoomyArea(self.pages)
        area.designed = PAGE
        # At once: in a page with its former height it would be scrolled too far.
        area.resize(self.pages.size())
        area.setWidget(page)
        self.pages.addWidget(area)
        return page

    def _go(self, key: str, code: str) -> None:
        self._visit(key, lambda page: page.show_code(code) if code else None)

    def _open_interview(self, interview: str) -> None:
        self._visit("interview", lambda page: page.show_interview(interview))

    def _show_note(self, note: str) -> None:
        self._visit("interview", lambda page: page.show_note(note))

    def _show_service(self, service: str) -> None:
        self._visit("preparation", lambda page: page.show_service(service))

    def _show_replayed(self, replay: Replay) -> None:
        """Go to what an undo was about, unless it was made on the page that is shown."""
        home = page_of(replay.changes[-1].record)
        if self._key not in (home, replay.page):
            self.show_page(home)
            # A field that Qt gave the focus to would take the next Ctrl+Z as its own.
            for pane in self.page.panes()[:1]:
                pane.setFocus()
        record = shown_after(replay.changes)
        if record is not None and self._key == home:
            self.page.show_record(record)

    def _search(self) -> None:
        self.session.flush()
        self.search_panel.open_panel()

    def _show_history(self) -> None:
        self.history_panel.open_panel(self.page.current_records())

    def _exchange(self) -> None:
        if self._is_written():
            self.exchanging.exchange(self.session.assessment.id)

    def _choose_exchange(self) -> None:
        if self._is_written():
            self.exchanging.choose_settings(self.session.assessment.id)

    def _share(self) -> None:
        if self._is_written():
            self.exchanging.share(
                self.session.assessment.particulars, self.session.assessment.title
            )

    def _is_written(self) -> bool:
        """Write all typed text; return whether that succeeded, and show a message if not."""
        self.session.flush()
        if not self.session.is_saved:
            self.message_shown.emit(tr("Not everything is saved yet, so nothing is exchanged."))
        return self.session.is_saved

    def _load_received(self, done: Exchanged) -> None:
        """Load the changes from colleagues, if there are any."""
        if not done.has_news and not done.has_earlier:
            return
        self.leave()
        try:
            self.session.reload_merged()
        except StorageError as error:
            self.message_shown.emit(str(error))
            return
        self.merged.emit()

    def open_conflicts(self) -> None:
        """Show the unsettled conflicts."""
        try:
            self.session.find_conflicts()
        except StorageError as error:
            self.message_shown.emit(str(error))
            return
        if not self.session.conflicts:
            self.message_shown.emit(tr("There are no conflicts."))
            return
        # It words findings and chapters, and most never need it.
        from kompass_desktop.desktop.exchange.conflicts_dialog import ConflictsDialog

        ConflictsDialog(self.session, self).open()

    def _show_conflicts(self) -> None:
        number = len(self.session.conflicts)
        self.conflicts_button.setVisible(bool(number))
        self.conflicts_button.setText(tr("Conflicts ({0})").format(number))
        self.conflicts_button.setToolTip(tr("Changed by two of you independently (Ctrl+Shift+K)"))

    def _show_found(self, item: FoundItem) -> None:
        if item.record is None:
            page = self._key if self._key in PAGES_WITH_CODES else "scoring"
            self._go(page, item.code)
        elif item.assessment == self.session.assessment.id:
            self.show_item(item)
        else:
            self.other_found.emit(item)

    def show_item(self, item: FoundItem) -> None:
        """Show what was found in this assessment, with the caret where the words are."""
        if item.record is None:
            return
        self.show_found(item.record)
        if self.session.assessment.get(item.record) is not None:
            self.page.put_caret_at(item.record, item.query)

    def show_found(self, record: Record) -> None:
        """Show a record that was found, with the caret in it, where it is worked with."""
        if self.session.assessment.get(record) is None:
            self.message_shown.emit(tr("It has been deleted since it was found."))
        elif isinstance(record, Interview):
            self._open_interview(record.id)
        else:
            self._visit(page_of(record), lambda page: page.show_record(record))

    def _connect(self) -> None:
        for key, tab in self._tabs.items():
            tab.clicked.connect(lambda _checked, key=key: self._choose_tab(key))
        self.back_button.clicked.connect(self.closed)
        self.search_button.clicked.connect(self._search)
        self.history_button.clicked.connect(self._show_history)
        self.exchange_button.clicked.connect(self._exchange)
        self.conflicts_button.clicked.connect(self.open_conflicts)
        self.session.conflicts_changed.connect(self._show_conflicts)
        self._undoing.replayed.connect(self._show_replayed)
        self._undoing.message_shown.connect(self.message_shown)
        self._finished.message_shown.connect(self.message_shown)
        self.session.read_only_changed.connect(self._fit)
        self.session.saved.connect(self._show_saved)
        self.session.save_failed.connect(self._show_failed)
        self.session.particulars_changed.connect(self._show_title)
        theme.notifier.changed.connect(self._show_icon)

    def _add_actions(self) -> None:
        redo = tr("Redo")
        add_action(self, redo, ["Ctrl+Shift+Z", "Ctrl+Y"], self._undoing.redo)
        steps: tuple[tuple[str, str, Slot], ...] = (
            (tr("Search"), "Ctrl+F", self._search),
            (tr("History"), "Ctrl+H", self._show_history),
            (tr("Show on the full screen"), "F5", self.present),
            (tr("Undo"), "Ctrl+Z", self._undoing.undo),
            (tr("Next page"), "Ctrl+PgDown", partial(self._step, 1)),
            (tr("Previous page"), "Ctrl+PgUp", partial(self._step, -1)),
            (tr("Next part of the page"), "F6", partial(self._go_round, 1)),
            (tr("Previous part of the page"), "Shift+F6", partial(self._go_round, -1)),
            (tr("Conflicts"), "Ctrl+Shift+K", self.open_conflicts),
            (tr("Exchange with colleagues"), "F9", self._exchange),
            (tr("Exchange: folder and passphrase …"), "Shift+F9", self._choose_exchange),
            (tr("Share in a file …"), "Ctrl+F9", self._share),
            (tr("To the library"), "Ctrl+W", self.closed.emit),
        )
        for text, keys, slot in steps:
            add_action(self, text, [keys], slot)

    def _step(self, step: int) -> None:
        keys = list(PAGES)
        self.show_page(keys[(keys.index(self._key) + step) % len(keys)])

    def _go_round(self, step: int) -> None:
        focus_next_pane(
            [*self.page.panes(), self.question_bar.button, self.figures_bar.button], step
        )

    def _show_icon(self) -> None:
        self.back_button.setIcon(theme.icon("chevron-left", "text"))

    def _show_title(self) -> None:
        particulars = self.session.assessment.particulars
        self.title_label.setText(particulars.municipality)
        parts = [str(particulars.year), self.session.assessment.instrument.title]
        if particulars.invented:
            parts.append(tr("fictitious example"))
        self.subtitle_label.setText(" · ".join(parts))
        self._fit_title()

    def _fit_title(self) -> None:
        """Set the minimum width of the title, so that the subtitle is shortened first."""
        most = TITLE if self.width() < NARROW else MOST_TITLE
        self.title_label.setMinimumWidth(min(self.title_label.sizeHint().width(), most))

    def _show_saved(self) -> None:
        at = self.session.saved_at
        text = tr("Saved {0}").format(f"{at:%H:%M:%S}") if at else tr("Saved")
        self._say_state(f"✓ {text}", "saved")

    def _show_failed(self, sentence: str) -> None:
        self._say_state(tr("✗ Not saved"), "failed")
        self.saved_label.setToolTip(sentence)

    def _say_state(self, text: str, role: str) -> None:
        # The role comes first: the text's room is measured with the padding that it brings.
        theme.set_role(self.saved_label, role)
        self.saved_label.setText(text)
        self.saved_label.setToolTip("")
