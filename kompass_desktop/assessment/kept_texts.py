"""The drafted chapters of a report as they were when an assessment was finished, as kept text.

They are kept in every language of a report, by the language's code and the chapter's key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

KeptTexts: TypeAlias = Mapping[str, Mapping[str, str]]


def to_text(texts: KeptTexts) -> str:
    """Return texts as JSON."""
    return json.dumps(
        {code: dict(chapters) for code, chapters in texts.items()}, ensure_ascii=False
    )


# Every look at a chapter reads them; those of an assessment never change.
@lru_cache(maxsize=16)
def texts_of(text: str) -> KeptTexts:
    """Return the texts that `to_text` wrote; raises ValueError for anything else."""
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
    """Return kept texts with each of them changed; what cannot be read becomes empty."""
    try:
        texts = texts_of(text) if text else {}
    except ValueError:
        return ""
    changed = {
        code: {chapter: change(each) for chapter, each in chapters.items()}
        for code, chapters in texts.items()
    }
    return to_text(changed) if changed else ""
