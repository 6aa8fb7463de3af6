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
from kompass_desktop.terminal import NotPrinted, finish_printing


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a subcommand, or open the window where none is given; return the exit status."""
    # Python's own hook prints what an exception says, which may be a note.
    sys.excepthook = exception_hook(lambda _report: None)
    install_operation_log()
    choose_language(language_of(arguments) or _window_language())
    try:
        options = parse(arguments)
    except SystemExit as ended:
        # Of --help and --version too all must have been printed.
        return int(ended.code or 0) if finish_printing() else 1
    except NotPrinted:
        return 1
    if options.language:
        # Also where the option's name was cut short, which only the parser understands.
        choose_language(Language(options.language))
    if options.command is not None:
        return run_command(options)
    # Hundreds of modules are loaded now, and nothing of them is garbage: looking through them
    # each time costs a tenth of the start. The window collects by a timer of its own.
    gc.disable()
    # The widgets are loaded only for the window: a script on a server needs none.
    from kompass_desktop.desktop.window.application import run_window

    return run_window(options)


def _window_language() -> Language:
    try:
        from kompass_desktop.desktop.language import kept_language
    except ImportError:
        # A server may lack what Qt needs; nobody has chosen a language in a window there.
        return DEFAULT
    return kept_language()


if __name__ == "__main__":
    sys.exit(main())
