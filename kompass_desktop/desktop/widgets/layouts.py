"""Activates nested layouts at once; Qt does it for one level in each turn of the event loop.

A layout requests a new size from its parent's layout by a posted event. Between two of these
Qt may paint, so that a table appears for a moment at its old size, and is painted twice.
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def activate_layouts(*widgets: QWidget) -> None:
    """Activate the widgets' layouts now; an inner widget must come before the outer one."""
    for widget in widgets:
        layout = widget.layout()
        if layout is not None:
            layout.activate()


def activate_layouts_around(widget: QWidget) -> None:
    """Activate the layouts around a widget, from the inside out, if it is shown."""
    parent = widget.parentWidget() if widget.isVisible() else None
    while parent is not None:
        activate_layouts(parent)
        parent = None if parent.isWindow() else parent.parentWidget()
