"""Directories of others as tests hand them in."""

import copy
import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from commonground.ground.directory import actions
from commonground.ground.directory.models import FeedRun
from commonground.ground.directory.tests import entries

SPACE = UUID("6f0f3d0a-0000-4000-8000-000000000001")


def an_id(*words: str) -> str:
    return str(uuid5(SPACE, "|".join(words)))


def whole_service(name: str = "Counselling") -> dict[str, Any]:
    """A full service with something of everything, invented."""
    service = an_id(name)
    return {
        "id": service,
        "organization_id": an_id("organization"),
        "name": name,
        "alternate_name": "Talking",
        "description": "Somebody to talk to.",
        "url": "https://example.org/talk",
        "email": "talk@example.org",
        "status": "active",
        "fees": "Free",
        "accreditations": "None",
        "minimum_age": 11,
        "maximum_age": 25.5,
        "assured_date": "2026-06-01",
        "assurer_email": "assurer@example.org",
        "alert": "Closed in August.",
        "last_modified": "2026-06-02T09:30:00.250Z",
        "application_process": "Ring first.",
        "wait_time": "two weeks",
        **_organization(),
        **_details(name),
        "service_at_locations": [_at_location(name)],
    }


def _organization() -> dict[str, Any]:
    return {
        "organization": {
            "id": an_id("organization"),
            "name": "Example Trust",
            "description": "A trust.",
            "website": "https://example.org",
            "year_incorporated": 1999,
            "logo": "https://example.org/logo.png",
            "organization_identifiers": [
                {"id": an_id("number"), "identifier_scheme": "GB-CHC", "identifier_type": "Charity", "identifier": "1"}
            ],
        },
    }


def _details(name: str) -> dict[str, Any]:
    service = an_id(name)
    return {
        "schedules": [_schedule(name, "of all", {"service_id": service})],
        "service_areas": [{"id": an_id(name, "area"), "service_id": service, "name": "Nowhere in particular"}],
        "languages": [{"id": an_id(name, "language"), "name": "Polish", "code": "pl"}],
        "funding": [{"id": an_id(name, "funding"), "source": "A grant"}],
        "cost_options": [{"id": an_id(name, "cost"), "option": "Adults", "amount": 3.5, "valid_from": "2026-01-01"}],
        "contacts": [
            {
                "id": an_id(name, "contact"),
                "title": "Reception",
                "phones": [{"id": an_id(name, "phone"), "number": "01632 960001"}],
            }
        ],
        "attributes": [
            {
                "id": an_id(name, "attribute"),
                "link_id": service,
                "link_type": "service",
                "taxonomy_term": {
                    "id": an_id("term"),
                    "name": "Counselling",
                    "description": "",
                    "taxonomy": "A list",
                    "term_uri": "urn:example:1",
                },
            }
        ],
    }


def _at_location(name: str) -> dict[str, Any]:
    service, at = an_id(name), an_id(name, "at")
    return {
        "id": at,
        "service_id": service,
        "schedules": [_schedule(name, "here", {"service_at_location_id": at})],
        "location": {
            "id": an_id("location"),
            "location_type": "physical",
            "name": "Example Hall",
            "latitude": 53.14,
            "longitude": -1.2,
            "external_identifier": "10000000001",
            "external_identifier_type": "UPRN",
            "transportation": "Bus 1",
            "addresses": [
                {
                    "id": an_id("address"),
                    "address_1": "1 Example Street",
                    "city": "Mansfield",
                    "state_province": "Nottinghamshire",
                    "postal_code": "NG18 1AA",
                    "country": "GB",
                    "address_type": "physical",
                }
            ],
            "accessibility": [{"id": an_id("ramp"), "description": "A ramp"}],
        },
    }


def _schedule(name: str, which: str, link: dict[str, str]) -> dict[str, Any]:
    return {
        "id": an_id(name, "schedule", which),
        **link,
        "freq": "WEEKLY",
        "interval": 1,
        "byday": "MO,TH",
        "dtstart": "2026-01-05",
        "opens_at": "10:00:00",
        "closes_at": "12:30:00",
        "notes": "Not on bank holidays.",
    }


def changed(service: dict[str, Any], *path: str | int, to: Any) -> dict[str, Any]:
    """A copy with another value at a place."""
    made = copy.deepcopy(service)
    inner: Any = made
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = to
    return made


def take(tmp_path: Path, content: Any, *, name: str = "County", file: str = "feed.json") -> FeedRun:
    """Import what is handed in as a file."""
    path = tmp_path / file
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return take_from(str(path), name=name)


def take_from(source: str, *, name: str = "County", fetcher: Any = None, address: str = "") -> FeedRun:
    read = actions.read_source(source, name=name, tell=lambda *said: None, fetcher=fetcher)
    return actions.import_document(
        name=name,
        address=address,
        document=read.document,
        sha256=read.sha256,
        tell=lambda *said: None,
        by=entries.KEEPER,
    )


def missing(before: Any, after: Any, place: str = "") -> list[str]:
    """What stands in one piece of JSON and not, or otherwise, in another: nothing where nothing was lost."""
    if isinstance(before, dict) and isinstance(after, dict):
        said = [(key, value) for key, value in before.items() if value not in (None, [], {})]
        return [one for key, value in said for one in missing(value, after.get(key), f"{place}/{key}")]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [one for at, (first, second) in pairs for one in missing(first, second, f"{place}/{at}")]
    return [] if before == after else [f"{place}: {before!r} became {after!r}"]
