"""The last operations: kept for a fault report, and never a word that a person wrote."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from kompass_desktop.fault_report import report_of
from kompass_desktop.operation_log import MOST_LINES, OperationLog, install_operation_log

WORD = "Kanarifugl"


@pytest.fixture
def kept() -> Iterator[OperationLog]:
    own = logging.getLogger("kompass_desktop")
    level, propagates = own.level, own.propagate
    yield install_operation_log()
    own.setLevel(level)
    own.propagate = propagates


def log(name: str = "kompass_desktop.storage.library") -> logging.Logger:
    return logging.getLogger(name)


def test_a_line_says_what_was_done_and_how_much_of_it(kept: OperationLog) -> None:
    log().info("%d changes written", 2)
    (line,) = kept.lines
    assert line.endswith(" storage.library: 2 changes written")


@pytest.mark.parametrize(
    "argument", [WORD, WORD.encode(), [WORD], {"note": WORD}, ValueError(WORD)]
)
def test_a_word_is_never_kept_whatever_is_logged(kept: OperationLog, argument: object) -> None:
    log().info("opened %s after %d tries", argument, 3)
    (line,) = kept.lines
    assert WORD not in line
    assert line.endswith("opened … after 3 tries")


def test_a_single_mapping_and_an_exception_are_left_out(kept: OperationLog) -> None:
    log().info("read %(text)s", {"text": WORD})
    log().error("save failed", exc_info=ValueError(WORD))
    assert WORD not in "".join(kept.lines)
    assert "save failed" in kept.lines[-1]


def test_only_the_last_lines_are_kept(kept: OperationLog) -> None:
    for number in range(MOST_LINES + 5):
        log().info("%d changes written", number)
    assert len(kept.lines) == MOST_LINES
    assert kept.lines[0].endswith(" 5 changes written")


def test_other_programs_parts_are_not_listened_to(kept: OperationLog) -> None:
    log("reportlab").warning("font of %s", WORD)
    log("kompass_desktop_plugin").warning("font")
    assert kept.lines == ()


def test_it_is_installed_once(kept: OperationLog) -> None:
    assert install_operation_log() is kept
    log().info("once")
    assert len(kept.lines) == 1


def test_nothing_reaches_stderr(kept: OperationLog, capsys: pytest.CaptureFixture[str]) -> None:
    log().error("save failed")
    assert capsys.readouterr() == ("", "")


def test_a_fault_report_ends_with_what_was_done_last(kept: OperationLog) -> None:
    log().info("library opened")
    log().info("%d changes written", 2)
    report = report_of(ValueError(WORD))
    assert report.rstrip().endswith(": 2 changes written")
    assert report.index("ValueError") < report.index("library opened")
    assert WORD not in report
