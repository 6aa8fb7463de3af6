"""The chapter on the results: the profile first, then the total, the areas, the questions."""

from __future__ import annotations

from collections.abc import Sequence

from kompass_desktop.assessment.comparing.comparison import is_partly_compared
from kompass_desktop.assessment.numbers import decimal, shortest, whole
from kompass_desktop.assessment.profile import ProfileEntry
from kompass_desktop.assessment.recorded_entry import sum_reason
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.alternative_text import questions_text, radar_text, total_text
from kompass_desktop.report.blocks import (
    Block,
    Emphasis,
    Figure,
    Heading,
    Paragraph,
    Picture,
    Role,
    Span,
    Together,
    chapter,
    composed,
    paragraph,
)
from kompass_desktop.report.chapters.comparison_section import comparison_section
from kompass_desktop.report.chapters.difference_section import difference_section
from kompass_desktop.report.chapters.intensity_tables import (
    area_aspect_table,
    reading_notes,
    trait_table,
)
from kompass_desktop.report.chapters.points_tables import area_table, ranking_table
from kompass_desktop.report.chapters.status_legend import bar_legend_of, legend_of
from kompass_desktop.report.chapters.text_blocks import text_blocks
from kompass_desktop.report.chapters.texts import RESULTS_TEXT_SECTION, Chapter, chapter_text
from kompass_desktop.report.chart_data import PercentScale, QuestionBars, RadarChart, TotalBar
from kompass_desktop.report.drafts.wording import measure_points, sentences
from kompass_desktop.report.points_text import NO_POINTS
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.status_labels import short_name

_RADAR_HEIGHT = 280.0


def result_pages(data: ReportData, results: Chapter) -> list[Block]:
    """Return the chapter on the results, compared with the earlier profile if there is one."""
    radar = RadarChart(data.profile, data.earlier, _RADAR_HEIGHT)
    picture = Picture(radar, radar_text(data.profile, data.earlier))
    return [
        *chapter(results.title, results.key),
        Heading(tr("Profile"), "profile", is_listed=True),
        Figure((picture,), tr("The profile: points of each focus area")),
        *legend_of(data, _statuses(data.profile.areas)),
        *_total(data),
        Heading(tr(RESULTS_TEXT_SECTION), "reading", is_listed=True, room=60),
        *text_blocks(chapter_text(results.key, data), "reading"),
        *_areas(data),
        *comparison_section(data),
        *_ranking(data),
        *_questions(data),
        *([] if data.is_recorded_only else _readings(data)),
        *difference_section(data),
    ]


def _statuses(entries: Sequence[ProfileEntry]) -> set[ScoreStatus]:
    return {entry.score.status for entry in entries}


def total_line(data: ReportData) -> Paragraph:
    """Return the total in large figures, with its maximum and its status."""
    profile = data.profile
    is_known = profile.status is not ScoreStatus.MISSING
    figure = str(profile.total) if is_known else NO_POINTS
    state = f"({short_name(profile.status)})" if data.shows_statuses else ""
    spans = composed(
        tr("{0} of {1} points {2}"),
        Span(figure, Emphasis.FIGURE),
        Span(shortest(profile.maximum)),
        Span(state, Emphasis.ASIDE),
    )
    return Paragraph(spans, Role.KEY_FIGURE)


def _total(data: ReportData) -> list[Block]:
    profile = data.profile
    picture = Picture(TotalBar(profile, data.earlier), total_text(profile, data.earlier))
    together = Together(
        (
            Heading(tr("Result in all"), "total", is_listed=True),
            total_line(data),
            Figure((picture,), tr("The total on the official scale")),
            paragraph(_total_caption(data), Role.NOTE, gap=4),
        )
    )
    return [together, *difference_notes({"": data.board.total})]


def _total_caption(data: ReportData) -> str:
    profile = data.profile
    official = tr("The official maximum is {0} points.").format(shortest(profile.maximum))
    if profile.status is ScoreStatus.MISSING:
        return sentences(official, tr("Nothing is rated yet."))
    band = tr(
        "{0}–{1} is the total ±5%. Differences within the band do not matter; it is the profile "
        "that counts."
    ).format(*profile.band)
    state = tr("The total is preliminary.") if data.board.total.is_preliminary else ""
    return sentences(state, band, official, _attainable(data))


def _attainable(data: ReportData) -> str:
    if data.is_recorded_only:
        return tr("The attainable maximum is not known.")
    skipped = len(data.out_of_focus)
    if not skipped:
        return tr("The attainable maximum is the same, since all measure points are in focus.")
    return ntr(
        "The attainable maximum is {0} points (hatched), since {1} is not in focus.",
        "The attainable maximum is {0} points (hatched), since {1} are not in focus.",
        skipped,
    ).format(whole(data.profile.attainable), measure_points(skipped))


def difference_notes(scores: dict[str, Score]) -> list[Block]:
    """Return a note for each recorded score that differs from the sum of its parts.

    `scores` has the scores by name; the name of the total is "".
    """
    notes: list[Block] = []
    for name, score in scores.items():
        difference = score.notable_difference
        if difference is None or score.from_below is None:
            continue
        text = tr(
            "{0} points are recorded, while the parts give {1} in all. What is recorded counts."
        ).format(decimal(score.points), decimal(score.from_below))
        if name:
            text = tr(
                "{2}: {0} points are recorded, while the parts give {1} in all. What is recorded "
                "counts."
            ).format(decimal(score.points), decimal(score.from_below), name)
        notes.append(paragraph(text, Role.NOTE))
    return notes


def _areas(data: ReportData) -> list[Block]:
    entries = data.profile.areas
    scores = {tr("Focus area {0}").format(entry.code): entry.score for entry in entries}
    statuses = _statuses(entries) | {data.profile.status}
    heading = Heading(tr("All areas"), "areas", is_listed=True)
    legend = bar_legend_of(data, statuses, _codes_of(entries))
    notes = difference_notes(scores)
    reason = sum_reason(data.assessment)
    if reason and (notes or data.board.total.notable_difference is not None):
        why = tr("Why the sums differ: {0}").format(reason)
        notes.append(paragraph(why, Role.NOTE))
    return [Together((heading, area_table(data), *legend)), *notes]


def _codes_of(entries: Sequence[ProfileEntry]) -> list[str]:
    return [entry.code for entry in entries]


def _questions(data: ReportData) -> list[Block]:
    """Return a chart with a bar for every question, on one page if possible."""
    said = tr("Each bar shows a question's points in per cent of its maximum.")
    profile, earlier = data.profile, data.earlier
    charts = (
        Picture(QuestionBars(area, profile, earlier), questions_text(area, profile, earlier))
        for area in profile.areas
    )
    entries = profile.questions
    together: tuple[Block, ...] = (
        Heading(tr("All questions"), "questions", is_listed=True),
        paragraph(said),
        Figure((Picture(PercentScale()), *charts), tr("Points of all questions")),
        *bar_legend_of(data, _statuses(entries), _codes_of(entries)),
    )
    return [Together(together)]


def _ranking(data: ReportData) -> list[Block]:
    best, worst = data.extremes
    if not (best and worst):
        return []
    titles = tr("Strongest"), tr("Weakest")
    if is_partly_compared(data.profile):
        titles = tr("Strongest of what is rated in full"), tr("Weakest of what is rated in full")
    heading = Heading(tr("Strongest and weakest questions"), "ranking", is_listed=True)
    return [Together((heading, ranking_table(titles, best, worst)))]


def _readings(data: ReportData) -> list[Block]:
    """Return the sections on intensity by aspect and by trait."""
    notes = reading_notes(data, TOTAL)
    said = tr(
        "What is achieved on each aspect, in per cent of what is possible for the measure points "
        "in focus. Darker is higher."
    )
    chain: tuple[Block, ...] = (
        Heading(tr("Where does the chain stop?"), "intensity", is_listed=True),
        paragraph(said),
        area_aspect_table(data),
        *notes,
    )
    return [Together(chain), *_traits(data, notes)]


def _traits(data: ReportData, notes: Sequence[Block]) -> list[Block]:
    if not data.instrument.traits:
        return []
    said = tr("Points in per cent of what is possible, for the measure points of each trait.")
    heading = Heading(tr("How near is the ideal municipality?"), "traits", is_listed=True)
    return [Together((heading, paragraph(said), trait_table(data), *notes))]
