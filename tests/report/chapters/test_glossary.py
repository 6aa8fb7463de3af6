"""The glossary has the words that a report uses."""

from __future__ import annotations

from tests.report.printing import Printed


def test_it_explains_the_words_of_ratings(eksempelvik_report: Printed) -> None:
    page = eksempelvik_report.pages[eksempelvik_report.beginning_of("Ordliste") - 1]
    for word in ("måling", "målepunkt", "oppnåelig maksimum", "foreløpig", "uenighet"):
        assert word in page


def test_recorded_results_have_no_words_of_ratings(karasjok_report: Printed) -> None:
    page = karasjok_report.pages[karasjok_report.beginning_of("Ordliste") - 1]
    assert "fokusområde en del av" in page
    assert "uenighet" not in page
