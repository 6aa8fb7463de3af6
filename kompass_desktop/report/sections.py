"""The chapters of one report: which are printed, in which order, and under which titles.

The choice belongs to the assessment, so that a colleague gets the same report. It is stored as
a report text with a line for each chapter in order: its key, "-" before it if it is left out,
and "= title" after it if it was renamed. Lines that cannot be read are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.record_ids import text_id
from kompass_desktop.assessment.records import ReportText
from kompass_desktop.report.chapters.texts import ChapterKey, chapters
from kompass_desktop.report.plan.plan_content import has_plan
from kompass_desktop.report.report_data import is_recorded_only

SECTIONS = "sections"
"""The chapter key under which the choice is stored."""

_LINE = re.compile(r"(?P<out>-?)[ \t]*(?P<key>[a-z]+(?:-\d+)?)[ \t]*(?:=[ \t]*(?P<title>.*))?")


@dataclass(frozen=True)
class Section:
    """A chapter in a report; `title` is its own title, or "" for the usual one."""

    key: str
    usual_title: str
    title: str = ""
    is_included: bool = True

    @property
    def printed_title(self) -> str:
        """The title in the report."""
        return self.title or self.usual_title


def sections(assessment: Assessment) -> tuple[Section, ...]:
    """Return the chapters in the order of the report, also those that are left out.

    Their usual titles are in the language in use.
    """
    usual = _usual(assessment)
    chosen: dict[str, Section] = {}
    for line in (assessment.text(SECTIONS) or "").splitlines():
        read = _LINE.fullmatch(line.strip())
        if read is not None and read["key"] in usual:
            title, is_included = (read["title"] or "").strip(), not read["out"]
            own = replace(usual[read["key"]], title=title, is_included=is_included)
            chosen.setdefault(own.key, own)
    return tuple(_with_missing(list(chosen.values()), list(usual.values())))


def choice(assessment: Assessment, chosen: Sequence[Section]) -> ReportText | None:
    """Return the record that stores the chapters of a report; None if they are the usual ones."""
    usual = _usual(assessment).values()
    if [(s.key, s.title, s.is_included) for s in chosen] == [(s.key, "", True) for s in usual]:
        return None
    text = "\n".join(_line(section) for section in chosen)
    return ReportText(text_id(assessment.id, SECTIONS), SECTIONS, text)


def renamed(section: Section, title: str) -> Section:
    """Return a section with another title; an empty or usual one is the usual one."""
    own = " ".join(title.split())
    return replace(section, title="" if own == section.usual_title else own)


def _usual(assessment: Assessment) -> dict[str, Section]:
    every = chapters(assessment.instrument)
    left_out = _impossible(assessment)
    return {each.key: Section(each.key, each.title) for each in every if each.key not in left_out}


def _impossible(assessment: Assessment) -> set[str]:
    """Return the keys of the chapters that an assessment has nothing for."""
    left_out = set()
    if is_recorded_only(assessment):
        left_out.add(ChapterKey.APPENDIX.value)
    if assessment.text(ChapterKey.PLAN) is None and not has_plan(assessment):
        left_out.add(ChapterKey.PLAN.value)
    if not assessment.carryovers:
        left_out.add(ChapterKey.LAST_TIME.value)
    return left_out


def _with_missing(chosen: list[Section], usual: list[Section]) -> list[Section]:
    """Return the chosen sections, with each missing one after the one that is usually before it."""
    keys = [section.key for section in chosen]
    before = ""
    for section in usual:
        if section.key not in keys:
            place = keys.index(before) + 1 if before else 0
            keys.insert(place, section.key)
            chosen.insert(place, section)
        before = section.key
    return chosen


def _line(section: Section) -> str:
    mark = "" if section.is_included else "-"
    title = f" = {section.title}" if section.title else ""
    return f"{mark}{section.key}{title}"
