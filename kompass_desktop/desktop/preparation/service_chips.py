"""The service areas as chips, of which one is chosen: all, the usual ones, a municipality's own."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QWidget

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.service_areas import service_name, services_of
from kompass_desktop.desktop.actions import without_argument
from kompass_desktop.desktop.tool_tips import plain_tip
from kompass_desktop.i18n import ntr, tr

HEIGHT = 28
LONGEST = 24
"""Letters; a longer name of a service area is cut off on its chip."""


class ServiceChips(QScrollArea):
    """Shows a chip for all documents and for each service area, with the number of documents.

    Chips for which there is no room scroll into view when they get the focus.
    """

    service_chosen = Signal(object)
    """The key or own name of a service area, or None for all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips: dict[str | None, QPushButton] = {}
        self.setFixedHeight(HEIGHT)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setProperty("role", "plain")
        self._row = QHBoxLayout(content)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self.setWidget(content)

    def show_services(self, assessment: Assessment, chosen: str | None) -> None:
        """Show the service areas of an assessment; `chosen` is None for all."""
        counts = Counter(document.service for document in assessment.documents.values())
        services: tuple[str | None, ...] = (None, *services_of(assessment))
        if tuple(self.chips) != services:
            self._make_chips(services)
        for service, chip in self.chips.items():
            name = tr("All service areas") if service is None else service_name(service)
            count = sum(counts.values()) if service is None else counts[service]
            short = f"{name[: LONGEST - 1]}…" if len(name) > LONGEST else name
            chip.setText(f"{short} {count}".replace("&", "&&"))
            documents = ntr("{0} document", "{0} documents", count).format(count)
            chip.setToolTip(plain_tip(f"{name}: {documents}"))
            chip.setAccessibleName(f"{name}: {documents}")
            chip.setChecked(service == chosen)

    def choose_next(self) -> None:
        """Choose the chip after the chosen one; after the last, all."""
        services = list(self.chips)
        chosen = next((key for key, chip in self.chips.items() if chip.isChecked()), None)
        following = services[(services.index(chosen) + 1) % len(services)]
        self.ensureWidgetVisible(self.chips[following])
        self.service_chosen.emit(following)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Scroll a chip into view when it gets the focus."""
        if event.type() is QEvent.Type.FocusIn and isinstance(watched, QPushButton):
            self.ensureWidgetVisible(watched)
        return super().eventFilter(watched, event)

    def _make_chips(self, services: tuple[str | None, ...]) -> None:
        for chip in self.chips.values():
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self.chips = {}
        for index, service in enumerate(services):
            chip = QPushButton()
            chip.setProperty("role", "chip")
            chip.setCheckable(True)
            chip.setAutoExclusive(True)
            chip.clicked.connect(without_argument(partial(self.service_chosen.emit, service)))
            chip.installEventFilter(self)
            self._row.insertWidget(index, chip)
            self.chips[service] = chip
