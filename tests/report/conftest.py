"""The two examples, and each of them printed once."""

from __future__ import annotations

import pytest

from kompass_desktop.assessment.model import Assessment
from tests.examples import EKSEMPELVIK, KARASJOK, bundled
from tests.report.printing import Printed, printed


@pytest.fixture
def karasjok() -> Assessment:
    return bundled(KARASJOK)


@pytest.fixture
def eksempelvik() -> Assessment:
    return bundled(EKSEMPELVIK)


@pytest.fixture(scope="session")
def karasjok_report() -> Printed:
    return printed(bundled(KARASJOK))


@pytest.fixture(scope="session")
def eksempelvik_report() -> Printed:
    return printed(bundled(EKSEMPELVIK))
