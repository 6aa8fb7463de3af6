"""All that a library holds, to see that nothing was changed."""

from __future__ import annotations

from kompass_desktop.storage.library import Library


def rows(library: Library) -> list[str]:
    """Return all that the library holds, but for its index."""
    db = library.file.db
    names = [name for name in db.table_names() if not name.startswith("search")]
    return [str(row) for name in names for row in db.table(name).rows]
