"""Tells the user how many names of informants are replaced in an export, and where.

Words that may be names and are not replaced are listed, so that a person can decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kompass_desktop.assessment.anonymity import (
    Names,
    mask_for_anonymising,
    mask_for_passing_on,
    mask_for_print,
    named_count,
    names_and_codes,
)
from kompass_desktop.assessment.follow_ups import follow_ups
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.name_mask import Found, Mask
from kompass_desktop.assessment.planning.plan_texts import plan_texts
from kompass_desktop.assessment.record_ids import TOGETHER
from kompass_desktop.assessment.records import TEAM, Note
from kompass_desktop.i18n import mark, ntr, ptr, tr
from kompass_desktop.report.chapters.texts import chapters
from kompass_desktop.report.drafts.wording import sentences

_MOST_LISTED = 12

_IN_PRINT = mark("Replaced by the informant group in the texts: {0}.")
_NOBODY_NAMED = mark(
    "No informant is registered with a name, so no names can be found in the texts."
)
_FOR_GOOD = mark("Replaced by the informant group in notes and texts: {0}.")
_IN_FILE = mark("Replaced by the informant's code in notes and texts: {0}.")


@dataclass(frozen=True)
class MaskedNames:
    """A sentence about the names in an export, and `places`: lines that say where they are.

    `doubtful` is a sentence with words that may be names, or "". `has_no_names` is whether no
    informant has a name, so that none can be found.
    """

    sentence: str
    places: tuple[str, ...] = ()
    doubtful: str = ""
    has_no_names: bool = False

    @property
    def notice(self) -> str:
        """The sentence to show after a file is written; "" if no informant has a name."""
        return "" if self.has_no_names and not self.places else self.sentence

    def __str__(self) -> str:
        return sentences(self.notice, self.doubtful)


def masked_in_print(assessment: Assessment) -> MaskedNames:
    """Return what to tell the user about names in the texts of a report."""
    return _masked(assessment, _printed(assessment), mask_for_print(assessment), _IN_PRINT)


def masked_in_file(assessment: Assessment, names: Names) -> MaskedNames:
    """Return what to tell the user about names in a file with a whole assessment."""
    if names is Names.INCLUDED:
        return MaskedNames(_included(named_count(assessment)))
    texts = (*_noted(assessment, assessment.notes.values()), *_printed(assessment))
    return _masked(assessment, texts, mask_for_passing_on(assessment), _IN_FILE)


def masked_in_workbook(assessment: Assessment, names: Names) -> MaskedNames:
    """Return what to tell the user about names in a workbook, or in a zip with one.

    Without names, its texts are those of a report, the reasons and the follow-ups.
    """
    if names is Names.INCLUDED:
        return masked_in_file(assessment, names)
    asked = follow_ups(assessment)
    said = [n for each in asked for n in (each.source, each.answer) if isinstance(n, Note)]
    reasons = (
        (tr("reason for {0}").format(each.measure_point), each.reason)
        for each in assessment.ratings.values()
        if each.interview == TEAM and each.author == TOGETHER and each.reason
    )
    texts = (*_noted(assessment, said), *_printed(assessment), *reasons)
    return _masked(assessment, texts, mask_for_print(assessment), _IN_PRINT)


def masked_for_anonymising(assessment: Assessment, notes: Iterable[Note]) -> MaskedNames:
    """Return what to tell the user about names in an assessment that is anonymised.

    `notes` are the notes that are kept.
    """
    texts = (*_noted(assessment, notes), *_printed(assessment))
    return _masked(
        assessment, texts, mask_for_anonymising(assessment, *names_and_codes(assessment)), _FOR_GOOD
    )


def _included(named: int) -> str:
    if not named:
        return tr("No informant is registered with a name.")
    return ntr(
        "The file contains the name of {0} informant.",
        "The file contains the names of {0} informants.",
        named,
    ).format(named)


def _masked(
    assessment: Assessment, texts: Iterable[tuple[str, str]], mask: Mask, told: str
) -> MaskedNames:
    replaced: dict[str, Counter[tuple[Found, str]]] = {}
    doubtful: dict[str, Counter[str]] = {}
    for where, text in texts:
        masked = mask.masked(text)
        if masked.replaced:
            replaced.setdefault(where, Counter()).update(masked.replaced)
        for words in masked.doubtful:
            doubtful.setdefault(words, Counter())[where] += 1
    kinds: Counter[bool] = Counter()
    for found in replaced.values():
        for (kind, _), count in found.items():
            kinds[kind is Found.CODE] += count
    has_no_names = not _has_names(assessment)
    if kinds:
        sentence = tr(told).format(_counted(kinds))
    elif has_no_names:
        sentence = tr(_NOBODY_NAMED)
    else:
        sentence = tr("No informant's name was found in the texts.")
    places = tuple(f"{where}: {_stand_ins(found)}" for where, found in replaced.items())
    return MaskedNames(sentence, places, _listed(doubtful), has_no_names)


def _has_names(assessment: Assessment) -> bool:
    known = {*assessment.earlier_names, *(i.name for i in assessment.interviews.values())}
    return any(name.strip() for name in known)


def _counted(kinds: Counter[bool]) -> str:
    names, codes = kinds[False], kinds[True]
    told = [ntr("{0} name", "{0} names", names).format(names)] if names else []
    told += [ntr("{0} code", "{0} codes", codes).format(codes)] if codes else []
    return ptr("list", "{0} and {1}").format(*told) if len(told) > 1 else told[0]


def _stand_ins(found: Counter[tuple[Found, str]]) -> str:
    counts: Counter[str] = Counter()
    for (_, stand_in), count in found.items():
        counts[stand_in] += count
    return ", ".join(f"{stand_in} ({count})" for stand_in, count in counts.items())


def _listed(doubtful: dict[str, Counter[str]]) -> str:
    if not doubtful:
        return ""
    shown = [
        tr("“{0}” ({1})").format(words, _where(places))
        for words, places in list(doubtful.items())[:_MOST_LISTED]
    ]
    rest = len(doubtful) - len(shown)
    shown += [tr("{0} more").format(rest)] if rest else []
    return tr("May be names – look yourself at: {0}.").format(", ".join(shown))


def _where(places: Counter[str]) -> str:
    first = next(iter(places))
    total = sum(places.values())
    if total == 1:
        return first
    return ntr("{0}, {1} place in all", "{0}, {1} places in all", total).format(first, total)


def _printed(assessment: Assessment) -> Iterator[tuple[str, str]]:
    for chapter in chapters(assessment.instrument):
        yield chapter.title, assessment.text(chapter.key) or ""
    for finding in assessment.findings.values():
        yield tr("finding in area {0}").format(finding.area), finding.text
    for each in assessment.recommendations.values():
        for text in (each.text, each.responsible, each.deadline):
            yield tr("a recommendation"), text
    for text in plan_texts(assessment):
        yield tr("the plan"), text
    for carried in assessment.carryovers.values():
        for text in (carried.text, carried.responsible, carried.deadline, carried.comment):
            yield tr("what was carried over from last time"), text


def _noted(assessment: Assessment, notes: Iterable[Note]) -> Iterator[tuple[str, str]]:
    for note in notes:
        interview = assessment.interviews.get(note.interview)
        if interview is not None:
            yield tr("note in {0}").format(interview.code or tr("an interview")), note.text
