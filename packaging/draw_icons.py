"""Draw the installers' icons from resources/icons/kompass.svg, after a change to it.

Run with the development environment's Python; the drawn files are committed, since
the machines that build installers need them before anything else.
"""

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

PACKAGING = Path(__file__).resolve().parent
SVG = PACKAGING.parent / "resources" / "icons" / "kompass.svg"


def main() -> None:
    """Write kompass.png, kompass.ico and kompass.icns beside this script."""
    _application = QGuiApplication(["draw_icons", "-platform", "offscreen"])
    large = PACKAGING / "kompass.png"
    draw(1024).save(str(large))
    icon = Image.open(large)
    icon.save(PACKAGING / "kompass.ico", sizes=[(n, n) for n in (16, 24, 32, 48, 64, 128, 256)])
    icon.save(PACKAGING / "kompass.icns")
    draw(256).save(str(large))


def draw(side: int) -> QImage:
    """The icon as a square image of `side` pixels."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SVG)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return image


if __name__ == "__main__":
    main()
