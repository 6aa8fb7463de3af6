"""Settings of a test's own, which no other test and no user has."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings


def use_own_settings(folder: Path) -> None:
    """Keep settings in `settings` within a folder from now on."""
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(folder / "settings"))
