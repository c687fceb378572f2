"""A plan with measures: a figure of the catalogue, a share and a number of its own, with years of readings."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.partners.models import Account, Organisation, Practitioner, Sector
from commonground.ground.places.models import Area, AreaType
from commonground.partnership.plans import actions
from commonground.partnership.plans.actions import Agreed, Read
from commonground.partnership.plans.models import Measure, Plan, PlanVersion, Priority
from commonground.partnership.plans.rules.states import VersionState
from commonground.partnership.plans.rules.words import Openness, Reach, Telling, Wanted

APRIL, NEXT_APRIL = date(2026, 4, 1), date(2027, 4, 1)
TARGET_ON = date(2028, 3, 31)
KEEPS = frozenset({"plans.read", "plans.keep"})


def keeper(permissions: frozenset[str] = KEEPS) -> Viewer:
    """Somebody who keeps all plans, now."""
    return operator(timezone.now(), permissions=permissions)


def shire() -> Area:
    kind = AreaType.objects.get_or_create(slug="county", defaults={"name": "County", "plural": "Counties"})[0]
    named = {"name": "Shire", "search_name": "shire", "type": kind}
    return Area.objects.get_or_create(slug="shire", defaults=named)[0]


def council() -> Organisation:
    sector = Sector.objects.get_or_create(slug="county-council", defaults={"name": "County council"})[0]
    named = {"name": "Shire Council", "sector": sector}
    return Organisation.objects.get_or_create(slug="shire-council", defaults=named)[0]


def lead(name: str = "Lena Lead") -> Practitioner:
    email = f"{name.lower().replace(' ', '.')}@example.org"
    account = Account.objects.get_or_create(email=email, defaults={"name": name})[0]
    return Practitioner.objects.get_or_create(email=email, defaults={"name": name, "account": account})[0]


def plan(slug: str = "measured", openness: Openness = Openness.PUBLIC) -> Plan:
    """A plan of which the first year is a draft."""
    made = Plan.objects.create(
        slug=slug, name=f"Plan {slug}", reach=Reach.COUNTYWIDE, area=shire(), owner=council(), openness=openness
    )
    days = {"starts_on": APRIL, "ends_on": NEXT_APRIL, "made_at": timezone.now()}
    PlanVersion.objects.create(plan=made, number=1, name="2026 to 2027", **days)
    return made


def agree(of: Plan) -> None:
    """The year stands: nothing that was agreed may be changed until the refresh."""
    stands = {"status": VersionState.AGREED, "agreed_on": APRIL, "agreed_by": "the board"}
    PlanVersion.objects.filter(plan=of).update(**stands)


def priority(of: Plan, title: str = "Earlier help", led_by: Practitioner | None = None) -> Priority:
    return Priority.objects.create(plan=of, order=1, title=title, organisation=council(), lead=led_by)


def agreed(name: str = "Families helped early", **values: Any) -> Agreed:
    """A share that is to rise from 34% to 60%, unless told otherwise."""
    usual: dict[str, Any] = {
        "name": name, "telling": Telling.BETTER_OFF, "wanted": Wanted.UP, "target": 60.0, "target_on": TARGET_ON,
    }  # fmt: skip
    return Agreed(**{**usual, **values})


def read(year: int, count: object, base: object = 100, **values: Any) -> Read:
    """Of 31 March of a year."""
    number = None if count is None else Decimal(str(count))
    of = None if base is None else Decimal(str(base))
    usual: dict[str, Any] = {"label": f"year to 31 March {year}", "source": "Register of early help"}
    return Read(date(year, 3, 31), number, base=of, **{**usual, **values})


def share(of: Plan, name: str = "Families helped early", **values: Any) -> Measure:
    """A share out of 100 with its baseline of 2023: 34 of 100 families."""
    return actions.add_own_measure(
        plan=of, agreed=agreed(name, **values), area=shire(), unit="families", per=100, first=read(2023, 34),
        by=keeper(),
    )  # fmt: skip


def over_years(measure: Measure, *counts: int, first: int = 2024) -> Measure:
    """The same with a reading of each year that follows."""
    for at, count in enumerate(counts):
        actions.add_reading(measure=measure, read=read(first + at, count), by=keeper())
    return measure
