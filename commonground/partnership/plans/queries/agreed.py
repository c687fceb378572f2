"""Plans as they were agreed, for readers who may be anybody: in reports of groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from commonground.partnership.plans.models import Plan, PlanVersion
from commonground.partnership.plans.queries.measures import Curve, measures_of
from commonground.partnership.plans.queries.versions import agreed_words
from commonground.partnership.plans.rules.states import VersionState


@dataclass(frozen=True)
class AgreedMeasure:
    """A measure in the words in which it was agreed, all of them open with the plan. `curve` is there where it is a
    figure of the catalogue that is still measured as it was agreed: what was found is as open as the figure."""

    name: str
    baseline: str
    target: str
    curve: Curve | None = None


@dataclass(frozen=True)
class AgreedYear:
    """The year of a plan that held on a day, as it was frozen: nothing of how the plan stands since, nor of a draft."""

    plan: Plan
    version: PlanVersion
    measures: Sequence[AgreedMeasure]

    @property
    def agreed_on(self) -> date:
        assert self.version.agreed_on is not None, "a year that was agreed has its day"
        return self.version.agreed_on

    @property
    def priorities(self) -> Sequence[dict[str, Any]]:
        """Plain values: title, led_by, actions, measures."""
        found: Sequence[dict[str, Any]] = self.version.content["priorities"]
        return found


def agreed_years(plans: Sequence[Plan], *, on: date) -> list[AgreedYear]:
    """Of each plan the year that was agreed last by a day; plans of which none was are left out. Four queries and one
    read of prepared figures, however many plans."""
    found: dict[UUID, PlanVersion] = {}
    agreed = PlanVersion.objects.filter(plan__in=plans, agreed_on__lte=on).exclude(status=VersionState.DRAFT)
    for version in agreed.order_by("number"):
        found[version.plan_id] = version
    curves = {str(one.measure.pk): one for one in (measures_of(*plans) if found else ())}
    return [
        AgreedYear(one, found[one.pk], [_agreed(row, curves) for row in _rows(found[one.pk])])
        for one in plans
        if one.pk in found
    ]


def _rows(version: PlanVersion) -> list[dict[str, str]]:
    content = version.content
    return [*(row for priority in content["priorities"] for row in priority["measures"]), *content["measures"]]


def _agreed(row: dict[str, str], curves: dict[str, Curve]) -> AgreedMeasure:
    curve = curves.get(row["id"])
    is_open = curve is not None and curve.about is not None and agreed_words(curve) == row
    return AgreedMeasure(row["name"], row["baseline"], row["target"], curve if is_open else None)
