"""How approvals and stages of development stand, in a word and its tone."""

from datetime import date

from django import template

from commonground.partnership.groups.models import Approval, StageNoted
from commonground.partnership.groups.rules.approvals import standing
from commonground.partnership.groups.rules.development import TONES
from commonground.partnership.groups.rules.words import StageStanding

register = template.Library()


@register.filter
def holds_on(approval: Approval, day: date) -> tuple[str, str]:
    """Whether an approval holds that day."""
    return standing(approval, on=day)


@register.filter
def tone_of(noted: StageNoted) -> str:
    """The tone of how far a stage is."""
    return TONES[StageStanding(noted.standing)]
