"""The items that Ctrl+F finds: parts of the instrument, and texts by people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kompass_desktop.assessment.finding_kind import FindingKind
from kompass_desktop.assessment.plan_records import (
    Activity,
    Carryover,
    Improvement,
    StatusCheck,
    Workshop,
)
from kompass_desktop.assessment.recorded_entry import SUM_REASON
from kompass_desktop.assessment.records import (
    Attachment,
    Document,
    Event,
    Finding,
    Interview,
    Member,
    Note,
    Rating,
    Recommendation,
    Record,
    ReportText,
)
from kompass_desktop.assessment.text_search import NOTHING, SearchQuery, searchable
from kompass_desktop.desktop.dates import shown_moment
from kompass_desktop.i18n import pmark, ptr, tr
from kompass_desktop.instrument.model import Instrument
from kompass_desktop.report.chapters.texts import chapters
from kompass_desktop.report.document_text import status_name
from kompass_desktop.report.plan.plan_names import outcome_of
from kompass_desktop.report.plan.plan_names import status_name as improvement_status_name
from kompass_desktop.report.sections import SECTIONS
from kompass_desktop.storage.database.rows import row_of
from kompass_desktop.storage.database.search import SEARCHED, Hit, HitsOfKind

PLACES = "places"
"""The key of the items found in the instrument."""
WRITTEN = tuple(kind.__name__ for kind in SEARCHED)
"""The keys of what people have written, in the order in which it is shown."""

_BEFORE = 40
"""Letters of a line that are shown before the first that was found."""

_KINDS: Mapping[str, str] = {
    PLACES: pmark("search", "Questions and measure points"),
    Finding.__name__: pmark("search", "Findings"),
    Note.__name__: pmark("search", "Notes"),
    Rating.__name__: pmark("search", "Reasons"),
    Recommendation.__name__: pmark("search", "Recommendations"),
    StatusCheck.__name__: pmark("search", "Status rounds"),
    Improvement.__name__: pmark("search", "Improvements"),
    Activity.__name__: pmark("search", "Timeline"),
    Workshop.__name__: pmark("search", "Workshops"),
    Carryover.__name__: pmark("search", "From last time"),
    ReportText.__name__: pmark("search", "Report texts"),
    Interview.__name__: pmark("search", "Interviews"),
    Member.__name__: pmark("search", "Team"),
    Event.__name__: pmark("search", "Finishing and reopening"),
    Document.__name__: pmark("search", "Documents"),
    Attachment.__name__: pmark("search", "Attached files"),
}
"""The names of the kinds of found items, by key."""
_FINDING_KINDS: Mapping[FindingKind, str] = {
    FindingKind.STRENGTH: pmark("search", "strength"),
    FindingKind.CHALLENGE: pmark("search", "challenge"),
    FindingKind.WEAKNESS: pmark("search", "weakness"),
}


@dataclass(frozen=True)
class FoundItem:
    """Something that was found, as one row shows it.

    `code` is that of a place, or of an informant; `spans` are the found letters of
    `text`, from and to. `record` is None for a place in the instrument, which is in no
    assessment; `query` is what was looked for.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    detail: str
    code: str = ""
    record: Record | None = None
    assessment: str = ""
    query: SearchQuery = NOTHING


@dataclass(frozen=True)
class FoundKind:
    """All that was found of a kind; `count` is how many, as it is shown ("200+")."""

    key: str
    items: tuple[FoundItem, ...]
    count: str

    @property
    def label(self) -> str:
        """What the kind is called."""
        return ptr("search", _KINDS.get(self.key, self.key))


class PlaceIndex:
    """The questions and measure points of an instrument, to be looked through at every key."""

    def __init__(self, instrument: Instrument) -> None:
        self._places: list[tuple[FoundItem, str]] = []
        for question in instrument.questions:
            item = FoundItem(question.text, (), tr("question"), question.code)
            self._add(item, f"{question.text}\n{question.short}")
            for point in question.measure_points:
                item = FoundItem(point.statement, (), tr("measure point"), point.code)
                self._add(item, f"{point.statement}\n{point.look_for}")

    def _add(self, item: FoundItem, text: str) -> None:
        self._places.append((item, searchable(text)))

    def find(self, typed: str) -> FoundKind:
        """Return the places of a code that is typed ("1.4"), or else those with the words."""
        code = typed.strip().rstrip(".")
        found = [item for item, _ in self._places if code and item.code.startswith(code)]
        query = SearchQuery.of(typed)
        if not found and not query.is_empty:
            by_words = [
                item
                for item, text in self._places
                if all(term.within in text for term in query.terms)
            ]
            found = sorted(by_words, key=lambda item: _distance(item.text, query))
        items = tuple(FoundItem(*_cut(item.text, query), item.detail, item.code) for item in found)
        return FoundKind(PLACES, items, str(len(items)))


def _distance(text: str, query: SearchQuery) -> int:
    """Return 0 for a match at the start of a word, 1 within a word, 2 in text that is not shown."""
    if query.begins_words_of(searchable(text)):
        return 0
    return 1 if query.is_in(text) else 2


def found_kinds(
    groups: Iterable[HitsOfKind], query: SearchQuery, instrument: Instrument, here: str
) -> list[FoundKind]:
    """Return what the library found as it is shown; `here` is the open assessment's id."""
    titles = {chapter.key: chapter.title for chapter in chapters(instrument)}
    titles[SECTIONS] = tr("The choice of chapters")
    titles[SUM_REASON] = tr("Why the sums differ")
    return [
        FoundKind(
            group.kind.__name__,
            tuple(_item(hit, query, titles, here) for hit in group.hits),
            f"{group.count}+" if group.is_more else str(group.count),
        )
        for group in groups
    ]


def _item(hit: Hit, query: SearchQuery, titles: Mapping[str, str], here: str) -> FoundItem:
    where = () if hit.assessment == here else (hit.title,)
    detail = " · ".join(filter(None, (*_details(hit, titles), *where)))
    text, spans = _cut(query.best_line(_searched_text(hit.record)), query)
    code = ""
    if isinstance(hit.record, Note | Finding | Interview | Recommendation):
        code = hit.record.code
    elif isinstance(hit.record, Carryover):
        code = hit.record.codes
    return FoundItem(text, spans, detail, code, hit.record, hit.assessment, query)


def _searched_text(record: Record) -> str:
    """Return the searched text of a record, without the details that its row shows separately."""
    if isinstance(record, Interview):
        return f"{record.name}\n{record.venue}"
    row = row_of(record)
    return "\n".join(str(row[column]) for column in SEARCHED[type(record)])


def _details(hit: Hit, titles: Mapping[str, str]) -> tuple[str, ...]:
    match hit.record:
        case Note(begun_at=begun, further_codes=further):
            also = tr("also at {0}").format(", ".join(further)) if further else ""
            return (tr("note {0}").format(hit.informant), _moment(begun), also)
        case Finding(kind=kind):
            return (ptr("search", _FINDING_KINDS[kind]),)
        case Rating(measure_point=point):
            return (tr("reason"), point)
        case Recommendation(responsible=who, deadline=when):
            return (ptr("search", "recommendation"), who, when)
        case ReportText(chapter=chapter):
            return (tr("report text"), titles.get(chapter, chapter))
        case Interview():
            return (tr("interview"),)
        case Member(role=role):
            return (tr("team member"), role)
        case Event(at=at):
            return (tr("why it was reopened"), _moment(at))
    return _kept_details(hit.record)


def _kept_details(record: Record) -> tuple[str, ...]:
    """Return the details of a document, an attached file, or a record of the plan."""
    match record:
        case Document():
            return (record.kind or tr("document"), status_name(record.status))
        case Attachment():
            return (tr("attached file"),)
        case Improvement(responsible=responsible, status=status):
            return (tr("improvement"), responsible, improvement_status_name(status))
        case StatusCheck(year=year, status=status):
            return (tr("status round"), str(year), improvement_status_name(status))
        case Carryover(year=year, outcome=outcome):
            return (tr("last time"), str(year), outcome_of(record, outcome))
    return ()


def _moment(iso: str) -> str:
    try:
        return shown_moment(iso)
    except ValueError:
        return ""


def _cut(line: str, query: SearchQuery) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return a line from shortly before the first letters that were found, with where they are."""
    spans = query.spans(line)
    if not spans or spans[0][0] <= _BEFORE:
        return line, tuple(spans)
    start = line.find(" ", spans[0][0] - _BEFORE, spans[0][0]) + 1 or spans[0][0]
    off = start - len("… ")
    return f"… {line[start:]}", tuple((first - off, last - off) for first, last in spans)
