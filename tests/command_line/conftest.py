"""The command line with settings of its own, and bokmål again after each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kompass_desktop.i18n import DEFAULT, choose_language
from tests.own_settings import use_own_settings


@pytest.fixture(autouse=True)
def _own_language(tmp_path: Path) -> Iterator[None]:
    use_own_settings(tmp_path)
    yield
    choose_language(DEFAULT)
