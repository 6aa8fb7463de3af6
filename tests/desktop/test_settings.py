"""What is remembered on a machine comes back, and is forgotten with what it belongs to."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from kompass_desktop.desktop.settings import (
    USUAL_IDLE_MINUTES,
    AssessmentSettings,
    LibrarySettings,
    Settings,
)

pytestmark = pytest.mark.usefixtures("qapp")


def test_idle_minutes_are_kept_and_nonsense_is_the_usual() -> None:
    assert Settings().idle_minutes == USUAL_IDLE_MINUTES
    Settings().idle_minutes = 0
    assert Settings().idle_minutes == 0
    QSettings().setValue("security/idle_minutes", "snart")
    assert Settings().idle_minutes == USUAL_IDLE_MINUTES


def test_an_export_folder_that_is_gone_is_not_returned(tmp_path: Path) -> None:
    folder = tmp_path / "ut"
    folder.mkdir()
    assert Settings().export_folder is None
    Settings().export_folder = folder
    assert Settings().export_folder == folder
    folder.rmdir()
    assert Settings().export_folder is None


def test_each_library_has_a_second_place_of_its_own(tmp_path: Path) -> None:
    first, other = LibrarySettings("a"), LibrarySettings("b")
    first.choose_second_place(tmp_path, "kopier")
    assert (first.second_place, first.second_place_in_volume) == (tmp_path, "kopier")
    assert other.second_place is None
    first.forget_second_place()
    assert (first.second_place, first.second_place_in_volume) == (None, "")


def test_an_assessment_is_forgotten_and_no_other() -> None:
    AssessmentSettings("en").page = "interview"
    AssessmentSettings("to").page = "profile"
    QSettings().setValue("assessment/en/interview/places/x", "1.1")
    AssessmentSettings("en").forget()
    assert AssessmentSettings("en").page == ""
    assert AssessmentSettings("to").page == "profile"
    assert not [key for key in QSettings().allKeys() if key.startswith("assessment/en/")]
