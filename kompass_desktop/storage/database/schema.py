"""The tables of a library, built and changed by migrations that are never edited.

Every table with a person's work has a text key that never changes, and a `deleted` column:
rows are marked and not removed, so that two copies can be merged. The `history` table has
every change as the fields it set, with a stamp that orders the changes of several machines.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from kompass_desktop.assessment.records import Particulars
from kompass_desktop.storage.database.connection import connect, database_on
from kompass_desktop.storage.database.history import ENTRY_COLUMNS
from kompass_desktop.storage.database.rows import TABLES, columns_of
from kompass_desktop.storage.database.statements import statement
from kompass_desktop.storage.database.tables import Database, Migrations

APPLICATION_ID = 0x4B6D7073
"""Marks the file as a Kompass library ("Kmps") to SQLite and to `file`."""

migrations = Migrations("kompass")


@migrations()
def m001_library(db: Database) -> None:
    """The settings of the library, its assessments and the instruments that they use."""
    db.table("library").create({"key": str, "value": str}, pk="key")
    db.table("instruments").create(
        {"id": str, "name": str, "version": str, "document": str},
        pk="id",
        not_null={"name", "version", "document"},
    )
    db.table("assessments").create(
        {
            "id": str,
            "instrument": str,
            "municipality": str,
            "municipality_number": str,
            "year": int,
            "report": str,
            "begins": str,
            "ends": str,
            "invented": int,
            "finished": int,
            "deleted": int,
        },
        pk="id",
        not_null={"instrument", "municipality", "year"},
        defaults={"deleted": 0},
        foreign_keys=[("instrument", "instruments", "id")],
    )


@migrations()
def m002_interviews(db: Database) -> None:
    """The team, the interviews and their notes."""
    _create(db, "members", {"name": str, "role": str, "position": float})
    _create(
        db,
        "interviews",
        {
            "group": str,
            "code": str,
            "name": str,
            "participants": int,
            "planned_at": str,
            "agreed_minutes": int,
            "started_at": str,
            "elapsed_seconds": int,
            "finished": int,
            "position": float,
        },
    )
    _create(
        db,
        "notes",
        {
            "interview": str,
            "text": str,
            "begun_at": str,
            "place": str,
            "mark": str,
            "position": float,
        },
    )
    db.table("notes").create_index(["interview"])


@migrations()
def m003_results(db: Database) -> None:
    """Ratings, findings, report texts, and results that are known only as published."""
    _create(
        db,
        "ratings",
        {
            "interview": str,
            "measure_point": str,
            "system": int,
            "extent": int,
            "result": int,
            "evaluation": int,
            "planned_only": int,
            "not_in_focus": int,
            "follow_up": int,
        },
    )
    _create(
        db,
        "findings",
        {
            "area": int,
            "kind": str,
            "text": str,
            "place": str,
            "note": str,
            "position": float,
        },
    )
    _create(db, "texts", {"chapter": str, "text": str})
    _create(db, "recorded", {"code": str, "points": str})


@migrations()
def m004_history(db: Database) -> None:
    """Every change, as the fields it set; the changes of one run of typing share a row."""
    db.table("history").create(
        {
            "id": str,
            "assessment": str,
            "record_type": str,
            "record": str,
            "fields": str,
            "stamp": str,
            "device": str,
            "burst": str,
        },
        pk="id",
        not_null={"assessment", "record_type", "record", "fields", "stamp", "device"},
    )
    db.table("history").create_index(["record", "stamp"])


@migrations()
def m005_search(db: Database) -> None:
    """An index of the words of notes and findings, without accents."""
    db.execute(
        "CREATE VIRTUAL TABLE search USING fts5("
        "record UNINDEXED, assessment UNINDEXED, text, "
        "tokenize = 'unicode61 remove_diacritics 2')"
    )


@migrations()
def m006_merging(db: Database) -> None:
    """The changes that a change is based on, names of machines, and unsettled conflicts."""
    history = db.table("history")
    history.add_column("bases", str)
    history.add_column("known", str)
    history.create_index(["assessment", "device", "stamp"])
    db.table("devices").create({"id": str, "name": str}, pk="id", not_null={"name"})
    db.table("conflicts").create({"assessment": str, "number": int}, pk="assessment")


@migrations()
def m007_retention(db: Database) -> None:
    """The date by which the personal data of an assessment must be deleted."""
    db.table("assessments").add_column("retain_until", str, not_null_default="")


@migrations()
def m008_following_findings(db: Database) -> None:
    """Which fields of a finding follow the note line that it was made from."""
    db.table("findings").add_column("follows", str)


@migrations()
def m009_told_figures(db: Database) -> None:
    """The figures that a chapter's text names, so that it can be marked when they change."""
    db.table("texts").add_column("figures", str, not_null_default="")


@migrations()
def m010_client_and_firm(db: Database) -> None:
    """Who ordered an assessment, and the firm that carries it out."""
    db.table("assessments").add_column("client", str, not_null_default="")
    db.table("assessments").add_column("firm", str, not_null_default="")


@migrations()
def m011_search_within_words(db: Database) -> None:
    """An index of all texts that finds parts of words; filled when the library is opened."""
    db.execute("DROP TABLE search")
    # The program removes accents itself: SQLite does not know all of these letters.
    db.execute(
        "CREATE VIRTUAL TABLE search USING fts5(text, tokenize = 'trigram case_sensitive 1')"
    )
    db.table("search_lines").create(
        {"number": int, "record": str}, pk="number", not_null={"record"}
    )
    db.table("search_lines").create_index(["record"])
    db.table("search_assessments").create(
        {"number": int, "assessment": str}, pk="number", not_null={"assessment"}
    )
    db.table("search_assessments").create_index(["assessment"], unique=True)


@migrations()
def m013_interview_plan(db: Database) -> None:
    """Venue, interviewers, language and cancellation of interviews; lunch of an assessment."""
    interviews = db.table("interviews")
    for column in ("venue", "interviewers", "language"):
        interviews.add_column(column, str, not_null_default="")
    interviews.add_column("cancelled", int, not_null_default=0)
    db.table("assessments").add_column("lunch", str, not_null_default="11:30-12:00")


@migrations()
def m014_asking_choices(db: Database) -> None:
    """The questions that a group or an interview is asked, where that differs from the default."""
    _create(db, "asking_choices", {"asker": str, "code": str, "asked": int})


@migrations()
def m015_reasons(db: Database) -> None:
    """The reasons for the team's ratings, and the ratings of single consultants."""
    ratings = db.table("ratings")
    ratings.add_column("reason", str, not_null_default="")
    ratings.add_column("author", str, not_null_default="")


@migrations()
def m016_answers(db: Database) -> None:
    """The note that answers a follow-up question."""
    for table in ("ratings", "notes"):
        db.table(table).add_column("answer", str, not_null_default="")


@migrations()
def m018_drafted_findings(db: Database) -> None:
    """Rejected drafts of findings; the basis and the joined codes of accepted ones."""
    db.table("ratings").add_column("rejected", str)
    for column in ("basis", "joined"):
        db.table("findings").add_column(column, str, not_null_default="")


@migrations()
def m019_documents(db: Database) -> None:
    """Documents, the document and page of a note, attachments and their contents."""
    _create(
        db,
        "documents",
        {
            "title": str,
            "kind": str,
            "year": int,
            "chain": str,
            "status": str,
            "link": str,
            "attachment": str,
            "position": float,
        },
    )
    _create(
        db,
        "attachments",
        {
            "name": str,
            "media_type": str,
            "size": int,
            "digest": str,
            "note": str,
            "position": float,
        },
    )
    # By assessment: a content that is erased with one must not remain because of another.
    db.table("attachment_contents").create(
        {"assessment": str, "digest": str, "content": bytes},
        pk=("assessment", "digest"),
        not_null={"content"},
    )
    for column in ("document", "page"):
        db.table("notes").add_column(column, str, not_null_default="")


@migrations()
def m020_further_codes(db: Database) -> None:
    """The further codes that a note line belongs to."""
    db.table("notes").add_column("also", str, not_null_default="")


@migrations()
def m021_events(db: Database) -> None:
    """Events: the finishing, reopening and anonymising of an assessment, with frozen figures."""
    _create(
        db,
        "events",
        {"kind": str, "at": str, "reason": str, "program": str, "figures": str, "drafts": str},
    )


@migrations()
def m023_recommendations(db: Database) -> None:
    """Recommendations to the municipality: what should be done, by whom, and when."""
    texts = dict.fromkeys(("text", "place", "responsible", "deadline", "finding"), str)
    _create(db, "recommendations", {**texts, "position": float})


@migrations()
def m024_plan(db: Database) -> None:
    """The plan: improvements, what they lift, timeline, workshops, status, and last time's."""
    dated = ("title", "service", "responsible", "begins", "ends", "after")
    _create(
        db,
        "improvements",
        {
            **dict.fromkeys((*dated, "text", "status", "findings", "workshop"), str),
            **dict.fromkeys(("effort", "effect", "in_scenario"), int),
            "position": float,
        },
    )
    levels = dict.fromkeys(("system", "extent", "result", "evaluation"), int)
    _create(db, "lifts", {"improvement": str, "measure_point": str, **levels})
    flags = dict.fromkeys(("milestone", "done"), int)
    _create(
        db, "activities", {**dict.fromkeys((*dated, "parent"), str), **flags, "position": float}
    )
    counts = dict.fromkeys(("participants", "dots_each", "closed"), int)
    _create(db, "workshops", {"title": str, "held_on": str, **counts, "position": float})
    _create(db, "ballots", {"workshop": str, "improvement": str, "dots": int})
    _create(db, "status_checks", {"improvement": str, "year": int, "status": str, "comment": str})
    texts = ("origin", "text", "kind", "codes", "responsible", "deadline", "outcome", "comment")
    _create(db, "carryovers", {"year": int, **dict.fromkeys(texts, str), "position": float})
    for column in ("service", "codes"):
        db.table("documents").add_column(column, str, not_null_default="")


_COLUMNS = {
    "library": ("key", "value"),
    "instruments": ("id", "name", "version", "document"),
    "history": ("assessment", *ENTRY_COLUMNS),
    "devices": ("id", "name"),
    "conflicts": ("assessment", "number"),
    "attachment_contents": ("assessment", "digest", "content"),
    "search": ("text",),
    "search_lines": ("number", "record"),
    "search_assessments": ("number", "assessment"),
}
"""Tables that are not tables of records, and their columns."""


def require_tables(db: Database) -> None:
    """Raise DatabaseError if a table or a column is missing."""
    for table, columns in _COLUMNS.items():
        _require_columns(db, table, columns)
    for kind, table in TABLES.items():
        belongs = "instrument" if kind is Particulars else "assessment"
        _require_columns(db, table, (*columns_of(kind), belongs, "deleted"))


def _require_columns(db: Database, table: str, columns: Iterable[str]) -> None:
    # SQLite reads an unknown quoted name without its table as a text.
    full_names = [f"{table}.{column}" for column in columns]
    db.execute(statement("SELECT {columns} FROM {table} LIMIT 0", columns=full_names, table=table))


def known_migrations() -> set[str]:
    """Return the names of the migrations of this version of the program."""
    with closing(connect(Path(":memory:"))) as connection:
        return {migration.name for migration in migrations.pending(database_on(connection))}


def _create(db: Database, table: str, columns: dict[str, type]) -> None:
    """Create a table of records that belong to an assessment."""
    db.table(table).create(
        {"id": str, "assessment": str, **columns, "deleted": int},
        pk="id",
        not_null={"assessment"},
        defaults={"deleted": 0},
        foreign_keys=[("assessment", "assessments", "id")],
    )
    db.table(table).create_index(["assessment"])
