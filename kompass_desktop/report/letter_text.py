"""The text of the letter to the informants, and the fields that are filled in.

The text is plain, as that of a chapter, with fields such as "{date}". This module does not
import the PDF library, so that the window can use it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kompass_desktop.assessment.interviewers import interviewers_of
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.assessment.records import Interview
from kompass_desktop.assessment.times import begins_at
from kompass_desktop.i18n import Language, in_language, mark, pmark, ptr, tr
from kompass_desktop.report.dates import day_and_date, long_date
from kompass_desktop.report.names import municipality_in_prose

LETTER = "letter"
"""The chapter key under which the text of an assessment's letter is stored."""

TO_FILL_IN = "…………………"
"""What is printed for a field without a value: a dotted line to write on."""

_CONTEXT = "letter field"
_FIELD = re.compile(r"\{([^{}\s]{1,20})\}")

_USUAL_TEXT = mark(
    """\
# Interview for the measurement in {0}

To {1}

{0} is being measured with {2}. The measurement shows how the municipality is \
led and developed, what it does well, and where it can become better. It is about the municipality \
as an organisation and not about you or any other person.

We would like to talk with you. The interview is {3} at {4}, {5}, and takes about \
{6} minutes. You meet {7}.

# What we ask about

We ask how you work: what is planned and written down, how much it is used, what comes of it, and \
how you learn from it. You need not prepare. Bring documents that show how you work, if you like.

# What becomes of what you say

- We write notes while we talk. No sound is recorded.
- Only the team reads the notes. They are used to rate the municipality's practice and to write \
the report.
- The report mentions groups of informants and never names a person.
- Names and notes are deleted or made anonymous by {8}.

# Your rights

Taking part is voluntary, and you may stop at any time. You may ask to see what we have written \
about you, to have it corrected or deleted, and you may complain to the data protection authority.

If you have questions, get in touch with us.

Yours sincerely
{7}
{9}"""
)


@dataclass(frozen=True)
class LetterField:
    """A field of the letter: its English name, and a function that returns its value."""

    name: str
    value: Callable[[Assessment, Interview], str]

    @property
    def written(self) -> str:
        """The field in a text, with its name in the language in use: "{date}"."""
        return f"{{{ptr(_CONTEXT, self.name)}}}"

    @property
    def names(self) -> frozenset[str]:
        """Its names in all languages, because a letter may have another than the window."""
        names = []
        for each in Language:
            with in_language(each):
                names.append(ptr(_CONTEXT, self.name))
        return frozenset(names)


def letter_text(assessment: Assessment) -> str:
    """Return the text of an assessment's letter: the edited one, or the usual one."""
    written = assessment.text(LETTER)
    return usual_letter() if written is None else written


def usual_letter() -> str:
    """Return the standard text of the letter, with its fields, in the language in use."""
    return tr(_USUAL_TEXT).format(*field_names())


def field_names() -> tuple[str, ...]:
    """Return all fields with their names in the language in use, such as "{date}"."""
    return tuple(field.written for field in _FIELDS)


def filled(text: str, assessment: Assessment, interview: Interview) -> str:
    """Return a letter's text with its fields filled in for an interview.

    A field without a value becomes `TO_FILL_IN`; a line with only such fields is left out.
    """
    values = values_of(assessment, interview)
    lines = [line for line in text.split("\n") if not _is_only_empty(line, values)]
    return _FIELD.sub(lambda found: _shown(found, values), "\n".join(lines))


def empty_fields(text: str, assessment: Assessment, interview: Interview) -> tuple[str, ...]:
    """Return the names of the fields in a text that have no value for an interview."""
    values = values_of(assessment, interview)
    used = dict.fromkeys(_FIELD.findall(text))
    return tuple(name for name in used if values.get(name) == "")


def values_of(assessment: Assessment, interview: Interview) -> dict[str, str]:
    """Return the values of the fields for an interview, by their names in all languages."""
    return {name: field.value(assessment, interview) for field in _FIELDS for name in field.names}


def _is_only_empty(line: str, values: Mapping[str, str]) -> bool:
    names = _FIELD.findall(line)
    is_only = bool(names) and not _FIELD.sub("", line).strip()
    return is_only and all(values.get(name) == "" for name in names)


def _shown(found: re.Match[str], values: Mapping[str, str]) -> str:
    # Text in braces that is not a field stays as it was written.
    value = values.get(found[1])
    return found[0] if value is None else value or TO_FILL_IN


def _moment(interview: Interview, shown: Callable[[datetime], str]) -> str:
    begins = begins_at(interview)
    return shown(begins) if begins else ""


def _informant(assessment: Assessment, interview: Interview) -> str:
    return interview.name.strip() or assessment.group_of(interview).name


def _team(assessment: Assessment, interview: Interview) -> str:
    members = interviewers_of(assessment, interview) or assessment.members_in_order()
    return _listed([member.name.strip() for member in members if member.name.strip()])


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return tr("{0} and {1}").format(", ".join(names[:-1]), names[-1])


def _deleted_by(assessment: Assessment) -> str:
    until = assessment.particulars.retain_until
    return long_date(date.fromisoformat(until)) if until else ""


_FIELDS = (
    LetterField(
        pmark("letter field", "municipality"), lambda a, _: municipality_in_prose(a.particulars)
    ),
    LetterField(pmark("letter field", "informant"), _informant),
    LetterField(pmark("letter field", "instrument"), lambda a, _: a.instrument.name),
    LetterField(
        pmark("letter field", "date"),
        lambda _, i: _moment(i, lambda at: day_and_date(at.date())),
    ),
    LetterField(pmark("letter field", "time"), lambda _, i: _moment(i, lambda at: f"{at:%H.%M}")),
    LetterField(pmark("letter field", "place"), lambda _, i: i.venue.strip()),
    LetterField(pmark("letter field", "minutes"), lambda _, i: str(i.agreed_minutes)),
    LetterField(pmark("letter field", "interviewers"), _team),
    LetterField(pmark("letter field", "deleted_by"), lambda a, _: _deleted_by(a)),
    LetterField(pmark("letter field", "firm"), lambda a, _: a.particulars.firm.strip()),
)
"""The fields, in the order of the numbers in the standard text."""
