"""Finds instrument files: the bundled ones, and those that the user has imported."""

from __future__ import annotations

from pathlib import Path

from kompass_desktop.instrument.loading import load_instrument
from kompass_desktop.instrument.model import Instrument

STANDARD = "kommunekompasset-2.1"
"""The file name, without extension, of the default instrument of a new assessment."""


def instrument_files(*folders: Path) -> tuple[Path, ...]:
    """Return the paths of instrument files, in the order of `folders`, then by name.

    A folder that does not exist is skipped.
    """
    return tuple(
        path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.toml"))
    )


def standard_instrument(data_folder: Path) -> Instrument:
    """Return the bundled Kommunekompasset; `data_folder` is the program's data folder.

    Raises InstrumentError if the file is missing or invalid.
    """
    return load_instrument(data_folder / "instruments" / f"{STANDARD}.toml")
