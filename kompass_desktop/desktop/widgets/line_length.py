"""Fields of one line that take no more than a colleague's library takes in from a file."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from kompass_desktop.storage.database.limits import LONGEST_LINE


def limit_line(field: QLineEdit) -> None:
    """Let a field take no longer a line than files may hold."""
    field.setMaxLength(LONGEST_LINE)


def show_line(field: QLineEdit, text: str) -> None:
    """Show what is there already, whole, though it may be longer than what can be typed."""
    # Counted as Qt counts: a letter beyond the first 65,536 is two.
    field.setMaxLength(max(LONGEST_LINE, len(text.encode("utf-16-le")) // 2))
    field.setText(text)
