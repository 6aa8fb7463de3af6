"""The chain from input to impact as five boxes, each with the documents of that step."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kompass_desktop.assessment.records import ChainStep, Document
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.i18n import tr
from kompass_desktop.report.document_text import chain_name, document_name

SHOWN = 3
"""The number of lines in a box; if there are more titles, the last line is their number."""
HEIGHT = 92


class ChainRow(QWidget):
    """Shows the documents by their step of the chain; a box without any is highlighted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.boxes: dict[ChainStep, _StepBox] = {}
        for step in ChainStep:
            if self.boxes:
                arrow = QLabel("→")
                arrow.setProperty("role", "small")
                row.addWidget(arrow, 0, Qt.AlignmentFlag.AlignTop)
            self.boxes[step] = _StepBox(chain_name(step))
            row.addWidget(self.boxes[step], 1)

    def show_documents(self, documents: Iterable[Document]) -> None:
        """Show documents, in their order."""
        held = list(documents)
        for step, box in self.boxes.items():
            box.show_titles([document_name(each) for each in held if each.chain is step])


class _StepBox(QFrame):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 6)
        column.setSpacing(1)
        heading = QLabel(name)
        heading.setProperty("role", "strong")
        column.addWidget(heading)
        self._lines = [ElidedLabel() for _ in range(SHOWN)]
        for line in self._lines:
            column.addWidget(line)
        column.addStretch(1)
        self.show_titles([])

    def show_titles(self, titles: list[str]) -> None:
        """List titles; if there is not room for all, the last line is the number of the others."""
        shown = titles[:SHOWN]
        if len(titles) > SHOWN:
            shown[-1] = tr("and {0} more").format(len(titles) - SHOWN + 1)
        shown = shown or [tr("no documents")]
        for number, line in enumerate(self._lines):
            line.setText(shown[number] if number < len(shown) else "")
            theme.set_role(line, "small" if titles else "small-error")
        theme.set_role(self, "card" if titles else "gap")
        self.setToolTip("\n".join(titles))
        self.setAccessibleName(f"{self._name}: {', '.join(titles) or tr('no documents')}")
