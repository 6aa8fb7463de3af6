"""The codes that the chosen document is evidence of: typed in a line, or found by words."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Document
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.navigation.code_choices import code_choices
from kompass_desktop.desktop.navigation.palette import Palette
from kompass_desktop.desktop.runtime.autosave import Autosave
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.line_length import limit_line
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.model import Area, MeasurePoint
from kompass_desktop.report.document_text import document_name

_SEPARATORS = re.compile(r"[\s,;·]+")


class DocumentCodes(QObject):
    """Shows and changes the codes of a document; a text with an unknown code is not stored."""

    message_shown = Signal(str)
    """Why typed codes are not stored, as one sentence; "" when they are."""

    def __init__(
        self, session: Session, field: QLineEdit, button: QPushButton, window: QWidget
    ) -> None:
        super().__init__(field)
        self._session = session
        self._field = field
        self._button = button
        self._document: Document | None = None
        self._is_refused = False
        self._edit_session = new_id()
        self._palette = Palette(window)
        self._palette.chosen.connect(self._add)
        self._autosave = Autosave(self)
        self._autosave.due.connect(self._store_known)
        limit_line(field)
        field.textEdited.connect(self._autosave.touch)
        field.editingFinished.connect(self._finish)
        session.flush_requested.connect(self._autosave.flush)
        button.clicked.connect(self.find)

    def show_document(self, document: Document | None) -> None:
        """Show the codes of a document; with None, that no document is chosen."""
        is_other = (document.id if document else "") != (
            self._document.id if self._document else ""
        )
        if is_other:
            self._autosave.flush()
            self._accept()
            self._edit_session = new_id()
        self._document = document
        for widget in (self._field, self._button):
            widget.setEnabled(document is not None)
        codes = _codes_in(document.codes if document else "")
        is_being_typed = self._autosave.is_waiting or self._is_refused
        # A space after the last code is not taken away from who goes on to type.
        is_shown = _codes_in(self._field.text()) == codes
        if is_other or not (is_being_typed or is_shown):
            self._field.setText(" ".join(codes))
        self._field.setToolTip(plain_tip("\n".join(self._described(code) for code in codes)))

    def find(self) -> None:
        """Ask for a code by typing it or words of it, and add it to those of the document."""
        if self._document is None or self._session.refuses_change():
            return
        choices = [
            choice
            for choice in code_choices(self._session.assessment.instrument)
            if "." in choice.code
        ]
        self._palette.open_with(choices, tr("Measure point or question: code or words"))

    def _add(self, code: str) -> None:
        document = self._current
        if document is None:
            return
        codes = _codes_in(document.codes)
        if code not in codes:
            self._store((*codes, code))
        self._field.setText(" ".join(_codes_in(self._current_codes)))

    def _finish(self) -> None:
        """Store the typed codes, or show which one is unknown."""
        self._autosave.flush()
        self._edit_session = new_id()
        unknown = self._unknown()
        if not unknown:
            self._accept()
            self._field.setText(" ".join(_codes_in(self._field.text())))
            return
        self._is_refused = True
        theme.set_role(self._field, "failed")
        sentence = tr("{0} is not a code of a measure point or a question; it is not stored.")
        self._field.setAccessibleDescription(sentence.format(unknown[0]))
        self.message_shown.emit(sentence.format(unknown[0]))

    def _accept(self) -> None:
        if self._is_refused:
            self._is_refused = False
            theme.set_role(self._field, "")
            self._field.setAccessibleDescription("")
            self.message_shown.emit("")

    def _store_known(self) -> None:
        """Store what has been typed, unless a code is unknown, as a half-typed one is."""
        if not self._unknown():
            self._store(_codes_in(self._field.text()))

    def _store(self, codes: tuple[str, ...]) -> None:
        document = self._current
        after = " ".join(codes)
        if document is not None and document.codes != after:
            text = tr("evidence in {0}").format(document_name(document))
            after_typing = replace(document, codes=after)
            self._session.put_undoably(text, after_typing, self._edit_session)

    def _unknown(self) -> list[str]:
        find = self._session.assessment.instrument.find
        codes = _codes_in(self._field.text())
        return [code for code in codes if find(code) is None or isinstance(find(code), Area)]

    @property
    def _current(self) -> Document | None:
        identity = self._document.id if self._document else ""
        return self._session.assessment.documents.get(identity)

    @property
    def _current_codes(self) -> str:
        return self._current.codes if self._current else ""

    def _described(self, code: str) -> str:
        entry = self._session.assessment.instrument.find(code)
        text = entry.statement if isinstance(entry, MeasurePoint) else getattr(entry, "text", "")
        return f"{code} {text}".strip()


def _codes_in(text: str) -> tuple[str, ...]:
    """Return the codes in a text, each once, without a point at the end."""
    written = (code.rstrip(".") for code in _SEPARATORS.split(text))
    return tuple(dict.fromkeys(code for code in written if code))
