"""Reads files as attachments, within limits of size, and decides which may be opened."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import Path

from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Attachment
from kompass_desktop.bounded_file import TooLarge, read_bounded
from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.database.contents import (
    LARGEST_ATTACHMENT,
    MOST_ATTACHED,
    digest_of,
)
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.library import Library

_MEGABYTE = 1024 * 1024
_UNKNOWN_TYPE = "application/octet-stream"

_OPENED = frozenset(
    (
        *(".pdf", ".txt", ".md", ".csv", ".rtf", ".docx", ".xlsx", ".pptx", ".odt", ".ods"),
        *(".odp", ".doc", ".xls", ".ppt", ".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif"),
        *(".tiff", ".webp", ".heic", ".heif", ".mp3", ".m4a", ".wav", ".mp4", ".mov"),
    )
)
"""How names end of what is only shown. Anything else could be a program."""


class NotAttached(StorageError):
    """A file cannot be attached; the message contains the reason."""


@dataclass(frozen=True)
class NewAttachment:
    """An attachment that is not yet stored, and the content of its file."""

    record: Attachment
    content: bytes


def read_attachment(path: Path) -> NewAttachment:
    """Return a file as an attachment; raises NotAttached if it is too large or unreadable."""
    try:
        content = read_bounded(path, LARGEST_ATTACHMENT)
    except TooLarge as error:
        raise NotAttached(_too_large(path.name)) from error
    except OSError as error:
        sentence = tr("{0} cannot be read: {1}.").format(path.name, reason(error))
        raise NotAttached(sentence) from error
    return attachment_of(path.name, content)


def attachment_of(name: str, content: bytes) -> NewAttachment:
    """Return a content as an attachment with a file name; raises NotAttached if too large."""
    if len(content) > LARGEST_ATTACHMENT:
        raise NotAttached(_too_large(name))
    media_type = mimetypes.guess_type(name)[0] or _UNKNOWN_TYPE
    record = Attachment(new_id(), name, media_type, len(content), digest_of(content))
    return NewAttachment(record, content)


def require_room(library: Library, assessment: str, new: int) -> None:
    """Raise NotAttached if an assessment, given its id, has no room for `new` bytes more."""
    if library.attached_size(assessment) + new > MOST_ATTACHED:
        sentence = tr(
            "The measurement cannot keep more than {0} MB of files in all; use a link instead."
        )
        raise NotAttached(sentence.format(MOST_ATTACHED // _MEGABYTE))


def can_be_opened(name: str) -> bool:
    """Whether a file's type is safe to open: other programs show it but execute nothing."""
    return Path(name).suffix.lower() in _OPENED


def _too_large(name: str) -> str:
    sentence = tr("{0} is larger than {1} MB and was not taken in; use a link instead.")
    return sentence.format(name, LARGEST_ATTACHMENT // _MEGABYTE)
