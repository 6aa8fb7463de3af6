"""The picture of a chart for other programs: copied, saved as PNG or SVG, or dragged out."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QKeySequence, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from kompass_desktop.desktop.charts.chart_picture import ChartPicture
from kompass_desktop.desktop.charts.picture_home import picture_home
from kompass_desktop.desktop.widgets.export_target import (
    FileKind,
    choose_export_target,
)
from kompass_desktop.file_names import fit_for_a_file
from kompass_desktop.i18n import tr
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.errors import StorageError
from kompass_desktop.storage.files import atomic_write

DRAGGED_WIDTH = 200
SVG_TYPE = "image/svg+xml"


def show_picture_menu(chart: QWidget, picture: ChartPicture, at: QPoint) -> None:
    """Show the menu of a chart at a point of the screen (px)."""
    menu = QMenu(chart)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    copy = menu.addAction(tr("Copy picture"))
    copy.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
    copy.triggered.connect(lambda: copy_picture(chart, picture))
    save = menu.addAction(tr("Save picture as …"))
    save.triggered.connect(lambda: choose_and_save(chart, picture))
    menu.popup(at)
    menu.setActiveAction(copy)


def copy_picture(chart: QWidget, picture: ChartPicture) -> None:
    """Put a picture on the clipboard, in pixels and as SVG."""
    QGuiApplication.clipboard().setMimeData(_mime_data(picture))
    picture_home(chart).say(tr("The picture is copied."))


def choose_and_save(chart: QWidget, picture: ChartPicture) -> None:
    """Ask for a file, and write a picture to it as PNG or SVG."""
    kinds = (
        FileKind(tr("Picture (PNG)"), "png", "png"),
        FileKind(tr("Drawing (SVG)"), "svg", "svg"),
    )
    chosen = choose_export_target(chart.window(), tr("Save picture"), kinds, f"{picture.name}.png")
    if chosen is None:
        return
    path, _ = chosen
    content = picture.svg if path.suffix.lower() == ".svg" else picture.png
    try:
        with atomic_write(path) as file:
            file.write(content)
    except StorageError as error:
        picture_home(chart).say(str(error))
        return
    picture_home(chart).say(tr("“{0}” is saved.").format(path.name))


def drag_picture(chart: QWidget, picture: ChartPicture) -> None:
    """Drag a picture to another program, which gets a PNG file."""
    data = _mime_data(picture)
    home = picture_home(chart)
    if home.write_copy is not None:
        try:
            copy = home.write_copy(fit_for_a_file(f"{picture.name}.png"), picture.png)
        except OSError as error:
            home.say(tr("The picture could not be dragged: {0}.").format(reason(error)))
            return
        data.setUrls([QUrl.fromLocalFile(str(copy))])
    drag = QDrag(chart)
    drag.setMimeData(data)
    shown = QPixmap.fromImage(picture.image)
    width = min(DRAGGED_WIDTH, shown.width())
    drag.setPixmap(shown.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation))
    drag.exec(Qt.DropAction.CopyAction)


def _mime_data(picture: ChartPicture) -> QMimeData:
    data = QMimeData()
    data.setImageData(picture.image)
    data.setData(SVG_TYPE, picture.svg)
    return data
