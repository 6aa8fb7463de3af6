"""Templates of the timeline, read from `data/plan_templates/*.toml`, and re-dated from a new start.

`data/plan_templates/README.md` describes the format.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Activity
from kompass_desktop.assessment.planning.plan_dates import day_of
from kompass_desktop.assessment.planning.timeline import Span, union
from kompass_desktop.assessment.planning.timeline_moves import LAST_YEAR, siblings_of
from kompass_desktop.assessment.planning.working_days import working_day_after, working_days_between
from kompass_desktop.assessment.record_ids import new_id
from kompass_desktop.assessment.records import Change
from kompass_desktop.assessment.service_areas import USUAL
from kompass_desktop.assets import data_folder
from kompass_desktop.bounded_file import read_bounded
from kompass_desktop.i18n import Language, language, tr
from kompass_desktop.instrument.tables import InstrumentError, Table
from kompass_desktop.os_errors import reason

FORMAT = 1
LARGEST_FILE = 256 * 1024
"""Bytes that are read at most."""
LONGEST_DAYS = 366 * 20
"""The most days that a template lasts."""
_DRIFT = timedelta(days=60)
"""More than what a template lasts longer where other holidays are in it."""


class PlanTemplateError(Exception):
    """A template cannot be used; the message is a sentence with where and why."""


class _Is(StrEnum):
    YES = "yes"


@dataclass(frozen=True)
class PlanStep:
    """A phase, activity or milestone of a template; `span` is None for a phase with parts.

    `part_of` and `after` contain keys of other steps.
    """

    key: str
    titles: Mapping[Language, str]
    span: Span | None = None
    is_milestone: bool = False
    part_of: str = ""
    after: tuple[str, ...] = ()
    service: str = ""

    @property
    def title(self) -> str:
        """The title in the language in use."""
        return self.titles[language()]


@dataclass(frozen=True)
class PlanTemplate:
    """A template, with the dates of a project that began on the day `begins`."""

    key: str
    order: int
    titles: Mapping[Language, str]
    begins: date
    steps: tuple[PlanStep, ...]

    @property
    def title(self) -> str:
        """The title in the language in use."""
        return self.titles[language()]

    def redated(self, begins: date) -> tuple[PlanStep, ...]:
        """Return the steps as they are if the project begins on another day.

        The number of working days between them stays the same, and every date is a working
        day. From the template's own start, the dates are those that it has. Raises
        PlanTemplateError if it would end after the last year that can be stored.
        """
        if begins == self.begins:
            return self.steps
        length = whole(self.steps).ends - self.begins
        if begins + length + _DRIFT > date(LAST_YEAR, 12, 31):
            latest = tr("The plan would end after {0}; choose an earlier start.")
            raise PlanTemplateError(latest.format(LAST_YEAR))
        return tuple(
            each if each.span is None else replace(each, span=self._moved(each.span, begins))
            for each in self.steps
        )

    def _moved(self, span: Span, begins: date) -> Span:
        first, last = (
            working_day_after(begins, working_days_between(self.begins, day))
            for day in (span.begins, span.ends)
        )
        return Span(first, last)


def whole(steps: Sequence[PlanStep], key: str = "") -> Span:
    """Return the time that steps take, or that the step of a key and its parts take."""
    inside = {key}
    for each in steps:
        if each.part_of in inside and each.part_of:
            inside.add(each.key)
    spans = [each.span for each in steps if each.span and (not key or each.key in inside)]
    return union(spans)


def inserted(assessment: Assessment, steps: Sequence[PlanStep]) -> list[Change]:
    """Return the changes that add steps, which are not stored, after all activities."""
    ids = {each.key: new_id() for each in steps}
    top = siblings_of(assessment, "")
    start = top[-1].position + 1 if top else 0.0
    return [Change(None, _activity(each, ids, start + place)) for place, each in enumerate(steps)]


def load_plan_template(path: Path) -> PlanTemplate:
    """Return the template in a TOML file.

    Raises PlanTemplateError if the file cannot be read or is invalid.
    """
    try:
        text = read_bounded(path, LARGEST_FILE).decode("utf-8")
    except OSError as error:
        raise PlanTemplateError(
            tr("{0} could not be read: {1}.").format(path.name, reason(error))
        ) from error
    except UnicodeDecodeError as error:
        raise PlanTemplateError(tr("{0} is not a text file.").format(path.name)) from error
    return parse_plan_template(text, path.name)


def parse_plan_template(text: str, origin: str) -> PlanTemplate:
    """Return the template in the text of a TOML file; `origin` names the file in messages.

    Raises PlanTemplateError if the text is invalid.
    """
    try:
        document = Table(tomllib.loads(text), origin, tr("the file"))
        if document.count("format") != FORMAT:
            raise document.error(tr("this version of Kompass cannot read the format; update it"))
        return _template(document)
    except tomllib.TOMLDecodeError as error:
        raise PlanTemplateError(f"{origin}: {error}.") from error
    except InstrumentError as error:
        raise PlanTemplateError(str(error)) from error


@cache
def bundled_plan_templates() -> tuple[PlanTemplate, ...]:
    """Return the templates that come with the program, in the order of the menu.

    Raises PlanTemplateError if one of them is invalid.
    """
    files = sorted((data_folder() / "plan_templates").glob("*.toml"))
    return tuple(sorted(map(load_plan_template, files), key=lambda each: (each.order, each.key)))


def _template(document: Table) -> PlanTemplate:
    begins = _day(document, "begins")
    steps: list[PlanStep] = []
    for table in document.tables("steps"):
        steps.append(_step(table, [each.key for each in steps]))
        span = steps[-1].span
        if span is not None and not (
            begins <= span.begins and (span.ends - begins).days <= LONGEST_DAYS
        ):
            raise table.error(tr("the dates are before the start, or too long after it"))
    _check(document, steps)
    return PlanTemplate(
        document.text("key"), document.count("order"), _titles(document), begins, tuple(steps)
    )


def _step(table: Table, before: Collection[str]) -> PlanStep:
    key = table.text("key")
    table.where = tr("the step “{0}”").format(key)
    if key in before:
        raise table.error(tr("the key is used twice"))
    step = PlanStep(
        key=key,
        titles=_titles(table),
        span=_span(table),
        is_milestone=table.has("milestone") and table.member("milestone", _Is) is _Is.YES,
        part_of=table.optional_text("part_of"),
        after=table.optional_texts("after"),
        service=table.optional_text("service"),
    )
    if step.part_of and step.part_of not in before:
        raise table.error(tr("the step “{0}” must come earlier").format(step.part_of))
    if step.service and step.service not in USUAL:
        raise table.error(tr("the service area “{0}” is unknown").format(step.service))
    if step.is_milestone and (step.span is None or step.span.days > 1):
        raise table.error(tr("a milestone has one date"))
    return step


def _check(document: Table, steps: Sequence[PlanStep]) -> None:
    """Raise an error if steps are without dates and parts, or follow what does not exist."""
    known = {each.key for each in steps}
    above = {each.part_of for each in steps}
    for each in steps:
        unknown = next((key for key in each.after if key not in known or key == each.key), None)
        if unknown is not None:
            raise document.error(tr("the step “{0}” is unknown").format(unknown))
        if each.span is None and each.key not in above:
            raise document.error(tr("the step “{0}” has no dates").format(each.key))


def _span(table: Table) -> Span | None:
    if not table.has("begins"):
        return None
    begins = _day(table, "begins")
    ends = _day(table, "ends") if table.has("ends") else begins
    if ends < begins:
        raise table.error(tr("it ends before it begins"))
    return Span(begins, ends)


def _day(table: Table, name: str) -> date:
    day = day_of(table.text(name))
    if day is None:
        raise table.error(tr("the field “{0}” must be a date such as 2019-03-10").format(name))
    return day


def _titles(table: Table) -> Mapping[Language, str]:
    return {each: " ".join(table.text(f"title_{each.value}").split()) for each in Language}


def _activity(step: PlanStep, ids: Mapping[str, str], position: float) -> Activity:
    begins = step.span.begins.isoformat() if step.span else ""
    ends = step.span.ends.isoformat() if step.span and not step.is_milestone else ""
    return Activity(
        ids[step.key],
        step.title,
        begins,
        ends,
        milestone=step.is_milestone,
        parent=ids.get(step.part_of, ""),
        service=step.service,
        after=" ".join(ids[key] for key in step.after),
        position=position,
    )
