"""Addresses of the register, of groups, seats and terms: open to partners, to anybody, and closed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from commonground.ground.places.models import Area
from commonground.partnership.groups.models import (
    Engagement,
    EngagementKind,
    Group,
    GroupLink,
    Holding,
    OfficeHeld,
    PlanOfGroup,
    ReportingDuty,
    Seat,
    TermsOfReference,
)
from commonground.partnership.groups.rules.states import TermsState
from commonground.partnership.groups.rules.words import Link, Openness
from commonground.partnership.groups.tests.bodies import LONG_AGO, cast, group, sector
from commonground.partnership.plans.models import Plan
from tests.security.routes import HIDDEN, PUBLIC, REFUSED, Arguments, Route
from tests.world import World

KEEPS = frozenset({"locality-manager"})
READS = frozenset(
    {
        "group-member", "group-chair", "clerk", "councillor", "locality-manager", "head-teacher", "lead-practitioner",
        "front-door-worker", "practice-supervisor", "analyst", "board-member", "organisation-administrator",
    }
)  # fmt: skip
SECRET = "Hidden from everybody outside"
NOBODY: frozenset[str] = frozenset()
EITHER = REFUSED | HIDDEN  # refused at the door, or told that there is no such group


def full(openness: Openness) -> Group:
    """A group with everything that an address can be of: somebody of each kind, terms, links, engagement."""
    name = {Openness.PUBLIC: "Open to everybody", Openness.PARTNERS: "For partners"}.get(openness, SECRET)
    known = Group.objects.filter(name=name).first()
    if known is not None:
        return known
    made = cast(openness, name).group
    Group.objects.filter(pk=made.pk).update(slug={Openness.CLOSED: "g-0123456789ab"}.get(openness, made.slug))
    made.refresh_from_db()
    above = group(f"Above {name}", openness)
    GroupLink.objects.create(group=made, to=above, kind=Link.REPORTS_TO, starts_on=LONG_AGO)
    values = {"aim": f"Aim of {name}", "purpose": "One"}
    agreed = TermsOfReference.objects.create(
        group=made, number=1, status=TermsState.AGREED, agreed_on=LONG_AGO, **values
    )
    ReportingDuty.objects.create(terms=agreed, title="Annual report", every_months=12, first_due_on=date(2025, 4, 1))
    TermsOfReference.objects.create(group=made, number=2, **values)
    kind = EngagementKind.objects.get_or_create(slug="termly-note", defaults={"name": "A written note each term"})[0]
    Engagement.objects.create(group=made, sector=sector("schools"), kind=kind, starts_on=LONG_AGO)
    return made


def of(openness: Openness, **more: Callable[[Group], object]) -> Arguments:
    def arguments(_: object) -> Mapping[str, object]:
        made = full(openness)
        return {"slug": made.slug, **{name: find(made) for name, find in more.items()}}

    return arguments


def seat_of(made: Group) -> object:
    return Seat.objects.filter(group=made, sector="police").get().pk


def holding_of(made: Group) -> object:
    return Holding.objects.filter(seat__group=made, seat__sector="police").earliest("pk").pk


def office_of(made: Group) -> object:
    return OfficeHeld.objects.filter(group=made).earliest("pk").pk


def link_of(made: Group) -> object:
    return GroupLink.objects.get(group=made).pk


def engagement_of(made: Group) -> object:
    return Engagement.objects.get(group=made).pk


def number(_: Group) -> object:
    return 1


def a_template(_: World) -> Mapping[str, object]:
    values = {"name": "Terms of a kind", "aim": "Aim", "purpose": "One"}
    return {"template_id": TermsOfReference.objects.get_or_create(name=values["name"], defaults=values)[0].pk}


# address, and what else it is of
READ_BY_ALL: Sequence[tuple[str, dict[str, Callable[[Group], object]]]] = [
    ("group", {}),
    ("links", {}),
    ("seats", {}),
    ("terms", {}),
    ("version", {"number": number}),
    ("terms-file", {"number": number, "suffix": lambda _: "csv"}),
]
KEPT: Sequence[tuple[str, dict[str, Callable[[Group], object]]]] = [
    ("change", {}),
    ("close", {}),
    ("set-areas", {}),
    ("add-link", {}),
    ("end-link", {"link_id": link_of}),
    ("make-seat", {}),
    ("change-seat", {"seat_id": seat_of}),
    ("end-seat", {"seat_id": seat_of}),
    ("hold-seat", {"seat_id": seat_of}),
    ("change-mode", {"holding_id": holding_of}),
    ("end-holding", {"holding_id": holding_of}),
    ("appoint", {}),
    ("end-office", {"office_id": office_of}),
    ("draft-terms", {}),
    ("write-terms", {}),
    ("agree-terms", {}),
    ("review-terms", {}),
    ("engage", {}),
    ("deliver", {"engagement_id": engagement_of}),
    ("end-engagement", {"engagement_id": engagement_of}),
]


def readable(name: str, more: dict[str, Callable[[Group], object]]) -> list[Route]:
    """A page that anybody, partners or those inside read, by who may know of the group."""
    closed = Route(f"groups:{name}", NOBODY, of(Openness.CLOSED, **more), HIDDEN, tells=(SECRET,), note="closed group")
    partners = Route(f"groups:{name}", READS, of(Openness.PARTNERS, **more), HIDDEN, tells=("For partners",))
    return [Route(f"groups:{name}", PUBLIC, of(Openness.PUBLIC, **more), note="public group"), partners, closed]


def kept(name: str, more: dict[str, Callable[[Group], object]]) -> list[Route]:
    """A form of those who keep groups, seen with GET and sent empty."""
    address = f"groups:{name}"
    told = ("For partners",)
    return [
        Route(address, KEEPS, of(Openness.PARTNERS, **more), EITHER, tells=told),
        Route(address, KEEPS, of(Openness.PARTNERS, **more), EITHER, method="post", tells=told, note="sent empty"),
        Route(address, NOBODY, of(Openness.CLOSED, **more), EITHER, tells=(SECRET,), note="closed group"),
    ]


def no_such_report(_: World) -> Mapping[str, object]:
    return {"slug": full(Openness.PARTNERS).slug}


def owning(openness: Openness) -> Arguments:
    """A group that owns a plan."""

    def arguments(_: object) -> Mapping[str, object]:
        made = full(openness)
        number = Plan.objects.count()
        of_plan = Plan.objects.create(
            slug=f"canary-of-group-{number}", name=f"Canary of a group {number}", reach="countywide",
            area=Area.objects.first(), owner=made.host, openness="partners",
        )  # fmt: skip
        owned = PlanOfGroup.objects.create(group=made, plan=of_plan, starts_on=LONG_AGO)
        return {"slug": made.slug, "owned_id": owned.pk}

    return arguments


ROUTES_OF_TERMS = [
    *(
        Route("groups:own-plan", KEEPS if openness != Openness.CLOSED else NOBODY, of(openness), EITHER, note=openness)
        for openness in Openness
    ),
    *(
        Route(
            "groups:give-up-plan",
            KEEPS if openness != Openness.CLOSED else NOBODY,
            owning(openness),
            EITHER,
            note=openness,
        )
        for openness in Openness
    ),
    Route("groups:every", PUBLIC),
    Route("groups:every-file", PUBLIC, lambda _: {"suffix": "xlsx"}),
    Route("groups:start", KEEPS),
    Route("groups:start", KEEPS, method="post", note="sent empty"),
    Route("groups:diagram", PUBLIC),
    Route("groups:areas", PUBLIC),
    Route("groups:missing", READS),
    Route("groups:missing-file", READS, lambda _: {"suffix": "csv"}),
    Route("groups:templates", READS),
    Route("groups:add-template", KEEPS),
    Route("groups:template", READS, a_template, tells=("Terms of a kind",)),
    Route("groups:change-template", KEEPS, a_template, tells=("Terms of a kind",)),
    *(route for name, more in READ_BY_ALL for route in readable(name, more)),
    *(route for name, more in KEPT for route in kept(name, more)),
    Route("groups:taking-part", READS, of(Openness.PARTNERS), tells=("For partners",)),
    Route("groups:taking-part", NOBODY, of(Openness.CLOSED), EITHER, tells=(SECRET,), note="closed group"),
    Route("groups:report-made", KEEPS, no_such_report, EITHER, answers=HIDDEN, note="names no report that is owed"),
]
