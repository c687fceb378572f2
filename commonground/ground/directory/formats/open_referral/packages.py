"""A datapackage of tables (HSDS): a folder or a zip file of CSV files, put together into full services."""

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from commonground.ground.directory.formats.open_referral.documents import Document, read_json, unreadable
from commonground.ground.directory.formats.open_referral.reading import Placed
from commonground.ground.directory.rules.schedules import DAYS
from commonground.ground.directory.rules.words import Layout

DESCRIPTION = "datapackage.json"
LARGEST, MOST_FILES = 200 << 20, 60
# Names of tables in version 3 and before → what we call them.
NAMES = {
    "physical_address": "address",
    "postal_address": "address",
    "regular_schedule": "schedule",
    "accessibility_for_disabilities": "accessibility",
    "services_at_location": "service_at_location",
}
OF_SERVICE = {
    "schedule": "schedules",
    "service_area": "service_areas",
    "language": "languages",
    "funding": "funding",
    "cost_option": "cost_options",
    "contact": "contacts",
    "phone": "phones",
    "required_document": "required_documents",
    "eligibility": "eligibility",
    "payment_accepted": "payments_accepted",
    "holiday_schedule": "holiday_schedules",
    "program": "program",
}
OF_LOCATION = {"address": "addresses", "accessibility": "accessibility", "phone": "phones"}
OF_ORGANIZATION = {"organization_identifier": "organization_identifiers"}
NUMBERS = {
    *("minimum_age", "maximum_age", "latitude", "longitude", "interval", "amount"),
}
Rows = dict[str, list[Placed]]


def read_package(path: Path) -> Document:
    """Raises Invalid where it is no package, or one of its tables cannot be read."""
    files = _files(path)
    described = next((name for name in files if PurePosixPath(name).name == DESCRIPTION), None)
    if described is None:
        raise unreadable(f"has no {DESCRIPTION}.", "Give the folder or the zip file of the package.", where=path.name)
    about = read_json(files[described], name=DESCRIPTION)
    tables: Rows = defaultdict(list)
    document = Document(Layout.PACKAGE, version=str(about.get("version", ""))[:60] if isinstance(about, dict) else "")
    folder = PurePosixPath(described).parent
    for resource in about.get("resources", ()) if isinstance(about, dict) else ():
        named, where = str(resource.get("name", "")), str(folder / str(resource.get("path", "")))
        if where in files:
            tables[NAMES.get(named, named)] += list(_rows(files[where], where, named))
    if not tables["service"]:
        raise unreadable("has no table of services, or none in it.", "Add services.csv.", where=path.name)
    return _assembled(tables, document)


def _files(path: Path) -> dict[str, bytes]:
    if path.is_dir():
        found = [one for one in sorted(path.iterdir()) if one.suffix in (".csv", ".json")][:MOST_FILES]
        if sum(one.stat().st_size for one in found) > LARGEST:
            raise unreadable("holds more than is read.", "Hand it in in parts.", where=path.name)
        return {one.name: one.read_bytes() for one in found}
    try:
        with zipfile.ZipFile(path) as packed:
            inside = [one for one in packed.infolist() if one.filename.endswith((".csv", ".json"))]
            size = sum(one.file_size for one in inside)
            if len(inside) > MOST_FILES or size > LARGEST or size > 200 * max(path.stat().st_size, 1 << 16):
                raise unreadable("unpacks to more than is read.", "Hand it in in parts.", where=path.name)
            return {one.filename: packed.read(one) for one in inside}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as wrong:
        raise unreadable("is a zip file that cannot be unpacked.", "Pack it again.", where=path.name) from wrong


def rows_of(content: bytes, name: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their numbers, the head as row 1. Raises Invalid."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise unreadable("is not UTF-8.", "Save it as CSV UTF-8.", where=name) from None
    try:
        reader = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""), restkey="", strict=True)
        return [
            (at, {str(key): value for key, value in row.items() if key and isinstance(value, str)})
            for at, row in enumerate(reader, start=2)
        ]
    except csv.Error as wrong:
        raise unreadable(f"is no table: {wrong}.", "Save it as CSV UTF-8.", where=name) from None


def _rows(content: bytes, name: str, table: str) -> Iterable[Placed]:
    for at, cells in rows_of(content, name):
        row = Placed({key.strip(): _cell(key.strip(), value) for key, value in cells.items() if value.strip()})
        if table == "postal_address":
            row.setdefault("address_type", "postal")
        yield row.at(f"{PurePosixPath(name).name}, row {at}")


def _cell(key: str, value: str) -> Any:
    """CSV has text alone; where the standard wants a number the text of one is one."""
    if key in NUMBERS:
        try:
            return float(value)
        except ValueError:
            return value
    return value


def _assembled(tables: Rows, document: Document) -> Document:
    organizations = {row.get("id"): _organization(row) for row in tables.pop("organization", [])}
    locations = {row.get("id"): _location(row) for row in tables.pop("location", [])}
    terms = {row.get("id"): row for row in tables.pop("taxonomy_term", [])}
    services = {row.get("id"): row for row in tables.pop("service", [])}
    at_locations = {row.get("id"): row for row in tables.pop("service_at_location", [])}
    for service in services.values():
        held = organizations.get(service.get("organization_id"))
        if held is not None:
            service["organization"] = held
    for row in at_locations.values():
        where, what = locations.get(row.get("location_id")), services.get(row.get("service_id"))
        if where is not None and what is not None:
            row["location"] = where
            what.setdefault("service_at_locations", []).append(row)
    for row in tables.pop("attribute", []):
        _say(row, terms, {**services, **locations, **organizations}, document)
    owners = {"service": services, "location": locations, "organization": organizations}
    for table, rows in tables.items():
        left = [row for row in rows if not _give(table, row, owners, at_locations)]
        if left:
            document.notes.append(f"{len(left):,} rows of {table} belong to no service or place and are not taken.")
    document.services = [(service.place, service) for service in services.values()]
    return document


def _give(table: str, row: Placed, owners: Mapping[str, Mapping[Any, Placed]], at_locations: dict[Any, Placed]) -> bool:
    """Put a row into what it belongs to; whether there was any."""
    row = _schedule(row) if table == "schedule" else row
    at = at_locations.get(row.get("service_at_location_id"))
    if table == "schedule" and at is not None:
        at.setdefault("schedules", []).append(row)
        return True
    for kind, keys in (("service", OF_SERVICE), ("location", OF_LOCATION), ("organization", OF_ORGANIZATION)):
        owner = owners[kind].get(row.get(f"{kind}_id"))
        if table in keys and owner is not None:
            given = _language(row) if table == "language" else _address(row) if table == "address" else row
            owner.setdefault(keys[table], []).append(given)
            return True
    return False


def _organization(row: Placed) -> Placed:
    """Version 1 calls the website `url`."""
    if "website" not in row and "url" in row:
        row["website"] = row.pop("url")
    if str(row.get("year_incorporated", "")).isdigit():
        row["year_incorporated"] = int(row["year_incorporated"])
    return row


def _location(row: Placed) -> Placed:
    row.setdefault("location_type", "physical")
    return row


def _address(row: Placed) -> Placed:
    row.setdefault("address_type", "physical")
    return row


def _language(row: Placed) -> Placed:
    if "language" in row:
        row["name"] = row.pop("language")
    return row


def _schedule(row: Placed) -> Placed:
    """Version 1 has a weekday from 1, Monday."""
    weekday = str(row.pop("weekday", ""))
    if weekday:
        row |= {"freq": "WEEKLY", "byday": DAYS[int(weekday) - 1] if weekday in "1234567" else weekday}
    return row


def _say(row: Placed, terms: Mapping[Any, Placed], of: Mapping[Any, Placed], document: Document) -> None:
    owner = of.get(row.get("link_id"))
    if owner is None:
        document.notes.append(f"{row.place} says something of nothing that is here, and is not taken.")
        return
    term = terms.get(row.get("taxonomy_term_id"))
    if term is not None:
        row["taxonomy_term"] = term
    owner.setdefault("attributes", []).append(row)


def made_id(*parts: str) -> str:
    """An id for something that has none, always the same for the same."""
    return str(uuid5(NAMESPACE_URL, "|".join(parts)))
