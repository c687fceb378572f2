"""Outcomes of a plan by whom they are for (L14)."""

from collections.abc import Sequence

from commonground.partnership.plans.models import Outcome, Plan
from commonground.partnership.plans.rules.words import OutcomeFor


def outcomes_by_whom(plan: Plan) -> list[tuple[str, Sequence[str]]]:
    """In the order of the four groups; a group without outcomes is left out. One query."""
    held: dict[str, list[str]] = {}
    for one in Outcome.objects.filter(plan=plan, ended_on=None):
        held.setdefault(one.for_whom, []).append(one.text)
    return [(whom.label, held[whom]) for whom in OutcomeFor if whom in held]
