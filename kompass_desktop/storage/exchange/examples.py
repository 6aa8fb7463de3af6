"""The bundled assessments and instruments, and a demonstration library made from them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assets import data_folder
from kompass_desktop.instrument.catalogue import instrument_files
from kompass_desktop.instrument.loading import load_instrument
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.exchange.json_file import import_json
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import open_library


def example_names() -> tuple[str, ...]:
    """Return the names of the bundled assessments, such as "karasjok-2019"."""
    return tuple(sorted(path.stem for path in _folder().glob("*.json")))


def load_example(name: str) -> Assessment | None:
    """Return the bundled assessment with a name, or None."""
    if name not in example_names():
        return None
    return import_json(_folder() / f"{name}.json", bundled_instrument)


@cache
def bundled_instrument(name: str) -> Instrument | None:
    """Return the bundled instrument with a file name (without extension), or None."""
    for path in instrument_files(data_folder() / "instruments"):
        if path.stem == name:
            return load_instrument(path)
    return None


def open_demo(folder: Path) -> Library:
    """Create a library in `folder` with every bundled assessment, and return it open."""
    library = open_library(folder / "demo.kompassdb")
    for name in example_names():
        example = load_example(name)
        if example is not None:
            library.add(example)
    return library


def _folder() -> Path:
    return data_folder() / "examples"
