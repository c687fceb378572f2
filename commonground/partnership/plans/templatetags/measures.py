"""How lists of this room show a measure."""

from django import template

from commonground.partnership.plans.papers.measures import MeasureShown
from commonground.partnership.plans.queries import Curve

register = template.Library()


@register.filter
def shown(curve: Curve) -> MeasureShown:
    """A measure with its small trend, from what `queries.measures_of` gave."""
    return MeasureShown(curve)
