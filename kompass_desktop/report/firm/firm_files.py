"""Reads a firm's logo and Word template from files, and checks that reports can use them.

A logo is stored as a PNG file without what cameras and programs write into pictures. PIL and
python-docx are imported when they are needed: together they take 0.2 s.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from kompass_desktop.assessment.firm import LARGEST_LOGO, LARGEST_TEMPLATE, WordTemplate
from kompass_desktop.bounded_file import TooLarge, read_bounded
from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason

if TYPE_CHECKING:
    from PIL.Image import Image

LOGO_ENDINGS = (".png", ".jpg", ".jpeg")
_LARGEST_FILE = 10 * 1024 * 1024
_MOST_PIXELS = 40_000_000
_SMALLEST = 16
_LARGEST = 1000
"""Pixels along the longer side of a stored logo; on paper it is at most 6.4 cm wide."""
_LARGEST_UNPACKED = 100 * 1024 * 1024


class UnusableFile(Exception):
    """A file cannot be used for the firm; the message is a translated sentence."""


def read_logo(path: Path) -> bytes:
    """Return the picture in a PNG or JPEG file as a PNG file, at most 1000 pixels wide and high.

    Raises UnusableFile for another file, one that is too large, or a picture that is damaged or
    smaller than 16 pixels.
    """
    content = _content(path, _LARGEST_FILE)
    told = tr("“{0}” is not a PNG or JPEG picture that can be used as a logo.").format(path.name)
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as opened:
            _require_size(path, opened.size)
            image = ImageOps.exif_transpose(opened)
            logo = _png(image.convert("RGBA" if _has_alpha(image) else "RGB"))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        # PIL raises a SyntaxError for a damaged PNG file.
        raise UnusableFile(told) from None
    if len(logo) > LARGEST_LOGO:
        raise UnusableFile(tr("“{0}” is too large for a logo.").format(path.name))
    return logo


def read_template(path: Path) -> WordTemplate:
    """Return a Word document to use as the template of reports.

    Raises UnusableFile for another file, or one that is larger than 5 MB.
    """
    content = _content(path, LARGEST_TEMPLATE)
    told = tr("{0} is not a Word document (.docx) that can be used as a template.")
    try:
        with ZipFile(BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except (BadZipFile, ValueError, NotImplementedError):
        raise UnusableFile(told.format(path.name)) from None
    if unpacked > _LARGEST_UNPACKED:
        raise UnusableFile(told.format(path.name))
    from kompass_desktop.report.word.errors import UnusableTemplate
    from kompass_desktop.report.word.template import Template

    template = WordTemplate(path.name, content)
    try:
        Template(template)
    except UnusableTemplate as error:
        raise UnusableFile(str(error)) from error
    return template


def _content(path: Path, most: int) -> bytes:
    try:
        return read_bounded(path, most)
    except TooLarge:
        told = tr("“{0}” is larger than {1} MB.").format(path.name, most // 1024**2)
        raise UnusableFile(told) from None
    except OSError as error:
        told = tr("“{0}” cannot be read: {1}.").format(path.name, reason(error))
        raise UnusableFile(told) from error


def _require_size(path: Path, size: tuple[int, int]) -> None:
    """Raise UnusableFile for too few or too many pixels, before they are unpacked."""
    if min(size) < _SMALLEST:
        told = tr("“{0}” is only {1} × {2} pixels, which is too small for a logo.")
        raise UnusableFile(told.format(path.name, *size))
    if size[0] * size[1] > _MOST_PIXELS:
        raise UnusableFile(tr("“{0}” is too large for a logo.").format(path.name))


def _has_alpha(image: Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info


def _png(image: Image) -> bytes:
    image.thumbnail((_LARGEST, _LARGEST))
    # A new image has no metadata.
    plain = image.copy()
    plain.info.clear()
    file = BytesIO()
    plain.save(file, "PNG", optimize=True)
    return file.getvalue()
