"""Which instruments there are: the bundled ones, and those the user has laid beside them."""

from __future__ import annotations

from pathlib import Path

from kompass_desktop.instrument.loading import load_instrument
from kompass_desktop.instrument.model import Instrument

STANDARD = "kommunekompasset-2.1"
"""The file name, without its ending, of the instrument a new assessment begins with."""


def instrument_files(*folders: Path) -> tuple[Path, ...]:
    """Return the instrument files in `folders`, in the order of the folders, then by name."""
    return tuple(
        path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.toml"))
    )


def standard_instrument(data_folder: Path) -> Instrument:
    """Return the bundled Kommunekompasset; `data_folder` is the program's data folder.

    Raises InstrumentError if the bundled file is missing or broken.
    """
    return load_instrument(data_folder / "instruments" / f"{STANDARD}.toml")
