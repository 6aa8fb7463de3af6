"""What every page of an assessment has in common."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.assessment.records import Record
from kompass_desktop.assessment.text_search import SearchQuery
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.navigation.focus_memory import FocusMemory
from kompass_desktop.desktop.session import Session


class Page(QWidget):
    """A page of the open assessment; made when it is first shown, deleted when it is closed.

    A page reads `session` and asks it for changes. It never calls another page: to show
    something on another page, it emits a signal that the window follows.
    """

    code_requested = Signal(str, str)
    """The page's key ("scoring", "interview", …) and the code to show there."""

    interview_requested = Signal(str)
    """The id of the interview that is to be opened."""

    note_requested = Signal(str)
    """The id of the note line that is to be shown in its interview."""

    service_requested = Signal(str)
    """The service area (key or own name) whose documents are to be shown in the document study."""

    back_requested = Signal()
    """The user goes back from where the page was reached: to the page before."""

    forward_requested = Signal()
    """The user goes forward, and the page has no code to go forward to."""

    message_shown = Signal(str)
    """One sentence for the status bar; "" when it is no longer true."""

    assessment_rewritten = Signal()
    """The library has another state of the assessment than the session: it must be opened again."""

    assessment_erased = Signal()
    """The assessment is no longer in the library."""

    def __init__(
        self, session: Session, catalogue: AssessmentCatalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.catalogue = catalogue
        self.focus_memory = FocusMemory(self)
        session.saved.connect(self.focus_memory.keep_soon)

    def show_code(self, code: str) -> None:
        """Show an area, question or measure point, given its code."""

    def show_interview(self, interview: str) -> None:
        """Show an interview, given its id; for the page that holds interviews."""

    def show_note(self, note: str) -> None:
        """Show a note line, given its id; for the page that holds the notes."""

    def show_finding(self, finding: str) -> None:
        """Show a finding, given its id; for the page that holds the findings."""

    def show_service(self, service: str) -> None:
        """Show the documents of a service area; for the page that holds the document study."""

    def show_record(self, record: Record) -> None:
        """Show a record of this page that was undone or redone, unless it is deleted now."""

    def put_caret_at(self, record: Record, query: SearchQuery) -> None:
        """Put the caret in a record that is shown where a query is found in it."""

    def current_records(self) -> Collection[str]:
        """Return the ids of the records that one is at, for their history; none for all."""
        return ()

    def enter(self) -> None:
        """Update what may have changed while another page was shown."""

    def arrive(self) -> None:
        """Record that the user has come from another page to the current content."""

    def take_focus(self) -> None:
        """Restore the focus and the caret; the first time, give the focus to the first part."""
        if not self.focus_memory.give_back():
            pane = self.first_pane()
            if pane is not None:
                pane.setFocus(Qt.FocusReason.OtherFocusReason)
        self.wait_for_user()

    def wait_for_user(self) -> None:
        """Deactivate rating by keys until the user acts, because the program moved the focus."""

    def leave(self) -> None:
        """Make changes of all typed text: another page is about to be shown."""
        self.focus_memory.rest()
        self.session.flush()

    def focus_setting(self) -> str:
        """Return the key, within the assessment's settings, under which the focus is stored."""
        return type(self).__name__

    def caret_in(self, part: str) -> str:
        """Return where the caret is in a part, given its name; empty for as any widget has it."""
        return ""

    def put_caret_in(self, part: str, caret: str) -> bool:
        """Put the caret where it was, given what `caret_in` returned; return False if it cannot."""
        return False

    def panes(self) -> list[QWidget]:
        """Return the parts between which F6 moves, each a widget that can have the focus."""
        return []

    def first_pane(self) -> QWidget | None:
        """Return the part that gets the focus first, or None if no part can have it."""
        return next(iter(self.panes()), None)

    def key_help(self) -> list[tuple[str, str]]:
        """Return keys that are no action of the page, with what they do, for the F1 sheet."""
        return []

    def key_groups(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Return the keys of `key_help` by heading; "" is the page's own heading."""
        return [("", self.key_help())]
