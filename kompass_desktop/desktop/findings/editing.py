"""A finding while it is being written: saved as it is typed, one step to undo at the end."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Finding
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr


class FindingEditing(QObject):
    """Stores the text typed on a card in the session; one finding at a time."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._before: Finding | None = None
        self._now: Finding | None = None
        self._edit_session = ""
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._hand_over)
        session.flush_requested.connect(self._autosave.flush)

    @property
    def finding(self) -> Finding | None:
        """The finding that is being written, as typed, or None."""
        return self._now

    def begin(self, finding: Finding) -> None:
        """Begin to write a finding; one that the assessment does not have is new."""
        held = self._session.assessment.get(finding)
        self._before = held if isinstance(held, Finding) else None
        self._now = finding
        self._edit_session = new_id()

    def type(self, text: str) -> None:
        """Take text that has been typed; it is saved within two seconds."""
        if self._now is not None and text.strip():
            self._now = replace(self._now, text=text)
            self._autosave.touch()

    def commit(self, text: str) -> bool:
        """End with this text; return whether the finding is kept.

        A finding without text is not kept: a new one is dropped, another gets its old text
        back.
        """
        finding, before = self._now, self._before
        if finding is None:
            return False
        if not text.strip():
            self.cancel()
            return False
        written = replace(finding, text=" ".join(text.split()))
        self._end()
        if written != before:
            self._session.change_undoably(tr("text of a finding"), [Change(before, written)])
        else:
            self._put_text(written)
        return True

    def cancel(self) -> None:
        """End with the text as it was before; a new finding is dropped."""
        finding, before = self._now, self._before
        if finding is None:
            return
        self._end()
        if before is not None:
            self._put_text(before)
        elif self._session.assessment.get(finding) is not None:
            self._session.remove(finding)

    def _end(self) -> None:
        self._now = None
        self._before = None

    def _hand_over(self) -> None:
        if self._now is not None and self._now.text:
            self._put_text(self._now)

    def _put_text(self, finding: Finding) -> None:
        """Store a text; a finding that was moved meanwhile remains at its new position."""
        held = self._session.assessment.findings.get(finding.id, finding)
        written = replace(held, text=finding.text, follows=finding.follows)
        self._session.put(written, self._edit_session)
