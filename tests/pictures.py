"""Pictures for tests: a firm's logo in the formats that people have."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

RED = "#a01e3c"


def picture(kind: str = "PNG", size: tuple[int, int] = (600, 200), mode: str = "RGBA") -> bytes:
    """Return a file with a red circle; on nothing where the mode has transparency."""
    image = Image.new(mode, size)
    ImageDraw.Draw(image).ellipse((0, 0, size[1] - 1, size[1] - 1), fill=RED)
    file = BytesIO()
    image.save(file, kind)
    return file.getvalue()
