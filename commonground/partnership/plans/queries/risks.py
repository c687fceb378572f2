"""Risks that a viewer may know of: the log, the matrix, one of them; and the scale by which they are rated."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db.models import Q

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.formats import read_scale
from commonground.partnership.plans.models import Risk, RiskQuerySet
from commonground.partnership.plans.rules.risks import Band, Level, RiskState, Scale

SHIPPED = Path(__file__).parents[1] / "packs" / "risks.toml"
SHOWN = ("plan", "programme", "workstream", "organisation", "owner")


@dataclass(frozen=True)
class AskedRisks:
    """How the log is narrowed. `state` is open, overdue, risk, issue, closed or "" for all; slugs and ids or ""."""

    state: str = "open"
    plan: str = ""
    programme: str = ""
    workstream: str = ""
    kind: str = ""
    likelihood: int = 0
    impact: int = 0
    mine: bool = False


@dataclass(frozen=True)
class MatrixCell:
    """Where a likelihood meets an impact: its band, and what stands there."""

    likelihood: int
    impact: int
    band: Band
    risks: Sequence[Risk]

    @property
    def score(self) -> int:
        return self.likelihood * self.impact


@dataclass(frozen=True)
class MatrixRow:
    level: Level
    cells: Sequence[MatrixCell]


def scale() -> Scale:
    """Scale, bands and kinds as this place says them; else as this version ships them."""
    own = Path(settings.COMMONGROUND_HOME) / "packs" / "risks.toml"
    return _read(own, own.stat().st_mtime_ns) if own.is_file() else _read(SHIPPED, 0)


def risks(viewer: Viewer) -> RiskQuerySet:
    """Risks and issues that the viewer may know of."""
    return Risk.objects.visible_to(viewer).select_related(*SHOWN)


def risks_asked(asked: AskedRisks, *, viewer: Viewer) -> RiskQuerySet:
    """The log as it was narrowed: the gravest first."""
    found = risks(viewer).filter(_state(asked.state, viewer))
    for name, value in (
        ("plan__slug", asked.plan),
        ("programme__slug", asked.programme),
        ("workstream", asked.workstream),
        ("kind", asked.kind),
        ("likelihood", asked.likelihood),
        ("impact", asked.impact),
    ):
        if value:
            found = found.filter(**{name: value})
    if asked.mine:
        found = found.filter(owner__account=viewer.id) if viewer.id else found.none()
    return found


def in_order(found: Sequence[Risk]) -> list[Risk]:
    """The highest score first; of the same score the one to be looked at first."""
    return sorted(found, key=lambda one: (-one.score, one.review_on, one.number))


def matrix(found: Sequence[Risk]) -> list[MatrixRow]:
    """Open risks by likelihood (rows, the most likely first) and impact (columns, the least first)."""
    steps = scale()
    at: dict[tuple[int, int], list[Risk]] = {}
    for one in found:
        at.setdefault((one.likelihood, one.impact), []).append(one)
    return [
        MatrixRow(
            level,
            [
                MatrixCell(
                    level.number,
                    other.number,
                    steps.band(level.number, other.number),
                    at.get((level.number, other.number), ()),
                )
                for other in steps.impact
            ],
        )
        for level in reversed(steps.likelihood)
    ]


def risk(risk_id: UUID, *, viewer: Viewer) -> Risk:
    """One risk with its ratings. Raises NotFound where there is none or the viewer may not know of it."""
    found = risks(viewer).select_related(*SHOWN, "workstream__lead").filter(pk=risk_id)
    one = found.prefetch_related("ratings").first()
    if one is None:
        raise NotFound("There is no such risk.")
    return one


def _state(state: str, viewer: Viewer) -> Q:
    if state == "open":
        return ~Q(status=RiskState.CLOSED)
    if state == "overdue":
        return ~Q(status=RiskState.CLOSED) & Q(review_on__lt=viewer.today)
    return Q(status=state) if state else Q()


@cache
def _read(path: Path, changed_at: int) -> Scale:
    return read_scale(path.read_text(encoding="utf-8"))
