"""The arguments of the command line; `--help` lists them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kompass_desktop import __version__
from kompass_desktop.assessment.anonymity import Names
from kompass_desktop.assessment.comparing.compared import MOST_COMPARED
from kompass_desktop.command_line.argparse_texts import argparse_translated
from kompass_desktop.command_line.prompts import EXCHANGE_KEY_VARIABLE
from kompass_desktop.i18n import Language, tr
from kompass_desktop.storage.merging.packet import ENDING
from kompass_desktop.terminal import escaped, print_text

if TYPE_CHECKING:
    from _typeshed import SupportsWrite


LANGUAGES = [each.value for each in Language]
LANGUAGE_OPTION = "--language"


class _Parser(argparse.ArgumentParser):
    """A parser that escapes control characters of what was typed when it prints that."""

    def error(self, message: str) -> NoReturn:
        super().error(escaped(message))

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        # argparse ignores errors of printing to stdout, such as a full disk.
        if file is sys.stdout:
            print_text(message)
        else:
            super()._print_message(message, file)


def language_of(arguments: Sequence[str] | None) -> Language | None:
    """Return the language that a command line chooses, or None if it has none or a wrong one.

    It is needed before the line is parsed, because parsing prints errors in that language.
    """
    given = sys.argv[1:] if arguments is None else arguments
    for index, argument in enumerate(given):
        name, _, value = argument.partition("=")
        if name == LANGUAGE_OPTION:
            wanted = value or next(iter(given[index + 1 :]), "")
            return Language(wanted) if wanted in LANGUAGES else None
    return None


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Return the options of a command line; raises SystemExit with 2 for wrong usage.

    `arguments` None means those of the process.
    """
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
    """Return the `.kompass` file that is given instead of a subcommand, and the other arguments.

    The operating system starts the program like this for a file that was double-clicked.
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
    parser = commands.add_parser("report", help=tr("write the report as PDF or for Word"))
    _add_assessment(parser)
    parser.add_argument(
        "-o", "--output", required=True, type=Path, metavar=f"{tr('FILE')}.(pdf|docx)"
    )
    _add_report_language(parser)
    _add_compare(parser)
    parser.add_argument(
        "--template",
        type=Path,
        metavar=f"{tr('FILE')}.docx",
        help=tr("a Word document whose styles, head and foot are used (otherwise Kompass’s own)"),
    )


def _add_export(commands: _Commands[_Parser]) -> None:
    parser = commands.add_parser(
        "export",
        help=tr(
            "write the measurement to .kompass or .json, the points to .xlsx or .csv, the results "
            "as slides to .pptx, interviews and milestones to .ics, or everything for the client "
            "to .zip"
        ),
        description=tr(
            "A .kompass file is the whole measurement with names and history, encrypted with a "
            "passphrase of its own, which is taken from {0} or asked for."
        ).format(EXCHANGE_KEY_VARIABLE),
    )
    _add_assessment(parser)
    parser.add_argument(
        "-o",
        "--output",
        required=True,
        type=Path,
        metavar=f"{tr('FILE')}.(kompass|json|xlsx|csv|pptx|ics|zip)",
    )
    parser.add_argument(
        "--names",
        action="store_const",
        const=Names.INCLUDED,
        default=Names.LEFT_OUT,
        help=tr(
            "include the names of informants (otherwise only codes; in a calendar or workbook, "
            "groups)"
        ),
    )
    _add_report_language(parser)
    _add_compare(parser)


def _add_report_language(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--report-language",
        choices=LANGUAGES,
        help=tr("the language of the report or the slides (otherwise that of the texts)"),
    )


def _add_compare(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--compare",
        action="append",
        default=[],
        metavar=tr("MEASUREMENT"),
        help=tr(
            "compare the results with another measurement, a published result "
            "(norwegian-average), or the mean of the library (mean); can be given {0} times"
        ).format(MOST_COMPARED),
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
