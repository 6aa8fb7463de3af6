"""What one should know before the report goes out: stale figures, letters that no font has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.scoring import Scoreboard
from kompass_desktop.report.chapters.texts import chapters
from kompass_desktop.report.pdf.fonts import REPLACEMENT, printable
from kompass_desktop.report.stale_figures import stale_figures

_MOST_PLACES = 8
_JOINING = "\u200d\ufe0e\ufe0f"


@dataclass(frozen=True)
class Remark:
    """A sentence about the report; `chapter` is the key of the one it is about, or empty."""

    sentence: str
    chapter: str = ""


def remarks_on(assessment: Assessment) -> tuple[Remark, ...]:
    """Return what one should know of the report of an assessment, as it would be printed now."""
    board = Scoreboard(assessment)
    stale = (Remark(f.words, f.chapter.key) for f in stale_figures(assessment, board))
    return (*stale, *_unprintable(assessment))


def _unprintable(assessment: Assessment) -> Iterator[Remark]:
    found: dict[str, str] = {}
    for place, text in _printed_texts(assessment):
        for sign in unprintable_in(text):
            found.setdefault(sign, place)
    if not found:
        return
    named = [f"«{sign}» ({place})" for sign, place in list(found.items())[:_MOST_PLACES]]
    rest = len(found) - len(named)
    more = f" og {rest} til" if rest else ""
    what = "Dette tegnet" if len(found) == 1 else "Disse tegnene"
    yield Remark(f"{what} kan ikke trykkes og blir til {REPLACEMENT}: {', '.join(named)}{more}.")


def unprintable_in(text: str) -> list[str]:
    """Return what of a text is printed as replacement signs, each stretch as it was typed."""
    if REPLACEMENT not in printable(text):
        return []
    signs = [""]
    for letter in unicodedata.normalize("NFC", text):
        if printable(letter) == REPLACEMENT:
            signs[-1] += letter
        elif letter in _JOINING and signs[-1]:
            # What holds the parts of one sign together is seen neither alone nor in print.
            signs[-1] += letter
        else:
            signs.append("")
    return list(dict.fromkeys(sign.rstrip(_JOINING) for sign in signs if sign))


def _printed_texts(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """Yield what a person has typed and the report prints, each with where it stands."""
    particulars = assessment.particulars
    yield "kommunens navn", particulars.municipality
    yield "rapportens navn", particulars.report
    for member in assessment.members_in_order():
        yield "teamet", f"{member.name}, {member.role}"
    for chapter in chapters(assessment.instrument):
        yield chapter.title, assessment.text(chapter.key) or ""
    for finding in assessment.findings.values():
        yield f"funn i område {finding.area}", finding.text
