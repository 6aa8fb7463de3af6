"""Takes a file into the library: an assessment (.json) or an instrument (.toml)."""

from __future__ import annotations

import shutil
from pathlib import Path

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assets import data_folder as bundled_data
from kompass_desktop.instrument.catalogue import instrument_files
from kompass_desktop.instrument.loading import InstrumentError, load_instrument
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.storage.errors import StorageError, UnreadableFile
from kompass_desktop.storage.examples import bundled_instrument
from kompass_desktop.storage.exchange import UnwritableFile, import_json
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import data_folder


class AlreadyThere(StorageError):
    """The library already holds the assessment that a file brings."""

    def __init__(self, assessment: Assessment) -> None:
        super().__init__(
            f"{assessment.title} finnes allerede i biblioteket og er ikke lest inn på nytt. "
            "Slett den i biblioteket først hvis filen skal erstatte den."
        )


def import_file(library: Library, path: Path) -> str:
    """Take a file in and return one sentence that says what came.

    Raises UnreadableFile, InstrumentError or AlreadyThere; the library is then as before.
    """
    if path.suffix.lower() == ".toml":
        instrument = import_instrument(path)
        return f"Instrumentet {instrument.title} kan nå velges for nye vurderinger."
    if path.suffix.lower() != ".json":
        raise UnreadableFile(path, "velg en fil som ender på .json eller .toml")
    assessment = import_assessment(library, path)
    return f"{assessment.title} er lest inn."


def import_assessment(library: Library, path: Path) -> Assessment:
    """Take an assessment into the library and return it; as `import_file`."""
    assessment = import_json(path, bundled_instrument)
    if library.holds(assessment.id):
        raise AlreadyThere(assessment)
    library.add(assessment)
    return assessment


def import_instrument(path: Path) -> Instrument:
    """Lay an instrument file beside the bundled ones and return it; as `import_file`.

    A file of the same name is replaced: assessments keep the version they began with.
    """
    instrument = load_instrument(path)
    target = data_folder() / "instruments" / path.name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_suffix(".part")
        shutil.copyfile(path, unfinished)
        unfinished.replace(target)
    except OSError as error:
        raise UnwritableFile(target, error.strerror or str(error)) from error
    return instrument


def available_instruments() -> tuple[Instrument, ...]:
    """Return the instruments a new assessment can use, the bundled standard first.

    A broken file of the user's is passed over: it was whole when it was imported, and
    a new assessment must not wait for its mending.
    """
    found: list[Instrument] = []
    for path in instrument_files(bundled_data() / "instruments", data_folder() / "instruments"):
        try:
            instrument = load_instrument(path)
        except InstrumentError:
            continue
        if instrument not in found:
            found.append(instrument)
    return tuple(found)
