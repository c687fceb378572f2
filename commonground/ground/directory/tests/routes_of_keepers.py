"""Addresses of keepers, and who may open them."""

from collections.abc import Callable, Mapping

from django.db.models import Model
from django.utils import timezone

from commonground.ground.directory.models import (
    Feed,
    FeedRun,
    Location,
    Phone,
    Provider,
    Quarantined,
    Schedule,
    Service,
    ServiceAtLocation,
)
from commonground.ground.directory.tests import entries
from commonground.ground.partners.models import Organisation
from tests.security.routes import HIDDEN, REFUSED, Arguments, Route
from tests.world import HOME_ORGANISATION

KEEPERS = frozenset({"locality-manager", "directory-keeper"})
OWN = KEEPERS | {"organisation-administrator"}
CONFIDENTIAL = frozenset({"directory-keeper"})
WRONG = frozenset({422})  # nothing sensible was sent
OURS, ANOTHERS = "entry-of-ours", "entry-of-another"
PHONE = "01632 960777"


def _entry(slug: str, organisation: str) -> Service:
    found = Service.objects.filter(slug=slug).first()
    return found or entries.service(slug, name=slug, owner=Organisation.objects.get(slug=organisation))


def ours() -> Service:
    return _entry(OURS, HOME_ORGANISATION)


def anothers() -> Service:
    return _entry(ANOTHERS, "nottinghamshire-police")


def _at() -> ServiceAtLocation:
    return ours().at_locations.first() or entries.at(ours(), entries.place("hall-of-ours", name="Hall of ours"))


def _hidden() -> Location:
    found = Location.objects.filter(is_confidential=True).first()
    return found or entries.refuge().at_locations.get().location


def _hidden_at() -> ServiceAtLocation:
    return _hidden().services_here.all()[0]


def _phone(**of: object) -> Phone:
    return Phone.objects.filter(**of).first() or Phone.objects.create(number=PHONE, **of)


def _slug(make: Callable[[], Service], **more: object) -> Arguments:
    return lambda world: {"slug": make().slug, **more}


def _piece_of_ours(world: object) -> Mapping[str, object]:
    return {"kind": "phone", "part_id": _phone(service=ours()).pk}


def _piece_of_another(world: object) -> Mapping[str, object]:
    return {"kind": "phone", "part_id": _phone(service=anothers()).pk}


def _hours_of_hidden(world: object) -> Mapping[str, object]:
    at = _hidden_at()
    found = Schedule.objects.filter(at_location=at).first() or Schedule.objects.create(at_location=at, byday="MO")
    return {"kind": "hours-there", "part_id": found.pk}


def _phone_of_hidden(world: object) -> Mapping[str, object]:
    return {"kind": "phone-there", "part_id": _phone(location=_hidden()).pk}


def _provider(world: object) -> Mapping[str, object]:
    return {"slug": (Provider.objects.first() or entries.provider()).slug}


def _place(world: object) -> Mapping[str, object]:
    return {"slug": _at().location.slug}


def _refuge(world: object) -> Mapping[str, object]:
    return {"slug": _hidden().slug}


def _of(kind: str, owner: Callable[[], Model]) -> Arguments:
    return lambda world: {"kind": kind, "owner_id": owner().pk}


SERVICES = [
    Route(f"directory:{name}", open_to=who, arguments=_slug(service, **more), note=note)
    for name, more in (
        ("keep-service", {}),
        ("close-service", {}),
        ("put-service", {}),
        ("change-service", {"subject": "what"}),
    )
    for service, who, note in ((ours, OWN, "own"), (anothers, KEEPERS, "other agency"))
]
PLACES = [
    Route(f"directory:{name}", open_to=who, arguments=arguments, otherwise=otherwise, tells=tells, note=note)
    for name in ("keep-place", "change-place", "end-place")
    for arguments, who, otherwise, tells, note in (
        (_place, KEEPERS, REFUSED, (), "own"),
        (_refuge, CONFIDENTIAL, REFUSED | HIDDEN, (entries.HIDDEN,), "confidential"),
    )
]
PIECES = [
    Route("directory:add-piece", open_to=OWN, arguments=_of("hours", ours)),
    Route("directory:add-piece", open_to=KEEPERS, arguments=_of("hours", anothers), note="other agency"),
    Route("directory:add-piece", open_to=OWN, arguments=_of("hours-there", _at), note="at a place"),
    Route("directory:add-piece", open_to=KEEPERS, arguments=_of("access", lambda: _at().location), note="of a place"),
    Route(
        "directory:add-piece", open_to=CONFIDENTIAL, arguments=_of("phone-there", _hidden),
        otherwise=REFUSED | HIDDEN, tells=(entries.HIDDEN,), note="of a confidential place",
    ),
    Route(
        "directory:add-piece", open_to=CONFIDENTIAL, arguments=_of("hours-there", _hidden_at),
        otherwise=REFUSED | HIDDEN, tells=(entries.HIDDEN,), note="at a confidential place",
    ),
    Route("directory:change-piece", open_to=OWN, arguments=_piece_of_ours, tells=(PHONE,)),
    Route("directory:change-piece", open_to=KEEPERS, arguments=_piece_of_another, tells=(PHONE,), note="other agency"),
    Route(
        "directory:change-piece", open_to=CONFIDENTIAL, arguments=_hours_of_hidden, otherwise=REFUSED | HIDDEN,
        tells=(entries.HIDDEN,), note="at a confidential place",
    ),
    Route(
        "directory:change-piece", open_to=CONFIDENTIAL, arguments=_phone_of_hidden, otherwise=REFUSED | HIDDEN,
        tells=(entries.HIDDEN, PHONE), note="of a confidential place",
    ),
    Route("directory:remove-piece", open_to=OWN, arguments=_piece_of_ours, method="post", answers=WRONG),
    Route(
        "directory:remove-piece", open_to=KEEPERS, arguments=_piece_of_another, method="post", answers=WRONG,
        note="other agency",
    ),
]  # fmt: skip


def _feed(world: object) -> Mapping[str, object]:
    return {"feed_id": _reading().feed_id}


def _reading() -> FeedRun:
    found = FeedRun.objects.first()
    feed = found.feed if found else Feed.objects.create(name="Of the tests", source="file")
    return found or FeedRun.objects.create(feed=feed, started_at=timezone.now(), layout="services", sha256="0")


def _row(world: object) -> Mapping[str, object]:
    values = {"run": _reading(), "place": "/1", "problems": [WRONG_THERE], "raw": {"name": "Bad"}}
    return {"row_id": (Quarantined.objects.filter(is_confidential=False).first() or _made(**values)).pk}


def _secret_row(world: object) -> Mapping[str, object]:
    values = {"run": _reading(), "place": "/2", "problems": [SECRET_THERE], "raw": {}, "is_confidential": True}
    return {"row_id": (Quarantined.objects.filter(is_confidential=True).first() or _made(**values)).pk}


def _made(**values: object) -> Quarantined:
    return Quarantined.objects.create(**values)


IMPORTERS = frozenset({"analyst", "directory-keeper"})
WRONG_THERE, SECRET_THERE = "is wrong there in the tests", "lies at 53.11, secret of the tests"
FEEDS = [
    Route("directory:feeds", open_to=IMPORTERS),
    Route("directory:hand-in", open_to=IMPORTERS),
    Route("directory:feed-runs", open_to=IMPORTERS, arguments=_feed),
    Route("directory:change-feed", open_to=IMPORTERS, arguments=_feed),
    Route("directory:quarantined", open_to=IMPORTERS, arguments=_row, tells=(WRONG_THERE,)),
    Route(
        "directory:quarantined", open_to=CONFIDENTIAL, arguments=_secret_row, tells=(SECRET_THERE,),
        otherwise=REFUSED | HIDDEN, note="confidential",
    ),
]  # fmt: skip
ROUTES_OF_KEEPERS = [
    *FEEDS,
    Route("directory:keep", open_to=OWN),
    Route("directory:keep-providers", open_to=KEEPERS),
    Route("directory:add-provider", open_to=KEEPERS),
    Route("directory:change-provider", open_to=KEEPERS, arguments=_provider),
    Route("directory:keep-places", open_to=KEEPERS),
    Route("directory:add-place", open_to=KEEPERS),
    Route("directory:add-service", open_to=KEEPERS),
    Route("directory:hide-place", open_to=CONFIDENTIAL, arguments=_place),
    Route(
        "directory:hide-place", open_to=CONFIDENTIAL, arguments=_refuge, otherwise=REFUSED | HIDDEN,
        tells=(entries.HIDDEN,), note="confidential",
    ),
    Route(
        "directory:take-service", open_to=OWN, arguments=lambda world: {"at_id": _at().pk}, method="post",
        answers=WRONG,
    ),
    Route(
        "directory:take-service", open_to=CONFIDENTIAL, arguments=lambda world: {"at_id": _hidden_at().pk},
        method="post", answers=WRONG, otherwise=REFUSED | HIDDEN, note="confidential",
    ),
    *SERVICES,
    *PLACES,
    *PIECES,
]  # fmt: skip
