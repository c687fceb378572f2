"""What was handed in: a JSON file, pages of an API, a package of tables, an Outpost file. Told by what is in it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.directory.rules.words import Layout

NOT_READ = "The directory cannot be read. Nothing was changed."
DO_JSON = "Give a JSON list of full services, or the address of an Open Referral UK 3.0 API."
MOST_SERVICES = 100_000
# What only earlier versions have, and which.
EARLIER = {
    "eligibilitys": "Open Referral UK 1.0",
    "link_taxonomies": "Open Referral UK 1.0",
    "service_taxonomys": "Open Referral UK 1.0",
    "costOptions": "Open Referral UK 1.0",
    "regular_schedules": "HSDS 1 or Open Referral UK 1.0",
    "regular_schedule": "HSDS 1 or 2",
    "physical_addresses": "HSDS 1 or 2",
    "holiday_schedules": "HSDS 1 or 2",
    "accessibility_for_disabilities": "HSDS 1 or 2",
    "service_attributes": "HSDS 2",
}
DO_VERSION = "This site reads version 3. Ask the publisher for it; most serve it at another address."


@dataclass
class Document:
    """Services as they were written, each with its place, and what the whole says of itself."""

    layout: Layout
    services: list[tuple[str, Any]] = field(default_factory=list)
    declared: int | None = None
    version: str = ""
    notes: list[str] = field(default_factory=list)


def read_json(content: bytes, *, name: str) -> Any:
    """Raises Invalid for what is no JSON, with line and column."""
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except UnicodeDecodeError:
        raise unreadable("is not UTF-8.", "Save it as UTF-8.", where=name) from None
    except json.JSONDecodeError as wrong:
        what = f"is no JSON: {wrong.msg}."
        raise unreadable(what, DO_JSON, where=f"{name}, line {wrong.lineno}, column {wrong.colno}") from None
    except (RecursionError, ValueError) as wrong:
        what = "is nested too deep." if isinstance(wrong, RecursionError) else f"is no JSON: {wrong}."
        raise unreadable(what, DO_JSON, where=name) from None


def document_of(read: Any, *, name: str) -> Document:
    """Services of a JSON file: a list of them, a page of an API, or one. Raises Invalid for any other."""
    document = Document(Layout.SERVICES)
    if isinstance(read, list):
        document.services = [(f"/{at}", one) for at, one in enumerate(read)]
    elif isinstance(read, Mapping) and isinstance(read.get("contents"), list):
        document.services = [(f"/contents/{at}", one) for at, one in enumerate(read["contents"])]
        document.declared = declared_total(read)
    elif isinstance(read, Mapping) and isinstance(read.get("services"), list):
        document.services = [(f"/services/{at}", one) for at, one in enumerate(read["services"])]
    elif isinstance(read, Mapping) and "id" in read and "name" in read:
        document.services = [("", read)]
    elif isinstance(read, Mapping) and isinstance(read.get("content"), list):
        raise _earlier("Open Referral UK 1.0", "content", name)
    else:
        raise unreadable("holds no list of services.", DO_JSON, where=name)
    check_version(read, document.services, name=name)
    if len(document.services) > MOST_SERVICES:
        raise unreadable(f"holds more than {MOST_SERVICES:,} services.", "Hand it in in parts.", where=name)
    return document


def check_version(read: Any, services: list[tuple[str, Any]], *, name: str) -> None:
    """Raises Invalid that names an earlier version, told by what it says of itself or by keys that only it has.

    Where only some services have such keys, those are told one by one (`earlier_version`), and the others are read.
    """
    said = str(read.get("version", "")) if isinstance(read, Mapping) else ""
    if said and not any(said.upper().startswith(begin) for begin in ("HSDS-UK-3", "3", "HSDS-3")):
        raise _earlier(said[:40], "version", name)
    keys = [earlier_key(one) for _, one in services]
    if keys and all(keys):
        raise _earlier(EARLIER[keys[0]], keys[0], f"{name}, {services[0][0]}")


def earlier_key(service: Any) -> str:
    """The key of a service that only an earlier version has; "" where it has none."""
    return next((key for key in EARLIER if isinstance(service, Mapping) and key in service), "")


def earlier_version(service: Any, *, place: str) -> list[Problem]:
    """What is wrong with one service of an earlier version among others."""
    key = earlier_key(service)
    return [Problem(_in_version(EARLIER[key], key), DO_VERSION, where=place)] if key else []


def declared_total(page: Mapping[str, Any]) -> int | None:
    total = page.get("total_items")
    return total if isinstance(total, int) and not isinstance(total, bool) and total >= 0 else None


def unreadable(what: str, do: str = "", *, where: str) -> Invalid:
    return Invalid(NOT_READ, [Problem(what, do, where=where)])


def _earlier(version: str, key: str, where: str) -> Invalid:
    return unreadable(_in_version(version, key), DO_VERSION, where=where)


def _in_version(version: str, key: str) -> str:
    return f"is in {version} (it has “{key}”)."


def _no_number(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


def names_of(raw: Any) -> Iterator[str]:
    """The name of a service as written, for a list of what could not be taken."""
    name = raw.get("name") if isinstance(raw, Mapping) else None
    if isinstance(name, str):
        yield name
