"""What the window knows of its charts' pictures: their subject, where copies go, who says it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class PictureHome:
    """What a window tells its charts about their pictures.

    `subject` returns what they are of ("Karasjok 2019"), `write_copy` writes a file of a name
    and a content for another program, which is removed later, and raises OSError; `say` shows
    a sentence.
    """

    subject: Callable[[], str]
    write_copy: Callable[[str, bytes], Path] | None
    say: Callable[[str], object]


WidgetT = TypeVar("WidgetT", bound=QWidget)

# The homes themselves would hold their widgets, which then would never be freed.
_homes: WeakKeyDictionary[QWidget, Callable[[Any], PictureHome]] = WeakKeyDictionary()
_NOWHERE = PictureHome(str, None, str)


def set_picture_home(widget: WidgetT, home_of: Callable[[WidgetT], PictureHome]) -> None:
    """Let all charts within a widget know what a function of the widget returns.

    The function must not hold the widget.
    """
    _homes[widget] = home_of


def picture_home(chart: QWidget) -> PictureHome:
    """Return what is known for a chart; nothing if it is within no such widget."""
    widget: QWidget | None = chart
    while widget is not None:
        if widget in _homes:
            return _homes[widget](widget)
        widget = widget.parentWidget()
    return _NOWHERE
