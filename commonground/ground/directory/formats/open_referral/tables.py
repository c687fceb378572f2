"""Each object of the standard as a table: its keys, the columns that keep them, and what is nested in it.

Read and written by the same rows, so what comes in goes out. What has no column is kept as it came (`extra`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from commonground.ground.directory.formats.open_referral import values as v
from commonground.ground.directory.rules.words import Frequency, Kind, LocationKind, Route, Status

OURS = "commonground"  # the object in which this site says what the standard has no word for


@dataclass(frozen=True)
class Column:
    """A key of the standard and the column that keeps it. With `always` it is written when empty.

    `ours` stands among what the standard has no word for; `inside` is read, and never written for everybody.
    """

    key: str
    name: str = ""
    read: v.Reader = field(default_factory=v.text)
    write: v.Writer = v.as_is
    needed: bool = False
    always: bool = False
    ours: bool = False
    inside: bool = False

    @property
    def column(self) -> str:
        return self.name or self.key


@dataclass(frozen=True)
class Nested:
    """What stands in an object: the table of it and the name by which our rows hold it."""

    table: str
    held_as: str


@dataclass(frozen=True)
class Table:
    """`links` are keys that repeat the id of what the object stands in ("") or of what is nested in it (its key)."""

    columns: tuple[Column, ...]
    many: Mapping[str, Nested] = field(default_factory=dict)
    one: Mapping[str, Nested] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()


def _short(key: str, name: str = "", *, longest: int = 255, **flags: Any) -> Column:
    return Column(key, name, v.text(longest), **flags)


def _day(key: str, name: str = "", **flags: Any) -> Column:
    return Column(key, name, v.day, v.iso, **flags)


def _clock(key: str) -> Column:
    return Column(key, "", v.clock, v.iso)


def _id(key: str, name: str) -> Column:
    return Column(key, name, v.identifier, str)


ATTRIBUTES = {"attributes": Nested("attribute", "attributes")}

SERVICE = Table(
    columns=(
        _short("name", needed=True),
        _short("alternate_name"),
        Column("description"),
        Column("url", "", v.web),
        Column("email", "", v.email),
        Column("status", "", v.one_of(Status), needed=True),
        Column("interpretation_services"),
        Column("application_process"),
        Column("fees"),
        Column("accreditations"),
        Column("minimum_age", "", v.exact, v.plain_number),
        Column("maximum_age", "", v.exact, v.plain_number),
        _day("assured_date", "assured_on"),
        Column("assurer_email", "", v.email),
        Column("alert"),
        Column("last_modified", "modified_at", v.instant, v.moment),
        Column("kind", "", v.one_of(Kind), ours=True),
        Column("level", "", v.code, ours=True),
        Column("grouping", "", v.code, ours=True),
        Column("referral_route", "route", v.one_of(Route), ours=True),
        Column("eligibility", "", v.eligibility, ours=True),
        Column("places", "", v.whole(1_000_000), ours=True),
        _day("places_on", ours=True),
        Column("waiting_weeks", "", v.whole(), ours=True),
        _day("waiting_on", ours=True),
        _day("funding_ends_on", ours=True, inside=True),
    ),
    many={
        "schedules": Nested("schedule", "schedules"),
        "service_areas": Nested("service_area", "service_areas"),
        "service_at_locations": Nested("service_at_location", "at_locations"),
        "languages": Nested("language", "languages"),
        "funding": Nested("funding", "funding"),
        "cost_options": Nested("cost_option", "cost_options"),
        "contacts": Nested("contact", "contacts"),
        "phones": Nested("phone", "phones"),
        "required_documents": Nested("required_document", "required_documents"),
        **ATTRIBUTES,
    },
    one={"organization": Nested("organization", "provider")},
    links={"organization_id": "organization"},
    needs=("organization",),
)

ORGANIZATION = Table(
    columns=(
        _short("name", needed=True),
        Column("description", always=True),
        Column("email", "", v.email),
        Column("website", "", v.web),
        Column("uri", "", v.uri),
        Column("year_incorporated", "founded_in", v.whole(2100)),
        _short("legal_status", longest=200),
        _id("parent_organization_id", "parent_public_id"),
    ),
    many={"organization_identifiers": Nested("identifier", "identifiers"), **ATTRIBUTES},
)

IDENTIFIER = Table(
    columns=(
        _short("identifier_scheme", "scheme", longest=100),
        _short("identifier_type", "kind", longest=200, needed=True),
        _short("identifier", longest=200, needed=True),
    ),
    links={"organization_id": ""},
)

AT_LOCATION = Table(
    columns=(Column("description"),),
    many={"schedules": Nested("schedule", "schedules")},
    one={"location": Nested("location", "location")},
    links={"service_id": "", "location_id": "location"},
    needs=("location",),
)

LOCATION = Table(
    columns=(
        Column("location_type", "kind", v.one_of(LocationKind), needed=True),
        _short("name"),
        Column("description"),
        Column("latitude", "", v.number),
        Column("longitude", "", v.number),
        _short("external_identifier", longest=200),
        _short("external_identifier_type", longest=100),
        Column("confidential", "is_confidential", v.truth, ours=True),
        Column("hub", "is_hub", v.truth, ours=True),
        Column("bookable", "is_bookable", v.truth, ours=True),
        Column("getting_in", "venue_access", ours=True),
    ),
    many={
        "addresses": Nested("address", "addresses"),
        "accessibility": Nested("accessibility", "accessibility"),
        "phones": Nested("phone", "phones"),
        **ATTRIBUTES,
    },
)

ADDRESS = Table(
    columns=(
        _short("attention"),
        _short("address_1", always=True),
        _short("address_2"),
        _short("city", always=True),
        _short("region"),
        _short("state_province", always=True),
        _short("postal_code", longest=20, always=True),
        _short("country", longest=40, always=True),
        Column("address_type", "kind", v.one_of(LocationKind), needed=True),
    ),
    links={"location_id": ""},
)

SCHEDULE = Table(
    columns=(
        _day("valid_from"),
        _day("valid_to"),
        _day("dtstart"),
        Column("freq", "", v.one_of(Frequency)),
        Column("interval", "", v.whole()),
        _short("byday", longest=100),
        _short("bymonthday", longest=200),
        Column("description"),
        _clock("opens_at"),
        _clock("closes_at"),
        Column("schedule_link", "", v.web),
        _short("attending_type"),
        Column("notes"),
    ),
    links={"service_id": "", "service_at_location_id": ""},
)

TERM = Table(
    columns=(
        _short("name", longest=500, needed=True),
        Column("description", always=True),
        _id("parent_id", "parent_public_id"),
        _short("taxonomy", "taxonomy_name"),
        _id("taxonomy_id", "taxonomy_public_id"),
        Column("term_uri", "", v.uri),
        _short("code"),
    ),
)

TABLES: dict[str, Table] = {
    "service": SERVICE,
    "organization": ORGANIZATION,
    "identifier": IDENTIFIER,
    "service_at_location": AT_LOCATION,
    "location": LOCATION,
    "address": ADDRESS,
    "schedule": SCHEDULE,
    "taxonomy_term": TERM,
    "attribute": Table(
        columns=(_short("link_type", longest=100),),
        one={"taxonomy_term": Nested("taxonomy_term", "term")},
        links={"link_id": "", "taxonomy_term_id": "taxonomy_term"},
    ),
    "accessibility": Table(
        columns=(Column("description"), Column("details"), Column("url", "", v.web), Column("accessibility")),
        links={"location_id": ""},
    ),
    "service_area": Table(
        columns=(
            Column("name"),
            Column("extent", "", v.text(5_000_000)),
            _short("extent_type", longest=60),
            Column("uri", "", v.uri),
            Column("service_area"),
        ),
        links={"service_id": ""},
    ),
    "language": Table(
        columns=(_short("name", longest=100), _short("code", longest=40), Column("note")), links={"service_id": ""}
    ),
    "funding": Table(columns=(Column("source"),), links={"service_id": ""}),
    "cost_option": Table(
        columns=(
            _day("valid_from"),
            _day("valid_to"),
            _short("option", longest=500),
            Column("amount", "", v.pence, v.pounds),
            _short("amount_description", longest=500),
        ),
        links={"service_id": ""},
    ),
    "contact": Table(
        columns=(
            _short("name"),
            _short("title"),
            _short("department"),
            Column("email", "", v.email),
            Column("name_may_be_shown", "is_public", v.truth, ours=True),
        ),
        many={"phones": Nested("phone", "phones")},
        links={"service_id": ""},
    ),
    "phone": Table(
        columns=(
            _short("number", longest=60, needed=True),
            _short("extension", longest=20),
            _short("type", "kind", longest=40),
            _short("description", longest=500),
        ),
        links={"service_id": "", "location_id": "", "contact_id": ""},
    ),
    "required_document": Table(columns=(Column("document"), Column("uri", "", v.uri)), links={"service_id": ""}),
}
