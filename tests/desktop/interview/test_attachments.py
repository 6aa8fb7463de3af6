"""Photos and files at note lines: dropped, pasted and chosen, opened by key, taken away."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QDropEvent,
    QGuiApplication,
    QImage,
)
from PySide6.QtWidgets import QFileDialog, QMenu

from kompass_desktop.assessment.records import Attachment
from kompass_desktop.desktop.interview.interview_page import InterviewPage
from kompass_desktop.storage.encryption import opened_copies
from kompass_desktop.storage.exchange import attached_files
from tests.desktop.interview.interviewing import stored_notes
from tests.desktop.keyboard import CTRL, Key, press, type_text

CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
CONTENT = b"\xff\xd8 oppdiktet bilde" * 10


@pytest.fixture(autouse=True)
def _copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opened_copies, "_parent", lambda: tmp_path / "kopier")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that other programs were asked to open."""
    paths: list[Path] = []

    def open_url(url: QUrl) -> bool:
        paths.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    return paths


@pytest.fixture
def said(page: InterviewPage) -> list[str]:
    """The sentences of the status bar."""
    sentences: list[str] = []
    page.message_shown.connect(sentences.append)
    return sentences


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "tavle.jpg"
    path.write_bytes(CONTENT)
    return path


def kept(page: InterviewPage) -> list[Attachment]:
    stored = page.session.library.load(page.session.assessment.id)
    assert stored.attachments == page.session.assessment.attachments
    return list(stored.attachments.values())


def write(page: InterviewPage, text: str) -> None:
    page.notes.focus_end()
    type_text(text)


def drop(page: InterviewPage, data: QMimeData) -> None:
    middle = page.notes._editor.cursorRect().center()
    place = page.notes._editor.viewport().mapTo(page.notes, middle)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, CTRL & ~CTRL
    page.notes.dropEvent(QDropEvent(QPointF(place), copy, data, left, none))


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def menu_of(page: InterviewPage) -> list[str]:
    menu = QMenu()
    page.attachments._extend_menu(menu)
    return [action.text() for action in menu.actions() if action.text()]


def test_a_photo_that_is_dropped_is_kept_at_the_line(page: InterviewPage, photo: Path) -> None:
    write(page, "hun viser en tavle")
    drop(page, files(photo))
    (attachment,) = kept(page)
    (note,) = stored_notes(page)
    assert (attachment.note, attachment.name) == (note.id, "tavle.jpg")
    library, assessment = page.session.library, page.session.assessment.id
    assert library.attachment_content(assessment, attachment.digest) == CONTENT
    row = page.notes._gutter_row(0)
    assert row.files == ("tavle.jpg",)
    assert "vedlagt: tavle.jpg" in page.notes._gutter.text_of(row)


def test_the_key_opens_what_is_at_the_line(
    page: InterviewPage, photo: Path, opened: list[Path], said: list[str]
) -> None:
    write(page, "hun viser en tavle")
    press(Key.Key_O, CTRL_SHIFT)
    assert said[-1] == "Ingenting er lagt ved denne notatlinjen."
    drop(page, files(photo))
    press(Key.Key_O, CTRL_SHIFT)
    assert [path.read_bytes() for path in opened] == [CONTENT]
    assert "ikke kryptert" in said[-1]


def test_a_picture_on_the_clipboard_is_pasted_at_the_line(page: InterviewPage) -> None:
    picture = QImage(4, 3, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    write(page, "skjermen viser")
    QGuiApplication.clipboard().setImage(picture)
    press(Key.Key_V, CTRL)
    (attachment,) = kept(page)
    assert attachment.media_type == "image/png"
    assert attachment.name.startswith("Bilde 20")
    content = page.session.library.attachment_content(page.session.assessment.id, attachment.digest)
    assert content is not None
    assert QImage.fromData(content).size() == picture.size()
    assert [note.text for note in stored_notes(page)] == ["skjermen viser"]


def test_text_on_the_clipboard_is_still_pasted_as_text(page: InterviewPage) -> None:
    write(page, "hun sier ")
    data = QMimeData()
    data.setText("at planen mangler")
    data.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(data)
    press(Key.Key_V, CTRL)
    page.leave()
    assert [note.text for note in stored_notes(page)] == ["hun sier at planen mangler"]
    assert kept(page) == []


def test_an_empty_line_gets_the_name_of_what_is_put_there(
    page: InterviewPage, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(photo)], ""))
    page.notes.focus_end()
    press(Key.Key_A, CTRL_SHIFT)
    (note,) = stored_notes(page)
    assert note.text == "tavle"
    assert kept(page)[0].note == note.id


def test_what_was_put_there_is_undone_and_redone(page: InterviewPage, photo: Path) -> None:
    write(page, "hun viser en tavle")
    drop(page, files(photo))
    page.session.undo_stack.undo()
    assert kept(page) == []
    assert page.notes._gutter_row(0).files == ()
    page.session.undo_stack.redo()
    assert len(kept(page)) == 1


def test_the_menu_opens_and_removes_each_file(
    page: InterviewPage, photo: Path, opened: list[Path]
) -> None:
    write(page, "hun viser en tavle")
    assert menu_of(page) == ["Legg et bilde eller en fil ved linjen …"]
    drop(page, files(photo))
    assert menu_of(page)[1:] == ["Åpne tavle.jpg", "Fjern tavle.jpg"]
    page.attachments.remove(kept(page)[0])
    assert kept(page) == []
    page.session.undo_stack.undo()
    assert len(kept(page)) == 1


def test_a_file_that_is_too_large_leaves_the_line_as_it_was(
    page: InterviewPage, photo: Path, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attached_files, "LARGEST_ATTACHMENT", 10)
    page.notes.focus_end()
    drop(page, files(photo))
    assert said[-1].startswith("tavle.jpg er større enn")
    assert kept(page) == []
    assert stored_notes(page) == []


def test_a_file_is_found_at_its_line(page: InterviewPage, photo: Path) -> None:
    write(page, "hun viser en tavle")
    drop(page, files(photo))
    write(page, "noe annet")
    page.leave()
    page.show_record(kept(page)[0])
    current = page.notes.current_note()
    assert current is not None
    assert current.text == "hun viser en tavle"
