"""SQL with names of tables and columns that are chosen while the program runs.

SQLite binds values as parameters, but not names. This module quotes names, so that no other
module has to build SQL text, and a name can never be read as other SQL.
"""

from __future__ import annotations

from collections.abc import Iterable


def statement(sql: str, **names: str | Iterable[str]) -> str:
    """Return SQL with each placeholder `{…}` replaced by a quoted name.

    `names` gives for each placeholder a table, a column or a qualified column (`notes`,
    `text`, `notes.text`), or several of them, which are joined by commas.
    """
    return sql.format(
        **{
            field: _quoted(given) if isinstance(given, str) else ", ".join(map(_quoted, given))
            for field, given in names.items()
        }
    )


def placeholders(count: int) -> str:
    """Return `count` question marks, joined by commas, for that many bound values."""
    return ", ".join("?" * count)


def _quoted(name: str) -> str:
    return ".".join('"{}"'.format(part.replace('"', '""')) for part in name.split("."))
