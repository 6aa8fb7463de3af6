"""The drafted chapters of a report when its assessment was finished, as one stored text.

They are stored in every language of a report, by the language's code and the chapter's key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

KeptTexts: TypeAlias = Mapping[str, Mapping[str, str]]


def to_text(texts: KeptTexts) -> str:
    """Return chapters as JSON."""
    return json.dumps(
        {code: dict(chapters) for code, chapters in texts.items()}, ensure_ascii=False
    )


# Read each time a chapter is shown; the text of a finished assessment never changes.
@lru_cache(maxsize=16)
def texts_of(text: str) -> KeptTexts:
    """Return the chapters in a text from `to_text`; raises ValueError for any other text."""
    try:
        content = json.loads(text)
    except RecursionError as error:
        raise ValueError("no texts") from error
    if not isinstance(content, dict) or not all(map(_is_chapters, content.values())):
        raise ValueError("no texts")
    return MappingProxyType(content)


def _is_chapters(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def with_each(text: str, change: Callable[[str], str]) -> str:
    """Return a text from `to_text` with every chapter changed; "" if it cannot be read."""
    try:
        texts = texts_of(text) if text else {}
    except ValueError:
        return ""
    changed = {
        code: {chapter: change(each) for chapter, each in chapters.items()}
        for code, chapters in texts.items()
    }
    return to_text(changed) if changed else ""
