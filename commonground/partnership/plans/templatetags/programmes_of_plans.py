"""How ratings and states of a programme look."""

from datetime import date

from django import template

from commonground.partnership.plans.models import Dependency, Milestone, Pilot, PilotReading, Risk
from commonground.partnership.plans.queries.risks import scale
from commonground.partnership.plans.queries.workstreams import Page
from commonground.partnership.plans.rules.programmes import MilestoneState
from commonground.partnership.plans.rules.risks import Band

register = template.Library()


@register.filter
def band_of(risk: Risk) -> Band:
    """In which band a risk stands."""
    return scale().band(risk.likelihood, risk.impact)


@register.filter
def kind_of_risk(slug: str) -> str:
    return scale().kind(slug)


@register.filter
def state_as_at(milestone: Milestone, on: date) -> tuple[str, str]:
    """A word and a tone for a milestone as at a day."""
    if milestone.status == MilestoneState.DONE:
        return "Reached", "green"
    if milestone.status == MilestoneState.DROPPED:
        return "Dropped", "grey"
    if milestone.status == MilestoneState.CARRIED:
        return "Carried over", "grey"
    if milestone.due_on is None:
        return "No day yet", "grey"
    return ("Late", "red") if milestone.due_on < on else ("To come", "blue")


@register.filter
def waits_of(page: Page, milestone: Milestone) -> list[Dependency]:
    """What a milestone waits for."""
    return page.waits.get(milestone.pk, [])


@register.filter
def readings_of(page: Page, pilot: Pilot) -> list[PilotReading]:
    return page.readings.get(pilot.pk, [])
