"""The catalogues: what the program says, and in which language."""

from __future__ import annotations

import ast
import gettext
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from kompass_desktop import i18n
from kompass_desktop.i18n import Language, choose_language, in_language, ntr, ptr, tr

ROOT = Path(__file__).resolve().parents[1]

PLACEHOLDER = re.compile(r"\{[^}]*\}|%\d|%n")


CATALOGUES = ("nb", "nn")


def collected(language: str = "nb") -> Catalog:
    module = runpy.run_path(str(ROOT / "packaging" / "translations.py"))
    found: Catalog = module["collected_for"](language)
    return found


@pytest.fixture(scope="module", params=CATALOGUES)
def catalogue(request: pytest.FixtureRequest) -> Catalog:
    with (ROOT / "resources" / "translations" / f"{request.param}.po").open("rb") as file:
        return read_po(file, locale=request.param)


def texts(message: Message, side: str) -> list[str]:
    found = message.id if side == "id" else message.string
    return [found] if isinstance(found, str) else list(found or ())


def test_every_text_is_in_bokmal_and_every_text_of_reports_in_nynorsk(catalogue: Catalog) -> None:
    missing = []
    for message in collected(str(catalogue.locale)):
        if not message.id:
            continue
        kept = catalogue.get(texts(message, "id")[0], message.context)
        if kept is None or not all(texts(kept, "string")) or kept.fuzzy:
            missing.append(texts(message, "id")[0])
    assert missing == []


def test_the_catalogue_holds_nothing_that_is_gone(catalogue: Catalog) -> None:
    template = collected(str(catalogue.locale))
    gone = [
        texts(m, "id")[0]
        for m in catalogue
        if m.id and template.get(texts(m, "id")[0], m.context) is None
    ]
    assert gone == []


def test_a_translation_has_the_placeholders_of_its_source(catalogue: Catalog) -> None:
    for message in catalogue:
        if not message.id:
            continue
        wanted = set(PLACEHOLDER.findall(texts(message, "id")[-1]))
        for text in texts(message, "string"):
            assert set(PLACEHOLDER.findall(text)) <= wanted, text


def test_a_source_text_is_english() -> None:
    norwegian = [
        text
        for message in collected()
        for text in texts(message, "id")
        if re.search(r"[æøåÆØÅ]", text)
    ]
    assert norwegian == []


def test_the_language_can_be_chosen_and_a_thread_may_have_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(i18n, "_chosen", i18n.DEFAULT)
    assert ptr("Qt", "Cancel") == "Avbryt"
    with in_language(Language.ENGLISH):
        assert ptr("Qt", "Cancel") == "Cancel"
        assert ntr("{0} note", "{0} notes", 2) == "{0} notes"
    assert ptr("Qt", "Cancel") == "Avbryt"
    choose_language(Language.NYNORSK)
    assert ptr("Qt", "Cancel") == "Avbryt", "nynorsk falls back to bokmål"
    assert tr("") == "" == ptr("context", "")


def asked_for(tree: ast.AST) -> Iterator[tuple[str, str | None]]:
    """Yield each text that a module asks the catalogues for, with its context."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [
            a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
        ]
        match node.func.id:
            case "tr" | "mark" if texts:
                yield texts[0], None
            case "ntr" if texts:
                yield texts[0], None
            case "ptr" | "pmark" if len(texts) == 2:
                yield texts[1], texts[0]


def test_nothing_that_is_asked_for_is_missed_when_texts_are_collected() -> None:
    """Within an f-string, for one, Babel does not see it before Python 3.12."""
    found = collected()
    missed = [
        f"{path.name}: {text}"
        for path in sorted((ROOT / "kompass_desktop").rglob("*.py"))
        for text, context in asked_for(ast.parse(path.read_text(encoding="utf-8")))
        if found.get(text, context) is None
    ]
    assert missed == []


def test_nynorsk_is_no_language_of_the_window_since_it_has_only_the_texts_of_reports() -> None:
    assert Language.NYNORSK not in i18n.OFFERED
    assert set(i18n.REPORT_LANGUAGES) == set(Language)


def test_a_text_of_reports_is_its_own_in_each_language() -> None:
    texts = set()
    for offered in i18n.REPORT_LANGUAGES:
        with in_language(offered):
            texts.add(tr("Weaknesses"))
    assert texts == {"Svakheter", "Svakheiter", "Weaknesses"}


def test_every_language_that_is_offered_has_its_texts() -> None:
    for offered in i18n.OFFERED:
        with in_language(offered):
            assert (tr("Choose another") == "Choose another") == (offered is Language.ENGLISH)


def test_a_catalogue_is_whole_for_others_while_it_is_built_anew() -> None:
    build = runpy.run_path(str(ROOT / "packaging" / "translations.py"))["build"]
    own = build.__globals__["write_mo"]
    read: list[str] = []

    def looked_at(file: IO[bytes], catalog: Catalog) -> None:
        assert catalog.locale is not None
        language = catalog.locale.language
        with (ROOT / "resources" / "translations" / f"{language}.mo").open("rb") as other:
            read.append(gettext.GNUTranslations(other).gettext("Weaknesses"))
        own(file, catalog)

    build.__globals__["write_mo"] = looked_at
    build()
    assert read == ["Svakheter", "Svakheiter"]
    assert not list((ROOT / "resources" / "translations").glob("*.mo-*"))
