"""The chapter on the results: the profile first, then the total, the areas, the questions."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from kompass_desktop.assessment.comparison import is_partly_compared
from kompass_desktop.assessment.numbers import decimal, shortest, whole
from kompass_desktop.assessment.profile import ProfileEntry
from kompass_desktop.assessment.records import TOTAL
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import ntr, tr
from kompass_desktop.report.chapters.comparison_section import comparison_section
from kompass_desktop.report.chapters.difference_section import difference_section
from kompass_desktop.report.chapters.intensity_tables import (
    area_aspect_table,
    reading_notes,
    trait_table,
)
from kompass_desktop.report.chapters.points_tables import area_table, ranking_table
from kompass_desktop.report.chapters.status_legend import bar_legend_of, legend_of
from kompass_desktop.report.chapters.texts import RESULTS_TEXT_SECTION, Chapter, chapter_text
from kompass_desktop.report.charts.bars import NO_POINTS, total_band
from kompass_desktop.report.charts.question_chart import question_chart, scale
from kompass_desktop.report.charts.radar import radar
from kompass_desktop.report.drafts.wording import measure_points, sentences
from kompass_desktop.report.pdf.fonts import REGULAR, markup
from kompass_desktop.report.pdf.prose import prose
from kompass_desktop.report.pdf.styles import BODY, CAPTION, CONTENT_WIDTH, TOTAL_FIGURE
from kompass_desktop.report.pdf.template import HeadingKind, HeadingParagraph, chapter, section
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.status_labels import short_name

_RADAR_HEIGHT = 280.0


def result_pages(data: ReportData, results: Chapter) -> list[Flowable]:
    """Return the chapter on the results, compared with the earlier profile if there is one."""
    return [
        *chapter(results.title, results.key),
        HeadingParagraph(tr("Profile"), "profile", HeadingKind.LISTED_SECTION),
        radar(data.profile, CONTENT_WIDTH, _RADAR_HEIGHT, data.earlier),
        *legend_of(data, _statuses(data.profile.areas)),
        *_total(data),
        *section(tr(RESULTS_TEXT_SECTION), "reading", 60, HeadingKind.LISTED_SECTION),
        *prose(chapter_text(results.key, data)),
        *_areas(data),
        *comparison_section(data),
        *_ranking(data),
        *_questions(data),
        *([] if data.is_recorded_only else _readings(data)),
        *difference_section(data),
    ]


def _statuses(entries: Sequence[ProfileEntry]) -> set[ScoreStatus]:
    return {entry.score.status for entry in entries}


def _total(data: ReportData) -> list[Flowable]:
    profile = data.profile
    is_known = profile.status is not ScoreStatus.MISSING
    figure = str(profile.total) if is_known else NO_POINTS
    big = f'<font size="26">{markup(figure)}</font> '
    state = f'<font name="{REGULAR}" size="9.5">({markup(short_name(profile.status))})</font>'
    total = markup(tr("{0} of {1} points {2}")).format(
        big, markup(shortest(profile.maximum)), state if data.shows_statuses else ""
    )
    together = [
        HeadingParagraph(tr("Result in all"), "total", HeadingKind.LISTED_SECTION),
        Paragraph(total, TOTAL_FIGURE),
        total_band(profile, data.earlier),
        Spacer(1, 4),
        Paragraph(markup(_total_caption(data)), CAPTION),
    ]
    return [KeepTogether(together), *difference_notes({"": data.board.total})]


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


def difference_notes(scores: dict[str, Score]) -> list[Flowable]:
    """Return a note for each recorded score that differs from the sum of its parts.

    `scores` has the scores by name; the name of the total is "".
    """
    notes: list[Flowable] = []
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
        notes.append(Paragraph(markup(text), CAPTION))
    return notes


def _areas(data: ReportData) -> list[Flowable]:
    entries = data.profile.areas
    scores = {tr("Focus area {0}").format(entry.code): entry.score for entry in entries}
    statuses = _statuses(entries) | {data.profile.status}
    together = [
        HeadingParagraph(tr("All areas"), "areas", HeadingKind.LISTED_SECTION),
        area_table(data),
        *bar_legend_of(data, statuses, _codes_of(entries)),
    ]
    return [KeepTogether(together), *difference_notes(scores)]


def _codes_of(entries: Sequence[ProfileEntry]) -> list[str]:
    return [entry.code for entry in entries]


def _questions(data: ReportData) -> list[Flowable]:
    """Return a chart with a bar for every question, on one page if possible."""
    said = tr("Each bar shows a question's points in per cent of its maximum.")
    charts = [question_chart(area, data.profile, data.earlier) for area in data.profile.areas]
    entries = data.profile.questions
    together = [
        HeadingParagraph(tr("All questions"), "questions", HeadingKind.LISTED_SECTION),
        Paragraph(markup(said), BODY),
        scale(),
        *(flowable for chart in charts for flowable in (chart, Spacer(1, 2))),
        *bar_legend_of(data, _statuses(entries), _codes_of(entries)),
    ]
    return [KeepTogether(together)]


def _ranking(data: ReportData) -> list[Flowable]:
    best, worst = data.extremes
    if not (best and worst):
        return []
    titles = tr("Strongest"), tr("Weakest")
    if is_partly_compared(data.profile):
        titles = tr("Strongest of what is rated in full"), tr("Weakest of what is rated in full")
    heading = HeadingParagraph(
        tr("Strongest and weakest questions"), "ranking", HeadingKind.LISTED_SECTION
    )
    return [KeepTogether([heading, ranking_table(titles, best, worst)])]


def _readings(data: ReportData) -> list[Flowable]:
    """Return the sections on intensity by aspect and by trait."""
    notes = reading_notes(data, TOTAL)
    said = tr(
        "What is achieved on each aspect, in per cent of what is possible for the measure points "
        "in focus. Darker is higher."
    )
    chain = [
        HeadingParagraph(tr("Where does the chain stop?"), "intensity", HeadingKind.LISTED_SECTION),
        Paragraph(markup(said), BODY),
        area_aspect_table(data),
        *notes,
    ]
    return [KeepTogether(chain), *_traits(data, notes)]


def _traits(data: ReportData, notes: Sequence[Flowable]) -> list[Flowable]:
    if not data.instrument.traits:
        return []
    said = tr("Points in per cent of what is possible, for the measure points of each trait.")
    heading = HeadingParagraph(
        tr("How near is the ideal municipality?"), "traits", HeadingKind.LISTED_SECTION
    )
    return [KeepTogether([heading, Paragraph(markup(said), BODY), trait_table(data), *notes])]
