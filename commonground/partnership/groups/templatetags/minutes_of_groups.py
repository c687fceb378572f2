"""Words that the pages of groups need beside what the queries give."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import template

from commonground.partnership.groups import papers
from commonground.partnership.groups.models import Action, Minutes
from commonground.partnership.groups.rules.words import Came
from commonground.partnership.plans.rules.work import standing

register = template.Library()


@register.filter
def state_on(action: Action, day: date) -> tuple[str, str]:
    """A word for the tag of an action, and its tone."""
    return standing(action, on=day)


@register.filter
def standing_of_minutes(minutes: Minutes) -> str:
    """Draft, approved, corrected: in a sentence."""
    return papers.standing(minutes)


@register.filter
def came(value: str) -> str:
    """Whether a seat was filled, in words."""
    return dict(Came.choices()).get(value, value)


@register.filter
def under(comments: Mapping[str, Sequence[Any]], item: str) -> Sequence[Any]:
    """The comments of one item."""
    return comments.get(item, ())
