"""The button that shows the document of new notes, and opens a list to choose another one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from kompass_desktop.i18n import tr

LONGEST = 34
"""Letters of a title on the button; the tool tip has the whole of it."""
_DIGITS = 9


class DocumentChooser(QPushButton):
    """A button with a list of documents; keys 1-9 choose the first nine."""

    document_chosen = Signal(str)
    """The id of the document that lines begun from now on are from, or ""."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "link-menu")
        self._list = QMenu(self)
        self.setMenu(self._list)
        self.hide()

    def show_documents(self, names: Mapping[str, str], chosen: str) -> None:
        """List documents by id and name; `chosen` is the id of the chosen one, "" for none."""
        title = names.get(chosen) or tr("no document")
        short = title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"
        self.setText(tr("From: {0}").format(short.replace("&", "&&")))
        self.setToolTip(tr("{0} – what is noted now is from it (Ctrl+D)").format(title))
        self.setAccessibleName(tr("Document that the notes are from"))
        self.setAccessibleDescription(title)
        self._list.clear()
        for number, (document, name) in enumerate([*names.items(), ("", tr("no document"))], 1):
            before = f"&{number}  " if number <= _DIGITS else ""
            action = self._list.addAction(before + name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(document == chosen)
            action.triggered.connect(partial(self.document_chosen.emit, document))

    def ask(self) -> None:
        """Open the list at the button, unless the button is hidden."""
        if self.isVisible():
            self._list.popup(self.mapToGlobal(QPoint(0, self.height())))
