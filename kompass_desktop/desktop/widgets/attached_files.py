"""Attaches files to an assessment, and opens attachments and links in other programs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from kompass_desktop.assessment.records import Attachment, Change
from kompass_desktop.desktop.session import Session
from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.exchange.attached_files import (
    NewAttachment,
    can_be_opened,
    require_room,
)

_FETCHED = ("http", "https")


def attach_files(
    session: Session, text: str, files: Sequence[NewAttachment], changes: Sequence[Change] = ()
) -> None:
    """Attach files, with further changes, as one step `text` that can be undone.

    Raises StorageError if there is no room for them or they cannot be written; nothing is then
    changed.
    """
    if not files:
        return
    new = {each.record.digest: each.content for each in files}
    require_room(session.library, session.assessment.id, sum(map(len, new.values())))
    made = [Change(None, each.record) for each in files]
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        session.attach_undoably(text, [*made, *changes], new)
    finally:
        QGuiApplication.restoreOverrideCursor()


def open_attachment(session: Session, attachment: Attachment) -> str:
    """Open an attached file in the system's program for it; return a message to show.

    The opened copy is not encrypted; it is removed when the library is closed.
    """
    if not can_be_opened(attachment.name):
        return tr("{0} may be a program and is not opened from here.").format(attachment.name)
    try:
        content = session.library.attachment_content(session.assessment.id, attachment.digest)
        if content is None:
            return tr(
                "The content of {0} is not in this library; only a .kompass file brings it."
            ).format(attachment.name)
        path = session.library.opened_copies.write(attachment.name, content)
    except StorageError as error:
        return str(error)
    except OSError as error:
        return tr("{0} cannot be opened: {1}.").format(attachment.name, reason(error))
    if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
        return tr("No program on this computer opens {0}.").format(attachment.name)
    return tr(
        "{0} is opened in another program. That copy is not encrypted; it is removed when Kompass "
        "locks or quits."
    ).format(attachment.name)


def can_follow(link: str) -> bool:
    """Whether a link is the address of a web page."""
    url = QUrl(link.strip(), QUrl.ParsingMode.StrictMode)
    return url.isValid() and url.scheme() in _FETCHED and bool(url.host())


def follow_link(link: str) -> str:
    """Open a web link in the browser, or copy any other link; return a message to show."""
    if can_follow(link):
        if QDesktopServices.openUrl(QUrl(link.strip())):
            return tr("The link is opened in the browser.")
        return tr("No program on this computer opens the link.")
    QGuiApplication.clipboard().setText(link)
    return tr("It is no address on the web; it is copied to the clipboard.")
