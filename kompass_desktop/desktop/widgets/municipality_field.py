"""A field for a municipality, found by any of its official names, with or without marks."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from kompass_desktop.assessment.folding import fold
from kompass_desktop.assessment.municipalities import (
    MUNICIPALITIES_FILE,
    Municipality,
    find_municipalities,
    load_municipalities,
)
from kompass_desktop.assets import data_folder
from kompass_desktop.desktop.widgets.indexes import Index
from kompass_desktop.desktop.widgets.line_length import limit_line, show_line
from kompass_desktop.i18n import tr

NUMBERS_SINCE = 2024
"""The first year in which the list's numbers were in force, after the counties were parted."""

SHOWN_AT_MOST = 12


@cache
def municipalities() -> tuple[Municipality, ...]:
    """Return Norway's municipalities, from the program's own list."""
    return load_municipalities(data_folder() / MUNICIPALITIES_FILE)


class _Suggestions(QAbstractListModel):
    """The municipalities that fit what is typed, with their counties."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.found: tuple[Municipality, ...] = ()

    def find(self, words: str) -> None:
        self.beginResetModel()
        self.found = find_municipalities(municipalities(), words)[:SHOWN_AT_MOST]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        municipality = self.found[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{municipality.official_name} · {municipality.county}"
        # What the completer writes into the field.
        return municipality.official_name if role == Qt.ItemDataRole.EditRole else None


class MunicipalityField(QLineEdit):
    """A line of text that suggests official names; a place outside the list is allowed too."""

    municipality_changed = Signal()
    """The user has typed something or chosen a municipality."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: Municipality | None = None
        self._suggestions = _Suggestions(self)
        completer = QCompleter(self._suggestions, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setCompletionRole(Qt.ItemDataRole.EditRole)
        limit_line(self)
        completer.setMaxVisibleItems(SHOWN_AT_MOST)
        # Otherwise an arrow key past the last suggestion leaves none to accept with Enter.
        completer.setWrapAround(False)
        self._popup = QListView()
        self._popup.setProperty("role", "popup")
        completer.setPopup(self._popup)
        completer.setWidget(self)
        completer.activated[QModelIndex].connect(self._choose_suggestion)  # type: ignore[index]
        self._completer = completer
        self.setPlaceholderText(tr("Search by the municipality's name"))
        self.textEdited.connect(self._suggest)
        self.editingFinished.connect(self._recognise)

    @property
    def name(self) -> str:
        """The name in the field, without space around it."""
        return self.text().strip()

    @property
    def municipality(self) -> Municipality | None:
        """The municipality of the list that the field names, or None for another place."""
        return self._chosen

    def number_in(self, year: int) -> str:
        """Return the municipality's number, or "" where the one in force in `year` is unknown."""
        return self._chosen.number if self._chosen and year >= NUMBERS_SINCE else ""

    def set_name(self, name: str) -> None:
        """Show a name; nothing is emitted."""
        show_line(self, name)
        self._chosen = _only_one_named(name)

    def _suggest(self, words: str) -> None:
        self._chosen = _only_one_named(words)
        self._suggestions.find(words)
        if words.strip() and self._suggestions.found:
            self._completer.complete()
            self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))
        else:
            self._popup.hide()
        self.municipality_changed.emit()

    def _choose_suggestion(self, index: QModelIndex) -> None:
        self._choose(self._suggestions.found[index.row()])

    def _recognise(self) -> None:
        """Write out a municipality that was typed whole, in one of its languages."""
        named = _only_one_named(self.text())
        if named is not None and self.text() != named.official_name:
            self._choose(named)

    def _choose(self, municipality: Municipality) -> None:
        self.setText(municipality.official_name)
        self._chosen = municipality
        self.municipality_changed.emit()


def _only_one_named(name: str) -> Municipality | None:
    """Return the municipality that has this very name, in any language, if only one has."""
    wanted = fold(name.strip())
    named = [
        municipality
        for municipality in municipalities()
        if wanted in map(fold, (municipality.official_name, *municipality.names))
    ]
    return named[0] if len(named) == 1 else None
