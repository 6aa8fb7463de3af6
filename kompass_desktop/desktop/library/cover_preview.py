"""Keeps a picture of the cover of a report in step with the settings of a firm."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date
from functools import cache, partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel

from kompass_desktop.assessment.firm import Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.i18n import tr
from kompass_desktop.storage.exchange.examples import load_example

_EXAMPLE = "eksempelvik-2025"
_PAUSE = 150
"""Milliseconds after a change; a cover takes about as long to make."""


class CoverPreview(QObject):
    """Fills a label with the cover that reports of a firm have; it is made in another thread.

    While one cover is made, only the latest of the changes waits.
    """

    def __init__(self, label: QLabel, parent: QObject) -> None:
        super().__init__(parent)
        self._label = label
        self._firm = Firm()
        self._is_making = False
        self._making = Background(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._make)

    @property
    def is_up_to_date(self) -> bool:
        """Whether the cover with the latest change is shown."""
        return not (self._is_making or self._pause.isActive())

    def show_firm(self, firm: Firm) -> None:
        """Have the cover of a firm made and shown."""
        self._firm = firm
        self._pause.start()

    def _make(self) -> None:
        if self._is_making:
            self._pause.start()
            return
        self._is_making = True
        ratio = self._label.devicePixelRatio()
        width = round(self._label.contentsRect().width() * ratio)
        job = partial(_cover, self._firm, width, date.today())  # noqa: DTZ011 - on the wall
        self._making.run(job, partial(self._show, ratio))

    def _show(self, ratio: float, done: Future[bytes]) -> None:
        self._is_making = False
        try:
            content = done.result()
        except Exception:
            # A fault of the program: what handles those reports it.
            self._label.setText(tr("The cover could not be shown."))
            raise
        picture = QPixmap()
        picture.loadFromData(content)
        picture.setDevicePixelRatio(ratio)
        self._label.setPixmap(picture)


def _cover(firm: Firm, width: int, made_on: date) -> bytes:
    # reportlab and pdfium take 0.5 s to load, in the thread that makes the cover.
    from kompass_desktop.report.cover_preview import cover_picture

    return cover_picture(_example(), firm, width, made_on)


@cache
def _example() -> Assessment:
    found = load_example(_EXAMPLE)
    if found is None:
        raise LookupError(_EXAMPLE)
    return found
