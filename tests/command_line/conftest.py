"""The command line with settings of its own, and bokmål again after each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from kompass_desktop.i18n import DEFAULT, choose_language


@pytest.fixture(autouse=True)
def _own_language(tmp_path: Path) -> Iterator[None]:
    for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(tmp_path / "settings"))
    yield
    choose_language(DEFAULT)
