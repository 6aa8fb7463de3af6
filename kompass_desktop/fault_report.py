"""The report of a fault of the program: where in the code it happened, and never a value.

The message of an exception may quote a note, and a path a user's name; neither is in a
report, nor on stderr, where a system's own log may pick it up.
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

Tell: TypeAlias = Callable[[str], None]
Hook: TypeAlias = Callable[[type[BaseException], BaseException, TracebackType | None], None]

_PACKAGES = ("site-packages", "dist-packages", "lib")
_CAUSE = mark("It happened because of:")
_CONTEXT = mark("It happened while this was being handled:")


def report_of(error: BaseException, versions: str = "") -> str:
    """Return a readable report: versions, where each exception was raised, and what came before.

    `versions` names further parts, as "Qt 6.9.0". An exception is given by its class, a
    frame by the file within its package, the line, the function and the line of code.
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
    """Return a file as its package names it: a whole path tells who the user is."""
    parts = Path(filename).parts
    if "kompass_desktop" in parts:
        start = len(parts) - 1 - parts[::-1].index("kompass_desktop")
        return "/".join(parts[start:])
    for package in _PACKAGES:
        if package in parts:
            start = len(parts) - parts[::-1].index(package)
            return "/".join(parts[start:])
    return parts[-1] if parts else filename


def exception_hook(tell: Tell, versions: str = "") -> Hook:
    """Return what `sys.excepthook` calls: it prints the report of a fault and tells it."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = report_of(error.with_traceback(trace), versions)
        if sys.stderr is not None:
            print(report, file=sys.stderr)
        tell(report)

    return hook
