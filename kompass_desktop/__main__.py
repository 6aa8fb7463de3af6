"""Entry point: a subcommand, or the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

from kompass_desktop.command_line.commands import run_command
from kompass_desktop.command_line.parser import language_of, parse
from kompass_desktop.fault_report import exception_hook
from kompass_desktop.i18n import DEFAULT, Language, choose_language
from kompass_desktop.operation_log import install_operation_log
from kompass_desktop.terminal import PrintingFailed, finish_printing


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand, or open the window if there is none; return the exit status.

    `arguments` None means those of the process.
    """
    # Python's own hook would print the message of an exception, which may contain a note.
    sys.excepthook = exception_hook(lambda _report: None)
    install_operation_log()
    choose_language(language_of(arguments) or _window_language())
    try:
        options = parse(arguments)
    except SystemExit as ended:
        # The output of --help and --version may have failed too.
        return int(ended.code or 0) if finish_printing() else 1
    except PrintingFailed:
        return 1
    if options.language:
        # Only the parser recognises an abbreviated option ("--lang").
        choose_language(Language(options.language))
    if options.command is not None:
        return run_command(options)
    # Hundreds of modules are imported now, and none of their objects is garbage: collections
    # would take a tenth of the start-up time. The window collects garbage by its own timer.
    gc.disable()
    # Imported only for the window: a subcommand on a server needs no Qt.
    from kompass_desktop.desktop.window.application import run_window

    return run_window(options)


def _window_language() -> Language:
    try:
        from kompass_desktop.desktop.language import kept_language
    except ImportError:
        # On a server libraries that Qt needs may be missing.
        return DEFAULT
    return kept_language()


if __name__ == "__main__":
    sys.exit(main())
