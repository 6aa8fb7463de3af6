"""Another SQLite can be put in: only `connection` knows which one the library runs on."""

from __future__ import annotations

import ast
from pathlib import Path

import kompass_desktop.storage

ENGINES = {"sqlite3", "sqlcipher3"}


def imported(path: Path) -> set[str]:
    tree = ast.parse(path.read_text("utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").partition(".")[0])
    return names


def test_only_the_connection_knows_the_engine() -> None:
    folder = Path(kompass_desktop.storage.__file__).parent
    knowing = {path.stem for path in folder.rglob("*.py") if imported(path) & ENGINES}
    assert knowing == {"connection"}
