"""Imports a file: an assessment (.kompass, .json) or an instrument (.toml)."""

from __future__ import annotations

from pathlib import Path

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assets import data_folder
from kompass_desktop.bounded_file import read_bounded
from kompass_desktop.i18n import tr
from kompass_desktop.instrument.catalogue import instrument_files
from kompass_desktop.instrument.loading import LARGEST_FILE, InstrumentError, load_instrument
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.os_errors import reason
from kompass_desktop.storage.database.limits import overfull_instrument
from kompass_desktop.storage.errors import UnreadableFile, UnwritableFile
from kompass_desktop.storage.exchange.examples import bundled_instrument
from kompass_desktop.storage.exchange.json_file import import_json
from kompass_desktop.storage.exchange.kompass_file import read_packets
from kompass_desktop.storage.files import atomic_write
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.service import MergeResult
from kompass_desktop.storage.place import user_data_folder


def import_file(library: Library, path: Path) -> str:
    """Import a `.json` or `.toml` file and return a sentence that says what was imported.

    Raises UnreadableFile (also for a `.kompass` file, which needs `import_kompass`),
    InstrumentError or UnwritableFile, and otherwise as `Library.add`. On an error the library
    is as before.
    """
    if path.suffix.lower() == ".toml":
        instrument = import_instrument(path)
        return tr("The instrument {0} can now be chosen for new measurements.").format(
            instrument.title
        )
    if path.suffix.lower() != ".json":
        raise UnreadableFile(path, tr("choose a file whose name ends in .kompass, .json or .toml"))
    assessment = import_assessment(library, path)
    return tr("{0} has been imported.").format(assessment.title)


def import_kompass(library: Library, path: Path, passphrase: str) -> MergeResult:
    """Add the assessment of a `.kompass` file, or merge it with the copy in the library.

    If the file contains the measurement before it, that is added or merged too. Raises
    WrongPassphrase or UnreadableFile, and otherwise as `Library.merge`; on an error the library
    is unchanged.
    """
    return library.merge(*read_packets(path, passphrase))


def import_assessment(library: Library, path: Path) -> Assessment:
    """Add the assessment of a JSON file to the library and return it.

    Raises UnreadableFile, and otherwise as `Library.add`.
    """
    assessment = import_json(path, bundled_instrument)
    library.add(assessment)
    return assessment


def import_instrument(path: Path) -> Instrument:
    """Copy an instrument file to the user's data folder and return the instrument.

    A file of the same name is replaced; existing assessments keep their version. Raises
    InstrumentError for an invalid file, UnwritableFile if it cannot be copied.
    """
    instrument = load_instrument(path)
    if problem := overfull_instrument(instrument):
        raise InstrumentError(tr("{0} cannot be used, because {1}.").format(path.name, problem))
    target = user_data_folder() / "instruments" / f"{path.stem}.toml"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        content = read_bounded(path, LARGEST_FILE)
    except OSError as error:
        raise UnwritableFile(target, reason(error)) from error
    with atomic_write(target) as file:
        file.write(content)
    return instrument


def available_instruments() -> tuple[Instrument, ...]:
    """Return the instruments that a new assessment can use, the bundled standard first.

    An invalid file is left out, so that a file damaged after its import does not prevent
    new assessments.
    """
    found: list[Instrument] = []
    for path in instrument_files(data_folder() / "instruments", user_data_folder() / "instruments"):
        try:
            instrument = load_instrument(path)
        except InstrumentError:
            continue
        if instrument not in found:
            found.append(instrument)
    return tuple(found)
