"""What the program remembers on this machine for this user; the one place that knows QSettings.

Nothing that a person wrote is kept here. What belongs to one assessment is kept under the
assessment's id and is forgotten with it.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings

USUAL_IDLE_MINUTES = 10


class Settings:
    """What is remembered whatever library or assessment is open."""

    @property
    def idle_minutes(self) -> int:
        """After how many idle minutes the window locks itself; 0 for never."""
        kept = str(QSettings().value("security/idle_minutes", ""))
        return int(kept) if kept.isdecimal() else USUAL_IDLE_MINUTES

    @idle_minutes.setter
    def idle_minutes(self, minutes: int) -> None:
        QSettings().setValue("security/idle_minutes", minutes)

    @property
    def export_folder(self) -> Path | None:
        """The folder that a file was last exported to; None if there is none or it is gone."""
        kept = str(QSettings().value("report/folder", ""))
        return Path(kept) if kept and Path(kept).is_dir() else None

    @export_folder.setter
    def export_folder(self, folder: Path) -> None:
        QSettings().setValue("report/folder", str(folder))


class LibrarySettings:
    """What is remembered of one library, by the id of the device that it was made on."""

    def __init__(self, device: str) -> None:
        self._group = f"backups/{device}"

    @property
    def second_place(self) -> Path | None:
        """The folder that was chosen for backups, whether it is connected now or not."""
        kept = str(QSettings().value(f"{self._group}/place", ""))
        return Path(kept) if kept else None

    @property
    def second_place_in_volume(self) -> str:
        """The path of that folder from the root of its drive; empty for the root itself."""
        return str(QSettings().value(f"{self._group}/within", ""))

    def choose_second_place(self, place: Path, path_in_volume: str) -> None:
        """Remember a folder for backups, and its path from the root of its drive."""
        QSettings().setValue(f"{self._group}/place", str(place))
        QSettings().setValue(f"{self._group}/within", path_in_volume)

    def forget_second_place(self) -> None:
        """Remember no folder for backups any more."""
        QSettings().remove(self._group)


class AssessmentSettings:
    """What is remembered of one assessment, by its id: where the user was in it."""

    def __init__(self, assessment: str) -> None:
        self._group = f"assessment/{assessment}"

    @property
    def page(self) -> str:
        """The key of the page that was shown last; empty if none was."""
        return str(QSettings().value(f"{self._group}/page", ""))

    @page.setter
    def page(self, key: str) -> None:
        QSettings().setValue(f"{self._group}/page", key)

    def forget(self) -> None:
        """Forget all of it: the assessment is deleted."""
        QSettings().remove(self._group)
