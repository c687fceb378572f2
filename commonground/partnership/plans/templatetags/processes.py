"""How processes look: counts with what they are counted of, how old a standing is."""

from datetime import date

from django import template

from commonground.partnership.plans.papers.processes import counted as counted_in_words
from commonground.partnership.plans.queries.processes import parity
from commonground.partnership.plans.rules.parity import StandingKind, Tally
from commonground.partnership.plans.rules.parity import how_old as how_old_on

register = template.Library()


@register.filter
def counted(tally: Tally) -> str:
    """A sentence or three: of how many cells it is as agreed, what is left out, what nobody said."""
    return counted_in_words(tally)


@register.filter
def how_old(as_of: date, on: date) -> str:
    """How long ago something was said to be so."""
    return how_old_on(as_of, on=on)


@register.filter
def kind_of_standing(slug: str) -> StandingKind:
    return parity().kind(slug)


@register.filter
def band_name(slug: str) -> str:
    return parity().band_name(slug)
