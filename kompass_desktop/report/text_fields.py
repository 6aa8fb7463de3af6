"""Live figures in written texts: fields such as "{total}", "{1.4}" and "{highest_area}".

A field is printed as its value at the time; a word in braces that is no field is printed as it
is. This module does not import the PDF library, so that the window can use it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from kompass_desktop.assessment.numbers import shortest, whole
from kompass_desktop.assessment.profile import ProfileEntry
from kompass_desktop.assessment.scoring import Score, ScoreStatus
from kompass_desktop.i18n import Language, in_language, pmark, ptr, tr
from kompass_desktop.instrument.model import Area, Instrument
from kompass_desktop.report.drafts.wording import attained
from kompass_desktop.report.names import municipality_in_prose
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.status_labels import short_name

_CONTEXT = "report field"
_FIELD = re.compile(r"\{([^{}\s]{1,40})\}")
_IN_BRACES = re.compile(r"\{([^{}\n]{1,80})\}")
_UNSETTLED = (ScoreStatus.PRELIMINARY, ScoreStatus.PROPOSAL)


@dataclass(frozen=True)
class TextField:
    """A field: its English name, and a function that returns its value as text."""

    name: str
    value: Callable[[ReportData], str]

    @property
    def written(self) -> str:
        """The field in a text, with its name in the language in use."""
        return f"{{{ptr(_CONTEXT, self.name)}}}"


def filled(text: str, data: ReportData) -> str:
    """Return a written text with the values of its fields in the language in use."""
    if "{" not in text:
        return text
    return _FIELD.sub(lambda found: _value(found[1], data) or found[0], text)


def unknown_fields(text: str, instrument: Instrument) -> tuple[str, ...]:
    """Return the fields in a text, with their braces, that are printed as they are."""
    names = dict.fromkeys(_IN_BRACES.findall(text))
    return tuple(f"{{{name}}}" for name in names if not _is_known(name, instrument))


def field_called(name: str) -> str:
    """Return a field as it is in a text in the language in use, given its English name."""
    return next(field.written for field in _FIELDS if field.name == name)


def figure_of(code: str, data: ReportData) -> str:
    """Return the value of the field of a code: "7.4 of 30 (preliminary)"."""
    return _figure(code, data)


def field_names() -> tuple[str, ...]:
    """Return all fields except codes, with their names in the language in use."""
    return tuple(field.written for field in _FIELDS)


def field_values(data: ReportData, *codes: str) -> dict[str, str]:
    """Return the value of every field, and of those of some codes, by the field in a text."""
    figures = {f"{{{code}}}": _figure(code, data) for code in codes}
    return {field.written: field.value(data) for field in _FIELDS} | figures


def _is_known(name: str, instrument: Instrument) -> bool:
    return instrument.find(name) is not None or name.casefold() in _by_name()


def _value(name: str, data: ReportData) -> str:
    """Return the value of a field, or "" if there is none of that name."""
    if data.instrument.find(name) is not None:
        return _figure(name, data)
    field = _by_name().get(name.casefold())
    return field.value(data) if field is not None else ""


def _by_name() -> dict[str, TextField]:
    """Return the fields by their names in all languages, since a text may have another one."""
    names: dict[str, TextField] = {}
    for each in Language:
        with in_language(each):
            names |= {ptr(_CONTEXT, field.name).casefold(): field for field in _FIELDS}
    return names


def _figure(code: str, data: ReportData) -> str:
    """Return points and maximum of an area, a question or a measure point."""
    score = data.board.score(code)
    if score.status is ScoreStatus.MISSING:
        return tr("not rated")
    if not score.attainable:
        return tr("not in focus")
    if isinstance(data.instrument.find(code), Area):
        points = tr("{0} of {1}").format(data.board.shown_area(int(code)), shortest(score.maximum))
    else:
        points = attained(score)
    return _with_status(points, score)


def _with_status(text: str, score: Score) -> str:
    if score.status not in _UNSETTLED:
        return text
    return tr("{0} ({1})").format(text, short_name(score.status))


def _total(data: ReportData) -> str:
    total = data.board.total
    if total.status is ScoreStatus.MISSING:
        return tr("not rated")
    return _with_status(str(data.board.shown_total), total)


def _scenario(data: ReportData) -> str:
    """Return the total with the improvements of the scenario, which may be an estimate."""
    total, scenario = data.board.total, data.plan.scenario
    if total.status is ScoreStatus.MISSING:
        return tr("not rated")
    shown = _with_status(str(scenario.shown_total), total)
    return tr("{0} (estimate)").format(shown) if scenario.is_estimate else shown


def _area(data: ReportData, index: int) -> str:
    areas = data.comparable_areas
    return areas[index].title if areas else tr("not rated")


def _question(entries: tuple[ProfileEntry, ...]) -> str:
    return f"{entries[0].code} {entries[0].short}" if entries else tr("not rated")


_FIELDS = (
    TextField(
        pmark("report field", "municipality"), lambda d: municipality_in_prose(d.particulars)
    ),
    TextField(pmark("report field", "year"), lambda d: str(d.particulars.year)),
    TextField(pmark("report field", "total"), _total),
    TextField(pmark("report field", "maximum"), lambda d: shortest(d.board.total.maximum)),
    TextField(pmark("report field", "attainable"), lambda d: str(whole(d.board.total.attainable))),
    TextField(pmark("report field", "highest_area"), lambda d: _area(d, 0)),
    TextField(pmark("report field", "lowest_area"), lambda d: _area(d, -1)),
    TextField(pmark("report field", "strongest_question"), lambda d: _question(d.extremes[0])),
    TextField(pmark("report field", "weakest_question"), lambda d: _question(d.extremes[1])),
    TextField(pmark("report field", "interviews"), lambda d: str(sum(g.held for g in d.groups))),
    TextField(pmark("report field", "scenario"), _scenario),
    TextField(pmark("report field", "improvements"), lambda d: str(len(d.plan.improvements))),
    TextField(pmark("report field", "instrument"), lambda d: d.instrument.name),
)
