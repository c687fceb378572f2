"""Reports that groups owe by their terms: due, made, late (G8, L18)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models import Group, ReportingDuty, ReportMade
from commonground.partnership.groups.rules import terms as rules
from commonground.partnership.groups.rules.states import TermsState


@dataclass(frozen=True)
class Owed:
    """One duty as it stands today: the day it is due next, and the days it was due and nothing was made."""

    group: Group
    title: str
    to: str
    every_months: int
    due_on: date
    late: Sequence[date]

    @property
    def is_late(self) -> bool:
        return bool(self.late)


def duties(group: Group, *, viewer: Viewer) -> list[Owed]:
    """What a group owes by the terms in force. Two queries."""
    return _owed(_in_force(viewer).filter(terms__group=group), viewer)


def duties_of_all(viewer: Viewer) -> list[Owed]:
    """What every group that the viewer may know of owes, the latest first. Two queries."""
    known = Group.objects.visible_to(viewer).current_on(viewer.today)
    owed = _owed(_in_force(viewer).filter(terms__group__in=known), viewer)
    return sorted(owed, key=lambda one: (not one.is_late, one.due_on, one.group.name, one.title))


def reports_made(group: Group) -> list[ReportMade]:
    """Reports of a group that were made, the last first."""
    return list(ReportMade.objects.filter(group=group).select_related("meeting"))


def is_due(group: Group, *, title: str, due_on: date) -> bool:
    """Do any terms of the group, of now or of before, ask for a report of this name on this day?"""
    held = ReportingDuty.objects.filter(terms__group=group, title=title)
    return any(due_on in rules.due_days(_rule(one), until=due_on) for one in held)


def _in_force(viewer: Viewer) -> QuerySet[ReportingDuty]:
    """Each says whether the viewer may know of the group that the report goes to."""
    known = Group.objects.visible_to(viewer).filter(pk=OuterRef("to")).order_by()
    held = ReportingDuty.objects.filter(terms__status=TermsState.AGREED).annotate(is_to_known=Exists(known))
    return held.select_related("terms__group", "to")


def _owed(found: Iterable[ReportingDuty], viewer: Viewer) -> list[Owed]:
    held = list(found)
    made = _made({one.terms.group_id for one in held if one.terms.group_id})
    return [_as_owed(one, made[one.terms.group_id, one.title], viewer.today) for one in held]


def _as_owed(duty: ReportingDuty, made: set[date], today: date) -> Owed:
    assert duty.terms.group is not None
    furthest = rules.months_after(max([today, duty.first_due_on, *made]), duty.every_months)
    there = {(duty.title, day) for day in made}
    ahead = rules.reports_due([_rule(duty)], there, until=furthest)
    return Owed(
        group=duty.terms.group,
        title=duty.title,
        to=_to(duty),
        every_months=duty.every_months,
        due_on=ahead[0].due_on,
        late=[one.due_on for one in ahead if one.is_late(today)],
    )


def _made(groups: set[UUID]) -> dict[tuple[UUID | None, str], set[date]]:
    found: dict[tuple[UUID | None, str], set[date]] = defaultdict(set)
    rows = ReportMade.objects.filter(group__in=groups).values_list("group", "title", "due_on")
    for group, title, due_on in rows if groups else ():
        found[group, title].add(due_on)
    return found


def _to(duty: ReportingDuty) -> str:
    """To whom the report goes: no group that the viewer may not know of."""
    if duty.to is None:
        return duty.to_words
    return duty.to.name if getattr(duty, "is_to_known", False) else ""


def _rule(duty: ReportingDuty) -> rules.Duty:
    return rules.Duty(duty.title, duty.first_due_on, duty.every_months)
