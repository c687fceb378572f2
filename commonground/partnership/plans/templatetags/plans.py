"""How pages of plans show a status and the words that changed."""

from datetime import date

from django import template

from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.models import PlanAction
from commonground.partnership.plans.rules.differences import Change, Piece, pieces
from commonground.partnership.plans.rules.status import Status
from commonground.partnership.plans.rules.work import standing

register = template.Library()

TONES = {
    Status.OFF_TRACK: "red",
    Status.AT_RISK: "yellow",
    Status.UNKNOWN: "grey",
    Status.ON_TRACK: "green",
    Status.NOT_STARTED: "grey",
    Status.COMPLETE: "blue",
}


@register.filter
def tone(status: Status) -> str:
    """The colour of a status; its word always stands beside it."""
    return TONES[Status(status)]


@register.filter
def state_on(action: PlanAction, day: date) -> tuple[str, str]:
    """An action's standing in words, and the colour of its tag."""
    return standing(action, on=day)


@register.filter
def against(after: str, before: str) -> list[Piece]:
    """The words of a text, told apart from those of an older one."""
    return pieces(before, after)


@register.filter
def reads_plans(viewer: Viewer) -> bool:
    """Whether the viewer reads how plans stand."""
    return viewer.may("plans.read")


@register.filter
def change_tone(change: Change) -> str:
    """The colour of what became of a line."""
    return {Change.NEW: "green", Change.ENDED: "red", Change.CHANGED: "yellow"}.get(Change(change), "grey")
