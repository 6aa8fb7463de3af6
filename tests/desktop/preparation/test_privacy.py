"""Personvern on Forberedelse: a date, a record, anonymising, deleting for good."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change, Note
from kompass_desktop.desktop.backups.second_place import choose_place
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.preparation.erasure_dialog import ErasureDialog
from kompass_desktop.desktop.preparation.preparation_page import PreparationPage
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.storage.backup.backup import back_up, copy_to
from kompass_desktop.storage.database.connection import connect_to_read
from kompass_desktop.storage.kept_copies import copies_of, second_folder
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_to_read

NAME = "Olava Oppdiktet"
NOTE = "Budsjettet holdt ikke"
SLOW = 20_000


@pytest.fixture
def window(
    qtbot: QtBot, catalogue: AssessmentCatalogue, small_assessment: Assessment
) -> MainWindow:
    """The window with an assessment that names an informant, and a backup of it."""
    leader = next(i for i in small_assessment.interviews.values() if i.code == "VL-02")
    small_assessment.apply(Change(leader, replace(leader, name=NAME)))
    note = Note(new_id(), leader.id, NOTE, "2026-03-12T10:31:07+01:00")
    small_assessment.apply(Change(None, note))
    catalogue.library.add(small_assessment)
    back_up(catalogue.library.path, catalogue.library.key)
    window = MainWindow(catalogue)
    qtbot.addWidget(window)
    window.show()
    window.open_assessment(small_assessment.id)
    return window


def page_of(window: MainWindow) -> PreparationPage:
    assert window.view is not None
    page = window.view.show_page("preparation")
    assert isinstance(page, PreparationPage)
    return page


def opened_dialog(window: MainWindow) -> ErasureDialog:
    (dialog,) = (d for d in window.findChildren(ErasureDialog) if d.isVisible())
    return dialog


def carry_out(qtbot: QtBot, dialog: ErasureDialog) -> None:
    dialog.understood_box.click()
    dialog.erase_button.click()
    qtbot.waitUntil(dialog.close_button.isVisible, timeout=SLOW)


def holds(library: Library, word: str) -> list[str]:
    """Return the library and those of its copies in which a word is found."""
    found = []
    for path in (library.path, *copies_of(library.path, library.device)):
        with open_to_read(path, library.key) as opened:
            db = opened.file.db
            rows = "\n".join(str(r) for table in db.table_names() for r in db.table(table).rows)
        if word in rows:
            found.append(path.name)
    return found


# The date


def test_a_typed_date_is_kept(window: MainWindow, catalogue: AssessmentCatalogue) -> None:
    card = page_of(window).privacy_card
    card.retain_field.setFocus()
    QTest.keyClicks(card.retain_field, "31.1.2031")
    assert window.session is not None
    kept = catalogue.library.load(window.session.assessment.id).particulars
    assert kept.retain_until == "2031-01-31"
    QTest.keyClick(card.retain_field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(card.retain_field, Qt.Key.Key_Delete)
    assert catalogue.library.load(kept.id).particulars.retain_until == ""


def test_the_other_particulars_and_the_date_do_not_undo_each_other(
    window: MainWindow, catalogue: AssessmentCatalogue
) -> None:
    page = page_of(window)
    session = page.session
    QTest.keyClicks(page.privacy_card.retain_field, "31.1.2031")
    QTest.keyClicks(page.particulars_card.report_field, "Rapport 4")
    session.flush()
    kept = catalogue.library.load(session.assessment.id).particulars
    assert (kept.retain_until, kept.report) == ("2031-01-31", "Rapport 4")


def test_it_says_when_the_time_is_out_and_who_is_named(window: MainWindow) -> None:
    page = page_of(window)
    card = page.privacy_card
    assert card.state_label.text() == "Én informant står med navn eller stilling."
    yesterday = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()
    particulars = page.session.assessment.particulars
    page.session.set_particulars(replace(particulars, retain_until=yesterday))
    assert card.state_label.text().startswith("Fristen er ute: anonymiser eller slett.")
    assert card.state_label.property("role") == "small-error"


# The record


def test_the_record_is_saved_as_a_pdf(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = str(tmp_path / "oversikt")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (chosen, ""))
    with qtbot.waitSignal(page_of(window).message_shown, timeout=30_000):
        page_of(window).privacy_card.record_button.click()
    text = " ".join(page.extract_text() for page in PdfReader(f"{chosen}.pdf").pages)
    assert "Oversikt over personopplysninger" in text
    assert NAME not in text
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (f"{chosen}/x/y.pdf", ""))
    with qtbot.waitSignal(page_of(window).message_shown, timeout=30_000) as told:
        page_of(window).privacy_card.record_button.click()
    assert str(told.args).startswith("['Kan ikke skrive")


# Anonymising


@pytest.mark.parametrize("keeps_notes", [False, True])
def test_an_assessment_is_anonymised_with_its_backups(
    qtbot: QtBot, window: MainWindow, catalogue: AssessmentCatalogue, *, keeps_notes: bool
) -> None:
    assert len(holds(catalogue.library, NAME)) == 2
    page_of(window).privacy_card.anonymise_button.click()
    dialog = opened_dialog(window)
    assert "sikkerhetskopiene" in dialog.goes_label.text()
    assert "Poeng, funn" in dialog.stays_label.text()
    assert not dialog.erase_button.isEnabled()
    if keeps_notes:
        dialog.keep_notes_button.click()
    carry_out(qtbot, dialog)
    assert "i 1 kopi" in dialog.notice_label.text()
    before = window.session
    dialog.close_button.click()
    assert window.session is not None
    assert window.session is not before
    interviews = window.session.assessment.interviews.values()
    assert {interview.name for interview in interviews} == {""}
    assert "Ingen informanter" in page_of(window).privacy_card.state_label.text()
    assert holds(catalogue.library, NAME) == []
    assert len(holds(catalogue.library, NOTE)) == (2 if keeps_notes else 0)
    # What the session held before must not come back when the window is closed.
    window.close()
    assert holds(catalogue.library, NAME) == []


def test_backups_in_the_second_place_are_anonymised_too(
    qtbot: QtBot, window: MainWindow, catalogue: AssessmentCatalogue, tmp_path: Path
) -> None:
    library = catalogue.library
    place = tmp_path / "minnepinne"
    place.mkdir()
    choose_place(place, library.device)
    copy_to(second_folder(place, library.device), library.path)
    page_of(window).privacy_card.anonymise_button.click()
    dialog = opened_dialog(window)
    carry_out(qtbot, dialog)
    assert "i 2 kopier" in dialog.notice_label.text()
    (there,) = second_folder(place, library.device).glob("*.kompassdb")
    assert NAME.encode() not in there.read_bytes()


def test_nothing_happens_to_one_who_thinks_better_of_it(
    window: MainWindow, catalogue: AssessmentCatalogue
) -> None:
    page_of(window).privacy_card.anonymise_button.click()
    opened_dialog(window).cancel_button.click()
    assert len(holds(catalogue.library, NAME)) == 2


def test_what_cannot_be_overwritten_is_told_and_can_be_tried_again(
    qtbot: QtBot, window: MainWindow, catalogue: AssessmentCatalogue
) -> None:
    reader = connect_to_read(catalogue.library.path)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM notes").fetchone()
    page_of(window).privacy_card.anonymise_button.click()
    dialog = opened_dialog(window)
    dialog.understood_box.click()
    dialog.erase_button.click()
    qtbot.waitUntil(dialog.notice_label.isVisible, timeout=SLOW)
    assert "lukk det" in dialog.notice_label.text()
    reader.close()
    dialog.erase_button.click()
    qtbot.waitUntil(dialog.close_button.isVisible, timeout=SLOW)
    assert holds(catalogue.library, NAME) == []


# Deleting for good


def test_an_assessment_is_deleted_for_good_with_its_backups(
    qtbot: QtBot, window: MainWindow, catalogue: AssessmentCatalogue
) -> None:
    identity = page_of(window).session.assessment.id
    page_of(window).privacy_card.erase_button.click()
    dialog = opened_dialog(window)
    assert dialog.heading_label.text() == "Slett Kárášjohka - Karasjok 2026 for godt"
    assert dialog.notes_panel.isHidden()
    carry_out(qtbot, dialog)
    dialog.reject()
    assert window.session is None
    assert catalogue.listings() == []
    assert holds(catalogue.library, identity) == []
    assert [key for key in QSettings().allKeys() if identity in key] == []


def test_what_is_not_saved_is_not_deleted(
    window: MainWindow, catalogue: AssessmentCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of(window)
    told: list[str] = []
    page.message_shown.connect(told.append)
    with monkeypatch.context() as unsaved:
        unsaved.setattr(type(page.session), "is_saved", property(lambda _: False))
        page.privacy_card.erase_button.click()
    assert told == ["Ikke alt er lagret; vent til det er det."]
    assert not any(dialog.isVisible() for dialog in window.findChildren(ErasureDialog))
