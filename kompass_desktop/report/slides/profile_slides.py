"""The slides of the profile: the radar with the total, and the bars of the areas."""

from __future__ import annotations

from collections.abc import Sequence

from kompass_desktop.assessment.comparing.comparison import (
    share_in_focus,
)
from kompass_desktop.assessment.numbers import shortest, whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import ScoreStatus
from kompass_desktop.i18n import tr
from kompass_desktop.report.chapters.texts import ChapterKey, chapter_text
from kompass_desktop.report.drafts.results import NOTHING_RATED
from kompass_desktop.report.drafts.wording import sentences
from kompass_desktop.report.points_text import NO_POINTS, points_text
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.slides.charts import (
    Bar,
    Series,
    insert_bars,
)
from kompass_desktop.report.slides.deck import Deck
from kompass_desktop.report.slides.layouts import (
    BODY,
    CHART,
    Layout,
)
from kompass_desktop.report.slides.radar_chart import insert_radar
from kompass_desktop.report.slides.sources import with_sources
from kompass_desktop.report.slides.text_writer import (
    ACCENT,
    SOFT,
    Look,
    write_lines,
)
from kompass_desktop.report.status_labels import BY_CERTAINTY, explanation
from kompass_desktop.report.visible_text import one_line

FEWEST_IN_RADAR = 3
_NAMED = 2


def value_of(entry: ProfileEntry) -> int | None:
    """Return the printed points of an area, or None if it is not rated."""
    score = entry.score
    return None if score.status is ScoreStatus.MISSING else whole(score.points)


def profile_slide(deck: Deck, data: ReportData, notes: str) -> None:
    """Add the radar, or bars for an instrument with few areas, beside the total."""
    profile = data.profile
    text = with_sources(chapter_text(ChapterKey.RESULTS, data), notes)
    slide = deck.add(Layout.CHART_AND_TEXT, tr("The profile"), text)
    series = [Series(profile.label, [value_of(entry) for entry in profile.areas])]
    if data.earlier is not None and len(data.earlier.areas) == len(profile.areas):
        values = [value_of(entry) for entry in data.earlier.areas]
        series.append(Series(data.earlier_label, values))
    maximum = float(max(entry.score.maximum for entry in profile.areas))
    placeholder = slide.placeholder(CHART)
    described = _described(tr("The profile"), profile.areas)
    if len(profile.areas) >= FEWEST_IN_RADAR:
        names = [f"{entry.code} {entry.short}" for entry in profile.areas]
        insert_radar(placeholder, names, series, maximum, described)
    else:
        insert_bars(placeholder, _bars(profile), tr("Points"), described)
    write_lines(slide.frame(BODY), _total(data))
    slide.finish()


def _total(data: ReportData) -> list[tuple[str, Look]]:
    profile = data.profile
    is_known = profile.status is not ScoreStatus.MISSING
    figure = str(profile.total) if is_known else NO_POINTS
    lines = [
        (figure, Look(60, is_bold=True, color=ACCENT)),
        (tr("of {0} points").format(shortest(profile.maximum)), Look(20, color=SOFT)),
    ]
    look = Look(16)
    if not is_known:
        return [*lines, (tr(NOTHING_RATED), look)]
    if data.shows_statuses:
        state = explanation(profile.status)
        lines.append((f"{state[:1].upper()}{state[1:]}", Look(16, is_bold=True)))
    band = tr("{0}–{1} is the total ±5%. It is the profile that counts.").format(*profile.band)
    lines.append((band, look))
    if profile.attainable != profile.maximum and not data.is_recorded_only:
        skipped = tr("{0} points are attainable: {1} of the measure points are not in focus.")
        lines.append((skipped.format(whole(profile.attainable), len(data.out_of_focus)), look))
    return lines + [(text, look) for text in _edges(data)]


def _edges(data: ReportData) -> list[str]:
    """Return sentences with the strongest and the weakest areas, if they can be ranked."""
    areas = data.comparable_areas
    shares = [share_in_focus(data.board.score(area.code)) for area in areas]
    if len(areas) < 2 * _NAMED or shares[0] == shares[-1]:
        return []
    names = [f"{area.code} {one_line(area.short)}" for area in areas]
    return [
        tr("Strongest: {0}").format(", ".join(names[:_NAMED])),
        tr("Weakest: {0}").format(", ".join(names[: -_NAMED - 1 : -1])),
    ]


def _described(title: str, entries: Sequence[ProfileEntry]) -> str:
    each = tr("{0}: {1} of {2}")
    told = [
        each.format(
            f"{entry.code} {entry.short}",
            points_text(entry.score, 0),
            shortest(entry.score.maximum),
        )
        for entry in entries
    ]
    return f"{title}. {'; '.join(told)}."


def _bars(profile: Profile) -> list[Bar]:
    return [
        Bar(
            f"{entry.code} {entry.text}",
            value_of(entry),
            float(entry.score.maximum),
            float(whole(entry.score.attainable)),
            entry.score.status,
        )
        for entry in profile.areas
    ]


def area_bars_slide(deck: Deck, data: ReportData, notes: str) -> None:
    """Add a bar for each area."""
    slide = deck.add(Layout.CHART, tr("Points by focus area"), notes)
    profile = data.profile
    described = _described(tr("Points by focus area"), profile.areas)
    insert_bars(slide.placeholder(CHART), _bars(profile), tr("Points"), described)
    note = sentences(
        tr("The grey goes on to the maximum."), _legend(data, profile.areas), _hatched(profile)
    )
    write_lines(slide.frame(BODY), [(note, Look(14, color=SOFT))])
    slide.finish()


def _legend(data: ReportData, entries: Sequence[ProfileEntry]) -> str:
    """Return what the looks of the bars mean; "" if all figures are equally sure."""
    present = {entry.score.status for entry in entries}
    if not data.shows_statuses:
        return ""
    looks = {
        ScoreStatus.RATED: tr("Filled bar: {0}."),
        ScoreStatus.RECORDED: tr("Filled bar: {0}."),
        ScoreStatus.PROPOSAL: tr("Striped bar: {0}."),
        ScoreStatus.PRELIMINARY: tr("Dashed bar: {0}."),
        ScoreStatus.MISSING: tr("No bar: {0}."),
    }
    told = [looks[status].format(explanation(status)) for status in BY_CERTAINTY]
    kept = [text for status, text in zip(BY_CERTAINTY, told, strict=True) if status in present]
    return sentences(*kept)


def _hatched(profile: Profile) -> str:
    is_lost = any(entry.score.attainable != entry.score.maximum for entry in profile.areas)
    return tr("Hatched: not in focus.") if is_lost else ""
