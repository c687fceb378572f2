"""Edits of this room that the harness does by many at once, based on what somebody else changed."""

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.partnership.plans import access
from commonground.partnership.plans.actions import milestones, processes
from commonground.partnership.plans.models import Milestone, Process, ProcessStanding
from commonground.partnership.plans.rules.parity import Saying
from commonground.partnership.plans.tests.spread import NORTH, TO_10, process
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


def make_process() -> None:
    process(made().plan)


def retitle(token: str) -> None:
    one = Process.objects.get()
    facts = {"purpose": one.purpose, "agreed_way": one.agreed_way, "source": "", "milestone": None, "owner": None}
    processes.change_process(process=one, based_on=1, title=token, organisation=one.organisation, by=keeper(), **facts)


def process_title() -> str:
    return Process.objects.get().title


def say_first(token: str) -> None:
    """Of many who say something of a cell of which nobody had said anything, one is kept."""
    one = Process.objects.get()
    saying = Saying("being-set-up", timezone.localdate(), why=token)
    processes.say_standings(process=one, cells=[(NORTH, TO_10)], saying=saying, seen={}, by=keeper())


def what_stands() -> str:
    return " ".join(ProcessStanding.objects.values_list("why", flat=True))


EDITS = [
    Edit("plans.change_process", make_process, retitle, process_title),
    Edit("plans.say_standings", make_process, say_first, what_stands),
    Edit("plans.change_milestone", make_milestone, rename, title),
]
