"""What of the directory waits for somebody: proposals, entries without a word, gaps whose day has come.

Read along with a row of another table, by a page that has its twelve queries already.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, F, Field, Func, IntegerField, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.models import Gap, Proposal
from commonground.ground.directory.queries.assurance import entries_kept, whose_word
from commonground.ground.directory.rules.assurance import Word
from commonground.ground.directory.rules.proposals import State

KEEPS = ("directory.keep", "directory.keep-own")
SOON = timedelta(days=28)  # how long before its day a gap is named
PREFIX = "directory_"


@dataclass(frozen=True)
class ToDo:
    """How many, and the first day where there is one."""

    proposals: int = 0
    without_word: int = 0
    gaps: int = 0
    gap_due_on: date | None = None


def to_do_along(viewer: Viewer) -> dict[str, Combinable]:
    """Expressions to annotate any one row with; none for whoever has nothing to do here."""
    asked: dict[str, Combinable] = {}
    if any(viewer.may(one) for one in KEEPS):
        waiting = Proposal.objects.visible_to(viewer).filter(state=State.WAITING)
        unsaid = entries_kept(viewer).filter(
            whose_word(Word.NEVER, today=viewer.today) | whose_word(Word.STALE, today=viewer.today)
        )
        asked |= {
            "proposals": _count(waiting),
            "without_word": _count(unsaid),
        }
    if viewer.may("directory.read-gaps"):
        due = Gap.objects.open().filter(_answered_by(viewer), due_on__lte=viewer.today + SOON)
        asked |= {"gaps": _count(due), "gap_due_on": _first(due, "due_on", DateField())}
    return {f"{PREFIX}{name}": one for name, one in asked.items()}


def to_do(row: Any) -> ToDo:
    """What `to_do_along` brought with a row."""
    found: Mapping[str, Any] = {
        name: value
        for name in ToDo.__dataclass_fields__
        if (value := getattr(row, f"{PREFIX}{name}", None)) is not None
    }
    return ToDo(**found)


def _answered_by(viewer: Viewer) -> Q:
    """What `access.may_answer_gap` lets through: all gaps for whoever keeps them, else those of own organisations."""
    if viewer.may("directory.keep-gaps"):
        return Q()
    own = [held.organisation for held in viewer.current_memberships if "directory.keep-own" in held.permissions]
    return Q(owner__name__in=[name for name in own if name])


def _count(rows: "QuerySet[Any]") -> Subquery:
    return Subquery(rows.order_by().values(told=Func(F("pk"), function="COUNT", output_field=IntegerField())))


def _first(rows: "QuerySet[Any]", field: str, kind: "Field[Any, Any]") -> Subquery:
    return Subquery(rows.order_by().values(told=Func(F(field), function="MIN", output_field=kind)))
