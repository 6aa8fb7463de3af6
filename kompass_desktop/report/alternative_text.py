"""What the charts of the report show, in words, for readers who do not see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kompass_desktop.assessment.comparing.compared import Ranked
from kompass_desktop.assessment.comparing.trend import Trend
from kompass_desktop.assessment.disagreements import Difference
from kompass_desktop.assessment.numbers import shortest, whole
from kompass_desktop.assessment.profile import Profile, ProfileEntry
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import ptr, tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.blocks import Legend, Table
from kompass_desktop.report.dates import days_text
from kompass_desktop.report.drafts.wording import sentences
from kompass_desktop.report.plan.plan_names import status_name
from kompass_desktop.report.plan.timeline_layout import Bar
from kompass_desktop.report.points_text import points_text
from kompass_desktop.report.status_labels import BY_CERTAINTY, explanation


def radar_text(profile: Profile, earlier: Profile | None = None) -> str:
    """Return the points of every area, and those of the earlier profile if there is one."""
    before = _by_code(earlier.areas) if earlier is not None else {}
    areas = (
        _entry_text(f"{area.code} {area.short}", area.score, before.get(area.code), 0)
        for area in profile.areas
    )
    radar = tr("Radar chart with the points of each area.")
    compared = tr("The earlier profile is {0}.").format(earlier.label) if earlier else ""
    return sentences(radar, compared, _listed(areas))


def total_text(profile: Profile, earlier: Profile | None) -> str:
    """Return the total, its band of ±5 % and an earlier total."""
    maximum = shortest(profile.maximum)
    if profile.status is ScoreStatus.MISSING:
        total = tr("Bar of the total from 0 to {0} points. Nothing is rated yet.").format(maximum)
    else:
        total = tr(
            "Bar of the total: {0} of {1} points. The band of ±5% is from {2} to {3}."
        ).format(profile.total, maximum, *profile.band)
    attainable = ""
    if profile.attainable != profile.maximum:
        attainable = tr("Attainable: {0}.").format(whole(profile.attainable))
    return sentences(total, attainable, _earlier_total(earlier))


def area_text(entry: ProfileEntry, earlier: ProfileEntry | None, earlier_label: str) -> str:
    """Return the points of an area, and its earlier points."""
    name = tr("Focus area {0}").format(entry.code)
    if not entry.score.attainable:
        return tr("{0} is not in focus.").format(name)
    points = points_text(entry.score, 0)
    text = tr("{0}: {1} of {2} points.").format(name, points, shortest(entry.score.maximum))
    if earlier is None or earlier.score.status is ScoreStatus.MISSING:
        return text
    return sentences(text, f"{earlier_label}: {points_text(earlier.score, 0)}.")


def area_bars_text(profile: Profile, earlier: Profile | None) -> str:
    """Return the points of every area, and the earlier ones, as a chart with bars shows them."""
    before = _by_code(earlier.areas) if earlier is not None else {}
    areas = (
        _entry_text(f"{area.code} {area.text}", area.score, before.get(area.code), 0)
        for area in profile.areas
    )
    return sentences(tr("Bars with the points of each area."), _listed(areas))


def table_text(table: Table) -> str:
    """Return the rows of a table with one line of heads, each figure under its head."""
    heads = [cell.text for cell in table.head.cells[1:]]
    rows = []
    for row in table.rows:
        first, *others = row.cells
        if any(cell.span > 1 for cell in others):
            named = [cell.text for cell in others]
        else:
            pairs = zip(heads, others, strict=True)
            named = [f"{head} {cell.text}".strip() for head, cell in pairs if cell.text]
        rows.append(f"{first.text}: {', '.join(named)}")
    return sentences(f"{table.title}.", _listed(rows))


def questions_text(area: ProfileEntry, profile: Profile, earlier: Profile | None) -> str:
    """Return the points of every question of an area, and its earlier points."""
    before = _by_code(earlier.questions) if earlier is not None else {}
    questions = (
        _entry_text(f"{q.code} {q.short}", q.score, before.get(q.code), 1)
        for q in profile.questions_of(area.code)
    )
    title = tr("Bars with the points of the questions in focus area {0}.").format(area.code)
    return sentences(title, _listed(questions))


def differences_text(found: Sequence[Difference], instrument: Instrument) -> str:
    """Return the level of every group on each of the measure points."""
    said = []
    for each in found:
        levels = ", ".join(f"{instrument.group(at.group).name} {at.level}" for at in each.levels)
        aspect = instrument.aspect(each.aspect).name
        said.append(f"{each.point.code} {each.point.statement} ({aspect}): {levels}")
    title = tr("Chart of the levels that the informant groups give each measure point.")
    return sentences(title, _listed(said))


def overlay_text(own: Profile, others: Sequence[Profile]) -> str:
    """Return the points of every area of a profile and of the others over it."""
    said = []
    for profile in (own, *others):
        areas = (_entry_text(f"{a.code} {a.short}", a.score, None, 0) for a in profile.areas)
        said.append(f"{profile.label}: {_listed(areas)}")
    return sentences(tr("Radar chart with the points of each area of several profiles."), *said)


def trends_text(trends: Sequence[Trend]) -> str:
    """Return the points of each area in every measurement."""
    said = []
    for trend in trends:
        years = (f"{point.compared.year} {point.text}" for point in trend.points)
        said.append(f"{trend.name}: {', '.join(years)}")
    return sentences(tr("Small charts with the points of each area over the years."), _listed(said))


def totals_text(ranked: Sequence[Ranked]) -> str:
    """Return the totals in their order."""
    totals = (f"{r.place}. {r.compared.label}: {r.compared.total_text}" for r in ranked)
    return sentences(tr("Bars with the totals, the highest first."), _listed(totals))


def timeline_text(bars: Sequence[Bar]) -> str:
    """Return the days of every bar of a timeline, and how far it has come."""
    said = []
    for bar in bars:
        days = days_text(bar.begins.isoformat(), bar.ends.isoformat())
        text = f"{bar.title}: {days}"
        said.append(f"{text} ({bar_state(bar)})")
    return sentences(tr("Timeline of the plan."), _listed(said))


def bar_state(bar: Bar) -> str:
    """Return what a bar of a timeline is: the status of an improvement, else its kind."""
    if bar.status is not None:
        return status_name(bar.status)
    if bar.is_done:
        return ptr("timeline", "done")
    return ptr("timeline", "milestone") if bar.is_milestone else ptr("timeline", "activity")


def legend_text(legend: Legend) -> str:
    """Return what the signs and bars of a legend mean."""
    meanings = [explanation(each) for each in BY_CERTAINTY if each in legend.statuses]
    if legend.hatching:
        meanings.append(tr("hatched: {0}").format(legend.hatching))
    if legend.earlier:
        meanings.append(tr("earlier value: {0}").format(legend.earlier))
    return sentences(tr("Meaning of the signs and bars."), _listed(meanings))


def _earlier_total(earlier: Profile | None) -> str:
    if earlier is None or earlier.status is ScoreStatus.MISSING:
        return ""
    return f"{earlier.label}: {earlier.total}."


def _entry_text(name: str, score: Score, before: Score | None, decimals: int) -> str:
    if not score.attainable:
        return tr("{0}: not in focus").format(name)
    points, maximum = points_text(score, decimals), shortest(score.maximum)
    if before is None or before.status is ScoreStatus.MISSING:
        return tr("{0}: {1} of {2}").format(name, points, maximum)
    then = points_text(before, decimals)
    return tr("{0}: {1} of {2} (earlier {3})").format(name, points, maximum, then)


def _by_code(entries: Iterable[ProfileEntry]) -> dict[str, Score]:
    return {entry.code: entry.score for entry in entries}


def _listed(items: Iterable[str]) -> str:
    return f"{'; '.join(items)}."
