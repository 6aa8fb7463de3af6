"""Makes a new assessment from the last one of a municipality, to measure again.

The team, the plan of interviews, what each group is asked, the documents to request and the
chapters of the report are as last time. Last time's improvements, challenges and weaknesses
are carried over, to find out what came of them. Nothing about the informants is copied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from kompass_desktop.assessment.anonymity import as_printed
from kompass_desktop.assessment.asking import choices_of
from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.interview_plan import next_code
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.plan_records import Carryover, Improvement, ImprovementStatus
from kompass_desktop.assessment.record_ids import asking_choice_id, carryover_id, new_id, text_id
from kompass_desktop.assessment.records import (
    AskingChoice,
    Change,
    Document,
    Finding,
    Interview,
    Member,
    Particulars,
    Recommendation,
    Record,
    ReportText,
)
from kompass_desktop.instrument.model import Instrument

_YEAR = re.compile(r"(?<![\d/])(?P<year>(?:19|20)\d\d)(?:/(?P<after>\d+))?(?!\d)")
"""A year, also a school year such as "2019/20"; or a case number, which begins with a year."""
_LONGEST_PERIOD = 10
"""Years; "2019/2034" is rather a case number."""


@dataclass(frozen=True)
class Misfit:
    """What of an assessment does not fit another instrument.

    `codes` are those of measure points that only the assessment's own instrument has, and
    `groups` the names of informant groups, in the order of that instrument.
    """

    codes: tuple[str, ...]
    groups: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.codes or self.groups)


def misfit(last: Assessment, instrument: Instrument) -> Misfit:
    """Return what of an assessment does not fit an instrument; false if all does."""
    keys = {group.key for group in instrument.groups}
    return Misfit(
        tuple(p.code for p in last.instrument.measure_points if instrument.find(p.code) is None),
        tuple(group.name for group in last.instrument.groups if group.key not in keys),
    )


def instruments_for(last: Assessment, available: Iterable[Instrument]) -> tuple[Instrument, ...]:
    """Return the instruments for measuring again, the recommended one first.

    They are the available ones with the same name as that of `last`, newest version first, and
    its own one. Recommended is the newest that everything fits.
    """
    same = [each for each in available if each.name == last.instrument.name]
    if last.instrument not in same:
        same.append(last.instrument)
    newest = sorted(same, key=lambda each: _version(each.version), reverse=True)
    return tuple(sorted(newest, key=lambda each: bool(misfit(last, each))))


def _version(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,9}", version))


def particulars_after(last: Particulars, particulars: Particulars) -> Particulars:
    """Return particulars with what does not change from one assessment to the next.

    That is the client, the firm, the lunch break, and whether it is an invented example.
    """
    return replace(
        particulars,
        client=last.client,
        firm=last.firm or particulars.firm,
        lunch=last.lunch,
        invented=last.invented,
    )


def successor(
    last: Assessment,
    particulars: Particulars,
    instrument: Instrument,
    chapters: Collection[str],
    status_name: Callable[[ImprovementStatus], str],
) -> Assessment:
    """Return a new assessment with what is as last time, and what is to be followed up.

    `particulars` are those of the new one. `chapters` are the keys of report texts that are
    copied, such as the choice of chapters. `status_name` returns what a status is called, for
    the comment on an improvement that a status round was about. Names of informants in texts
    are replaced by their groups. What does not fit `instrument` is left out (`misfit`).
    """
    source = as_printed(last)
    made = Assessment(particulars_after(last.particulars, particulars), instrument)
    for part in (
        _members(source),
        _interviews(source, made),
        _asking_choices(source, made),
        _documents(source, made),
        _texts(source, made, chapters),
        _carryovers(source, made, status_name),
    ):
        for record in part:
            made.apply(Change(None, record))
    return made


def _members(last: Assessment) -> Iterator[Member]:
    for member in last.members_in_order():
        yield replace(member, id=new_id())


def _interviews(last: Assessment, made: Assessment) -> Iterator[Interview]:
    """Yield the plan: as many of each group as last time, with new codes and without dates.

    The new codes depend on what is in `made`, to which the caller adds each before the next.
    """
    keys = {group.key for group in made.instrument.groups}
    kept = [i for i in last.interviews_in_order() if not i.is_cancelled and i.group in keys]
    for place, interview in enumerate(kept):
        yield Interview(
            id=new_id(),
            group=interview.group,
            code=next_code(made, interview.group),
            participants=interview.participants,
            agreed_minutes=interview.agreed_minutes,
            position=float(place),
        )


def _asking_choices(last: Assessment, made: Assessment) -> Iterator[AskingChoice]:
    """Yield what was chosen for groups; choices for single interviews are not copied."""
    for group in made.instrument.groups:
        for code, asked in choices_of(last, group.key).items():
            if made.instrument.find(code) is not None:
                yield AskingChoice(
                    asking_choice_id(made.id, group.key, code), group.key, code, asked
                )


def _documents(last: Assessment, made: Assessment) -> Iterator[Document]:
    """Yield the documents to request again; years in titles are as many years later."""
    step = made.particulars.year - last.particulars.year
    for document in last.documents_in_order():
        yield Document(
            id=new_id(),
            title=stepped(document.title, step),
            kind=document.kind,
            year=None if document.year is None else document.year + step,
            chain=document.chain,
            position=document.position,
            service=document.service,
        )


def stepped(title: str, step: int) -> str:
    """Return the title of a document with its years `step` years later.

    "Økonomiplan 2019–2022" four years later is "Økonomiplan 2023–2026". Numbers of cases, such as
    "2019/1234", are left as they are; "2019/20" is a school year.
    """
    return _YEAR.sub(lambda found: _later(found, step), title)


def _later(found: re.Match[str], step: int) -> str:
    year, after = int(found["year"]), found["after"]
    if after is None:
        return str(year + step)
    if len(after) == 2 and int(after) == (year + 1) % 100:
        return f"{year + step}/{(year + 1 + step) % 100:02d}"
    if len(after) == 4 and year < int(after) <= year + _LONGEST_PERIOD:
        return f"{year + step}/{int(after) + step}"
    return found[0]


def _texts(last: Assessment, made: Assessment, chapters: Collection[str]) -> Iterator[ReportText]:
    for text in last.texts.values():
        if text.chapter in chapters:
            yield ReportText(text_id(made.id, text.chapter), text.chapter, text.text)


# What is followed up


def _carryovers(
    last: Assessment, made: Assessment, status_name: Callable[[ImprovementStatus], str]
) -> Iterator[Carryover]:
    """Yield what is to be followed up: improvements by priority, then findings by area.

    Strengths are not carried over: there is nothing to be carried out.
    """
    every = (
        *(_of_improvement(last, each, status_name) for each in _improvements(last)),
        *(_of_recommendation(last, each) for each in _recommendations(last)),
        *(_of_finding(last, each) for each in _findings(last)),
    )
    for place, carried in enumerate(each for each in every if each.text):
        codes = [code for code in carried.codes.split() if made.instrument.find(code) is not None]
        yield replace(
            carried,
            id=carryover_id(made.id, carried.origin),
            codes=" ".join(codes),
            position=float(place),
        )


def _improvements(last: Assessment) -> list[Improvement]:
    dropped = ImprovementStatus.DROPPED
    return [each for each in last.improvements_in_order() if each.status is not dropped]


def _recommendations(last: Assessment) -> Iterator[Recommendation]:
    """Yield the recommendations that no improvement is about.

    They were what the municipality was asked to do when it had no plan yet. One is left out if
    an improvement, also a dropped one, has its text or was made from the same finding.
    """
    improvements = last.improvements.values()
    titles = {_line(each.title).casefold() for each in improvements}
    findings = {finding for each in improvements for finding in each.finding_ids}
    for each in last.recommendations_in_order():
        if each.finding not in findings and _line(each.text).casefold() not in titles:
            yield each


def _findings(last: Assessment) -> Iterator[Finding]:
    for area in last.instrument.areas:
        for kind in (FindingKind.CHALLENGE, FindingKind.WEAKNESS):
            yield from last.findings_of(area.number, kind)


def _of_improvement(
    last: Assessment, improvement: Improvement, status_name: Callable[[ImprovementStatus], str]
) -> Carryover:
    own = [lift.measure_point for lift in last.lifts_of(improvement.id)]
    findings = (last.findings.get(finding) for finding in improvement.finding_ids)
    codes = [*own, *(code for each in findings if each is not None for code in each.codes)]
    return replace(
        _carried(last, improvement, improvement.title, codes),
        responsible=_line(improvement.responsible),
        deadline=improvement.ends,
        comment=_last_status(last, improvement, status_name),
    )


def _last_status(
    last: Assessment, improvement: Improvement, status_name: Callable[[ImprovementStatus], str]
) -> str:
    """Return what the latest status round says of an improvement: "2022: under way. …"."""
    checks = last.status_checks_of(improvement.id)
    if not checks:
        return ""
    latest = checks[-1]
    said = f"{latest.year}: {status_name(latest.status)}"
    return _line(f"{said}. {latest.comment}" if latest.comment else said)


def _of_recommendation(last: Assessment, recommendation: Recommendation) -> Carryover:
    return replace(
        _carried(last, recommendation, recommendation.text, [recommendation.code]),
        responsible=_line(recommendation.responsible),
        deadline=_line(recommendation.deadline),
    )


def _of_finding(last: Assessment, finding: Finding) -> Carryover:
    codes = finding.codes or (str(finding.area),)
    return replace(_carried(last, finding, finding.text, codes), kind=finding.kind)


def _carried(last: Assessment, origin: Record, text: str, codes: Iterable[str]) -> Carryover:
    about = " ".join(dict.fromkeys(filter(None, codes)))
    return Carryover("", origin.id, last.particulars.year, _line(text), codes=about)


def _line(text: str) -> str:
    return " ".join(text.split())
