"""The assessments that come with the program, for tests."""

from __future__ import annotations

from kompass_desktop.assessment.model import Assessment
from kompass_desktop.storage.exchange.examples import load_example

EKSEMPELVIK = "eksempelvik-2025"
KARASJOK = "karasjok-2019"


def bundled(name: str = EKSEMPELVIK) -> Assessment:
    """Return a bundled assessment, which must be there; each time a new one."""
    assessment = load_example(name)
    assert assessment is not None, f"there is no example {name}"
    return assessment


def without_documents(name: str = EKSEMPELVIK) -> Assessment:
    """Return a bundled assessment with an empty register of documents."""
    assessment = bundled(name)
    assessment.documents.clear()
    return assessment
