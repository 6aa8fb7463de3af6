"""The command line, a contract that scripts use; `--help` tells all of it.

Errors go to stderr as one plain sentence with exit status 1, wrong usage with 2.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from kompass_desktop import __version__
from kompass_desktop.assessment.anonymity import Names, to_pass_on
from kompass_desktop.assessment.model import Assessment, Status
from kompass_desktop.assessment.numbers import plain, whole
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.bounded_file import NotOrdinary, require_ordinary
from kompass_desktop.command_line.argparse_texts import argparse_translated
from kompass_desktop.command_line.prompts import (
    EXCHANGE_KEY_VARIABLE,
    passphrase_for,
    passphrase_of,
)
from kompass_desktop.i18n import Language, in_language, language, mark, ntr, tr
from kompass_desktop.instrument.loading import InstrumentError
from kompass_desktop.os_errors import reason
from kompass_desktop.report.csv_table import write_csv
from kompass_desktop.storage.database.connection import is_encrypted
from kompass_desktop.storage.encryption.key_file import key_file
from kompass_desktop.storage.errors import (
    LibraryEncrypted,
    LibraryMissing,
    LibraryUnavailable,
    StorageError,
    UnknownAssessment,
)
from kompass_desktop.storage.exchange.examples import bundled_instrument, load_example, open_demo
from kompass_desktop.storage.exchange.importing import import_file, import_kompass
from kompass_desktop.storage.exchange.json_file import atomic_write, export_json, import_json
from kompass_desktop.storage.exchange.packet import ENDING, Packet, packet_of
from kompass_desktop.storage.exchange.summary import summary_sentence
from kompass_desktop.storage.library import Library
from kompass_desktop.storage.opening import default_library, open_library, open_to_read
from kompass_desktop.terminal import (
    NotPrinted,
    complain,
    finish_printing,
    plainly,
    say,
    say_json,
    say_text,
)

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

STATUS_WORDS = {
    Status.PREPARING: mark("being prepared"),
    Status.UNDERWAY: mark("in progress"),
    Status.FINISHED: mark("finished"),
}


LANGUAGES = [each.value for each in Language]
LANGUAGE_OPTION = "--language"

LIBRARY_VARIABLE = "KOMPASS_PASSPHRASE"
"""The environment variable that may hold the passphrase of the library."""


class SomeRefused(Exception):
    """Some of what was asked for was not done, and has been told of."""


class UsageError(Exception):
    """The command cannot do what it was asked; the message says what it can."""


class _Parser(argparse.ArgumentParser):
    """Says nothing of what was typed in a way that takes over the terminal."""

    def error(self, message: str) -> NoReturn:
        super().error(plainly(message))

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # The parser's own passes over that nothing was printed.
        if file is sys.stdout:
            say_text(message)
        else:
            super()._print_message(message, file)


def language_of(arguments: Sequence[str] | None) -> Language | None:
    """Return the language that a command line asks for, None for the window's.

    It must be known before the line is read: what is wrong with it is told in that language.
    """
    given = sys.argv[1:] if arguments is None else arguments
    for index, argument in enumerate(given):
        name, _, value = argument.partition("=")
        if name == LANGUAGE_OPTION:
            wanted = value or next(iter(given[index + 1 :]), "")
            return Language(wanted) if wanted in LANGUAGES else None
    return None


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of a command line; exits with status 2 for wrong usage."""
    file, others = _file_to_open(sys.argv[1:] if arguments is None else arguments)
    with argparse_translated():
        options = _parser().parse_args(others)
    options.file = file
    return options


def _parser() -> _Parser:
    parser = _Parser(
        prog="kompass-desktop",
        description=tr(
            "Carry out, score and report a Kommunekompasset evaluation. Without a "
            "subcommand the window opens; with a .kompass file it imports the file."
        ),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"Kompass {__version__}",
        help=tr("show program's version number and exit"),
    )
    parser.add_argument(
        "--library",
        type=Path,
        metavar=tr("FILE"),
        help=tr("the library file (otherwise the one in the user's folder)"),
    )
    parser.add_argument(
        "--demo", action="store_true", help=tr("a temporary library with the examples")
    )
    parser.add_argument(
        LANGUAGE_OPTION,
        choices=LANGUAGES,
        help=tr("the language of the texts (otherwise the window's)"),
    )
    commands = parser.add_subparsers(dest="command", metavar=tr("COMMAND"))
    _add_list(commands)
    _add_import(commands)
    _add_scores(commands)
    _add_report(commands)
    _add_export(commands)
    commands.add_parser("check", help=tr("check that the library is undamaged"))
    return parser


def _file_to_open(arguments: Sequence[str]) -> tuple[Path | None, Sequence[str]]:
    """Return the `.kompass` file that is given instead of a subcommand, and the rest.

    So the desktop starts a program for a file that was double-clicked.
    """
    index = 0
    while index < len(arguments) and arguments[index].startswith("-"):
        index += 2 if arguments[index] in ("--library", LANGUAGE_OPTION) else 1
    if index < len(arguments) and Path(arguments[index]).suffix.lower() == ENDING:
        return Path(arguments[index]), [*arguments[:index], *arguments[index + 1 :]]
    return None, arguments


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _add_list(commands: _Commands[_Parser]) -> None:
    parser = commands.add_parser("list", help=tr("list the measurements in the library"))
    parser.add_argument("--json", action="store_true", help=tr("as JSON"))


def _add_import(commands: _Commands[_Parser]) -> None:
    parser = commands.add_parser(
        "import", help=tr("import measurements (.kompass, .json) and instruments (.toml)")
    )
    parser.add_argument("files", nargs="+", type=Path, metavar=tr("FILE"))


def _add_scores(commands: _Commands[_Parser]) -> None:
    parser = commands.add_parser("scores", help=tr("show the points of a measurement"))
    _add_assessment(parser)
    parser.add_argument("--json", action="store_true", help=tr("as JSON"))


def _add_report(commands: _Commands[_Parser]) -> None:
    parser = commands.add_parser("report", help=tr("write the report as PDF"))
    _add_assessment(parser)
    parser.add_argument("-o", "--output", required=True, type=Path, metavar=f"{tr('FILE')}.pdf")
    parser.add_argument(
        "--report-language",
        choices=LANGUAGES,
        help=tr("the language of the report (otherwise that of the texts)"),
    )


def _add_export(commands: _Commands[_Parser]) -> None:
    parser = commands.add_parser(
        "export",
        help=tr("write the measurement to .kompass, .json or .csv"),
        description=tr(
            "A .kompass file is the whole measurement with names and history, encrypted with a "
            "passphrase of its own, which is taken from {0} or asked for."
        ).format(EXCHANGE_KEY_VARIABLE),
    )
    _add_assessment(parser)
    parser.add_argument(
        "-o", "--output", required=True, type=Path, metavar=f"{tr('FILE')}.(kompass|json|csv)"
    )
    parser.add_argument(
        "--names",
        action="store_const",
        const=Names.INCLUDED,
        default=Names.LEFT_OUT,
        help=tr("include the names of informants (otherwise only their codes)"),
    )


def _add_assessment(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "assessment",
        metavar=tr("MEASUREMENT"),
        help=tr(
            "an id from “list”, the name of an example (karasjok-2019), or an exported "
            "file; what is in the library comes first, and “./name.json” is always a file"
        ),
    )


def run_command(options: argparse.Namespace) -> int:
    """Run the subcommand that `options` names; return the exit status."""
    commands: dict[str, Callable[[argparse.Namespace], None]] = {
        "list": _list,
        "import": _import,
        "scores": _scores,
        "report": _report,
        "export": _export,
        "check": _check,
    }
    # A Windows console's own code page has no č or đ; scripts read UTF-8 everywhere.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        commands[options.command](options)
    except UsageError as error:
        complain(str(error))
        return 2
    except SomeRefused:
        finish_printing()
        return 1
    except (StorageError, InstrumentError) as error:
        complain(str(error))
        return 1
    except NotPrinted:
        return 1
    return 0 if finish_printing() else 1


@contextmanager
def library_of(
    options: argparse.Namespace, key_of: Callable[[Path], bytes | None] | None = None
) -> Iterator[Library]:
    """Give the library that the options name, to read; `key_of` is `library_key` if not given."""
    if options.demo:
        with demo_library() as library:
            yield library
        return
    path = options.library or default_library()
    _require_ordinary(path)
    with open_to_read(path, (key_of or library_key)(path)) as library:
        yield library


def _require_ordinary(path: Path) -> None:
    """Raise LibraryUnavailable for a pipe or a device, which would be waited for."""
    try:
        require_ordinary(path)
    except NotOrdinary as error:
        raise LibraryUnavailable(path, reason(error)) from error
    except OSError:
        # That there is none, or that it cannot be read, is told by whoever opens it.
        return


def library_key(path: Path) -> bytes | None:
    """Return the key of an encrypted library, None for a plain one or where there is none.

    The passphrase comes from the system's key store, KOMPASS_PASSPHRASE or a prompt, never
    from an argument, which other programs can read. Raises StorageError.
    """
    try:
        return _known_key(path)
    except LibraryEncrypted:
        if not sys.stdin.isatty():
            raise
    from kompass_desktop.storage.encryption.unlocking import unlock

    return unlock(path, getpass(plainly(tr("Passphrase of {0}: ").format(path.name))))


def _known_key(path: Path) -> bytes | None:
    """Return a library's key as `library_key`, but raise LibraryEncrypted instead of asking."""
    if not key_file(path).exists() and not (path.is_file() and is_encrypted(path)):
        return None
    # What derives keys costs a fifth of the start, which only encrypted ones should pay.
    from kompass_desktop.storage.encryption.key_ring import needs_key
    from kompass_desktop.storage.encryption.unlocking import key_without_asking

    if not needs_key(path):
        return None
    key = key_without_asking(path)
    if key is None:
        raise LibraryEncrypted(path)
    return key


def library_to_change(path: Path) -> Library:
    """Open a library to write in it; a new one is encrypted if there is a passphrase for it.

    Raises StorageError as `open_library`.
    """
    _require_ordinary(path)
    if path.exists():
        return open_library(path, library_key(path))
    passphrase = os.environ.get(LIBRARY_VARIABLE)
    if not passphrase:
        return open_library(path)
    from kompass_desktop.storage.encryption.conversion import create_encrypted

    keys = create_encrypted(path, passphrase)
    complain(tr("New, encrypted library. Recovery code: {0}").format(keys.code))
    return open_library(path, keys.key)


@contextmanager
def demo_library() -> Iterator[Library]:
    """Give a library with the examples that is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kompass-demo-"))
    try:
        with open_demo(folder) as library:
            yield library
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _list(options: argparse.Namespace) -> None:
    try:
        with library_of(options) as library:
            assessments = [library.load(row.particulars.id) for row in library.listings()]
    except LibraryMissing:
        # A machine on which the window was never opened has an empty list, not an error.
        if options.library:
            raise
        assessments = []
    if options.json:
        say_json([_listing(a) for a in assessments])
        return
    for assessment in assessments:
        row = _listing(assessment)
        say(
            f"{row['id']}  {row['year']}  {row['total']:>3}  "
            f"{tr(STATUS_WORDS[assessment.status]):<12}  {row['municipality']}"
        )


def _listing(assessment: Assessment) -> dict[str, object]:
    board = Scoreboard(assessment)
    return {
        "id": assessment.id,
        "municipality": assessment.particulars.municipality,
        "year": assessment.particulars.year,
        "status": assessment.status.value,
        "invented": assessment.particulars.invented,
        "total": board.shown_total,
        "preliminary": board.total.is_preliminary,
    }


def _import(options: argparse.Namespace) -> None:
    if options.demo:
        raise UsageError(tr("The demo library is temporary; import without --demo."))
    with library_to_change(options.library or default_library()) as library:
        if len(options.files) == 1:
            say(_taken_in(library, options.files[0]))
            return
        refused = sum(not _is_taken_in(library, path) for path in options.files)
    if refused:
        raise SomeRefused


def _is_taken_in(library: Library, path: Path) -> bool:
    """Take a file in and tell what came, or why it did not; return whether it came."""
    try:
        sentence = _taken_in(library, path)
    except (StorageError, InstrumentError) as error:
        said = str(error)
        complain(said if path.name in said else f"{path}: {said}")
        return False
    say(sentence)
    return True


def _taken_in(library: Library, path: Path) -> str:
    if path.suffix.lower() != ENDING:
        return import_file(library, path)
    from kompass_desktop.storage.exchange.kompass_file import require_packet

    require_packet(path)
    return summary_sentence(import_kompass(library, path, passphrase_of(path)))


def _scores(options: argparse.Namespace) -> None:
    assessment = _assessment(options)
    scores = scores_of(assessment)
    if options.json:
        say_json(scores)
        return
    board = Scoreboard(assessment)
    heading = (
        tr("{0}: {1} of {2} points (preliminary)")
        if board.total.is_preliminary
        else tr("{0}: {1} of {2} points")
    )
    say(heading.format(assessment.title, board.shown_total, whole(board.total.maximum)))
    for area in assessment.instrument.areas:
        say(f"{board.shown_area(area.number):>5}  {area.number} {area.title}")
        for question in area.questions:
            points = plain(board.score(question.code).points).replace(".", ",")
            say(f"{points:>7}  {question.code} {question.text}")


def scores_of(assessment: Assessment) -> dict[str, object]:
    """Return what `scores --json` prints: numbers as shown, questions as text with a point."""
    board = Scoreboard(assessment)
    instrument = assessment.instrument
    return {
        "municipality": assessment.particulars.municipality,
        "year": assessment.particulars.year,
        "total": board.shown_total,
        "maximum": whole(board.total.maximum),
        "attainable": whole(board.total.attainable),
        "preliminary": board.total.is_preliminary,
        "areas": {area.code: board.shown_area(area.number) for area in instrument.areas},
        "questions": {q.code: plain(board.score(q.code).points) for q in instrument.questions},
    }


def _report(options: argparse.Namespace) -> None:
    # reportlab costs 0.4 s to load, which only a report should pay.
    from kompass_desktop.report.document import write_report
    from kompass_desktop.report.remarks import remarks_on

    _require_ending(options.output, ".pdf")
    assessment = _assessment(options)
    chosen = Language(options.report_language or language())
    with in_language(chosen), atomic_write(options.output) as file:
        write_report(assessment, file)
    for remark in remarks_on(assessment):
        print(remark.sentence, file=sys.stderr)


def _export(options: argparse.Namespace) -> None:
    _require_ending(options.output, ENDING, ".json", ".csv")
    if options.output.suffix.lower() == ENDING:
        # What derives keys costs a fifth of the start, which only such a file should pay.
        from kompass_desktop.storage.exchange.kompass_file import write_packet

        packet = _packet(options)
        write_packet(packet, options.output, passphrase_for(options.output))
        return
    assessment = _assessment(options)
    if options.output.suffix.lower() == ".json":
        export_json(to_pass_on(assessment, options.names), options.output)
        return
    with atomic_write(options.output) as file:
        write_csv(assessment, file)


def _require_ending(path: Path, *endings: str) -> None:
    if path.suffix.lower() not in endings:
        raise UsageError(tr("{0} must end in {1}.").format(path, tr(" or ").join(endings)))


def _check(options: argparse.Namespace) -> None:
    with library_of(options) as library:
        library.check()
        number = len(library.listings())
        found = ntr("{0}: {1} measurement, no damage.", "{0}: {1} measurements, no damage.", number)
        say(found.format(library.path, number))


def _packet(options: argparse.Namespace) -> Packet:
    """Return the assessment that was named with its history, where it has one."""
    return _named(options, Library.packet, _packet_in, packet_of)


def _assessment(options: argparse.Namespace) -> Assessment:
    """Return the assessment that was named: an id, an example, or an exported file."""
    return _named(options, Library.load, _assessment_in, lambda example: example)


_Found = TypeVar("_Found")


def _named(
    options: argparse.Namespace,
    of_library: Callable[[Library, str], _Found],
    of_file: Callable[[Path], _Found],
    of_example: Callable[[Assessment], _Found],
) -> _Found:
    """Return what was named; a name with a folder in it, as "./a.json", is a file's.

    What is in the library comes first: everything in it can be named by its id. No
    passphrase is asked for to look there for what may be an example or a file.
    """
    name = options.assessment
    path = Path(name)
    is_file = path.suffix.lower() in (ENDING, ".json")
    if is_file and path.name != name:
        return of_file(path)
    example = load_example(name)
    is_elsewhere = is_file or example is not None
    try:
        with library_of(options, _known_key if is_elsewhere else library_key) as library:
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
    from kompass_desktop.storage.exchange.kompass_file import read_packet, require_packet

    require_packet(path)
    return read_packet(path, passphrase_of(path))


def _assessment_in(path: Path) -> Assessment:
    if path.suffix.lower() == ENDING:
        return _packet_in(path).loaded
    return import_json(path, bundled_instrument)
