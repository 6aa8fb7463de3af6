"""Laying out at once what Qt would lay out one level in each turn of the event loop.

A layout that wants another size tells its parent's by a posted event. Between two of these
Qt may paint, so that a table shows for a moment at its old size, and is painted twice.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def activate_layouts(*widgets: QWidget) -> None:
    """Lay out what is in these widgets now; an inner one comes before the one it is in."""
    for widget in widgets:
        layout = widget.layout()
        if layout is not None:
            layout.activate()


def activate_layouts_around(widget: QWidget) -> None:
    """Lay out everything that a widget is in, from the inside out, if it is shown."""
    parent = widget.parentWidget() if widget.isVisible() else None
    while parent is not None:
        activate_layouts(parent)
        parent = None if parent.isWindow() else parent.parentWidget()
