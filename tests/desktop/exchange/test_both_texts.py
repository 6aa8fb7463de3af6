"""A conflict in a text can be settled by both texts together, edited before they apply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import (
    TEAM,
    Change,
    Finding,
    Note,
    Rating,
    Record,
    ReportText,
)
from kompass_desktop.desktop.exchange.conflict_card import ConflictCard
from kompass_desktop.desktop.exchange.conflicts_dialog import ConflictsDialog
from kompass_desktop.desktop.session import Session
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library

Written = Callable[[str, str], Session]


def held(assessment: Assessment, kind: str) -> Record:
    match kind:
        case "note":
            return next(n for n in assessment.notes.values() if n.mark is None)
        case "finding":
            return next(iter(assessment.findings.values()))
        case "text":
            return next(iter(assessment.texts.values()))
    return assessment.rating(TEAM, "1.1.2")


def saying(record: Record, words: str) -> Record:
    match record:
        case Note() | Finding() | ReportText():
            return replace(record, text=words)
        case Rating():
            return replace(record, reason=words)
    raise AssertionError


def said(record: Record | None) -> str:
    match record:
        case Note() | Finding() | ReportText():
            return record.text
        case Rating():
            return record.reason
    raise AssertionError


@pytest.fixture(params=["note", "finding", "text", "reason"])
def kind(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def written(library: Library, tmp_path: Path, small_assessment: Assessment, kind: str) -> Written:
    """Open the assessment after two have written one text apart."""

    def session(mine: str, theirs: str) -> Session:
        library.add(small_assessment)
        record = held(small_assessment, kind)
        with open_library(tmp_path / "annet.kompassdb") as other:
            other.merge(library.packet(small_assessment.id))
            other.write(small_assessment, [Change(record, saying(record, theirs))])
            library.write(small_assessment, [Change(record, saying(record, mine))])
            library.merge(other.packet(small_assessment.id))
        return Session(library, library.load(small_assessment.id))

    return session


def opened(qtbot: QtBot, session: Session) -> tuple[ConflictsDialog, ConflictCard]:
    dialog = ConflictsDialog(session)
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    (card,) = dialog.shown
    return dialog, card


def test_both_texts_are_joined_mine_first_and_can_be_edited(
    qtbot: QtBot, written: Written, kind: str
) -> None:
    session = written("slik hørte jeg det.", "hun sa det slik.")
    dialog, card = opened(qtbot, session)
    assert card.join_button is not None
    QTest.keyClick(card.join_button, Qt.Key.Key_Space)
    editor = card.editor
    assert editor is not None
    between = "\n\n" if kind == "text" else " "
    assert editor.toPlainText() == f"slik hørte jeg det.{between}hun sa det slik."
    assert editor.hasFocus()
    QTest.keyClicks(editor, " Begge")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    words = f"slik hørte jeg det.{between}hun sa det slik. Begge"
    assert said(held(session.assessment, kind)) == words
    assert session.library.conflicts(session.assessment.id) == []
    assert session.library.load(session.assessment.id) == session.assessment


def test_a_text_that_holds_the_other_is_not_doubled(qtbot: QtBot, written: Written) -> None:
    session = written("ja", "ja, men ikke nå")
    _, card = opened(qtbot, session)
    assert card.join_button is not None
    card.join_button.click()
    assert card.editor is not None
    assert card.editor.toPlainText() == "ja, men ikke nå"
    assert card.accept_button is not None
    card.accept_button.click()
    assert session.library.conflicts(session.assessment.id) == []


def test_the_other_laptop_gets_the_joined_text_and_no_conflict(
    qtbot: QtBot, written: Written, tmp_path: Path, kind: str
) -> None:
    session = written("mitt", "deres")
    _, card = opened(qtbot, session)
    card.written.emit("mitt og deres")
    with open_library(tmp_path / "annet.kompassdb") as other:
        arrival = other.merge(session.library.packet(session.assessment.id))
        assert arrival.conflicts == 0
        assert said(held(other.load(session.assessment.id), kind)) == "mitt og deres"


def test_a_text_that_cannot_be_written_stays_in_the_field(
    qtbot: QtBot, written: Written, tmp_path: Path
) -> None:
    session = written("mitt", "deres")
    dialog, card = opened(qtbot, session)
    assert card.join_button is not None
    card.join_button.click()
    path = session.library.path
    path.rename(tmp_path / "borte")
    assert card.accept_button is not None
    card.accept_button.click()
    assert "flyttet, slettet eller byttet ut" in dialog.notice_label.text()
    assert card.editor is not None
    assert card.editor.toPlainText() == "mitt deres" or "\n\n" in card.editor.toPlainText()
    (tmp_path / "borte").rename(path)
    card.accept_button.click()
    assert not dialog.isVisible()


def test_what_is_no_text_has_only_the_two_sides(
    qtbot: QtBot, library: Library, tmp_path: Path, small_assessment: Assessment
) -> None:
    library.add(small_assessment)
    rating = small_assessment.rating(TEAM, "1.1.2")
    with open_library(tmp_path / "annet.kompassdb") as other:
        other.merge(library.packet(small_assessment.id))
        other.write(small_assessment, [Change(rating, replace(rating, system=4))])
        library.write(small_assessment, [Change(rating, replace(rating, system=1))])
        library.merge(other.packet(small_assessment.id))
    _, card = opened(qtbot, Session(library, library.load(small_assessment.id)))
    assert card.join_button is None
