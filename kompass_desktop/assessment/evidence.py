"""Which documents are evidence of a measure point, a question or a finding, and on which pages.

A document is evidence of the codes that it has itself (`Document.codes`) and of those of the
notes about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Document, Finding, Note


@dataclass(frozen=True)
class Evidence:
    """A document that is evidence of something.

    `pages` has the pages that notes name, as "14" or "14-16", each once and in order; `notes`
    the ids of the notes. Both are empty for a document that only has the code itself.
    """

    document: Document
    pages: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def evidence_of(assessment: Assessment, code: str) -> tuple[Evidence, ...]:
    """Return the documents that are evidence of a code, in the order of the register.

    Included is what is evidence of a part of it, and for a measure point also what is evidence
    of its question: at 1.4.3 that of 1.4, but not that of area 1.
    """
    if not code:
        return ()
    return _collected(assessment, lambda codes: any(is_about(each, code) for each in codes))


def evidence_of_finding(assessment: Assessment, finding: Finding) -> tuple[Evidence, ...]:
    """Return the evidence of a finding: of its codes, and the source of its note line."""

    def is_evidence(codes: Iterable[str]) -> bool:
        return any(is_about(each, code) for each in codes for code in finding.codes)

    return _collected(assessment, is_evidence, finding.note)


def is_about(written: str, code: str) -> bool:
    """Return whether evidence of the code that was `written` is evidence of another code."""
    if written == code or written.startswith(f"{code}."):
        return True
    is_question = written.count(".") == 1
    return is_question and code.startswith(f"{written}.")


def _collected(
    assessment: Assessment, is_evidence: Callable[[Iterable[str]], bool], source: str = ""
) -> tuple[Evidence, ...]:
    """Return the evidence; `source` is the id of a note that counts whatever its codes are."""
    notes: dict[str, list[Note]] = {}
    for note in assessment.notes.values():
        if note.document and note.text.strip() and (note.id == source or is_evidence(note.codes)):
            notes.setdefault(note.document, []).append(note)
    found = []
    for document in assessment.documents_in_order():
        about = sorted(notes.get(document.id, ()), key=lambda note: (note.position, note.id))
        if about or is_evidence(document.codes.split()):
            pages = dict.fromkeys(note.page for note in about if note.page)
            found.append(
                Evidence(
                    document, tuple(sorted(pages, key=_first_number)), tuple(n.id for n in about)
                )
            )
    return tuple(found)


def _first_number(page: str) -> tuple[bool, int, str]:
    """Return the key for sorting pages; those without a number come last."""
    digits = "".join(c if c.isdecimal() else " " for c in page).split()
    return (not digits, int(digits[0]) if digits else 0, page)
