"""A report tells where a fault happened, and nothing that anybody has written."""

from __future__ import annotations

import sys

import pytest

from kompass_desktop import __version__
from kompass_desktop.fault_report import exception_hook, report_of

NOTE = "Olava Oppdiktet sier at budsjettet sprakk"


class FaultyError(Exception):
    """A fault of the program whose message quotes a note."""


def fail(note: str) -> None:
    raise FaultyError(note)


def failed(note: str) -> BaseException:
    try:
        try:
            dict[str, str]()[note]
        except KeyError:
            fail(note)
    except FaultyError as error:
        error.add_note(note)
        return error
    raise AssertionError


def test_a_report_names_versions_and_places() -> None:
    report = report_of(failed(NOTE), "Qt 6.9")
    assert report.startswith(f"Kompass {__version__}\nPython 3.")
    assert "\nQt 6.9\n" in report
    assert "test_fault_report.py, linje" in report
    assert "i fail\n    raise FaultyError(note)\n" in report
    assert report.rstrip().endswith("FaultyError")


def test_a_report_tells_what_came_before() -> None:
    report = report_of(failed(NOTE))
    assert report.index("KeyError") < report.index("FaultyError")


def test_a_report_has_neither_messages_nor_folders() -> None:
    report = report_of(failed(NOTE))
    for word in (*NOTE.split(), __file__.rpartition("/")[0]):
        if len(word) > 3:
            assert word not in report


def test_a_chain_that_bites_its_own_tail_is_told_once() -> None:
    error = failed(NOTE)
    other = ValueError(NOTE)
    error.__context__ = other
    other.__context__ = error
    assert report_of(error).count("ValueError") == 1


def test_the_hook_prints_and_tells_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    told: list[str] = []
    error = failed(NOTE)
    exception_hook(told.append, "Qt 6.9")(type(error), error, error.__traceback__)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.strip() == told[0].strip()
    assert "FaultyError" in told[0]
    assert NOTE not in printed.err


def test_the_hook_tells_also_where_there_is_nowhere_to_print(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    error = failed(NOTE)
    monkeypatch.setattr(sys, "stderr", None)
    exception_hook(told.append)(type(error), error, error.__traceback__)
    assert len(told) == 1
