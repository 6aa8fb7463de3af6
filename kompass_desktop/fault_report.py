"""Reports of program errors: where in the code they happened, without any values.

The message of an exception may contain a note, and a path the user's name. Neither is in a
report, nor printed to stderr, where a log of the system may store it.
"""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from kompass_desktop import __version__
from kompass_desktop.i18n import mark, tr
from kompass_desktop.operation_log import install_operation_log

ReportHandler: TypeAlias = Callable[[str], None]
Hook: TypeAlias = Callable[[type[BaseException], BaseException, TracebackType | None], None]

_PACKAGES = ("site-packages", "dist-packages", "lib")
_CAUSE = mark("It happened because of:")
_CONTEXT = mark("It happened while this was being handled:")


def report_of(error: BaseException, versions: str = "") -> str:
    """Return a readable report: versions, the exception with its causes, the last operations.

    `versions` is text about further parts, such as "Qt 6.9.0". An exception is shown by its
    class; a frame by the file within its package, line number, function and line of code.
    """
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    parts = [f"Kompass {__version__}", f"Python {platform.python_version()}", versions, system]
    head = "\n".join(part for part in parts if part)
    chain = "".join(_chain(error, set())).rstrip()
    done = "\n".join((tr("Done last:"), *lines)) if (lines := install_operation_log().lines) else ""
    return f"{head}\n\n{chain}\n" + (f"\n{done}\n" if done else "")


def _chain(error: BaseException, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen:
        yield f"{tr(_CAUSE if error.__cause__ else _CONTEXT)}\n"
        yield from _chain(before, seen)
        yield "\n"
    for frame in traceback.extract_tb(error.__traceback__):
        line = tr("{0}, line {1}, in {2}").format(_place(frame.filename), frame.lineno, frame.name)
        yield f"{line}\n"
        if frame.line:
            yield f"    {frame.line}\n"
    kind = type(error)
    yield f"{kind.__module__}.{kind.__qualname__}\n".removeprefix("builtins.")


def _place(filename: str) -> str:
    """Return a path from its package on, because the full path may contain the user's name."""
    parts = Path(filename).parts
    if "kompass_desktop" in parts:
        start = len(parts) - 1 - parts[::-1].index("kompass_desktop")
        return "/".join(parts[start:])
    for package in _PACKAGES:
        if package in parts:
            start = len(parts) - parts[::-1].index(package)
            return "/".join(parts[start:])
    return parts[-1] if parts else filename


def exception_hook(handle_report: ReportHandler, versions: str = "") -> Hook:
    """Return a function for `sys.excepthook` that prints a report and calls `handle_report`."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = report_of(error.with_traceback(trace), versions)
        if sys.stderr is not None:
            print(report, file=sys.stderr)
        handle_report(report)

    return hook
