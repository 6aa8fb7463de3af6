"""Attaches photos and files to note lines, opens them and removes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QMenu

from kompass_desktop.assessment.records import Attachment, Change, Note
from kompass_desktop.desktop.notes.stream import NoteStream
from kompass_desktop.desktop.session import Session
from kompass_desktop.desktop.widgets.attached_files import attach_files, open_attachment
from kompass_desktop.i18n import tr
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.attached_files import (
    NewAttachment,
    attachment_of,
    read_attachment,
)


class AttachmentController(QObject):
    """Shows the session's attachments as paper clips in the notes, and changes them.

    A file is attached to the line that the caret is in; an empty line gets the file's name as
    its text.
    """

    message_shown = Signal(str)

    def __init__(self, stream: NoteStream, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._stream = stream
        self._session = session
        stream.media_offered.connect(self._take_media)
        stream.menu_opening.connect(self._extend_menu)
        session.documents_changed.connect(self.show)
        self.show()

    def show(self) -> None:
        """Show which lines have attachments."""
        names: dict[str, tuple[str, ...]] = {}
        for attachment in self._session.assessment.attachments.values():
            if attachment.note:
                names[attachment.note] = (*names.get(attachment.note, ()), attachment.name)
        self._stream.set_files(names)

    @property
    def current(self) -> list[Attachment]:
        """The attachments of the line that the caret is in."""
        note = self._stream.current_note()
        return [] if note is None else self._session.assessment.attachments_at(note.id)

    def choose(self) -> None:
        """Ask for files, and attach them to the line."""
        if self._session.refuses_change():
            return
        names, _ = QFileDialog.getOpenFileNames(
            self._stream, tr("Put a photo or file at the note line")
        )
        self.attach([Path(name) for name in names])

    def attach(self, paths: Sequence[Path]) -> None:
        """Attach files to the line, except those that cannot be read or are too large."""
        files = []
        for path in paths:
            try:
                files.append(read_attachment(path))
            except StorageError as error:
                self.message_shown.emit(str(error))
        self._attach(files)

    def open_current(self) -> None:
        """Open the line's attachment in another program; if there are several, show a menu."""
        held = self.current
        if not held:
            self.message_shown.emit(tr("Nothing is attached to this note line."))
        elif len(held) == 1:
            self._open(held[0])
        else:
            menu = QMenu(self._stream)
            for attachment in held:
                menu.addAction(_plain(attachment.name), partial(self._open, attachment))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self._stream.mapToGlobal(self._stream.rect().center()))

    def remove(self, attachment: Attachment) -> None:
        """Remove an attachment from its line, which can be undone."""
        if self._session.refuses_change():
            return
        text = tr("removal of {0}").format(attachment.name)
        self._session.change_undoably(text, [Change(attachment, None)])
        self.message_shown.emit(
            tr("{0} is removed. Ctrl+Z outside the notes undoes that.").format(attachment.name)
        )

    def _open(self, attachment: Attachment) -> None:
        self.message_shown.emit(open_attachment(self._session, attachment))

    def _take_media(self, media: QMimeData) -> None:
        if self._session.refuses_change():
            return
        paths = [Path(url.toLocalFile()) for url in media.urls() if url.isLocalFile()]
        if paths:
            self.attach(paths)
        elif media.hasImage():
            self._attach_picture(media.imageData())

    def _attach_picture(self, picture: object) -> None:
        if not isinstance(picture, QImage) or picture.isNull():
            return
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")  # type: ignore[call-overload]
        now = datetime.now(UTC).astimezone()
        name = tr("Picture {0}").format(f"{now:%Y-%m-%d %H.%M.%S}") + ".png"
        try:
            self._attach([attachment_of(name, bytes(buffer.data().data()))])
        except StorageError as error:
            self.message_shown.emit(str(error))

    def _attach(self, files: Sequence[NewAttachment]) -> None:
        if not files:
            return
        note = self._line_for(files[0].record.name)
        if note is None:
            return
        held = self._session.assessment.attachments_at(note.id)
        first = held[-1].position + 1 if held else 0.0
        placed = [
            replace(file, record=replace(file.record, note=note.id, position=first + number))
            for number, file in enumerate(files)
        ]
        names = ", ".join(file.record.name for file in files)
        try:
            attach_files(self._session, tr("attaching of {0}").format(names), placed)
        except StorageError as error:
            self.message_shown.emit(str(error))
            return
        self.message_shown.emit(
            tr(
                "{0} is kept at the line. Ctrl+Shift+O opens it; Ctrl+Z outside the notes "
                "undoes that."
            ).format(names)
        )

    def _line_for(self, name: str) -> Note | None:
        """Return the record of the line that the caret is in; an empty line gets a name as text."""
        if self._stream.current_note() is None:
            self._stream.write_on(Path(name).stem)
        self._session.flush()
        return self._stream.current_note()

    def _extend_menu(self, menu: QMenu) -> None:
        menu.addSeparator()
        menu.addAction(tr("Put a photo or file at the line …"), self.choose)
        for attachment in self.current:
            name = _plain(attachment.name)
            menu.addAction(tr("Open {0}").format(name), partial(self._open, attachment))
            menu.addAction(tr("Remove {0}").format(name), partial(self.remove, attachment))


def _plain(name: str) -> str:
    """Return a name for a menu with & escaped, which would mark a key."""
    return name.replace("&", "&&")
