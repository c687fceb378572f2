"""Reports that groups owe by their terms: due, made, late (G8, L18)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

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
    return _owed(_in_force().filter(terms__group=group), viewer)


def duties_of_all(viewer: Viewer) -> list[Owed]:
    """What every group that the viewer may know of owes, the latest first. Two queries."""
    known = Group.objects.visible_to(viewer).current_on(viewer.today)
    owed = _owed(_in_force().filter(terms__group__in=known), viewer)
    return sorted(owed, key=lambda one: (not one.is_late, one.due_on, one.group.name, one.title))


def reports_made(group: Group) -> list[ReportMade]:
    """Reports of a group that were made, the last first."""
    return list(ReportMade.objects.filter(group=group).select_related("meeting"))


def is_due(group: Group, *, title: str, due_on: date) -> bool:
    """Do any terms of the group, of now or of before, ask for a report of this name on this day?"""
    held = ReportingDuty.objects.filter(terms__group=group, title=title)
    return any(due_on in rules.due_days(_rule(one), until=due_on) for one in held)


def _in_force() -> QuerySet[ReportingDuty]:
    return ReportingDuty.objects.filter(terms__status=TermsState.AGREED).select_related("terms__group", "to")


def _owed(found: Iterable[ReportingDuty], viewer: Viewer) -> list[Owed]:
    held = list(found)
    made = _made({one.terms.group_id for one in held if one.terms.group_id})
    known = _names_known({one.to_id for one in held if one.to_id}, viewer)
    return [_as_owed(one, made[one.terms.group_id, one.title], known, viewer.today) for one in held]


def _as_owed(duty: ReportingDuty, made: set[date], known: Mapping[UUID, str], today: date) -> Owed:
    assert duty.terms.group is not None
    furthest = rules.months_after(max([today, duty.first_due_on, *made]), duty.every_months)
    there = {(duty.title, day) for day in made}
    ahead = rules.reports_due([_rule(duty)], there, until=furthest)
    return Owed(
        group=duty.terms.group,
        title=duty.title,
        to=known.get(duty.to_id, "") if duty.to_id else duty.to_words,
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


def _names_known(groups: set[UUID], viewer: Viewer) -> dict[UUID, str]:
    """Names of the groups that reports go to, without those that the viewer may not know of."""
    if not groups:
        return {}
    return dict(Group.objects.visible_to(viewer).filter(pk__in=groups).order_by().values_list("pk", "name"))


def _rule(duty: ReportingDuty) -> rules.Duty:
    return rules.Duty(duty.title, duty.first_due_on, duty.every_months)
