"""The results as a whole: the profile first, then the total, the areas and what they say."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from kompass_desktop.assessment.comparison import extremes, is_partly_compared
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import decimal, shortest, whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import Score, Scoreboard, ScoreStatus
from kompass_desktop.i18n import mark, ntr, tr
from kompass_desktop.report.chapters.intensity_tables import (
    area_aspect_table,
    reading_notes,
    trait_table,
)
from kompass_desktop.report.chapters.points_tables import area_table, beside, ranking_table
from kompass_desktop.report.chapters.texts import RESULTS_TEXT_SECTION, Chapter, chapter_text
from kompass_desktop.report.charts.bars import NO_POINTS, legend, total_band
from kompass_desktop.report.charts.question_chart import question_chart
from kompass_desktop.report.charts.radar import radar
from kompass_desktop.report.drafts.wording import measure_points, sentences
from kompass_desktop.report.pdf.fonts import REGULAR, markup
from kompass_desktop.report.pdf.prose import prose
from kompass_desktop.report.pdf.styles import BODY, CAPTION, CONTENT_WIDTH, TOTAL
from kompass_desktop.report.pdf.template import HeadingParagraph, Place, chapter, section
from kompass_desktop.report.report_data import is_recorded_only, out_of_focus_of
from kompass_desktop.report.status_labels import short_name

NO_INTENSITY = mark(
    "Recorded results have no ratings by aspect. So neither where the chain stops nor the distance "
    "to the ideal municipality can be calculated."
)
_RADAR_HEIGHT = 280.0
_RANKED = 5
"""How many questions are listed as the strongest, and as the weakest."""


def result_pages(
    assessment: Assessment,
    board: Scoreboard,
    results: Chapter,
    profile: Profile,
    earlier: Profile | None,
) -> list[Flowable]:
    """Return the chapter on the results; `earlier` is drawn beside them where given."""
    return [
        *chapter(results.title, results.key),
        HeadingParagraph(tr("Profile"), "profile", Place.LISTED_SECTION),
        radar(profile, CONTENT_WIDTH, _RADAR_HEIGHT, earlier),
        Spacer(1, 10),
        legend(_standings(profile.areas)),
        *_total(assessment, board, profile, earlier),
        *section(tr(RESULTS_TEXT_SECTION), "reading", 60, Place.LISTED_SECTION),
        *prose(chapter_text(results.key, assessment, board)),
        *_areas(profile, earlier),
        *_questions(profile, earlier),
        *_readings(assessment, board, profile),
    ]


def _standings(entries: Sequence[ProfileEntry]) -> set[ScoreStatus]:
    return {entry.score.status for entry in entries}


def _total(
    assessment: Assessment, board: Scoreboard, profile: Profile, earlier: Profile | None
) -> list[Flowable]:
    is_known = profile.status is not ScoreStatus.MISSING
    figure = str(profile.total) if is_known else NO_POINTS
    big = f'<font size="26">{markup(figure)}</font> '
    state = f'<font name="{REGULAR}" size="9.5">({markup(short_name(profile.status))})</font>'
    total = markup(tr("{0} of {1} points {2}")).format(
        big, markup(shortest(profile.maximum)), state
    )
    together = [
        HeadingParagraph(tr("Result in all"), "total", Place.LISTED_SECTION),
        Paragraph(total, TOTAL),
        total_band(profile, earlier),
        Spacer(1, 4),
        Paragraph(markup(_total_caption(assessment, board, profile)), CAPTION),
    ]
    return [KeepTogether(together), *difference_notes({"": board.total})]


def _total_caption(assessment: Assessment, board: Scoreboard, profile: Profile) -> str:
    official = tr("The official maximum is {0} points.").format(shortest(profile.maximum))
    if profile.status is ScoreStatus.MISSING:
        return sentences(official, tr("Nothing is rated yet."))
    band = tr(
        "{0}–{1} is the total ±5%. Differences within the band do not matter; it is the profile "
        "that counts."
    ).format(*profile.band)
    state = tr("The total is preliminary.") if board.total.is_preliminary else ""
    return sentences(state, band, official, _attainable(assessment, board, profile))


def _attainable(assessment: Assessment, board: Scoreboard, profile: Profile) -> str:
    if is_recorded_only(assessment):
        return tr("The attainable maximum is not known for recorded results.")
    skipped = out_of_focus_of(board, assessment.instrument.measure_points)
    if not skipped:
        return tr("The attainable maximum is the same, since all measure points are in focus.")
    return ntr(
        "The attainable maximum is {0} points (hatched), since {1} is not in focus.",
        "The attainable maximum is {0} points (hatched), since {1} are not in focus.",
        len(skipped),
    ).format(whole(profile.attainable), measure_points(len(skipped)))


def difference_notes(scores: dict[str, Score]) -> list[Flowable]:
    """Say of each score, under its name, where what is recorded differs from its parts.

    A score without a name is the total.
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


def _areas(profile: Profile, earlier: Profile | None) -> list[Flowable]:
    scores = {tr("Focus area {0}").format(entry.code): entry.score for entry in profile.areas}
    return [
        *section(tr("All areas"), "areas", 330, Place.LISTED_SECTION),
        area_table(profile, earlier),
        Spacer(1, 6),
        legend(_standings(profile.areas) | {profile.status}, _label(earlier)),
        *difference_notes(scores),
    ]


def _label(earlier: Profile | None) -> str:
    return earlier.label if earlier is not None else ""


def _questions(profile: Profile, earlier: Profile | None) -> list[Flowable]:
    return [
        *section(tr("All questions"), "questions", 150, Place.LISTED_SECTION),
        Paragraph(
            markup(tr("Each bar shows a question's points as a share of its maximum.")), BODY
        ),
        question_chart(profile, CONTENT_WIDTH, 120, earlier),
        Spacer(1, 4),
        legend(_standings(profile.questions), _label(earlier)),
    ]


def _ranking(profile: Profile) -> list[Flowable]:
    best, worst = extremes(profile, _RANKED)
    if not (best and worst):
        return []
    strongest, weakest = tr("Strongest"), tr("Weakest")
    if is_partly_compared(profile):
        strongest = tr("Strongest of what is rated in full")
        weakest = tr("Weakest of what is rated in full")
    tables = beside(ranking_table(strongest, best), ranking_table(weakest, worst))
    return [Spacer(1, 10), tables]


def _readings(assessment: Assessment, board: Scoreboard, profile: Profile) -> list[Flowable]:
    """Return what can be read from the ratings; recorded results have none, and say so."""
    ranking = _ranking(profile)
    if is_recorded_only(assessment):
        heading = HeadingParagraph(
            tr("Where does the chain stop?"), "intensity", Place.LISTED_SECTION
        )
        return [KeepTogether([*ranking, heading, Paragraph(markup(tr(NO_INTENSITY)), BODY)])]
    return [KeepTogether(ranking), *_intensity(assessment, board)]


def _intensity(assessment: Assessment, board: Scoreboard) -> list[Flowable]:
    notes = reading_notes(board, assessment.instrument.measure_points)
    said = tr(
        "What is achieved on each aspect, in per cent of what is possible for the measure points "
        "in focus. Darker is higher."
    )
    return [
        *section(tr("Where does the chain stop?"), "intensity", 280, Place.LISTED_SECTION),
        Paragraph(markup(said), BODY),
        area_aspect_table(board),
        *notes,
        *section(tr("How near is the ideal municipality?"), "traits", 160, Place.LISTED_SECTION),
        Paragraph(
            markup(
                tr("Points in per cent of what is possible, for the measure points of each trait.")
            ),
            BODY,
        ),
        trait_table(board),
        *notes,
    ]
