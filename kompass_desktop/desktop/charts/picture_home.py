"""What the window knows of its charts' pictures: their subject, where copies go, who says it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
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


_homes: WeakKeyDictionary[QWidget, PictureHome] = WeakKeyDictionary()
_NOWHERE = PictureHome(str, None, str)


def set_picture_home(widget: QWidget, home: PictureHome) -> None:
    """Let all charts within a widget know it."""
    _homes[widget] = home


def picture_home(chart: QWidget) -> PictureHome:
    """Return what is known for a chart; nothing if it is within no such widget."""
    widget: QWidget | None = chart
    while widget is not None:
        if widget in _homes:
            return _homes[widget]
        widget = widget.parentWidget()
    return _NOWHERE
