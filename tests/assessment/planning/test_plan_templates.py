"""The templates of the timeline: what is read, what is refused, and re-dating."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Activity
from kompass_desktop.assessment.planning.plan_templates import (
    PlanTemplate,
    PlanTemplateError,
    bundled_plan_templates,
    inserted,
    load_plan_template,
    parse_plan_template,
    whole,
)
from kompass_desktop.assessment.planning.timeline import RowKind, Span, Timeline
from kompass_desktop.assessment.planning.working_days import working_days_between
from kompass_desktop.i18n import Language, in_language
from tests.assessment.norwegian_calendar import is_free

RECRUITMENT, MAIN_PROJECT = bundled_plan_templates()
TEMPLATES = st.sampled_from([RECRUITMENT, MAIN_PROJECT])
STARTS = st.dates(date(1950, 1, 1), date(2090, 1, 1))

SMALL = """
format = 1
key = "small"
order = 1
title_nb = "Liten"
title_nn = "Liten"
title_en = "Small"
begins = "2026-03-02"

[[steps]]
key = "a"
title_nb = "A"
title_nn = "A"
title_en = "A"
begins = "2026-03-02"
ends = "2026-03-06"
"""


def dates_of(template: PlanTemplate) -> dict[str, tuple[str, str]]:
    steps = template.redated(template.begins)
    return {each.key: (str(each.span.begins), str(each.span.ends)) for each in steps if each.span}


def test_from_its_own_start_the_recruitment_has_the_dates_of_the_deck() -> None:
    steps = RECRUITMENT.redated(date(2019, 3, 10))
    phases = {each.key: whole(steps, each.key) for each in steps if each.span is None}
    del phases["recruitment"]
    assert phases == {
        "preparation": Span(date(2019, 3, 10), date(2019, 3, 13)),
        "requirements": Span(date(2019, 4, 3), date(2019, 4, 8)),
        "profiling": Span(date(2019, 4, 10), date(2019, 4, 30)),
        "applications": Span(date(2019, 4, 16), date(2019, 5, 6)),
        "selection": Span(date(2019, 5, 9), date(2019, 5, 23)),
        "appointment": Span(date(2019, 5, 29), date(2019, 6, 7)),
    }
    dates = dates_of(RECRUITMENT)
    assert dates["advert"] == ("2019-04-10", "2019-04-10")
    assert dates["received"] == ("2019-04-16", "2019-04-30")
    assert dates["references"] == ("2019-05-20", "2019-05-23")
    assert dates["recommended"] == ("2019-05-30", "2019-05-30")
    assert dates["appointed"] == ("2019-06-06", "2019-06-06")
    assert dates["contract"] == ("2019-06-07", "2019-06-07")


def test_the_main_project_lasts_six_years_after_a_preliminary_one_in_spring() -> None:
    steps = MAIN_PROJECT.redated(MAIN_PROJECT.begins)
    assert whole(steps, "preliminary") == Span(date(2019, 3, 1), date(2019, 6, 28))
    assert whole(steps, "main") == Span(date(2019, 7, 1), date(2025, 6, 30))
    for service in ("upbringing", "health", "technical"):
        own = [each.key for each in steps if each.part_of == service]
        assert own == [f"{service}-analysis", f"{service}-reports", f"{service}-proposals"]


@settings(max_examples=40)
@given(TEMPLATES, STARTS)
def test_no_step_of_a_new_project_is_on_a_holiday(template: PlanTemplate, start: date) -> None:
    if start == template.begins:
        return
    for step in template.redated(start):
        if step.span is not None:
            assert not is_free(step.span.begins), step.key
            assert not is_free(step.span.ends), step.key


@pytest.mark.parametrize("year", range(2020, 2060))
@pytest.mark.parametrize("month", [2, 3, 4, 5])
def test_no_step_is_on_a_holiday_of_spring(year: int, month: int) -> None:
    spans = [each.span for each in RECRUITMENT.redated(date(year, month, 10)) if each.span]
    assert not any(is_free(each.begins) or is_free(each.ends) for each in spans)


@settings(max_examples=40)
@given(TEMPLATES, STARTS)
def test_the_working_days_between_stay_the_same(template: PlanTemplate, start: date) -> None:
    for old, new in zip(template.steps, template.redated(start), strict=True):
        if old.span is not None and new.span is not None:
            before = working_days_between(template.begins, old.span.ends)
            assert working_days_between(start, new.span.ends) == before


@settings(max_examples=40)
@given(TEMPLATES, STARTS)
def test_no_dependency_is_broken_by_redating(template: PlanTemplate, start: date) -> None:
    steps = template.redated(start)
    for each in steps:
        for first in each.after:
            assert whole(steps, each.key).begins >= whole(steps, first).ends


def test_a_plan_that_would_leave_the_calendar_is_refused() -> None:
    with pytest.raises(PlanTemplateError, match="2100"):
        MAIN_PROJECT.redated(date(2096, 1, 1))
    assert RECRUITMENT.redated(date(2100, 1, 4))


def test_inserting_makes_phases_with_their_parts_and_links(empty_assessment: Assessment) -> None:
    kept = Activity("kept", "Fra før", "2026-01-01", position=4.0)
    empty_assessment.activities["kept"] = kept
    for change in inserted(empty_assessment, RECRUITMENT.redated(date(2027, 1, 11))):
        empty_assessment.apply(change)
    timeline = Timeline(empty_assessment)
    assert [row.record for row in timeline.rows[:1]] == [kept]
    titles = [row.record.title for row in timeline.rows[1:] if row.record]
    assert titles == [step.title for step in RECRUITMENT.steps]
    assert timeline.rows[1].kind is RowKind.PHASE
    assert timeline.rows[1].span == whole(RECRUITMENT.redated(date(2027, 1, 11)))
    assert timeline.links
    assert not any(link.is_broken for link in timeline.links)


def test_titles_are_in_the_language_in_use() -> None:
    titles = []
    for each in Language:
        with in_language(each):
            titles.append(RECRUITMENT.title)
    assert titles == [
        "Rekruttering av prosjektleder",
        "Rekruttering av prosjektleiar",
        "Recruitment of a project leader",
    ]


def step(key: str, more: str) -> str:
    titles = "".join(f'title_{each.value} = "{key}"\n' for each in Language)
    return f'\n[[steps]]\nkey = "{key}"\n{titles}{more}\n'


def test_a_small_template_is_read() -> None:
    template = parse_plan_template(SMALL + step("b", 'begins = "2026-03-09"'), "x.toml")
    assert [each.key for each in template.steps] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("x =", "x.toml"),
        (SMALL.replace("format = 1", "format = 2"), "Kompass"),
        (SMALL.replace("2026-03-06", "2026-03-01"), "slutter før"),
        (SMALL.replace("2026-03-06", "6. mars"), "2019-03-10"),
        (SMALL.replace("2026-03-06", "2126-03-06"), "datoene"),
        (SMALL.replace('ends = "2026-03-06"', 'milestone = "no"'), "milestone"),
        (SMALL + 'milestone = "yes"', "milepæl"),
        (SMALL + 'service = "sports"', "sports"),
        (SMALL + 'after = ["c"]', "c"),
        (SMALL + 'part_of = "c"', "c"),
        (SMALL + step("a", 'begins = "2026-03-09"'), "to ganger"),
        (SMALL + step("b", ""), "ingen datoer"),
    ],
)
def test_what_is_wrong_in_a_template_is_said(text: str, message: str) -> None:
    with pytest.raises(PlanTemplateError, match=message):
        parse_plan_template(text, "x.toml")


def test_a_missing_file_and_one_that_is_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PlanTemplateError, match="fins"):
        load_plan_template(tmp_path / "fins.toml")
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(PlanTemplateError, match=r"b\.toml"):
        load_plan_template(tmp_path / "b.toml")
