"""The way back from a page of this room."""

from django.urls import reverse

from commonground.foundation.design.asking import Back, ask
from commonground.partnership.plans.models import Plan

__all__ = ["Back", "ask", "way_to"]


def way_to(plan: Plan | None = None) -> list[Back]:
    """From the list of plans, perhaps to one of them."""
    way = [Back("Plans", reverse("plans:every"))]
    if plan is not None:
        way.append(Back(plan.name, reverse("plans:plan", args=[plan.slug])))
    return way
