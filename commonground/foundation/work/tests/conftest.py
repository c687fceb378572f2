"""Work that tests ask for, and who asks."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from django.utils.module_loading import autodiscover_modules

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Membership, Viewer
from commonground.foundation.work import actions as work
from commonground.foundation.work.actions import handlers

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ANN = UUID("01890a5d-ac96-774b-bcce-b302099a8057")
CANARY = "Zebedee Canary"  # what the data said
BEN = UUID("01890a5d-ac96-774b-bcce-b302099a8058")


def somebody(identifier: UUID | None, name: str, *permissions: str) -> Viewer:
    held = Membership("tester", frozenset(permissions))
    return Viewer(identifier, name, (held,), "trial", "session", NOW)


@pytest.fixture
def ann() -> Viewer:
    return somebody(ANN, "Ann Example", "trial.run")


@pytest.fixture
def ben() -> Viewer:
    return somebody(BEN, "Ben Example")


@pytest.fixture
def steward() -> Viewer:
    return somebody(None, "steward", "work.read", "work.cancel")


@pytest.fixture(autouse=True)
def _handlers(monkeypatch) -> None:
    """Handlers of this test alone."""
    autodiscover_modules("jobs")  # the rooms' own are known before they are put aside
    monkeypatch.setattr(handlers, "_HANDLERS", {})

    @work.handler("trial.count", title="Count to a number")
    def count(progress: work.Progress, *, by: Viewer, to: int) -> dict[str, Any]:
        for number in range(to):
            progress.step(number + 1, to, f"counted {number + 1}")
        return {"counted": to, "by": by.label, "may": by.may("trial.run")}

    @work.handler("trial.refuse", title="Read a broken file")
    def refuse(progress: work.Progress, *, by: Viewer) -> dict[str, Any]:
        progress.step(3, 10, "reading")
        raise Invalid("The file cannot be taken.", [Problem("is empty", "Fill it.", "row 4")])

    @work.handler("trial.break", title="Break")
    def breaks(progress: work.Progress, *, by: Viewer) -> dict[str, Any]:
        raise ZeroDivisionError(CANARY)
