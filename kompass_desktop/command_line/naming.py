"""Finds the assessment that a command line names: by id, as an example, or in a file."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.command_line.libraries import known_key, library_key, library_of
from kompass_desktop.command_line.prompts import passphrase_to_open
from kompass_desktop.storage.errors import LibraryMissing, StorageError, UnknownAssessment
from kompass_desktop.storage.exchange.examples import bundled_instrument, load_example
from kompass_desktop.storage.exchange.json_file import import_json
from kompass_desktop.storage.exchange.kompass_file import read_packet, require_packet
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.merging.packet import ENDING, Packet, packet_of


def named_packet(options: argparse.Namespace) -> Packet:
    """Return the packet of the assessment in `options`; from JSON it has no earlier history.

    Raises UnknownAssessment if there is none, else StorageError.
    """
    return _named(options, Library.packet, _packet_in, packet_of)


def named_assessment(options: argparse.Namespace) -> Assessment:
    """Return the assessment in `options`: an id, the name of an example, or a file.

    Raises UnknownAssessment if there is none, else StorageError.
    """
    return _named(options, Library.load, _assessment_in, lambda example: example)


def named_assessment_and_firm(options: argparse.Namespace) -> tuple[Assessment, Firm]:
    """Return the assessment in `options`, as `named_assessment`, and the firm of the library.

    The firm is empty if the library cannot be opened without a prompt and is not needed.
    """
    return _named(
        options,
        lambda library, name: (library.load(name), library.firm()),
        lambda path: (_assessment_in(path), _firm_without_asking(options)),
        lambda example: (example, _firm_without_asking(options)),
    )


def _firm_without_asking(options: argparse.Namespace) -> Firm:
    try:
        with library_of(options, known_key) as library:
            return library.firm()
    except StorageError:
        return NO_FIRM


_Found = TypeVar("_Found")


def _named(
    options: argparse.Namespace,
    of_library: Callable[[Library, str], _Found],
    of_file: Callable[[Path], _Found],
    of_example: Callable[[Assessment], _Found],
) -> _Found:
    """Return what the functions return for the name in `options.assessment`.

    A name with a folder ("./a.json") is always a file. Otherwise the library is searched first,
    because everything in it can be named by its id. There is no prompt for its passphrase if
    the name may also be an example or a file.
    """
    name = options.assessment
    path = Path(name)
    is_file = path.suffix.lower() in (ENDING, ".json")
    if is_file and path.name != name:
        return of_file(path)
    example = load_example(name)
    is_elsewhere = is_file or example is not None
    try:
        with library_of(options, known_key if is_elsewhere else library_key) as library:
            return of_library(library, name)
    except LibraryMissing:
        if options.library and not is_elsewhere:
            raise
    except UnknownAssessment:
        pass
    except StorageError:
        if not is_elsewhere:
            raise
    if example is not None:
        return of_example(example)
    if is_file:
        return of_file(path)
    raise UnknownAssessment(name)


def _packet_in(path: Path) -> Packet:
    if path.suffix.lower() != ENDING:
        return packet_of(_assessment_in(path))
    require_packet(path)
    return read_packet(path, passphrase_to_open(path))


def _assessment_in(path: Path) -> Assessment:
    if path.suffix.lower() == ENDING:
        return _packet_in(path).loaded
    return import_json(path, bundled_instrument)
