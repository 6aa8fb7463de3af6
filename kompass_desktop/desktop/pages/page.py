"""What every page of an assessment has in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.shelf import Shelf


class Page(QWidget):
    """A page of the open assessment; made when it is first shown, gone when it is closed.

    A page reads `session` and asks it for changes. It never reaches another page: where
    it wants to lead to, it says with a signal that the window follows.
    """

    place_requested = Signal(str, str)
    """The page's key ("scoring", "interview", …) and the code to show there."""

    interview_requested = Signal(str)
    """The id of the interview that is to be opened."""

    note_requested = Signal(str)
    """The id of the note line that is to be shown in its interview."""

    message_shown = Signal(str)
    """One sentence for the status bar; "" when what was said is no longer so."""

    assessment_rewritten = Signal()
    """The library holds another state of the assessment than the session; open it anew."""

    assessment_erased = Signal()
    """The library holds the assessment no more."""

    def __init__(self, session: Session, shelf: Shelf, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.shelf = shelf

    def show_place(self, code: str) -> None:
        """Show an area, question or measure point, given its code."""

    def show_interview(self, interview: str) -> None:
        """Show an interview, given its id; for the page that holds interviews."""

    def show_note(self, note: str) -> None:
        """Show a note line, given its id; for the page that holds the notes."""

    def show_finding(self, finding: str) -> None:
        """Show a finding, given its id; for the page that holds the findings."""

    def enter(self) -> None:
        """Bring up to date what may have changed while another page was shown."""

    def leave(self) -> None:
        """Hand over what is typed; another page is about to be shown."""
        self.session.flush()

    def panes(self) -> list[QWidget]:
        """Return the parts that F6 goes round, each a widget that can take the focus."""
        return []

    def key_help(self) -> list[tuple[str, str]]:
        """Return keys that are no action of the page, with what they do, for the F1 sheet."""
        return []
