"""The sentences of the storage come in the language that was chosen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kompass_desktop.i18n import Language, in_language
from kompass_desktop.storage import errors
from kompass_desktop.storage.database.connection import translate_errors
from kompass_desktop.storage.encryption.unlocking import TooSoon
from kompass_desktop.storage.exchange.json_file import import_json
from kompass_desktop.storage.exchange.summary import summary_sentence
from kompass_desktop.storage.merging.anonymised import Unmasked
from kompass_desktop.storage.merging.service import MergeResult
from kompass_desktop.storage.opening import open_library

NORWEGIAN = re.compile(
    r"[æøåÆØÅ«»]|\b(og|ikke|er|til|av|med|som|kan|filen|biblioteket)\b", re.IGNORECASE
)
LIBRARY = Path("library.kompassdb")


@pytest.fixture
def english() -> Iterator[None]:
    with in_language(Language.ENGLISH):
        yield


def sentences() -> Iterator[str]:
    for kind in (
        errors.LibraryLocked,
        errors.LibraryTooNew,
        errors.LibraryEncrypted,
        errors.KeysMissing,
        errors.KeysForeign,
        errors.LibraryMissing,
    ):
        yield str(kind(LIBRARY))
    for named in (
        errors.UnknownAssessment,
        errors.AssessmentGone,
        errors.AlreadyThere,
        errors.BelongsToAnother,
    ):
        yield str(named("Eksempelvik 2026"))
    yield str(TooSoon(4))
    counts = {"assessments": 1, "interviews": 1, "ratings": 3, "recorded": 2}
    came = Unmasked(names=1, texts=2)
    showed = datetime(2031, 1, 2, tzinfo=UTC)
    yield summary_sentence(
        MergeResult("1", "Eksempelvik 2026", False, counts, counts, counts, 2, showed, came)
    )


def test_no_sentence_is_norwegian_in_english(english: None) -> None:
    assert [sentence for sentence in sentences() if NORWEGIAN.search(sentence)] == []


def test_every_sentence_is_norwegian_in_bokmal() -> None:
    assert [sentence for sentence in sentences() if not NORWEGIAN.search(sentence)] == []


def test_a_refused_file_is_explained_in_english(english: None, tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    path.write_text("{", "utf-8")
    with pytest.raises(errors.UnreadableFile, match=r"cannot be imported: it is not valid JSON\.$"):
        import_json(path, lambda _: None)


def test_an_error_of_the_system_is_explained_in_english(english: None, tmp_path: Path) -> None:
    path = tmp_path / "library.kompassdb"
    path.write_bytes(b"")
    with pytest.raises(errors.LibraryDamaged, match="the file is empty"):
        open_library(path)
    with (
        pytest.raises(errors.LibraryDamaged, match="a text cannot be read"),
        translate_errors(path),
    ):
        b"\xff".decode("utf-8")
