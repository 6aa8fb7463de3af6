"""Finds problems in a report: outdated figures, unprintable characters, possible names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kompass_desktop.assessment.firm import NO_FIRM, Firm
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.planning.plan_texts import plan_texts
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.i18n import Language, in_language, language, ntr, tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.chapters.texts import chapters, firm_text
from kompass_desktop.report.frozen_figures import departure_sentence
from kompass_desktop.report.masked_names import masked_in_print
from kompass_desktop.report.pdf.fonts import printable
from kompass_desktop.report.report_data import ReportData
from kompass_desktop.report.stale_figures import stale_figures
from kompass_desktop.report.text_fields import unknown_fields
from kompass_desktop.report.visible_text import REPLACEMENT

_MOST_NAMED = 8
_JOINING = "\u200d\ufe0e\ufe0f"


@dataclass(frozen=True)
class Remark:
    """A translated sentence about a problem; `chapter` is the key of its chapter, or ""."""

    sentence: str
    chapter: str = ""


def remarks_on(
    assessment: Assessment,
    firm: Firm = NO_FIRM,
    *,
    written_in: Language | None = None,
    is_printed: bool = True,
) -> tuple[Remark, ...]:
    """Return the problems in the report of an assessment by a firm, as it would be printed now.

    `written_in` is the language of the report, by default the one in use. `is_printed` is false
    for Word and slides, in which the reader's program shows every character by its own fonts.
    """
    board = Scoreboard(assessment)
    stale = (Remark(f.sentence, f.chapter.key) for f in stale_figures(assessment, board))
    doubtful = masked_in_print(assessment).doubtful
    names = (Remark(doubtful),) if doubtful else ()
    departed = departure_sentence(assessment)
    frozen = (Remark(departed),) if departed else ()
    drafts = tuple(_drafts_of_firm(assessment, firm, written_in or language()))
    printed = (*_printed_texts(assessment), (tr("the firm"), firm.contact), *drafts)
    unprintable = _unprintable(printed) if is_printed else ()
    return (
        *frozen,
        *stale,
        *_unknown(assessment),
        *_unknown_of_firm(drafts, assessment.instrument),
        *unprintable,
        *names,
    )


def _unknown(assessment: Assessment) -> Iterator[Remark]:
    """Yield a remark for each chapter that has fields that there are not."""
    for chapter in chapters(assessment.instrument):
        written = assessment.text(chapter.key) or ""
        if found := unknown_fields(written, assessment.instrument):
            text = tr("{0}: There is no such field: {1}. It is printed as it is written.")
            yield Remark(text.format(chapter.title, ", ".join(found[:_MOST_NAMED])))


def _unknown_of_firm(texts: Iterable[tuple[str, str]], instrument: Instrument) -> Iterator[Remark]:
    """Yield a remark for each text of the firm with fields that there are not."""
    for chapter, own in texts:
        if found := unknown_fields(own, instrument):
            text = tr(
                "{0}: There is no such field: {1}. It is in the firm’s text, and is printed as it "
                "is written."
            )
            yield Remark(text.format(chapter, ", ".join(found[:_MOST_NAMED])))


def _drafts_of_firm(
    assessment: Assessment, firm: Firm, written_in: Language
) -> Iterator[tuple[str, str]]:
    """Yield the texts of the firm that are printed as drafts, each after its chapter's title."""
    if not firm.texts or assessment.is_finished:
        return
    data = ReportData(assessment, Scoreboard(assessment), firm=firm)
    for chapter in chapters(assessment.instrument):
        with in_language(written_in):
            own = firm_text(chapter.key, data)
        if own is not None and assessment.text(chapter.key) is None:
            yield chapter.title, own


def _unprintable(texts: Iterable[tuple[str, str]]) -> Iterator[Remark]:
    """Yield a remark about signs in texts, each after a name of where it is, that have no font."""
    found: dict[str, str] = {}
    for where, text in texts:
        for sign in unprintable_in(text):
            found.setdefault(sign, where)
    if not found:
        return
    quoted = tr("“{0}” ({1})")
    named = [quoted.format(sign, where) for sign, where in list(found.items())[:_MOST_NAMED]]
    rest = len(found) - len(named)
    if rest:
        sentence = tr("These signs cannot be printed and become {0}: {1} and {2} more.")
    else:
        sentence = ntr(
            "This sign cannot be printed and becomes {0}: {1}.",
            "These signs cannot be printed and become {0}: {1}.",
            len(found),
        )
    yield Remark(sentence.format(REPLACEMENT, ", ".join(named), rest))


def unprintable_in(text: str) -> list[str]:
    """Return the distinct parts of a text that are printed as replacement characters."""
    if REPLACEMENT not in printable(text):
        return []
    signs = [""]
    for letter in unicodedata.normalize("NFC", text):
        if printable(letter) == REPLACEMENT:
            signs[-1] += letter
        elif letter in _JOINING and signs[-1]:
            # Joiners and variation selectors combine several characters into one sign.
            signs[-1] += letter
        else:
            signs.append("")
    return list(dict.fromkeys(sign.rstrip(_JOINING) for sign in signs if sign))


def _printed_texts(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Yield the typed texts that the report prints, each after a name of where it is."""
    particulars = assessment.particulars
    yield tr("the municipality's name"), particulars.municipality
    yield tr("the report's name"), particulars.report
    yield tr("the firm"), particulars.firm
    for member in assessment.members_in_order():
        yield tr("the team"), f"{member.name}, {member.role}"
    for document in assessment.documents_in_order():
        yield tr("the documents"), document.title
    for chapter in chapters(assessment.instrument):
        yield chapter.title, assessment.text(chapter.key) or ""
    for finding in assessment.findings.values():
        yield tr("finding in area {0}").format(finding.area), finding.text
    for each in assessment.recommendations.values():
        yield tr("a recommendation"), f"{each.text} {each.responsible} {each.deadline}"
    for text in plan_texts(assessment):
        yield tr("the plan"), text
    for carried in assessment.carryovers.values():
        yield tr("what was carried over from last time"), f"{carried.text} {carried.comment}"
