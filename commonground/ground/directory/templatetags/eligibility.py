"""How a service fits a described child."""

from django import template

from commonground.ground.directory.rules.eligibility import Outcome

register = template.Library()
TONES = {Outcome.FITS: "green", Outcome.ASK: "yellow", Outcome.DOES_NOT_FIT: "red"}
HEADINGS = {Outcome.FITS: "Fits", Outcome.ASK: "Ask first", Outcome.DOES_NOT_FIT: "Does not fit"}


@register.filter
def fit_tone(outcome: Outcome) -> str:
    """The colour of an outcome, beside its words."""
    return TONES[outcome]


@register.filter
def heading(outcome: Outcome) -> str:
    return HEADINGS[outcome]
