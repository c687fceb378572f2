"""Kinds of report: those that this version ships, and those of this place."""

from functools import cache
from pathlib import Path

from django.conf import settings

from commonground.insight.reports.formats import read_kinds
from commonground.insight.reports.rules.kinds import Kinds

SHIPPED = Path(__file__).parents[1] / "packs" / "reports.toml"


def kinds() -> Kinds:
    """Read again where the place changed its own."""
    own = Path(settings.COMMONGROUND_HOME) / "packs" / "reports.toml"
    return _read(own, own.stat().st_mtime_ns if own.is_file() else 0)


@cache
def _read(own: Path, changed_at: int) -> Kinds:
    shipped = SHIPPED.read_text(encoding="utf-8")
    return read_kinds(shipped, own.read_text(encoding="utf-8")) if changed_at else read_kinds(shipped)
