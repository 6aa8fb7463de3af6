"""The second place for backups, such as a memory stick: chosen once, found when connected.

It is recognised by the library's own folder in it. A stick that is connected again as another
drive is looked for on every volume.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStorageInfo

from kompass_desktop.desktop.settings import LibrarySettings
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.backup.backup import BackupFailed
from kompass_desktop.storage.kept_copies import second_folder
from kompass_desktop.storage.privacy.copies import Place, SecondPlace


def chosen_place(device: str) -> Path | None:
    """Return the folder that was chosen for a library, connected or not; None if none was."""
    return LibrarySettings(device).second_place


def choose_place(place: Path, device: str) -> None:
    """Copy a library's backups to a folder too; raises BackupFailed if it cannot be written."""
    try:
        second_folder(place, device).mkdir(exist_ok=True)
    except OSError as error:
        raise BackupFailed(place, reason(error)) from error
    LibrarySettings(device).choose_second_place(place, _path_in_volume(place))


def forget_place(device: str) -> None:
    """Copy no more backups to the second place; those in it are kept."""
    LibrarySettings(device).forget_second_place()


def connected_place(device: str) -> Path | None:
    """Return the second place if it is connected now, on any drive; else None."""
    settings = LibrarySettings(device)
    chosen = settings.second_place
    if chosen is None:
        return None
    volumes = [Path(volume.rootPath()) for volume in QStorageInfo.mountedVolumes()]
    within = settings.second_place_in_volume
    for place in (chosen, *(volume / within for volume in volumes)):
        if second_folder(place, device).is_dir():
            return place
    return None


def second_place_of(device: str) -> Place:
    """Return the second place if it is connected now; else AWAY, or NONE if none was chosen."""
    if chosen_place(device) is None:
        return SecondPlace.NONE
    return connected_place(device) or SecondPlace.AWAY


def _path_in_volume(place: Path) -> str:
    volume = Path(QStorageInfo(str(place)).rootPath())
    return str(place.relative_to(volume)) if place.is_relative_to(volume) else ""
