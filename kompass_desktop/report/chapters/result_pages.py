"""The results as a whole: the profile first, then the total, the areas and what they say."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from kompass_desktop.assessment.comparison import extremes, is_partly_compared
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.numbers import norwegian, shortest, whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import Score, Scoreboard, ScoreStatus
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
from kompass_desktop.report.drafts.wording import measure_points, sentence
from kompass_desktop.report.pdf.fonts import REGULAR, markup
from kompass_desktop.report.pdf.prose import prose
from kompass_desktop.report.pdf.styles import BODY, CAPTION, CONTENT_WIDTH, TOTAL
from kompass_desktop.report.pdf.template import HeadingParagraph, Place, chapter, section
from kompass_desktop.report.report_data import is_recorded_only, out_of_focus_of
from kompass_desktop.report.status_labels import SHORT_NAMES

NO_INTENSITY = (
    "Registrerte resultater har ingen vurderinger per aspekt. Grad av intensitet og avstand til "
    "idealkommunen kan derfor ikke regnes ut."
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
        HeadingParagraph("Profil", "profile", Place.LISTED_SECTION),
        radar(profile, CONTENT_WIDTH, _RADAR_HEIGHT, earlier),
        Spacer(1, 10),
        legend(_standings(profile.areas)),
        *_total(assessment, board, profile, earlier),
        *section(RESULTS_TEXT_SECTION, "reading", 60, Place.LISTED_SECTION),
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
    state = f'<font name="{REGULAR}" size="9.5">({SHORT_NAMES[profile.status]})</font>'
    together = [
        HeadingParagraph("Samlet resultat", "total", Place.LISTED_SECTION),
        Paragraph(f"{big} av {markup(shortest(profile.maximum))} poeng {state}", TOTAL),
        total_band(profile, earlier),
        Spacer(1, 4),
        Paragraph(markup(_total_caption(assessment, board, profile)), CAPTION),
    ]
    return [KeepTogether(together), *difference_notes({"": board.total})]


def _total_caption(assessment: Assessment, board: Scoreboard, profile: Profile) -> str:
    official = f"Offisielt maksimum er {shortest(profile.maximum)} poeng. "
    if profile.status is ScoreStatus.MISSING:
        return f"{official}Ingenting er vurdert ennå."
    low, high = profile.band
    band = (
        f"{low}–{high} er summen med ±5 %. Forskjeller innenfor båndet betyr ikke noe, det er "
        "profilen som gjør det. "
    )
    state = "Summen er foreløpig. " if board.total.is_preliminary else ""
    return f"{state}{band}{official}{_attainable(assessment, board, profile)}"


def _attainable(assessment: Assessment, board: Scoreboard, profile: Profile) -> str:
    if is_recorded_only(assessment):
        return "Oppnåelig maksimum er ikke kjent for registrerte resultater."
    skipped = out_of_focus_of(board, assessment.instrument.measure_points)
    if not skipped:
        return "Oppnåelig maksimum er det samme, siden alle målepunktene er i fokus."
    return (
        f"Oppnåelig maksimum er {whole(profile.attainable)} poeng (skravert), siden "
        f"{measure_points(len(skipped))} ikke er i fokus."
    )


def difference_notes(scores: dict[str, Score]) -> list[Flowable]:
    """Say of each score, under its name, where what is recorded differs from its parts.

    A score without a name is the total.
    """
    notes: list[Flowable] = []
    for name, score in scores.items():
        difference = score.notable_difference
        if difference is None or score.from_below is None:
            continue
        text = sentence(
            f"{f'{name}: ' if name else ''}det er registrert {norwegian(score.points)} poeng, "
            f"mens delene gir {norwegian(score.from_below)} til sammen. Det registrerte gjelder."
        )
        notes.append(Paragraph(markup(text), CAPTION))
    return notes


def _areas(profile: Profile, earlier: Profile | None) -> list[Flowable]:
    scores = {f"Fokusområde {entry.code}": entry.score for entry in profile.areas}
    return [
        *section("Alle områdene", "areas", 330, Place.LISTED_SECTION),
        area_table(profile, earlier),
        Spacer(1, 6),
        legend(_standings(profile.areas) | {profile.status}, _label(earlier)),
        *difference_notes(scores),
    ]


def _label(earlier: Profile | None) -> str:
    return earlier.label if earlier is not None else ""


def _questions(profile: Profile, earlier: Profile | None) -> list[Flowable]:
    return [
        *section("Alle spørsmålene", "questions", 150, Place.LISTED_SECTION),
        Paragraph(markup("Hver søyle viser et spørsmåls poeng som andel av maksimum."), BODY),
        question_chart(profile, CONTENT_WIDTH, 120, earlier),
        Spacer(1, 4),
        legend(_standings(profile.questions), _label(earlier)),
    ]


def _ranking(profile: Profile) -> list[Flowable]:
    best, worst = extremes(profile, _RANKED)
    if not (best and worst):
        return []
    of_some = " av det som er ferdig vurdert" if is_partly_compared(profile) else ""
    tables = beside(
        ranking_table(f"Sterkest{of_some}", best), ranking_table(f"Svakest{of_some}", worst)
    )
    return [Spacer(1, 10), tables]


def _readings(assessment: Assessment, board: Scoreboard, profile: Profile) -> list[Flowable]:
    """Return what can be read from the ratings; recorded results have none, and say so."""
    ranking = _ranking(profile)
    if is_recorded_only(assessment):
        heading = HeadingParagraph("Hvor stopper det?", "intensity", Place.LISTED_SECTION)
        return [KeepTogether([*ranking, heading, Paragraph(markup(NO_INTENSITY), BODY)])]
    return [KeepTogether(ranking), *_intensity(assessment, board)]


def _intensity(assessment: Assessment, board: Scoreboard) -> list[Flowable]:
    notes = reading_notes(board, assessment.instrument.measure_points)
    said = (
        "Grad av intensitet per aspekt, i prosent av det som er mulig for målepunktene i fokus. "
        "Mørkere er høyere."
    )
    return [
        *section("Hvor stopper det?", "intensity", 280, Place.LISTED_SECTION),
        Paragraph(markup(said), BODY),
        area_aspect_table(board),
        *notes,
        *section("Hvor nær er idealkommunen?", "traits", 160, Place.LISTED_SECTION),
        Paragraph(
            markup("Poeng i prosent av det mulige, for målepunktene som bærer hvert kjennetegn."),
            BODY,
        ),
        trait_table(board),
        *notes,
    ]
