"""The dialog about the firm that writes the reports: name, contact, logo, colour and template."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from kompass_desktop import colors
from kompass_desktop.assessment.firm import (
    LONGEST_CONTACT_LINE,
    MOST_CONTACT_LINES,
    Firm,
    WordTemplate,
    png_size,
)
from kompass_desktop.assessment.numbers import decimal
from kompass_desktop.desktop.firm.firm_texts_dialog import FirmTextsDialog
from kompass_desktop.desktop.forms import load_form
from kompass_desktop.desktop.library.cover_preview import CoverPreview
from kompass_desktop.desktop.runtime.background import Background
from kompass_desktop.desktop.widgets.elided_label import ElidedLabel
from kompass_desktop.desktop.widgets.line_length import show_line
from kompass_desktop.desktop.widgets.wrapped_text import WrappedText
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.firm.firm_files import (
    LOGO_ENDINGS,
    UnusableFile,
    read_logo,
    read_template,
)
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.importing import available_instruments
from kompass_desktop.storage.library import Library

_SWATCH = 16
_T = TypeVar("_T")


class FirmDialog(QDialog):
    """Changes the firm of a library; the cover of a report beside it follows at once.

    Raises StorageError if the library cannot be read.
    """

    saved = Signal()

    name_field: QLineEdit
    contact_field: QPlainTextEdit
    logo_label: ElidedLabel
    logo_button: QPushButton
    remove_logo_button: QPushButton
    color_field: QLineEdit
    color_button: QPushButton
    remove_color_button: QPushButton
    shade_label: QLabel
    shade_button: QPushButton
    template_label: ElidedLabel
    template_button: QPushButton
    remove_template_button: QPushButton
    texts_label: ElidedLabel
    texts_button: QPushButton
    notice_label: WrappedText
    preview_label: QLabel
    cancel_button: QPushButton
    save_button: QPushButton

    def __init__(self, library: Library, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        firm = library.firm()
        self._logo = firm.logo
        self._template = firm.template
        self._texts = firm.texts
        load_form(self, "library/firm_dialog")
        self._reading = Background(self)
        self.preview = CoverPreview(self.preview_label, self)
        show_line(self.name_field, firm.name)
        self.contact_field.setPlainText(firm.contact)
        self.color_field.setText(firm.color)
        self._connect()
        self._show()

    @property
    def firm(self) -> Firm:
        """The firm as it is shown; a text that is no colour counts as none."""
        return Firm(
            self.name_field.text().strip(),
            "\n".join(self._contact_lines),
            self._color if colors.is_color(self._color) else "",
            self._logo,
            self._template,
            self._texts,
        )

    def take_logo(self, path: Path) -> None:
        """Read a logo from a file and show it, or why it cannot be used."""
        self._read(partial(read_logo, path), self._set_logo)

    def take_template(self, path: Path) -> None:
        """Read a Word template from a file and show its name, or why it cannot be used."""
        self._read(partial(read_template, path), self._set_template)

    @property
    def _color(self) -> str:
        return self.color_field.text().strip().lower()

    @property
    def _contact_lines(self) -> list[str]:
        lines = (line.strip() for line in self.contact_field.toPlainText().splitlines())
        return [line for line in lines if line]

    # Setting up

    def _connect(self) -> None:
        self.name_field.textChanged.connect(self._show)
        self.contact_field.textChanged.connect(self._show)
        self.color_field.textChanged.connect(self._show)
        for button, slot in (
            (self.logo_button, self._choose_logo),
            (self.remove_logo_button, partial(self._set_logo, b"")),
            (self.color_button, self._choose_color),
            (self.remove_color_button, self.color_field.clear),
            (self.shade_button, self._use_shade),
            (self.template_button, self._choose_template),
            (self.remove_template_button, partial(self._set_template, None)),
            (self.texts_button, self._show_texts),
            (self.cancel_button, self.reject),
            (self.save_button, self._save),
        ):
            button.clicked.connect(slot)

    # Showing

    def _show(self) -> None:
        """Show what belongs to the fields, and have the cover made again."""
        self._show_logo()
        self._show_color()
        self.template_label.setText(self._template.name if self._template else tr("Kompass’s own"))
        self.remove_template_button.setEnabled(self._template is not None)
        count = len(self._texts)
        told = ntr("{0} text of the firm’s own", "{0} texts of the firm’s own", count)
        self.texts_label.setText(told.format(count) if count else tr("Kompass’s own drafts"))
        self.notice_label.setText("")
        self.preview.show_firm(self.firm)

    def _show_logo(self) -> None:
        size = tr("{0} × {1} pixels").format(*png_size(self._logo)) if self._logo else tr("None")
        self.logo_label.setText(size)
        self.remove_logo_button.setEnabled(bool(self._logo))

    def _show_color(self) -> None:
        color = self.firm.color
        swatch = QPixmap(_SWATCH, _SWATCH)
        swatch.fill(QColor(color or colors.ACCENT))
        self.color_button.setIcon(QIcon(swatch))
        self.remove_color_button.setEnabled(bool(self._color))
        shade = colors.dark_enough(color) if color else ""
        is_pale = shade != color
        if is_pale:
            told = tr(
                "Too pale: its contrast with white is {0}, and text needs {1}. Reports use the "
                "nearest shade that is dark enough."
            )
            ratio = colors.contrast(color, colors.WHITE)
            self.shade_label.setText(told.format(_number(ratio), _number(colors.READABLE)))
            self.shade_button.setText(tr("Use {0}").format(shade))
        for part in (self.shade_label, self.shade_button):
            part.setVisible(is_pale)

    # Doing

    def _choose_logo(self) -> None:
        path = self._chosen(tr("Choose a logo"), tr("Pictures"), LOGO_ENDINGS)
        if path is not None:
            self.take_logo(path)

    def _choose_template(self) -> None:
        path = self._chosen(tr("Choose a Word template"), tr("Word document"), (".docx",))
        if path is not None:
            self.take_template(path)

    def _chosen(self, title: str, kind: str, endings: Sequence[str]) -> Path | None:
        filters = " ".join(f"*{ending}" for ending in endings)
        name, _ = QFileDialog.getOpenFileName(self, title, "", f"{kind} ({filters})")
        return Path(name) if name else None

    def _choose_color(self) -> None:
        before = QColor(self.firm.color or colors.ACCENT)
        chosen = QColorDialog.getColor(before, self, tr("Choose a colour"))
        if chosen.isValid():
            self.color_field.setText(chosen.name())

    def _use_shade(self) -> None:
        # Before the button is hidden, which has the focus.
        self.color_field.setFocus()
        self.color_field.setText(colors.dark_enough(self.firm.color))

    def _set_logo(self, logo: bytes) -> None:
        self._logo = logo
        self._show()

    def _set_template(self, template: WordTemplate | None) -> None:
        self._template = template
        self._show()

    def _show_texts(self) -> None:
        """Show the firm's texts, which have a button to save of their own."""
        instrument = available_instruments()[0]
        try:
            dialog = FirmTextsDialog(self._library, instrument, self)
        except StorageError as error:
            self.notice_label.setText(str(error))
            return
        dialog.saved.connect(self._take_texts)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take_texts(self) -> None:
        try:
            self._texts = self._library.firm().texts
        except StorageError as error:
            self.notice_label.setText(str(error))
            return
        self._show()

    def _read(self, read: Callable[[], _T], use: Callable[[_T], None]) -> None:
        self.save_button.setEnabled(False)
        self._reading.run(read, partial(self._take, use))

    def _take(self, use: Callable[[_T], None], done: Future[_T]) -> None:
        self.save_button.setEnabled(True)
        try:
            use(done.result())
        except UnusableFile as error:
            self.notice_label.setText(str(error))

    def _save(self) -> None:
        lines = self._contact_lines
        if len(lines) > MOST_CONTACT_LINES or any(len(x) > LONGEST_CONTACT_LINE for x in lines):
            told = tr("The contact may have up to {0} lines of {1} characters.")
            self._refuse(self.contact_field, told.format(MOST_CONTACT_LINES, LONGEST_CONTACT_LINE))
        elif self._color and not colors.is_color(self._color):
            told = tr("Type a colour such as {0}, or leave the field empty.")
            self._refuse(self.color_field, told.format(colors.ACCENT))
        else:
            self._keep()

    def _refuse(self, field: QWidget, sentence: str) -> None:
        self.notice_label.setText(sentence)
        field.setFocus()

    def _keep(self) -> None:
        try:
            self._library.keep_firm(self.firm)
        except StorageError as error:
            self.notice_label.setText(str(error))
            return
        self.accept()
        self.saved.emit()


def _number(ratio: float) -> str:
    return decimal(Fraction(int(ratio * 10), 10), 1)
