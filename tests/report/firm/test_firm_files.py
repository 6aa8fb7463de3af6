"""The files of a firm: which pictures and templates are accepted, and what is kept of them."""

from __future__ import annotations

import os
import struct
import sys
import zlib
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from PIL import Image

from kompass_desktop.assessment.firm import LARGEST_TEMPLATE, png_size
from kompass_desktop.report.firm.firm_files import UnusableFile, read_logo, read_template
from tests.pictures import picture


def written(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("PNG", "RGBA"),
        ("PNG", "RGB"),
        ("PNG", "P"),
        ("PNG", "L"),
        ("PNG", "I;16"),
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
    ],
)
def test_a_picture_of_any_usual_kind_becomes_a_logo(tmp_path: Path, kind: str, mode: str) -> None:
    image = Image.new(mode, (600, 200))
    file = BytesIO()
    image.save(file, kind)
    # What a file is, is seen from its content and not from its name.
    logo = read_logo(written(tmp_path, "logo.bin", file.getvalue()))
    assert png_size(logo) == (600, 200)
    with Image.open(BytesIO(logo)) as again:
        assert again.mode in ("RGB", "RGBA")


def test_a_transparent_picture_stays_transparent(tmp_path: Path) -> None:
    logo = read_logo(written(tmp_path, "a.png", picture()))
    with Image.open(BytesIO(logo)) as again:
        assert again.convert("RGBA").getpixel((599, 0)) == (0, 0, 0, 0)


def test_a_large_picture_is_made_smaller(tmp_path: Path) -> None:
    logo = read_logo(written(tmp_path, "a.png", picture(size=(4000, 1000))))
    assert png_size(logo) == (1000, 250)


def test_what_a_camera_writes_into_a_picture_is_not_kept(tmp_path: Path) -> None:
    image = Image.new("RGB", (400, 200))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "Hemmelig sted"
    file = BytesIO()
    image.save(file, "JPEG", exif=exif, comment=b"Hemmelig kommentar")
    logo = read_logo(written(tmp_path, "a.jpg", file.getvalue()))
    assert png_size(logo) == (200, 400), "turned as the camera says"
    assert b"Hemmelig" not in logo
    with Image.open(BytesIO(logo)) as again:
        assert not again.info
        assert not again.getexif()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x" * 1000,
        picture()[:200],
        picture("GIF", mode="L"),
        picture("BMP", mode="RGB"),
        picture("TIFF", mode="RGB"),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
    ids=["empty", "noise", "cut off", "GIF", "BMP", "TIFF", "SVG"],
)
def test_what_is_no_whole_png_or_jpeg_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnusableFile, match=r"«logo\.png» er ikke et PNG- eller JPEG-bilde"):
        read_logo(written(tmp_path, "logo.png", content))


def test_a_tiny_picture_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableFile, match="bare 8 × 200 bildepunkter"):
        read_logo(written(tmp_path, "a.png", picture(size=(8, 200))))


def test_a_picture_that_would_fill_the_memory_is_refused_unopened(tmp_path: Path) -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b"")]
    content = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    with pytest.raises(UnusableFile, match="logo"):
        read_logo(written(tmp_path, "a.png", content))


def test_a_huge_file_and_what_is_no_file_are_refused(tmp_path: Path) -> None:
    huge = tmp_path / "a.png"
    with huge.open("wb") as file:
        file.truncate(11 * 1024 * 1024)
    with pytest.raises(UnusableFile, match=r"«a\.png» er større enn 10 MB"):
        read_logo(huge)
    with pytest.raises(UnusableFile, match="kan ikke leses: det er en mappe"):
        read_logo(tmp_path)
    with pytest.raises(UnusableFile, match="kan ikke leses: filen eller mappen finnes ikke"):
        read_template(tmp_path / "borte.docx")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    with pytest.raises(UnusableFile):
        read_logo(tmp_path / "a.png")


def test_a_word_document_becomes_a_template(tmp_path: Path) -> None:
    path = tmp_path / "mal.docx"
    Document().save(str(path))
    template = read_template(path)
    assert template.name == "mal.docx"
    assert template.content == path.read_bytes()


def test_another_file_is_no_template(tmp_path: Path) -> None:
    archive = tmp_path / "arkiv.docx"
    with ZipFile(archive, "w") as file:
        file.writestr("a.txt", "a")
    for path in (written(tmp_path, "tekst.docx", b"tekst"), archive):
        with pytest.raises(UnusableFile, match=f"{path.name} er ikke et Word-dokument"):
            read_template(path)


def test_a_template_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "mal.docx"
    with ZipFile(bomb, "w", ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", bytes(150 * 1024 * 1024))
    assert bomb.stat().st_size < LARGEST_TEMPLATE
    with pytest.raises(UnusableFile, match="ikke et Word-dokument"):
        read_template(bomb)
