"""From a weakness to an improvement, its scenario, its dates and the report, by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.planning.scenario import Scenario
from kompass_desktop.assessment.records import PLAN, Change
from kompass_desktop.desktop.findings.findings_page import FindingsPage
from kompass_desktop.desktop.plan.lift_row import LiftRow
from kompass_desktop.desktop.plan.plan_page import PlanPage
from kompass_desktop.report.dates import days_text
from kompass_desktop.report.document import write_report
from kompass_desktop.storage.files import atomic_write
from tests.end_to_end.conftest import StartProgram
from tests.end_to_end.keyboard import CTRL, SHIFT, Key, focus, press
from tests.examples import bundled

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

MOST_STEPS = 40
"""Presses of Tab or F6 after which the user would give up."""


def go_on(key: Key, arrived: Callable[[], bool]) -> None:
    """Press a key until the focus is where it is to be."""
    for _ in range(MOST_STEPS):
        if arrived():
            return
        press(key)
    raise AssertionError(f"not reached; the focus is in {focus()}")


def test_a_weakness_becomes_an_improvement_with_dates_that_the_report_prints(
    qtbot: QtBot, start_program: StartProgram, tmp_path: Path
) -> None:
    example = bundled()
    for record in [each for each in example.records() if isinstance(each, PLAN)]:
        example.apply(Change(record, None))
    window = start_program()
    window.catalogue.library.add(example)
    window.open_assessment(example.id)
    view = window.view
    assert view is not None
    findings = view.show_page("findings")
    assert isinstance(findings, FindingsPage)
    session = findings.session
    (weakness,) = (
        each
        for each in example.findings.values()
        if each.code == "8.6.1" and each.kind is FindingKind.WEAKNESS
    )
    findings.show_finding(weakness.id)

    press(Key.Key_T, CTRL | SHIFT)
    (improvement,) = session.assessment.improvements.values()
    assert improvement.finding_ids == (weakness.id,)

    while not isinstance(view.page, PlanPage):
        press(Key.Key_PageDown, CTRL)
    page = view.page
    assert page.count_label.text() == "1 tiltak · 1 med i scenariet"
    before = session.board.shown_total
    press(Key.Key_Return)
    go_on(Key.Key_Tab, lambda: isinstance(focus(), LiftRow))
    press(Key.Key_4)
    press(Key.Key_4)
    press(Key.Key_4)
    press(Key.Key_4)
    assert session.assessment.lift(improvement.id, "8.6.1").levels == (4, 4, 4, 4)
    scenario = Scenario(session.assessment, session.board)
    assert scenario.gain("8.6.1") == session.board.score("8.6.1").maximum * 15 / 16
    press(Key.Key_Escape)
    assert session.board.shown_total == before

    go_on(Key.Key_F6, page.timeline.chart.hasFocus)
    press(Key.Key_Right)
    press(Key.Key_Right, SHIFT)
    dated = session.assessment.improvements[improvement.id]
    assert dated.begins
    assert dated.begins < dated.ends

    session.flush()
    kept = window.catalogue.library.load(example.id)
    assert kept.improvements == {dated.id: dated}
    with atomic_write(tmp_path / "rapport.pdf") as file:
        write_report(kept, file)
    pages = PdfReader(tmp_path / "rapport.pdf").pages
    printed = " ".join(" ".join(each.extract_text() for each in pages).split())
    assert dated.title in printed
    assert " ".join(days_text(dated.begins, dated.ends).split()) in printed
    assert f"blir {before} poeng til {scenario.shown_total}" in printed
