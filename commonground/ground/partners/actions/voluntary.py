"""What voluntary bodies can take on, look for and offer (M20)."""

from collections.abc import Sequence
from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, queries
from commonground.ground.partners.models import Offer, Organisation, SizeBand, VoluntaryProfile


@audit.atomic()
def describe_capacity(
    *,
    organisation: Organisation,
    based_on: int,
    size: SizeBand | None = None,
    serves: str | Sequence[str] = "",
    capacity: str = "",
    looking_for: str = "",
    assured_on: date | None = None,
    by: Viewer,
) -> VoluntaryProfile:
    """Say what a voluntary body can take on and looks for; whoever says it vouches for it, today as a rule.

    `based_on` is 0 where nothing was said yet. Raises Conflict with both values, Refused, and Invalid for an area
    that is not known or a body that is not voluntary.
    """
    access.check_can_keep(by, organisation)
    if not is_voluntary(organisation):
        what = f"{organisation} is not kept as a voluntary body."
        raise Invalid("This was not kept.", [Problem(what, "Change its type first.")])
    areas = queries.areas_named(serves, on=by.today, column="serves")
    profile, _ = VoluntaryProfile.objects.get_or_create(organisation=organisation, defaults={"version": 0})
    values = {"size": size, "capacity": capacity.strip(), "looking_for": looking_for.strip()}
    vouched = {"assured_on": _vouched(assured_on, by), "assured_by": by.label[:200]}
    change(profile, based_on=based_on, **values, **vouched)
    profile.serves.set(areas)
    audit.record("capacity described", by=by, about=profile, details={"areas": [area.key for area in areas]})
    return profile


@audit.atomic()
def add_offer(
    *,
    organisation: Organisation,
    title: str,
    for_whom: str,
    starts_on: date,
    about: str = "",
    areas: str | Sequence[str] = "",
    ends_on: date | None = None,
    assured_on: date | None = None,
    by: Viewer,
) -> Offer:
    """What a body offers, for whom, where and until when; vouched for today, as a rule."""
    access.check_can_keep(by, organisation)
    _check_dates(starts_on, ends_on)
    named = queries.areas_named(areas, on=by.today)
    offer = Offer.objects.create(
        organisation=organisation,
        title=title.strip(),
        for_whom=for_whom.strip(),
        about=about.strip(),
        starts_on=starts_on,
        ends_on=ends_on,
        assured_on=_vouched(assured_on, by),
        assured_by=by.label[:200],
    )
    offer.areas.set(named)
    audit.record("offer added", by=by, about=offer, details={"organisation": organisation.slug})
    return offer


@audit.atomic()
def change_offer(
    *,
    offer: Offer,
    based_on: int,
    title: str,
    for_whom: str,
    starts_on: date,
    about: str = "",
    areas: str | Sequence[str] = "",
    ends_on: date | None = None,
    assured_on: date | None = None,
    by: Viewer,
) -> Offer:
    """Change an offer and vouch for it, today as a rule. Raises Conflict with both values, Refused, Invalid."""
    access.check_can_keep(by, offer.organisation)
    _check_dates(starts_on, ends_on)
    named = queries.areas_named(areas, on=by.today)
    values = {"title": title.strip(), "for_whom": for_whom.strip(), "about": about.strip()}
    dates = {"starts_on": starts_on, "ends_on": ends_on, "assured_on": _vouched(assured_on, by)}
    change(offer, based_on=based_on, **values, **dates, assured_by=by.label[:200])
    offer.areas.set(named)
    audit.record("offer changed", by=by, about=offer)
    return offer


def is_voluntary(organisation: Organisation) -> bool:
    return organisation.type is not None and organisation.type.is_voluntary


def _vouched(day: date | None, by: Viewer) -> date:
    if day is not None and day > by.today:
        problem = Problem("Nobody can vouch for a day to come.", column="assured_on")
        raise Invalid("This was not kept.", [problem])
    return day or by.today


def _check_dates(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on <= starts_on:
        raise Invalid("The offer was not kept.", [Problem("An offer must end after it starts.", column="ends_on")])
