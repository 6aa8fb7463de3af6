"""What the municipality is advised to do: the plan where there is one, else what was written."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Improvement, ImprovementStatus, Lift
from kompass_desktop.assessment.planning.advice import advice
from kompass_desktop.assessment.planning.plan_dates import quarters
from kompass_desktop.assessment.record_ids import lift_id
from kompass_desktop.assessment.records import Change, Finding, Recommendation, Record
from kompass_desktop.i18n import Language, in_language

DONE, DROPPED = ImprovementStatus.DONE, ImprovementStatus.DROPPED


def put(assessment: Assessment, *records: Record) -> None:
    for record in records:
        assessment.apply(Change(assessment.get(record), record))


def lifting(assessment: Assessment, improvement: str, *codes: str) -> None:
    for code in codes:
        put(assessment, Lift(lift_id(assessment.id, improvement, code), improvement, code, 4))


def test_without_a_plan_it_is_what_was_written(empty_assessment: Assessment) -> None:
    put(
        empty_assessment,
        Recommendation("r2", "Andre", "1.4", "Ordfører", "høsten", position=2),
        Recommendation("r1", "Første", position=1),
        Recommendation("r3", " \n", position=3),
    )
    first, second = advice(empty_assessment)
    assert (first.text, first.codes) == ("Første", ())
    assert (second.text, second.codes) == ("Andre", ("1.4",))
    assert (second.responsible, second.when) == ("Ordfører", "høsten")
    assert advice(empty_assessment, "1") == [second]
    assert advice(empty_assessment, "1.4.1") == []


def test_a_plan_comes_in_the_place_of_what_was_written(empty_assessment: Assessment) -> None:
    put(
        empty_assessment,
        Recommendation("r1", "Skrevet"),
        Improvement("i2", "Andre", "Hvordan", "", "HR", "2026-01-05", "2026-09-30", position=2),
        Improvement("i1", "Første", position=1),
        Improvement("i3", "Gjort", status=DONE, position=3),
        Improvement("i4", "Lagt bort", status=DROPPED, position=0),
    )
    lifting(empty_assessment, "i2", "4.1.2", "1.1.1")
    first, second = advice(empty_assessment)
    assert [first.text, second.text] == ["Første", "Andre"]
    assert (second.detail, second.responsible) == ("Hvordan", "HR")
    assert second.codes == ("1.1.1", "4.1.2")
    assert second.when.replace("\u00a0", " ") == "1. kv. 2026 – 3. kv. 2026"
    assert advice(empty_assessment, "4") == [second]


def test_a_plan_that_is_carried_out_advises_nothing_more(empty_assessment: Assessment) -> None:
    put(
        empty_assessment,
        Recommendation("r1", "Skrevet"),
        Improvement("i1", "Gjort", status=DONE),
    )
    assert advice(empty_assessment) == []


@pytest.mark.parametrize(
    "improvement", [Improvement("i1", "Lagt bort", status=DROPPED), Improvement("i1", " ")]
)
def test_what_is_dropped_or_without_a_title_is_no_plan(
    empty_assessment: Assessment, improvement: Improvement
) -> None:
    put(empty_assessment, Recommendation("r1", "Skrevet"), improvement)
    assert [each.text for each in advice(empty_assessment)] == ["Skrevet"]


def test_without_lifts_it_is_about_its_findings(empty_assessment: Assessment) -> None:
    weak = FindingKind.WEAKNESS
    put(
        empty_assessment,
        Finding("f1", 4, weak, "Funn", "4.1.1", joined="4.2 9.9.9"),
        Finding("f2", 2, weak, "Funn"),
        Improvement("i1", "Tiltak", findings="f1 f2 finnes-ikke"),
    )
    (only,) = advice(empty_assessment)
    assert only.codes == ("2", "4.1.1", "4.2")
    put(empty_assessment, replace(empty_assessment.improvements["i1"], findings=""))
    assert advice(empty_assessment)[0].codes == ()


@pytest.mark.parametrize(
    ("begins", "ends", "bokmal", "english"),
    [
        ("2026-01-01", "2026-03-31", "1. kv. 2026", "Q1 2026"),
        ("2026-03-31", "2026-04-01", "1. kv. 2026 – 2. kv. 2026", "Q1 2026 – Q2 2026"),
        ("2026-12-31", "", "fra 4. kv. 2026", "from Q4 2026"),
        ("", "2026-12-31", "innen 4. kv. 2026", "by Q4 2026"),
        ("", "", "", ""),
        ("ukjent", "2026-02-30", "", ""),
    ],
)
def test_dates_are_said_by_quarters(begins: str, ends: str, bokmal: str, english: str) -> None:
    assert quarters(begins, ends).replace("\u00a0", " ") == bokmal
    with in_language(Language.ENGLISH):
        assert quarters(begins, ends).replace("\u00a0", " ") == english
