"""Edits of this room that the harness does by many at once, based on what somebody else changed."""

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.partnership.plans import access
from commonground.partnership.plans.actions import milestones
from commonground.partnership.plans.models import Milestone
from commonground.partnership.plans.tests.works import made, milestone
from tests.security.writes import Edit


def keeper() -> Viewer:
    return operator(timezone.now(), permissions=frozenset(access.PERMISSIONS))


def make_milestone() -> None:
    milestone(made().door, "Launch", 30)


def rename(token: str) -> None:
    one = Milestone.objects.get()
    days = {"due_on": one.due_on, "starts_on": None}
    milestones.change_milestone(milestone=one, based_on=1, title=token, owner=None, by=keeper(), **days)


def title() -> str:
    return Milestone.objects.get().title


EDITS = [
    Edit("plans.change_milestone", make_milestone, rename, title),
]
