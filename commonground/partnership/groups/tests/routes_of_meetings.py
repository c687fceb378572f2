"""Addresses of meetings, agendas, calendars, venues and reports, and who may open them: by seat, not by role."""

from collections.abc import Callable, Mapping
from datetime import date, time

from commonground.partnership.groups.models import AgendaItem, ForwardItem, Group, Meeting, Venue
from commonground.partnership.groups.rules import calendar
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import LONG_AGO, group, seat
from tests.security.routes import HIDDEN, PUBLIC, REFUSED, Route
from tests.world import World

SECRET = "Panel nobody knows"  # the name of a group
INSIDE = frozenset(
    {"group-member", "group-chair", "clerk", "councillor", "locality-manager", "head-teacher", "lead-practitioner",
     "practice-supervisor", "analyst", "board-member", "organisation-administrator"}
)  # fmt: skip
KEEPERS = frozenset({"locality-manager"})
DAY = date(2031, 1, 14)
Arguments = Callable[[World], Mapping[str, object]]


def body(openness: Openness, name: str) -> Group:
    slug = name.lower().replace(" ", "-")
    return Group.objects.filter(slug=slug).first() or group(name, openness, slug=slug)


def meeting_of(openness: Openness, name: str) -> Meeting:
    held = body(openness, name)
    starts = calendar.in_england(DAY, time(10))
    ends = calendar.in_england(DAY, time(12))
    return Meeting.objects.get_or_create(
        group=held, key=DAY.isoformat(), defaults={"starts_at": starts, "ends_at": ends}
    )[0]


def public_group(world: World) -> Mapping[str, object]:
    return {"slug": meeting_of(Openness.PUBLIC, "Open forum").group.slug}


def closed_group(world: World) -> Mapping[str, object]:
    return {"slug": meeting_of(Openness.CLOSED, SECRET).group.slug}


def partners_group(world: World) -> Mapping[str, object]:
    return {"slug": meeting_of(Openness.PARTNERS, "Locality group of the tests").group.slug}


def of_meeting(of: Arguments) -> Arguments:
    return lambda world: {**of(world), "key": DAY.isoformat()}


def with_item(of: Arguments) -> Arguments:
    def arguments(world: World) -> Mapping[str, object]:
        held = of_meeting(of)(world)
        meeting = Meeting.objects.get(group__slug=held["slug"], key=held["key"])
        item = AgendaItem.objects.get_or_create(meeting=meeting, title="Needs", defaults={"order": 1})[0]
        return {**held, "item_id": item.pk}

    return arguments


def with_seat(of: Arguments) -> Arguments:
    def arguments(world: World) -> Mapping[str, object]:
        held = of_meeting(of)(world)
        return {**held, "seat_id": seat(Group.objects.get(slug=held["slug"])).pk}

    return arguments


def with_proposal(of: Arguments) -> Arguments:
    def arguments(world: World) -> Mapping[str, object]:
        held = of(world)
        made = ForwardItem.objects.create(
            group=Group.objects.get(slug=held["slug"]),
            title="Young carers",
            proposed_by="Somebody",
            proposed_on=LONG_AGO,
        )
        return {**held, "proposal_id": made.pk}

    return arguments


def a_venue(world: World) -> Mapping[str, object]:
    return {"venue_id": Venue.objects.get_or_create(name="Library", address="1 High Street")[0].pk}


def no_key(world: World) -> Mapping[str, object]:
    return {"key": "nobody-was-given-this"}


SEEN = {"groups:meetings": lambda of: of, "groups:group-feed": lambda of: of, "groups:meeting": of_meeting}
KEPT = {
    "groups:schedule": lambda of: of,
    "groups:plan-meeting": lambda of: of,
    "groups:propose": lambda of: of,
    "groups:move-meeting": of_meeting,
    "groups:place-meeting": of_meeting,
    "groups:cancel-meeting": of_meeting,
    "groups:suggestions": of_meeting,
    "groups:add-item": of_meeting,
    "groups:change-item": with_item,
    "groups:drop-proposal": with_proposal,
}
POSTED = {"groups:move-item": {"direction": "up"}, "groups:remove-item": {}}
NOBODY: frozenset[str] = frozenset()
EITHER = HIDDEN | REFUSED
WRONG = frozenset({422})  # somebody who may is told that the page is incomplete
MAY_READ = frozenset({*INSIDE, "front-door-worker"})

ROUTES_OF_MEETINGS = [
    Route("groups:calendar", PUBLIC),
    Route("groups:calendar-feed", PUBLIC, tells=(SECRET,)),
    Route("groups:frequency", PUBLIC),
    Route("groups:venues", PUBLIC),
    Route("groups:my-calendar", INSIDE),
    Route("groups:end-my-calendar", INSIDE, method="post", answers=frozenset({404})),
    Route("groups:feed", frozenset(), no_key, HIDDEN),
    Route("groups:group-feed-by-key", frozenset(), lambda world: {**no_key(world), "slug": "any"}, HIDDEN),
    Route("groups:add-venue", KEEPERS),
    Route("groups:change-venue", KEEPERS, a_venue),
    *(Route(name, PUBLIC, way(public_group), note="public") for name, way in SEEN.items()),
    *(Route(name, MAY_READ, way(partners_group), HIDDEN, note="of partners") for name, way in SEEN.items()),
    *(
        Route(name, frozenset(), way(closed_group), HIDDEN, tells=(SECRET,), note="closed")
        for name, way in SEEN.items()
    ),
    *(Route(name, KEEPERS, way(public_group), note="own") for name, way in KEPT.items()),
    *(
        Route(name, frozenset(), way(closed_group), EITHER, tells=(SECRET,), note="closed")
        for name, way in KEPT.items()
    ),
    Route("groups:forward-plan", KEEPERS, public_group, EITHER),
    Route("groups:forward-plan", frozenset(), closed_group, EITHER, tells=(SECRET,), note="closed"),
    Route("groups:say", frozenset(), with_seat(closed_group), EITHER, tells=(SECRET,), note="closed"),
    Route("groups:say", frozenset(), with_seat(public_group), EITHER, note="own"),
    *(
        Route(name, KEEPERS, with_item(public_group), method="post", data=data, answers=WRONG)
        for name, data in POSTED.items()
    ),
    *(
        Route(name, frozenset(), with_item(closed_group), EITHER, "post", data, tells=(SECRET,), note="closed")
        for name, data in POSTED.items()
    ),
]
