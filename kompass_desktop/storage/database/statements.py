"""SQL with names of tables and columns that are chosen while the program runs.

SQLite binds values, but not names. Here names are quoted, so that no other module puts
one into the text of a statement, and none can be taken for anything but a name.
"""

from __future__ import annotations

from collections.abc import Iterable


def statement(sql: str, **names: str | Iterable[str]) -> str:
    """Return a statement with quoted names in the place of its `{…}`.

    `names` gives for each `{…}` the name of a table or column, with its table before it or
    not (`notes`, `notes.text`), or several, which are joined by commas.
    """
    return sql.format(
        **{
            field: _quoted(given) if isinstance(given, str) else ", ".join(map(_quoted, given))
            for field, given in names.items()
        }
    )


def placeholders(count: int) -> str:
    """Return as many question marks, joined by commas, as values are to be bound."""
    return ", ".join("?" * count)


def _quoted(name: str) -> str:
    return ".".join('"{}"'.format(part.replace('"', '""')) for part in name.split("."))
