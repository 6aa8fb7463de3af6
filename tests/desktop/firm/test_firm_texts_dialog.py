"""The dialog with the firm's own texts: list, editing, removing, what is said of a text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.firm import Firm, FirmText
from kompass_desktop.desktop.firm.firm_texts_dialog import FirmTextsDialog
from kompass_desktop.i18n import Language
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.firm.firm_wording import Wording
from kompass_desktop.storage.errors import LibraryUnavailable
from kompass_desktop.storage.library import Library

NB, NN, EN = Language.BOKMAL, Language.NYNORSK, Language.ENGLISH
FOREWORD = FirmText("foreword", NB, "Takk til {kommune}.")
METHOD = FirmText("method", NB, "Vi spør alle.")
ENGLISH = FirmText("foreword", EN, "Thanks to {municipality}.")
STORED = (ENGLISH, METHOD, FOREWORD)

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def dialog(qtbot: QtBot, library: Library, instrument: Instrument) -> FirmTextsDialog:
    library.keep_firm(Firm("Fjordrådet AS", color="#102030", texts=STORED))
    return shown(qtbot, FirmTextsDialog(library, instrument))


def shown(qtbot: QtBot, dialog: FirmTextsDialog) -> FirmTextsDialog:
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    return dialog


def titles(dialog: FirmTextsDialog) -> list[str]:
    rows = range(dialog.texts_list.count())
    return [dialog.texts_list.item(row).text() for row in rows]


def texts_of(library: Library) -> set[FirmText]:
    return set(library.firm().texts)


def test_texts_are_listed_by_language_and_in_the_order_of_the_report(
    dialog: FirmTextsDialog,
) -> None:
    assert titles(dialog) == ["Forord · Bokmål", "Metode · Bokmål", "Foreword · English"]
    assert dialog.editor.toPlainText() == FOREWORD.text
    assert dialog.title_label.text() == "Forord · Bokmål"
    assert "{kommune}" in dialog.fields_label.text()
    dialog.texts_list.setCurrentRow(2)
    assert dialog.editor.toPlainText() == ENGLISH.text
    assert "{municipality}" in dialog.fields_label.text()


def test_what_is_edited_is_stored_and_the_rest_of_the_firm_stays(
    qtbot: QtBot, library: Library, dialog: FirmTextsDialog
) -> None:
    dialog.texts_list.setCurrentRow(1)
    dialog.editor.setFocus()
    QTest.keyClicks(dialog.editor, "Og flere. ")
    assert "erstatter" in dialog.state_label.text()
    dialog.texts_list.setCurrentRow(0)
    with qtbot.waitSignal(dialog.saved):
        dialog.save_button.click()
    edited = FirmText("method", NB, "Og flere. Vi spør alle.")
    assert texts_of(library) == {FOREWORD, edited, ENGLISH}
    assert (library.firm().name, library.firm().color) == ("Fjordrådet AS", "#102030")


def test_an_edit_can_be_taken_back_to_the_text_that_there_is(dialog: FirmTextsDialog) -> None:
    assert not dialog.stored_button.isEnabled()
    dialog.editor.setPlainText("Noe helt annet.")
    dialog.stored_button.click()
    assert dialog.editor.toPlainText() == FOREWORD.text
    assert not dialog.stored_button.isEnabled()


def test_a_removed_text_can_be_put_back_until_one_saves(
    library: Library, dialog: FirmTextsDialog
) -> None:
    dialog.texts_list.setFocus()
    QTest.keyClick(dialog.texts_list, Qt.Key.Key_Delete)
    assert dialog.texts_list.item(0).font().strikeOut()
    assert dialog.editor.isReadOnly()
    assert dialog.remove_button.text() == "Ta inn igjen"
    dialog.remove_button.click()
    assert not dialog.texts_list.item(0).font().strikeOut()
    assert not dialog.editor.isReadOnly()
    dialog.remove_button.click()
    assert texts_of(library) == set(STORED)
    dialog.save_button.click()
    assert texts_of(library) == {METHOD, ENGLISH}


def test_cancel_changes_nothing(library: Library, dialog: FirmTextsDialog) -> None:
    dialog.remove_button.click()
    dialog.texts_list.setCurrentRow(1)
    dialog.editor.setPlainText("Noe annet.")
    QTest.keyClick(dialog.editor, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert texts_of(library) == set(STORED)


def test_a_text_without_words_is_removed_and_that_is_said_before(
    library: Library, dialog: FirmTextsDialog
) -> None:
    dialog.editor.setPlainText(" \n ")
    assert "fjernes" in dialog.note_label.text()
    dialog.save_button.click()
    assert texts_of(library) == {METHOD, ENGLISH}


def test_unknown_fields_and_figures_are_named_while_one_types(dialog: FirmTextsDialog) -> None:
    assert dialog.note_label.isHidden()
    dialog.editor.setPlainText("{komune} har {total} poeng, {høyeste område} 41,5 % og 8 områder.")
    assert dialog.note_label.text().split("\n") == [
        "Dette feltet finnes ikke: {komune}, {høyeste område}. Det skrives ut slik det står.",
        "Disse tallene skrives ut uendret for alle kommuner: 41,5.",
    ]
    dialog.editor.setPlainText("{kommune}")
    assert dialog.note_label.isHidden()


def test_a_text_of_a_report_is_offered_in_place_of_the_firms_own(
    library: Library, dialog: FirmTextsDialog
) -> None:
    new = FirmText("method", NB, "")
    dialog.offer(new, Wording("Ny {år}.", ("{år}",)), lambda _text: ["Den nevner noe."])
    assert titles(dialog).count("Metode · Bokmål") == 1
    assert dialog.title_label.text() == "Metode · Bokmål"
    assert "erstatter" in dialog.state_label.text()
    assert "{år}" in dialog.state_label.text()
    assert dialog.note_label.text() == "Den nevner noe."
    dialog.stored_button.click()
    assert dialog.editor.toPlainText() == METHOD.text
    dialog.editor.undo()
    dialog.editor.setPlainText("Ny {år}.")
    dialog.save_button.click()
    assert texts_of(library) == {FOREWORD, FirmText("method", NB, "Ny {år}."), ENGLISH}


def test_without_texts_it_says_how_to_get_one(
    qtbot: QtBot, library: Library, instrument: Instrument
) -> None:
    dialog = shown(qtbot, FirmTextsDialog(library, instrument))
    assert dialog.empty_label.isVisible()
    assert not dialog.editor.isVisible()
    assert not dialog.remove_button.isVisible()
    new = FirmText("closing", NN, "")
    dialog.offer(new, Wording("Takk."), lambda _text: [])
    assert not dialog.empty_label.isVisible()
    assert titles(dialog) == ["Avslutting · Nynorsk"]
    dialog.save_button.click()
    assert texts_of(library) == {FirmText("closing", NN, "Takk.")}


def test_a_chapter_of_another_instrument_says_which(
    qtbot: QtBot, library: Library, instrument: Instrument
) -> None:
    library.keep_firm_texts([FirmText("area-1", NB, "Tekst.", "Kommunekompasset 3.0")])
    dialog = shown(qtbot, FirmTextsDialog(library, instrument))
    assert titles(dialog) == ["1 Offentlighet og demokrati (Kommunekompasset 3.0) · Bokmål"]


def test_a_library_that_cannot_be_written_is_named_and_the_dialog_stays(
    dialog: FirmTextsDialog, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_texts: object) -> None:
        raise LibraryUnavailable(library.path, "disken er full")

    monkeypatch.setattr(library, "keep_firm_texts", broken)
    dialog.save_button.click()
    assert dialog.isVisible()
    assert "disken er full" in dialog.note_label.text()


def test_hostile_text_is_shown_as_text(
    qtbot: QtBot, library: Library, instrument: Instrument
) -> None:
    hostile = "<b>&amp; 😀 áčđŋšŧž {<i>}"
    library.keep_firm_texts([FirmText("foreword", NB, hostile)])
    dialog = shown(qtbot, FirmTextsDialog(library, instrument))
    assert dialog.editor.toPlainText() == hostile
    assert "{<i>}" in dialog.note_label.text()
