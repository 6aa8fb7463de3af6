"""Fields in written texts: live figures, and what is no field."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language
from kompass_desktop.report.remarks import remarks_on
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.stale_figures import stale_figures
from kompass_desktop.report.text_fields import field_names, field_values, filled, unknown_fields
from tests.rating import rate
from tests.report.printing import printed, with_text


def fill(text: str, assessment: Assessment) -> str:
    return filled(text, ReportData(assessment, Scoreboard(assessment)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{kommune}", "Karasjok kommune"),
        ("{år}", "2019"),
        ("{total} av {maks}", "212 av 800"),
        ("{høyeste_område}", "Kommunen som samfunnsutvikler"),
        ("{laveste_område}", "Resultatfokus og effektivitet"),
        ("{1}", "21 av 100"),
        ("{1.4}", "7,4 av 30"),
        ("{Total}", "212"),
        ("{municipality}", "Karasjok kommune"),
    ],
)
def test_a_field_is_its_value(karasjok: Assessment, text: str, value: str) -> None:
    assert fill(text, karasjok) == value


@pytest.mark.parametrize("text", ["{ukjent}", "{9.9}", "{}", "{ total }", "{{0}}", "a } b { c"])
def test_what_is_no_field_stays(karasjok: Assessment, text: str) -> None:
    assert fill(text, karasjok) == text


def test_a_figure_says_that_it_is_preliminary_or_missing(empty_assessment: Assessment) -> None:
    assert fill("{total}, {1.1}", empty_assessment) == "ikke vurdert, ikke vurdert"
    rate(empty_assessment, "1.1.1", (4, 4, 4, 4))
    assert fill("{1.1}", empty_assessment).endswith(" av 15 (foreløpig)")
    assert fill("{høyeste_område}", empty_assessment) == "ikke vurdert"


def test_it_has_the_number_format_of_the_report(karasjok: Assessment) -> None:
    with in_language(Language.ENGLISH):
        assert fill("{1.4}", karasjok) == "7.4 of 30"


def test_a_written_text_is_printed_with_the_figures_there_are(eksempelvik: Assessment) -> None:
    with_text(eksempelvik, "closing", "I dag er 8.1 {8.1} og {tull}.")
    for point in eksempelvik.instrument.question("8.1").measure_points:
        rate(eksempelvik, point.code, (4, 4, 4, 4))
    assert "I dag er 8.1 15,0 av 15 og {tull}." in printed(eksempelvik).text
    assert not list(stale_figures(eksempelvik, Scoreboard(eksempelvik)))


def test_an_unknown_field_is_remarked_on(karasjok: Assessment) -> None:
    with_text(karasjok, "closing", "{tull} {total} {1.4}")
    (remark,) = remarks_on(karasjok)
    assert "{tull}" in remark.sentence
    assert "{total}" not in remark.sentence


def test_every_field_has_a_name_and_a_value(eksempelvik: Assessment) -> None:
    values = field_values(ReportData(eksempelvik, Scoreboard(eksempelvik)), "2", "2.1")
    assert tuple(values)[: len(field_names())] == field_names()
    assert values["{2}"] == "35 av 100"
    assert all(values.values())
    assert unknown_fields(" ".join(values), eksempelvik.instrument) == ()
