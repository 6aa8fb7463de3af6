"""The two examples, and each of them printed once."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.model import Assessment
from tests.report.printing import Printed, example, printed


@pytest.fixture
def karasjok() -> Assessment:
    return example("karasjok-2019")


@pytest.fixture
def eksempelvik() -> Assessment:
    return example("eksempelvik-2025")


@pytest.fixture(scope="session")
def karasjok_report() -> Printed:
    return printed(example("karasjok-2019"))


@pytest.fixture(scope="session")
def eksempelvik_report() -> Printed:
    return printed(example("eksempelvik-2025"))
