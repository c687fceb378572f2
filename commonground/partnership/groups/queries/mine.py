"""Groups that the viewer is inside of, and what they are to each: for their calendar and their day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import CharField, UUIDField, Value

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.access.standing import AT_THE_TABLE
from commonground.partnership.groups.models import Group, Holding, OfficeHeld
from commonground.partnership.groups.rules.words import Mode, Office, Part

COME = {*AT_THE_TABLE, Mode.INVITED, Mode.OBSERVES}


@dataclass
class Inside:
    """The viewer in one group: offices, seats (with the way of taking part and whether as deputy)."""

    offices: set[str] = field(default_factory=set)
    seats: dict[UUID, tuple[str, str]] = field(default_factory=dict)

    @property
    def comes(self) -> bool:
        """Attends in whatever way, not only on paper: so they are told how to join."""
        return bool(self.offices) or any(mode in COME or part == Part.DEPUTY for part, mode in self.seats.values())

    @property
    def clerks(self) -> bool:
        return Office.CLERK in self.offices

    @property
    def chairs(self) -> bool:
        return Office.CHAIR in self.offices or Office.VICE_CHAIR in self.offices

    @property
    def seats_to_answer_for(self) -> list[UUID]:
        """Seats that the viewer holds and comes to."""
        return [seat for seat, (part, mode) in self.seats.items() if part == Part.HOLDER and mode in AT_THE_TABLE]


def my_groups(viewer: Viewer) -> Mapping[UUID, Inside]:
    """By group. One query for somebody who may take part, none else."""
    found: dict[UUID, Inside] = defaultdict(Inside)
    if viewer.id is None or not viewer.may("groups.take-part"):
        return found
    offices = (
        OfficeHeld.objects.current_on(viewer.today)
        .filter(practitioner__account=viewer.id)
        .annotate(at=Value(None, output_field=UUIDField(null=True)), way=Value("", output_field=CharField()))
        .order_by()
        .values_list("group", "at", "office", "way")
    )
    sits = (
        Holding.objects.current_on(viewer.today)
        .filter(practitioner__account=viewer.id)
        .order_by()
        .values_list("seat__group", "seat", "part", "mode")
    )
    for group, seat, held, mode in offices.union(sits, all=True):
        if seat is None:
            found[group].offices.add(held)
        else:
            found[group].seats[seat] = (held, mode)
    return found


def groups_inside(viewer: Viewer) -> list[Group]:
    """Groups that the viewer is inside of, by name. Two queries."""
    return list(Group.objects.filter(pk__in=my_groups(viewer)).order_by("name"))
