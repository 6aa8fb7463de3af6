"""Fields of one line that accept no longer text than a file to import may have."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from kompass_desktop.storage.database.limits import LONGEST_LINE


def limit_line(field: QLineEdit) -> None:
    """Limit what can be typed in a field to the length that files may have."""
    field.setMaxLength(LONGEST_LINE)


def show_line(field: QLineEdit, text: str) -> None:
    """Show a text whole, even if it is longer than what can be typed."""
    # Counted as Qt counts: a letter beyond the first 65,536 is two.
    field.setMaxLength(max(LONGEST_LINE, len(text.encode("utf-16-le")) // 2))
    field.setText(text)
