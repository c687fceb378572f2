"""Generated reference pages say what the code says, and drift is noticed."""

from enum import Enum
from pathlib import Path

import pytest

from commonground.config.house import House
from commonground.config.reference import __main__ as command
from commonground.config.reference import settings
from commonground.config.reference.states import diagram
from tests.architecture.copies import REPOSITORY


class Door(Enum):
    SHUT = "shut"
    OPEN = "wide open"
    GONE = "gone"


def test_a_transition_table_is_drawn_as_a_diagram() -> None:
    assert diagram({Door.SHUT: {Door.OPEN}, Door.OPEN: {Door.SHUT, Door.GONE}}).splitlines() == [
        "stateDiagram-v2",
        '    state "shut" as shut',
        '    state "wide open" as open',
        '    state "gone" as gone',
        "    [*] --> shut",
        "    shut --> open",
        "    open --> shut",
        "    open --> gone",
        "    gone --> [*]",
    ]


def test_the_check_names_a_page_that_has_drifted_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    kept = tmp_path / command.FOLDER
    kept.mkdir(parents=True)
    (kept / "states.md").write_text("old", encoding="utf-8")
    (kept / "gone.md").write_text("of a page that is made no more", encoding="utf-8")
    assert command.stale({"states.md": "new", "house.md": "new"}) == ["gone.md", "house.md", "states.md"]
    assert command.report(["states.md"]) == 1
    assert "docs/reference/states.md is out of date: make fix" in capsys.readouterr().out
    assert (kept / "states.md").read_text(encoding="utf-8") == "old"


def test_a_setting_that_is_read_and_not_described_stops_the_page(tmp_path: Path) -> None:
    (tmp_path / "commonground").mkdir()
    (tmp_path / "commonground/planted.py").write_text('NAME = "COMMONGROUND_PLANTED"\n', encoding="utf-8")
    with pytest.raises(settings.Undescribed, match="COMMONGROUND_PLANTED"):
        settings.page(House(tmp_path))


def test_every_setting_that_the_code_reads_is_described() -> None:
    assert "`DATABASE_URL`" in settings.page(House(REPOSITORY))
