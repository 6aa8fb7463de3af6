"""The register of documents as a table that is edited in place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from kompass_desktop.assessment.document_kinds import usual_step
from kompass_desktop.assessment.records import ChainStep, Document, DocumentStatus
from kompass_desktop.assessment.service_areas import service_name, service_of, short_service_name
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.indexes import LEFT, RIGHT, Index
from kompass_desktop.desktop.widgets.record_table import RecordTable
from kompass_desktop.i18n import tr
from kompass_desktop.report.document_text import chain_name, status_name
from kompass_desktop.report.plan.status_colors import DOCUMENT_STATUS_TINTS
from kompass_desktop.storage.database.field_checks import YEARS


class DocumentColumn(IntEnum):
    """The table's columns, in order."""

    TITLE = 0
    KIND = 1
    YEAR = 2
    CHAIN = 3
    STATUS = 4
    SERVICE = 5
    QUOTES = 6


class DocumentTable(RecordTable[Document]):
    """The documents of an assessment in order, with the number of notes from each."""

    main_column = DocumentColumn.TITLE

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quotes: Mapping[str, int] = Counter()

    def show_quotes(self, quotes: Mapping[str, int]) -> None:
        """Show the number of note lines from each document, by its id."""
        before, self._quotes = self._quotes, quotes
        if before != quotes and self.records:
            column = DocumentColumn.QUOTES
            self.dataChanged.emit(self.index(0, column), self.index(len(self.records) - 1, column))

    def headings(self) -> Sequence[str]:
        return (
            tr("Title"),
            tr("Kind"),
            tr("Year"),
            tr("In the chain"),
            tr("Status"),
            tr("Service area"),
            tr("Quotes"),
        )

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and section == DocumentColumn.QUOTES:
            return RIGHT
        return super().headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        document, column = self.records[index.row()], DocumentColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(document, column)
            case Qt.ItemDataRole.EditRole:
                return _typed(document, column)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(self._tip(document, column)) or None
            case Qt.ItemDataRole.TextAlignmentRole:
                return RIGHT if column is DocumentColumn.QUOTES else LEFT
            case Qt.ItemDataRole.ForegroundRole if column is DocumentColumn.STATUS:
                return theme.color(DOCUMENT_STATUS_TINTS[document.status])
            case Qt.ItemDataRole.ForegroundRole if column is DocumentColumn.TITLE:
                return None if document.title else theme.color("text_faint")
            case Qt.ItemDataRole.ForegroundRole:
                return theme.color("text_soft")
        return None

    def changed(
        self, record: Document, column: int, value: object, others: Sequence[Document]
    ) -> Document:
        text = str(value).strip()
        match DocumentColumn(column):
            case DocumentColumn.TITLE:
                return replace(record, title=text)
            case DocumentColumn.KIND:
                # The usual place, where nobody has chosen another one.
                return replace(record, kind=text, chain=record.chain or usual_step(text))
            case DocumentColumn.YEAR:
                return replace(record, year=_year(text))
            case DocumentColumn.CHAIN:
                return replace(record, chain=_step(text))
            case DocumentColumn.STATUS:
                return replace(record, status=_status(text))
            case DocumentColumn.SERVICE:
                return replace(record, service=service_of(text))
        return record

    def can_edit(self, column: int) -> bool:
        return column != DocumentColumn.QUOTES

    def why_fixed(self, column: int) -> str:
        return tr("It counts the notes that are from the document.")

    def hopeless(self, column: int, text: str) -> str:
        if column == DocumentColumn.YEAR and text.strip() and not text.strip().isdecimal():
            return _year_words()
        return ""

    def is_free_text(self, column: int) -> bool:
        return column in (DocumentColumn.TITLE, DocumentColumn.KIND)

    def _tip(self, document: Document, column: DocumentColumn) -> str:
        is_service = column is DocumentColumn.SERVICE
        return service_name(document.service) if is_service else _typed(document, column)

    def _shown(self, document: Document, column: DocumentColumn) -> str:
        match column:
            case DocumentColumn.TITLE:
                return document.title or tr("type a title")
            case DocumentColumn.CHAIN:
                return chain_name(document.chain)
            case DocumentColumn.STATUS:
                return f"● {status_name(document.status)}"
            case DocumentColumn.QUOTES:
                return str(self._quotes.get(document.id, 0) or "–")
            case DocumentColumn.SERVICE:
                return short_service_name(document.service)
        return _typed(document, column)


def _typed(document: Document, column: DocumentColumn) -> str:
    match column:
        case DocumentColumn.TITLE:
            return document.title
        case DocumentColumn.KIND:
            return document.kind
        case DocumentColumn.YEAR:
            return "" if document.year is None else str(document.year)
        case DocumentColumn.CHAIN:
            return document.chain.value if document.chain else ""
        case DocumentColumn.STATUS:
            return document.status.value
        case DocumentColumn.SERVICE:
            return document.service
    return ""


def _year(text: str) -> int | None:
    if not text:
        return None
    if not text.isdecimal() or int(text) not in YEARS:
        raise ValueError(_year_words())
    return int(text)


def _year_words() -> str:
    return tr("The year is a number between {0} and {1}.").format(YEARS[0], YEARS[-1])


def _step(text: str) -> ChainStep | None:
    """Return the step of the chain for its key, its name or the start of its name, or None."""
    if not text:
        return None
    names = {step.value: chain_name(step) for step in ChainStep}
    return ChainStep(_meant(text, names, tr("Choose a place in the chain: {0}.")))


def _status(text: str) -> DocumentStatus:
    names = {status.value: status_name(status) for status in DocumentStatus}
    return DocumentStatus(_meant(text.removeprefix("●").strip(), names, tr("Choose one of: {0}.")))


def _meant(text: str, names: Mapping[str, str], words: str) -> str:
    meant = text.casefold()
    exact = [key for key, name in names.items() if meant in (key, name.casefold())]
    found = exact or [key for key, name in names.items() if name.casefold().startswith(meant)]
    if len(found) != 1:
        raise ValueError(words.format(", ".join(names.values())))
    return found[0]
