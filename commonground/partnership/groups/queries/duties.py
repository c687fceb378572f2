"""Reports that groups owe by their terms: due, made, late (G8, L18)."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, QuerySet

from commonground.foundation.audit.along import listed
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models import Group, ReportingDuty, ReportMade, known_to
from commonground.partnership.groups.rules import terms as rules
from commonground.partnership.groups.rules.states import TermsState

# What a list needs: the terms themselves are long, and all groups have hundreds of duties.
SHOWN = (
    "title", "first_due_on", "every_months", "to_words", "to__name", "to__slug", "terms__group__name",
    "terms__group__slug",
)  # fmt: skip
Made = dict[date, tuple[date, str]]  # by the day a report was due: when it was made, and what was noted


@dataclass(frozen=True)
class Round:
    """One time that a duty comes round: the day it is due, and the day it was made; None where it was not yet."""

    due_on: date
    made_on: date | None
    note: str = ""

    def days_late(self, today: date) -> int:
        """By how many days it was made, or is still to be made, after its day. Nought where it is in time."""
        return max(((self.made_on or today) - self.due_on).days, 0)


@dataclass(frozen=True)
class Owed:
    """One duty as it stands today: the day it is due next, and the days it was due and nothing was made."""

    group: Group
    title: str
    to: str
    every_months: int
    due_on: date
    late: Sequence[date]
    rounds: Sequence[Round] = ()
    to_group: Group | None = None  # the group it goes to, where the viewer may know of it

    @property
    def is_late(self) -> bool:
        return bool(self.late)

    @property
    def open_rounds(self) -> list[Round]:
        """What is late, and the one that is due next."""
        return [one for one in self.rounds if one.made_on is None]


def duties(group: Group, *, viewer: Viewer) -> list[Owed]:
    """What a group owes by the terms in force. One query."""
    return _owed(_in_force(viewer).filter(terms__group=group), viewer)


def duties_of(groups: Collection[UUID], *, viewer: Viewer) -> list[Owed]:
    """What several groups that the viewer is inside of owe. One query."""
    return _owed(_in_force(viewer).filter(terms__group__in=groups), viewer)


def duties_of_all(viewer: Viewer) -> list[Owed]:
    """What every group that the viewer may know of owes, the latest first. One query."""
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
    """Each says whether the viewer may know of the group that the report goes to, and when it was made."""
    made = ReportMade.objects.filter(group=OuterRef("terms__group"), title=OuterRef("title"))
    held = (
        ReportingDuty.objects.filter(terms__status=TermsState.AGREED).select_related("terms__group", "to").only(*SHOWN)
    )
    return held.annotate(is_to_known=known_to(viewer, "to__"), made_seen=listed(made, "due_on", "made_on", "note"))


def _owed(found: Iterable[ReportingDuty], viewer: Viewer) -> list[Owed]:
    return [_as_owed(one, _made(one), viewer.today) for one in found]


def _made(duty: ReportingDuty) -> Made:
    """When it was made, by the day it was due."""
    read = getattr(duty, "made_seen", None) or ()
    return {date.fromisoformat(due): (date.fromisoformat(made), note) for due, made, note in read}


def _as_owed(duty: ReportingDuty, made: Made, today: date) -> Owed:
    assert duty.terms.group is not None
    furthest = rules.months_after(max([today, duty.first_due_on, *made]), duty.every_months)
    days = rules.due_days(_rule(duty), until=furthest)
    ahead = [one for one in days if one not in made]
    until = next((one for one in ahead if one >= today), ahead[-1])  # one that is due next, none beyond it
    rounds = [Round(one, *made.get(one, (None, ""))) for one in days if one <= max([until, *made])]
    return Owed(
        group=duty.terms.group,
        title=duty.title,
        to=_to(duty),
        every_months=duty.every_months,
        due_on=ahead[0],
        late=[one for one in ahead if one < today],
        rounds=rounds,
        to_group=duty.to if getattr(duty, "is_to_known", False) else None,
    )


def _to(duty: ReportingDuty) -> str:
    """To whom the report goes: no group that the viewer may not know of."""
    if duty.to is None:
        return duty.to_words
    return duty.to.name if getattr(duty, "is_to_known", False) else ""


def _rule(duty: ReportingDuty) -> rules.Duty:
    return rules.Duty(duty.title, duty.first_due_on, duty.every_months)
