"""Sharing an assessment and taking one in, in the window; and settling what was changed apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFileOpenEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import new_id, text_id
from kompass_desktop.assessment.records import TEAM, Change, Note, ReportText
from kompass_desktop.desktop.catalogue import AssessmentCatalogue
from kompass_desktop.desktop.exchange.conflict_text import record_text, value_text
from kompass_desktop.desktop.exchange.conflicts_dialog import ConflictsDialog
from kompass_desktop.desktop.exchange.exchange_dialogs import ReceiveDialog, ShareDialog
from kompass_desktop.desktop.library.library_page import LibraryPage
from kompass_desktop.desktop.runtime.opened_files import OpenedFiles
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.window.main_window import MainWindow
from kompass_desktop.report.letter_text import LETTER
from kompass_desktop.storage.exchange.kompass_file import read_packet, write_packet
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library

PASSPHRASE = "rein ski fjord øl tundra"
Other = Callable[..., Path]


@pytest.fixture
def page(qtbot: QtBot, catalogue: AssessmentCatalogue, small_assessment: Assessment) -> LibraryPage:
    """The library page with one small assessment."""
    catalogue.library.add(small_assessment)
    made = LibraryPage(catalogue)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def from_other(tmp_path: Path, small_assessment: Assessment) -> Other:
    """A file from another laptop that has made some changes."""

    def made(*changes: Change, name: str = "fra kollega.kompass") -> Path:
        with open_library(tmp_path / "annet.kompassdb") as other:
            if not other.listings():
                other.add(small_assessment)
            other.write(small_assessment, changes)
            write_packet(other.packet(small_assessment.id), tmp_path / name, PASSPHRASE)
        return tmp_path / name

    return made


def new_note(assessment: Assessment) -> Note:
    return Note(new_id(), next(iter(assessment.interviews)), "hei", "2026-03-12T10:00:00+01:00")


def receive_dialog(page: LibraryPage) -> ReceiveDialog:
    dialog = page.findChildren(ReceiveDialog)[-1]
    assert dialog.isVisible()
    return dialog


def read_in(qtbot: QtBot, page: LibraryPage, passphrase: str = PASSPHRASE) -> ReceiveDialog:
    dialog = receive_dialog(page)
    dialog.secret_field.setText(passphrase)
    QTest.keyClick(dialog.secret_field, Qt.Key.Key_Return)
    assert not dialog.read_button.isEnabled()
    qtbot.waitUntil(lambda: not dialog.is_at_work)
    return dialog


def test_an_assessment_is_shared_in_a_file_of_its_own(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    small_assessment: Assessment,
) -> None:  # fmt: skip
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "ut"), ""))
    page.share_action.trigger()
    dialog = page.findChild(ShareDialog)
    assert isinstance(dialog, ShareDialog)
    assert not dialog.save_button.isEnabled()
    dialog.new_passphrase.field.setText(PASSPHRASE)
    dialog.new_passphrase.repeat_field.setText(PASSPHRASE)
    with qtbot.waitSignal(page.message_shown) as told:
        dialog.save_button.click()
    assert "lagret kryptert" in told.args[0]
    packet = read_packet(tmp_path / "ut.kompass", PASSPHRASE)
    assert packet == page._catalogue.library.packet(small_assessment.id)


def test_a_file_that_cannot_be_written_is_told_of_in_the_dialog(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = str(tmp_path / "mangler" / "ut.kompass")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (target, ""))
    page.share_action.trigger()
    dialog = page.findChild(ShareDialog)
    assert isinstance(dialog, ShareDialog)
    dialog.new_passphrase.field.setText(PASSPHRASE)
    dialog.new_passphrase.repeat_field.setText(PASSPHRASE)
    dialog.save_button.click()
    qtbot.waitUntil(lambda: not dialog.is_at_work)
    assert dialog.isVisible()
    assert "Kan ikke skrive" in dialog.notice_label.text()
    assert dialog.save_button.isEnabled()


def test_a_dropped_file_is_merged_and_what_came_is_told(
    qtbot: QtBot, page: LibraryPage, from_other: Other, small_assessment: Assessment
) -> None:
    note = new_note(small_assessment)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(from_other(Change(None, note))))])
    page.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    dialog = read_in(qtbot, page)
    assert dialog.notice_label.text() == (
        "Kárášjohka - Karasjok 2026 er slått sammen med den du hadde: 1 nytt notat."
    )
    assert page._catalogue.library.load(small_assessment.id).notes[note.id] == note
    with qtbot.waitSignal(page.assessment_opened) as opened:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert opened.args == [small_assessment.id]


def test_a_wrong_passphrase_can_be_typed_again(
    qtbot: QtBot, page: LibraryPage, from_other: Other
) -> None:
    page.import_files([from_other()])
    dialog = read_in(qtbot, page, "noe annet")
    assert dialog.notice_label.text() == "Passfrasen er feil."
    assert not dialog.open_button.isVisible()
    dialog = read_in(qtbot, page)
    assert "ikke noe nytt" in dialog.notice_label.text()


def test_several_files_are_asked_about_one_after_the_other(
    qtbot: QtBot, page: LibraryPage, from_other: Other, tmp_path: Path
) -> None:
    broken = tmp_path / "rar.kompass"
    broken.write_text("hei", "utf-8")
    page.import_files([from_other(), broken, from_other(name="igjen.kompass")])
    assert "rar.kompass kan ikke leses inn" in page.failure_bar.label.text()
    receive_dialog(page).reject()
    dialog = receive_dialog(page)
    assert "igjen.kompass" in dialog.heading_label.text()
    dialog.reject()


# Conflicts


@pytest.fixture
def session(library: Library, small_assessment: Assessment, from_other: Other) -> Session:
    """The assessment after a merge in which a note and a rating were changed on both sides."""
    library.add(small_assessment)
    note = next(iter(small_assessment.notes.values()))
    rating = small_assessment.rating(TEAM, "1.1.2")
    path = from_other(
        Change(note, replace(note, text="slik hørte jeg det")),
        Change(rating, replace(rating, system=4)),
    )
    library.write(
        small_assessment,
        [
            Change(note, replace(note, text="slik skrev jeg det")),
            Change(rating, replace(rating, system=1)),
        ],
    )
    library.merge(read_packet(path, PASSPHRASE))
    return Session(library, library.load(small_assessment.id))


def test_a_window_without_conflicts_says_nothing_of_them(
    qtbot: QtBot, catalogue: AssessmentCatalogue, small_assessment: Assessment
) -> None:
    catalogue.library.add(small_assessment)
    window = MainWindow(catalogue)
    qtbot.addWidget(window)
    window.show()
    window.open_assessment(small_assessment.id)
    assert window.view is not None
    assert not window.view.conflicts_button.isVisible()


def test_conflicts_are_told_of_in_the_open_assessment_and_lead_to_the_choice(
    qtbot: QtBot, session: Session
) -> None:
    window = MainWindow(AssessmentCatalogue(session.library))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.open_assessment(session.assessment.id)
    view = window.view
    assert view is not None
    assert view.conflicts_button.text() == "Konflikter (2)"
    view.conflicts_button.click()
    dialog = view.findChild(ConflictsDialog)
    assert isinstance(dialog, ConflictsDialog)
    assert dialog.heading_label.text() == "2 konflikter"
    headings = {card.heading_label.text() for card in dialog.shown}
    assert "Notat i OF-01: tekst" in headings
    card = next(c for c in dialog.shown if "Notat" in c.heading_label.text())
    other = next(b for b in card.buttons if "slik hørte jeg det" in b.accessibleName())
    QTest.keyClick(other, Qt.Key.Key_Space)
    assert view.conflicts_button.text() == "Konflikter (1)"
    opened = window.session
    assert opened is not None
    texts = {note.text for note in opened.assessment.notes.values()}
    assert "slik hørte jeg det" in texts
    assert opened.assessment == session.library.load(session.assessment.id)
    dialog.shown[0].buttons[0].click()
    assert not dialog.isVisible()
    assert not view.conflicts_button.isVisible()
    assert session.library.conflicts(session.assessment.id) == []
    assert opened.assessment == session.library.load(session.assessment.id)


def test_both_sides_are_shown_with_machine_and_time(qtbot: QtBot, session: Session) -> None:
    dialog = ConflictsDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    labels = [label.text() for label in dialog.shown[0].findChildren(type(dialog.about_label))]
    assert sum("gjelder nå" in text for text in labels) == 1
    assert any(text.startswith("Denne maskinen, ") for text in labels)
    assert any(card.heading_label.text().startswith("1.1.2 ") for card in dialog.shown)


def test_settling_a_rating_counts_the_points_anew(qtbot: QtBot, session: Session) -> None:
    dialog = ConflictsDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    card = next(c for c in dialog.shown if "teamet" in c.heading_label.text())
    button = next(b for b in card.buttons if "nivå 4" in b.accessibleName())
    with qtbot.waitSignal(session.rating_changed) as changed:
        button.click()
    assert changed.args == [TEAM, "1.1.2"]
    assert session.assessment.rating(TEAM, "1.1.2").system == 4


def test_a_deleted_note_that_another_wrote_on_can_be_fetched_back(
    qtbot: QtBot, library: Library, small_assessment: Assessment, from_other: Other
) -> None:
    library.add(small_assessment)
    note = next(iter(small_assessment.notes.values()))
    path = from_other(Change(note, replace(note, text="og enda mer")))
    library.write(small_assessment, [Change(note, None)])
    library.merge(read_packet(path, PASSPHRASE))
    session = Session(library, library.load(small_assessment.id))
    assert note.id not in session.assessment.notes
    dialog = ConflictsDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    keep, fetch = dialog.shown[0].buttons
    assert (keep.text(), fetch.text()) == ("Behold slettingen", "Hent tilbake")
    with qtbot.waitSignal(session.notes_changed):
        fetch.click()
    assert session.assessment.notes[note.id].text == "og enda mer"
    assert library.load(small_assessment.id) == session.assessment


def test_a_conflict_that_cannot_be_written_is_told_of_and_stays(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    dialog = ConflictsDialog(session)
    qtbot.addWidget(dialog)
    dialog.show()
    path = session.library.path
    path.rename(tmp_path / "borte")
    dialog.shown[0].buttons[0].click()
    assert "flyttet, slettet eller byttet ut" in dialog.notice_label.text()
    assert len(session.conflicts) == 2
    (tmp_path / "borte").rename(path)
    dialog.shown[0].buttons[0].click()
    assert len(session.conflicts) == 1


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("system", None, "ikke vurdert"),
        ("system", 0, "nivå 0"),
        ("planned_only", 1, "ja"),
        ("planned_only", None, "ikke angitt"),
        ("mark", "follow_up", "følges opp"),
        ("kind", "weakness", "svakhet"),
        ("place", "", "(tomt)"),
        ("place", "9.9.9", "9.9.9"),
        ("elapsed_seconds", 3700, "61 min"),
        ("planned_at", "2026-03-12T09:00", "12.03.2026 09:00"),
        ("text", "  ", "  "),
        ("interview", "", "teamet"),
        ("asker", "mayor", "Ordfører / deler av formannskapet"),
        ("asker", "borte", "et slettet intervju"),
        ("asked", 0, "nei"),
        ("cancelled", 1, "ja"),
        ("interviewers", "borte", "et slettet teammedlem"),
        ("venue", "Rådhuset", "Rådhuset"),
        ("lunch", "", "(tomt)"),
    ],
)
def test_values_are_shown_in_the_trades_words(
    small_assessment: Assessment, name: str, value: str | int | None, words: str
) -> None:
    assert value_text(small_assessment, name, value) == words


def test_a_choice_of_what_is_asked_is_told_by_its_group_and_code(
    small_assessment: Assessment,
) -> None:
    (choice,) = small_assessment.asking_choices.values()
    words = record_text(small_assessment, choice)
    assert words.startswith("7.1 ")
    assert words.endswith(" · Hovedtillitsvalgte")


def test_the_letter_is_told_by_its_name(small_assessment: Assessment) -> None:
    letter = ReportText(text_id(small_assessment.id, LETTER), LETTER, "Hei")
    assert record_text(small_assessment, letter) == "Rapporttekst: Brev til informantene"


# Files that the desktop asks to open


def test_a_file_that_was_double_clicked_is_taken_in_when_the_window_is_there(
    qtbot: QtBot, qapp: QApplication, library: Library, from_other: Other
) -> None:
    files = OpenedFiles(qapp, from_other())
    window = MainWindow(AssessmentCatalogue(library))
    qtbot.addWidget(window)
    window.show()
    files.deliver_to(window.import_file)
    qtbot.waitUntil(lambda: bool(window.library_page.findChildren(ReceiveDialog)))
    dialog = read_in(qtbot, window.library_page)
    assert "er lest inn" in dialog.notice_label.text()
    dialog.reject()
    qapp.removeEventFilter(files)


def test_a_file_that_macos_sends_closes_the_open_assessment_first(
    qtbot: QtBot,
    qapp: QApplication,
    library: Library,
    small_assessment: Assessment,
    from_other: Other,
) -> None:
    library.add(small_assessment)
    window = MainWindow(AssessmentCatalogue(library))
    qtbot.addWidget(window)
    window.show()
    window.open_assessment(small_assessment.id)
    files = OpenedFiles(qapp, None)
    files.deliver_to(window.import_file)
    QApplication.sendEvent(qapp, QFileOpenEvent(str(from_other())))
    assert window.session is None
    receive_dialog(window.library_page).reject()
    qapp.removeEventFilter(files)
