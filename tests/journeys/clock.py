"""Time goes on: what is planned today is held in four weeks, and a journey cannot wait."""

from collections.abc import Callable
from datetime import date, datetime, time

import pytest
from django.utils import timezone

from commonground.foundation.kernel.viewer import ENGLAND

MoveTo = Callable[..., None]


@pytest.fixture
def it_is(monkeypatch: pytest.MonkeyPatch) -> MoveTo:
    """`it_is(day, hour=15)`: from now on, for the site and the test. Sessions of before have run out."""
    real = timezone.now

    def move(day: date, *, hour: int = 9) -> None:
        ahead = datetime.combine(day, time(hour), ENGLAND) - real()
        monkeypatch.setattr(timezone, "now", lambda: real() + ahead)

    return move
