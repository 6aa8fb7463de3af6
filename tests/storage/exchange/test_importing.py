"""A file is taken into the library, or the library is as before."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kompass_desktop import assets
from kompass_desktop.assessment.model import Assessment
from kompass_desktop.instrument.loading import InstrumentError
from kompass_desktop.storage.errors import AlreadyThere, UnreadableFile
from kompass_desktop.storage.exchange import importing
from kompass_desktop.storage.exchange.examples import example_names, load_example, open_demo
from kompass_desktop.storage.exchange.importing import (
    available_instruments,
    import_assessment,
    import_file,
)
from kompass_desktop.storage.exchange.json_file import export_json
from kompass_desktop.storage.library import Library
from tests.examples import bundled

BUNDLED = assets.data_folder() / "instruments" / "kommunekompasset-2.1.toml"


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder, which must not be the real one."""
    folder = tmp_path / "brukerens"
    monkeypatch.setattr(importing, "user_data_folder", lambda: folder)
    return folder


@pytest.fixture
def exported(tmp_path: Path, small_assessment: Assessment) -> Path:
    path = tmp_path / "vurdering.json"
    export_json(small_assessment, path)
    return path


def own_instrument(tmp_path: Path, name: str, version: str) -> Path:
    path = tmp_path / name
    text = BUNDLED.read_text("utf-8").replace('version = "2.1"', f'version = "{version}"')
    path.write_text(text, "utf-8")
    return path


def test_an_exported_assessment_comes_in_and_is_named(
    library: Library, exported: Path, small_assessment: Assessment
) -> None:
    assert import_file(library, exported) == "Kárášjohka - Karasjok 2026 er lest inn."
    assert library.load(small_assessment.id) == small_assessment


def test_a_file_is_not_taken_in_twice(library: Library, exported: Path) -> None:
    import_file(library, exported)
    with pytest.raises(AlreadyThere):
        import_file(library, exported)
    assert len(library.listings()) == 1


def test_a_file_replaces_an_assessment_that_was_deleted(
    library: Library, exported: Path, small_assessment: Assessment
) -> None:
    import_file(library, exported)
    library.delete(small_assessment.id)
    assert import_assessment(library, exported) == small_assessment
    assert library.load(small_assessment.id) == small_assessment


def test_a_file_that_cannot_be_read_changes_nothing(library: Library, tmp_path: Path) -> None:
    for name, content in (("a.json", "{"), ("b.docx", "x"), ("c", "{}")):
        (tmp_path / name).write_text(content, "utf-8")
        with pytest.raises(UnreadableFile, match=f"^{name} kan ikke leses inn"):
            import_file(library, tmp_path / name)
    assert library.listings() == []


def test_an_instrument_can_be_chosen_afterwards(
    library: Library, tmp_path: Path, own_folder: Path
) -> None:
    path = own_instrument(tmp_path, "Mitt kompass.TOML", "3.0")
    sentence = import_file(library, path)
    assert sentence == "Instrumentet Kommunekompasset 3.0 kan nå velges for nye målinger."
    assert [instrument.version for instrument in available_instruments()] == ["2.1", "3.0"]
    assert [file.name for file in (own_folder / "instruments").iterdir()] == ["Mitt kompass.toml"]


def test_an_instrument_of_the_same_name_is_replaced(library: Library, tmp_path: Path) -> None:
    for version in ("3.0", "3.1"):
        import_file(library, own_instrument(tmp_path, "mitt.toml", version))
    assert [instrument.version for instrument in available_instruments()] == ["2.1", "3.1"]


def test_a_broken_instrument_is_refused_and_not_kept(
    library: Library, tmp_path: Path, own_folder: Path
) -> None:
    path = own_instrument(tmp_path, "mitt.toml", "3.0")
    path.write_text(path.read_text("utf-8").replace("maximum = 15", "maximum = 14", 1), "utf-8")
    with pytest.raises(InstrumentError, match=r"mitt\.toml, område 1"):
        import_file(library, path)
    assert not own_folder.exists()


def test_a_users_instrument_that_broke_later_is_passed_over(
    library: Library, tmp_path: Path, own_folder: Path
) -> None:
    import_file(library, own_instrument(tmp_path, "mitt.toml", "3.0"))
    (own_folder / "instruments" / "mitt.toml").write_text("format = ", "utf-8")
    shutil.copy(BUNDLED, own_folder / "instruments" / "det-samme.toml")
    assert [instrument.version for instrument in available_instruments()] == ["2.1"]


# The examples


def test_the_examples_are_known_by_name() -> None:
    assert {"karasjok-2019", "eksempelvik-2025"} <= set(example_names())
    assert load_example("finnmark-1999") is None
    assert load_example("../examples/karasjok-2019") is None


def test_the_demo_library_holds_every_example(tmp_path: Path) -> None:
    with open_demo(tmp_path) as library:
        assert len(library.listings()) == len(example_names())
        library.check()


def test_only_what_is_invented_says_so() -> None:
    invented = {
        name: e.particulars.invented for name in example_names() if (e := load_example(name))
    }
    assert invented["karasjok-2019"] is False
    assert invented["eksempelvik-2025"] is True


def test_eksempelvik_has_something_real_to_show_on_each_page() -> None:
    example = bundled()
    assert len(example.interviews) == 20
    assert {interview.group for interview in example.interviews.values()} == {
        group.key for group in example.instrument.groups
    }
    for point in example.instrument.measure_points:
        assert list(example.interview_ratings(point.code)), point.code
        assert example.notes_at(point.code), point.code
