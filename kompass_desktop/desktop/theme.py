"""Colours and fonts of the window, light or dark as the user has chosen or the system is set.

Widgets that paint call `colors()` at each painting; everything else is styled by
`resources/styles/kompass.qss`, in which `@name` is replaced by a colour of `Colors` and
`@pictures` by the folder with the tick marks and arrows of the mode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import Enum
from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from kompass_desktop.assets import resources_folder
from kompass_desktop.colors import DARK, LIGHT, READABLE, Colors
from kompass_desktop.colors import contrast as contrast_of
from kompass_desktop.desktop.settings import Settings

FONT_FAMILY = "Noto Sans"
FONT_PIXELS = 13


class _Notifier(QObject):
    changed = Signal()


notifier = _Notifier()
"""`notifier.changed` is emitted when the window goes from light to dark or back."""


class Appearance(Enum):
    """The choices for the colours of the window; the values are stored in the settings."""

    LIGHT = "light"
    DARK = "dark"
    AS_SYSTEM = ""


_SCHEMES = {
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
    Appearance.AS_SYSTEM: Qt.ColorScheme.Unknown,
}

_state = {"colors": LIGHT}


def colors() -> Colors:
    """Return the colours in use."""
    return _state["colors"]


@contextmanager
def printed() -> Iterator[None]:
    """Use the light colours within the context, for what is painted for paper and not shown."""
    before = _state["colors"]
    _state["colors"] = LIGHT
    try:
        yield
    finally:
        _state["colors"] = before


def color(name: str) -> QColor:
    """Return one of the colours in use, by its field's name in `Colors`."""
    return QColor(getattr(colors(), name))


def mixed(low: str, high: str, share: float) -> QColor:
    """Return the colour that is at `share` (0-1) between two of the colours in use."""
    start, end = color(low), color(high)
    return QColor.fromRgbF(
        start.redF() + (end.redF() - start.redF()) * share,
        start.greenF() + (end.greenF() - start.greenF()) * share,
        start.blueF() + (end.blueF() - start.blueF()) * share,
    )


def font(pixels: int = FONT_PIXELS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the window's font in a size, for what is painted rather than styled."""
    return QFont(_font(pixels, weight))


@lru_cache(maxsize=32)
def _font(pixels: int, weight: QFont.Weight) -> QFont:
    """Return a cached font, which must not be changed; painting needs many in a second."""
    result = QFont(FONT_FAMILY)
    result.setPixelSize(pixels)
    result.setWeight(weight)
    return result


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast ratio of two colours, 1-21 (WCAG 2.2, "contrast ratio")."""
    return contrast_of(first.name(), second.name())


def readable_on(background: QColor) -> QColor:
    """Return a colour for text on `background`, with a contrast of at least 4.5."""
    candidates = (color("text"), color("on_accent"), QColor("white"), QColor("black"))
    return next(text for text in candidates if contrast(text, background) >= READABLE)


def icon(name: str, tint: str = "text_soft", pixels: int = 16) -> QIcon:
    """Return a bundled icon (file name without ending) in one of the colours in use."""
    source = QIcon(str(resources_folder() / "icons" / f"{name}.svg"))
    tinted = QIcon()
    for scale in (1, 2):
        pixmap = QPixmap(source.pixmap(pixels * scale, pixels * scale))
        painter = QPainter(pixmap)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.fillRect(pixmap.rect(), color(tint))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        tinted.addPixmap(pixmap)
    return tinted


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget the look of a role in the style sheet, at once if it is shown already."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().polish(widget)


def kept_appearance() -> Appearance:
    """Return the chosen appearance from the settings, or that of the system if none is chosen."""
    kept = Settings().appearance
    return Appearance(kept) if kept in {each.value for each in Appearance} else Appearance.AS_SYSTEM


def choose_appearance(chosen: Appearance) -> None:
    """Apply an appearance to the window, and store it in the settings."""
    Settings().appearance = chosen.value
    application = QApplication.instance()
    if isinstance(application, QApplication):
        _follow_choice(application)


def install(application: QApplication) -> None:
    """Set the application's fonts, style and chosen colours."""
    for file in sorted((resources_folder() / "fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    application.setFont(font())
    application.setStyle("Fusion")
    _follow_choice(application)
    application.styleHints().colorSchemeChanged.connect(lambda _: _follow_system(application))


def _follow_choice(application: QApplication) -> None:
    """Apply the chosen appearance, also to the system's title bars and dialogs if possible."""
    chosen = _SCHEMES[kept_appearance()]
    hints = application.styleHints()
    hints.setColorScheme(chosen)
    _apply(application, hints.colorScheme() if chosen is Qt.ColorScheme.Unknown else chosen)


def _follow_system(application: QApplication) -> None:
    if kept_appearance() is Appearance.AS_SYSTEM:
        _apply(application, application.styleHints().colorScheme())


def _apply(application: QApplication, scheme: Qt.ColorScheme) -> None:
    wanted = DARK if scheme is Qt.ColorScheme.Dark else LIGHT
    if wanted is colors() and application.styleSheet():
        return
    _state["colors"] = wanted
    application.setPalette(_palette(colors()))
    application.setStyleSheet(_style_sheet(colors()))
    notifier.changed.emit()


def _style_sheet(palette: Colors) -> str:
    template = (resources_folder() / "styles" / "kompass.qss").read_text(encoding="utf-8")
    mode = "dark" if palette is DARK else "light"
    pictures = resources_folder() / "styles" / mode
    values = asdict(palette) | {"pictures": pictures.as_posix()}
    return re.sub(r"@(\w+)", lambda match: values[match.group(1)], template)


def _palette(palette: Colors) -> QPalette:
    roles = {
        QPalette.ColorRole.Window: palette.window,
        QPalette.ColorRole.WindowText: palette.text,
        QPalette.ColorRole.Base: palette.surface,
        QPalette.ColorRole.AlternateBase: palette.surface_soft,
        QPalette.ColorRole.Text: palette.text,
        QPalette.ColorRole.PlaceholderText: palette.text_faint,
        QPalette.ColorRole.Button: palette.surface,
        QPalette.ColorRole.ButtonText: palette.text,
        QPalette.ColorRole.Highlight: palette.accent,
        QPalette.ColorRole.HighlightedText: palette.on_accent,
        QPalette.ColorRole.ToolTipBase: palette.surface,
        QPalette.ColorRole.ToolTipText: palette.text,
        QPalette.ColorRole.Link: palette.accent,
        QPalette.ColorRole.Accent: palette.accent,
    }
    result = QPalette()
    for role, value in roles.items():
        result.setColor(role, QColor(value))
    disabled = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(disabled, role, QColor(palette.text_faint))
    return result
