"""The dialog about the firm that writes the reports, and what follows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QColorDialog, QFileDialog
from pytestqt.qtbot import QtBot

from kompass_desktop import colors
from kompass_desktop.assessment.firm import Firm, FirmText, WordTemplate, png_size
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.firm.firm_texts_dialog import FirmTextsDialog
from kompass_desktop.desktop.library.firm_dialog import FirmDialog
from kompass_desktop.desktop.library.library_page import LibraryPage
from kompass_desktop.desktop.library.new_assessment_dialog import NewAssessmentDialog
from kompass_desktop.i18n import Language
from kompass_desktop.storage.errors import LibraryUnavailable
from kompass_desktop.storage.library import Library
from tests.pictures import RED, picture

SLOW = 30_000

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def dialog(qtbot: QtBot, library: Library) -> FirmDialog:
    return shown(qtbot, FirmDialog(library))


def shown(qtbot: QtBot, dialog: FirmDialog) -> FirmDialog:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    return dialog


def wait_for_cover(qtbot: QtBot, dialog: FirmDialog) -> None:
    qtbot.waitUntil(lambda: dialog.preview.is_up_to_date, timeout=SLOW)


def cover_color(dialog: FirmDialog) -> QColor:
    """The colour of the band at the left of the cover that is shown."""
    image = dialog.preview_label.pixmap().toImage()
    return image.pixelColor(2, image.height() // 2)


def test_what_is_typed_is_in_the_library_after_saving(
    qtbot: QtBot, library: Library, dialog: FirmDialog
) -> None:
    QTest.keyClicks(dialog.name_field, " Fjordrådet AS ")
    dialog.contact_field.setPlainText("  Storgata 1\n\nTelefon 55 00 00 00  \n")
    QTest.keyClicks(dialog.color_field, "#A01E3C")
    with qtbot.waitSignal(dialog.saved):
        QTest.keyClick(dialog.name_field, Qt.Key.Key_Return)
    assert library.firm() == Firm("Fjordrådet AS", "Storgata 1\nTelefon 55 00 00 00", "#a01e3c")
    assert not dialog.isVisible()


def test_cancel_keeps_what_was(library: Library, dialog: FirmDialog) -> None:
    QTest.keyClicks(dialog.name_field, "Fjordrådet")
    QTest.keyClick(dialog.name_field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert library.firm() == Firm()


def test_a_firm_is_shown_as_it_is_stored(qtbot: QtBot, library: Library) -> None:
    template = WordTemplate("mal.docx", b"x")
    firm = Firm("Fjordrådet AS", "Storgata 1\nVoss", RED, picture(), template)
    library.keep_firm(firm)
    dialog = shown(qtbot, FirmDialog(library))
    assert dialog.firm == firm
    assert dialog.logo_label.text() == "600 × 200 bildepunkter"
    assert dialog.template_label.text() == "mal.docx"
    assert dialog.shade_button.isHidden()
    for button in (
        dialog.remove_logo_button,
        dialog.remove_color_button,
        dialog.remove_template_button,
    ):
        button.click()
        assert not button.isEnabled()
    assert dialog.firm == Firm(firm.name, firm.contact)
    wait_for_cover(qtbot, dialog)


def test_the_cover_follows_the_color_at_once(qtbot: QtBot, dialog: FirmDialog) -> None:
    wait_for_cover(qtbot, dialog)
    assert cover_color(dialog).name() == colors.ACCENT
    dialog.color_field.setText(RED)
    wait_for_cover(qtbot, dialog)
    assert cover_color(dialog).name() == RED


def test_a_pale_color_is_named_and_the_nearest_shade_is_offered(
    qtbot: QtBot, dialog: FirmDialog
) -> None:
    dialog.color_field.setFocus()
    QTest.keyClicks(dialog.color_field, "#ffcc00")
    shade = colors.dark_enough("#ffcc00")
    assert dialog.shade_label.isVisible()
    assert "1,5" in dialog.shade_label.text()
    assert dialog.shade_button.text() == f"Bruk {shade}"
    wait_for_cover(qtbot, dialog)
    assert cover_color(dialog).name() == shade, "reports are readable in any case"
    dialog.shade_button.setFocus()
    QTest.keyClick(dialog.shade_button, Qt.Key.Key_Space)
    assert dialog.color_field.text() == shade
    assert not dialog.shade_button.isVisible()
    assert dialog.color_field.hasFocus()


@pytest.mark.parametrize("text", ["red", "#12345", "123456"])
def test_what_is_no_color_is_refused(library: Library, dialog: FirmDialog, text: str) -> None:
    dialog.color_field.setText(text)
    dialog.save_button.click()
    assert dialog.isVisible()
    assert "Skriv en farge" in dialog.notice_label.text()
    assert library.firm() == Firm()
    dialog.color_field.clear()
    assert dialog.notice_label.text() == ""


@pytest.mark.parametrize("contact", ["\n".join("abcdef"), "x" * 101])
def test_a_contact_that_the_cover_has_no_room_for_is_refused(
    library: Library, dialog: FirmDialog, contact: str
) -> None:
    dialog.contact_field.setPlainText(contact)
    dialog.save_button.click()
    assert "inntil 5 linjer på 100 tegn" in dialog.notice_label.text()
    assert library.firm() == Firm()


def test_a_logo_is_read_and_shown_and_another_file_is_not(
    qtbot: QtBot, dialog: FirmDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logo, text = tmp_path / "logo.png", tmp_path / "tekst.png"
    logo.write_bytes(picture())
    text.write_text("tekst")
    choose(monkeypatch, logo)
    dialog.logo_button.click()
    qtbot.waitUntil(dialog.remove_logo_button.isEnabled)
    assert png_size(dialog.firm.logo) == (600, 200)
    choose(monkeypatch, text)
    dialog.logo_button.click()
    qtbot.waitUntil(lambda: dialog.notice_label.text() != "")
    assert "«tekst.png»" in dialog.notice_label.text()
    assert png_size(dialog.firm.logo) == (600, 200)
    choose(monkeypatch, None)
    dialog.logo_button.click()
    assert dialog.save_button.isEnabled()


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> None:
    chosen = (str(path or ""), "")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: chosen)


def test_a_template_is_read_and_its_name_is_shown(
    qtbot: QtBot, dialog: FirmDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "Mal for rapporter.docx"
    Document().save(str(path))
    choose(monkeypatch, path)
    dialog.template_button.click()
    qtbot.waitUntil(lambda: dialog.template_label.text() == path.name, timeout=SLOW)
    assert dialog.firm.template == WordTemplate(path.name, path.read_bytes())


def test_a_color_can_be_chosen_in_a_dialog(
    dialog: FirmDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor(RED))
    dialog.color_button.click()
    assert dialog.color_field.text() == RED
    monkeypatch.setattr(QColorDialog, "getColor", lambda *_: QColor())
    dialog.color_button.click()
    assert dialog.color_field.text() == RED


def test_what_cannot_be_saved_is_told(
    library: Library, dialog: FirmDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_firm: Firm) -> None:
        raise LibraryUnavailable(library.path, "disken er full")

    monkeypatch.setattr(library, "keep_firm", full)
    dialog.save_button.click()
    assert "disken er full" in dialog.notice_label.text()
    assert dialog.isVisible()


def test_tab_goes_through_the_dialog_in_the_order_of_the_eye(dialog: FirmDialog) -> None:
    dialog.name_field.setFocus()
    seen = []
    for _ in range(8):
        focused = dialog.focusWidget()
        seen.append(focused.objectName())
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == [
        "name_field",
        "contact_field",
        "logo_button",
        "color_field",
        "color_button",
        "template_button",
        "texts_button",
        "save_button",
    ]


@pytest.mark.usefixtures("english_window")
def test_everything_is_shown_whole_in_english_on_a_small_screen(
    qtbot: QtBot, library: Library
) -> None:
    library.keep_firm(Firm("Fjord Council", "a\nb\nc\nd\ne", "#ffcc00"))
    dialog = shown(qtbot, FirmDialog(library))
    wait_for_cover(qtbot, dialog)
    assert dialog.height() <= 640
    assert dialog.width() <= 1000
    assert dialog.shade_label.height() >= dialog.shade_label.heightForWidth(
        dialog.shade_label.width()
    )
    assert dialog.contact_field.verticalScrollBar().maximum() == 0


def test_the_firm_is_opened_from_the_library_page_by_key(
    qtbot: QtBot, catalogue: AssessmentCatalogue
) -> None:
    page = LibraryPage(catalogue)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.firm_action.trigger()
    dialog = page.findChild(FirmDialog)
    assert dialog is not None
    dialog.name_field.setText("Fjordrådet AS")
    with qtbot.waitSignal(page.message_shown) as told:
        dialog.save_button.click()
    assert told.args == ["Firmaet er lagret."]
    assert page.firm_action.shortcut().toString() == "Ctrl+,"


def test_a_new_assessment_has_the_name_of_the_firm_and_an_older_one_keeps_its_own(
    qtbot: QtBot, catalogue: AssessmentCatalogue
) -> None:
    catalogue.library.keep_firm(Firm("Fjordrådet AS"))
    dialog = NewAssessmentDialog(catalogue)
    qtbot.addWidget(dialog)
    dialog.municipality_field.set_name("Lille Bygd")
    with qtbot.waitSignal(dialog.assessment_created) as created:
        dialog.create_button.click()
    catalogue.library.keep_firm(Firm("Et annet firma"))
    assert catalogue.library.load(created.args[0]).particulars.firm == "Fjordrådet AS"


def test_the_firms_texts_are_counted_edited_from_there_and_kept_when_one_saves(
    qtbot: QtBot, library: Library
) -> None:
    texts = [FirmText(each, Language.BOKMAL, "Tekst.") for each in ("foreword", "method")]
    library.keep_firm_texts(texts)
    dialog = shown(qtbot, FirmDialog(library))
    assert dialog.texts_label.text() == "2 egne tekster"
    dialog.texts_button.click()
    (listed,) = dialog.findChildren(FirmTextsDialog)
    listed.remove_button.click()
    listed.save_button.click()
    assert dialog.texts_label.text() == "1 egen tekst"
    QTest.keyClicks(dialog.name_field, "Fjordrådet AS")
    dialog.save_button.click()
    assert library.firm() == Firm("Fjordrådet AS", texts=(texts[1],))
    wait_for_cover(qtbot, dialog)
