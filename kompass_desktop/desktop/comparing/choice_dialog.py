"""The dialog in which what to compare with is ticked, at most six."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from kompass_desktop.assessment.comparing.compared import MOST_COMPARED
from kompass_desktop.assessment.folding import fold
from kompass_desktop.desktop import theme
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.comparing.candidates import Candidates, Offer
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.recorded.recorded_dialog import PaperDialog
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import tr

_KEY = Qt.ItemDataRole.UserRole


class ChoiceDialog(QDialog):
    """Type to find, Space ticks, Enter chooses; the order of ticking is that of the keys."""

    chosen = Signal(tuple)
    """The keys that are ticked, when the user has accepted."""

    filter_field: QLineEdit
    offer_list: QListWidget
    count_label: WrappedText
    paper_button: QPushButton
    cancel_button: QPushButton
    choose_button: QPushButton

    def __init__(
        self,
        candidates: Candidates,
        catalogue: AssessmentCatalogue,
        keys: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        load_form(self, "comparing/choice_dialog")
        self._candidates = candidates
        self._catalogue = catalogue
        self._keys = list(keys)
        self.filter_field.textChanged.connect(self._filter)
        self.filter_field.installEventFilter(self)
        self.offer_list.itemChanged.connect(self._ticked)
        self.paper_button.clicked.connect(lambda _checked: self._type_from_paper())
        self.cancel_button.clicked.connect(self.reject)
        self.choose_button.clicked.connect(self.accept)
        self.accepted.connect(lambda: self.chosen.emit(tuple(self._keys)))
        self._fill()
        self.offer_list.setFocus()

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are ticked now."""
        return tuple(self._keys)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from the filter down into the list."""
        is_key = watched is self.filter_field and event.type() is QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down:
            self.offer_list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        offers = self._candidates.offers()
        known = {offer.key for offer in offers}
        self._keys = [key for key in self._keys if key in known]
        with QSignalBlocker(self.offer_list):
            self.offer_list.clear()
            for offer in offers:
                self.offer_list.addItem(self._item(offer))
        self.offer_list.setCurrentRow(0)
        self._filter(self.filter_field.text())
        self._show_count()

    def _item(self, offer: Offer) -> QListWidgetItem:
        item = QListWidgetItem(f"{offer.title} · {offer.detail}")
        item.setData(_KEY, offer.key)
        item.setToolTip(plain_tip(offer.source))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(_state(offer.key in self._keys))
        return item

    def _ticked(self, item: QListWidgetItem) -> None:
        key = str(item.data(_KEY))
        is_ticked = item.checkState() is Qt.CheckState.Checked
        if is_ticked and len(self._keys) >= MOST_COMPARED:
            with QSignalBlocker(self.offer_list):
                item.setCheckState(Qt.CheckState.Unchecked)
            self.count_label.setText(
                tr("At most {0} can be compared at a time. Remove one first.").format(MOST_COMPARED)
            )
            theme.set_role(self.count_label, "error")
            return
        self._keys = [each for each in self._keys if each != key]
        if is_ticked:
            self._keys.append(key)
        self._show_count()

    def _show_count(self) -> None:
        said = tr("{0} of at most {1} chosen. Space ticks, Enter compares.")
        self.count_label.setText(said.format(len(self._keys), MOST_COMPARED))
        theme.set_role(self.count_label, "soft")

    def _filter(self, words: str) -> None:
        wanted = fold(words.strip())
        for row in range(self.offer_list.count()):
            item = self.offer_list.item(row)
            item.setHidden(wanted not in fold(item.text()))
        shown = [
            r for r in range(self.offer_list.count()) if not self.offer_list.item(r).isHidden()
        ]
        if shown and self.offer_list.currentRow() not in shown:
            self.offer_list.setCurrentRow(shown[0])

    def _type_from_paper(self) -> None:
        dialog = PaperDialog(self._catalogue, self)
        dialog.assessment_created.connect(self._add)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _add(self, assessment: str) -> None:
        """List a new assessment, ticked if there is room for it."""
        if len(self._keys) < MOST_COMPARED:
            self._keys.append(assessment)
        self.filter_field.clear()
        self._fill()
        for row in range(self.offer_list.count()):
            if self.offer_list.item(row).data(_KEY) == assessment:
                self.offer_list.setCurrentRow(row)


def _state(is_checked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if is_checked else Qt.CheckState.Unchecked
