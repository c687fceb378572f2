"""The import file of Outpost, in which several councils keep their directories: one CSV table, a row a service.

A further row that names the first (`import_id_reference`) adds a contact or a note to it. Notes and labels are for the
council's own staff, so they are not taken; a place that is masked or hidden there is confidential here.
"""

from collections.abc import Mapping
from typing import Any

from commonground.ground.directory.formats.open_referral.documents import Document, unreadable
from commonground.ground.directory.formats.open_referral.packages import made_id, rows_of
from commonground.ground.directory.formats.open_referral.reading import Placed
from commonground.ground.directory.formats.open_referral.tables import OURS
from commonground.ground.directory.rules.schedules import DAYS, NAMES
from commonground.ground.directory.rules.words import Layout

HEADS = {"import_id", "import_id_reference", "name", "organisation"}
WORDS = {
    "service_taxonomies": "Service taxonomies",
    "suitabilities": "Suitabilities",
    "send_needs_support": "SEND needs supported",
    "location_accessibilities": "Accessibility",
}
SEND = (
    *("support_description", "recent_send_report", "outcomes", "recent_send_training", "parental_involvement"),
    *("information_sharing", "environment_accessibility", "how_to_start", "future_plans"),
)
TRUE = "TRUE"


def is_outpost(content: bytes) -> bool:
    head = content[:4096].decode("utf-8", errors="replace").lstrip("\ufeff").partition("\n")[0]
    return {one.strip() for one in head.split(",")} >= HEADS


def read_outpost(content: bytes, *, name: str, seed: str) -> Document:
    """`seed` tells this council's numbers from those of another. Raises Invalid for what is no such table."""
    document = Document(Layout.OUTPOST)
    services: dict[str, Placed] = {}
    skipped = 0
    for at, cells in rows_of(content, name):
        row = {key: value.strip() for key, value in cells.items() if value.strip()}
        place, first = f"{name}, row {at}", row.get("import_id_reference", "")
        if first and first not in services:
            document.notes.append(f"{place} adds to row {first}, which there is not, and is not taken.")
        elif first:
            _add_contact(services[first], row, place, seed)
        elif row.get("import_id"):
            services[row["import_id"]] = _service(row, place, seed)
        elif row:
            document.services.append((place, Placed(row).at(place)))
        skipped += bool(row.get("notes")) + bool(row.get("labels"))
    if not services:
        raise unreadable("has no row with an import_id.", "Use the import file of Outpost.", where=name)
    if skipped:
        document.notes.append(f"{skipped:,} notes and labels for staff are not taken.")
    document.services += [(one.place, one) for one in services.values()]
    return document


def _service(row: Mapping[str, str], place: str, seed: str) -> Placed:
    key = (seed, "outpost", row["import_id"])
    service = Placed(
        {
            "id": made_id(*key),
            "name": row.get("name"),
            "description": row.get("description"),
            "url": row.get("url"),
            "status": _status(row),
            "minimum_age": _number(row.get("min_age")),
            "maximum_age": _number(row.get("max_age")),
            "attributes": _attributes(row, place, key),
            "service_at_locations": _at_locations(row, place, key),
            OURS: {"referral_route": "professional" if row.get("needs_referral") == TRUE else "open"},
            **{
                f"outpost_{one}": row[one]
                for one in (*SEND, "visible_from", "visible_to", "is_local_offer")
                if row.get(one)
            },
        }
    ).at(place)
    if row.get("organisation"):
        made = {"id": made_id(seed, "outpost organisation", row["organisation"]), "name": row["organisation"]}
        service["organization"] = Placed(made).at(place)
    if row.get("cost_option") or row.get("cost_amount"):
        service["cost_options"] = [_cost(row, place, key)]
    if row.get("free") == TRUE:
        service["fees"] = "Free"
    if row.get("links_url"):
        service["outpost_link"] = {"label": row.get("links_label", ""), "url": row["links_url"]}
    _add_contact(service, row, place, seed)
    _add_schedule(service, row, place, key)
    return service


def _status(row: Mapping[str, str]) -> str:
    if row.get("temporarily_closed") == TRUE:
        return "temporarily closed"
    return "inactive" if "FALSE" in (row.get("visible"), row.get("approved")) else "active"


def _at_locations(row: Mapping[str, str], place: str, key: tuple[str, ...]) -> list[Placed]:
    if not (row.get("location_name") or row.get("location_postcode")):
        return []
    hidden = row.get("mask_exact_address") == TRUE or row.get("location_visible") == "FALSE"
    location: dict[str, Any] = {
        "id": made_id(*key, "location"),
        "location_type": "physical",
        "name": row.get("location_name"),
        "latitude": _number(row.get("location_latitude")),
        "longitude": _number(row.get("location_longitude")),
        "addresses": [
            Placed(
                {
                    "id": made_id(*key, "address"),
                    "address_1": row.get("location_address_1"),
                    "city": row.get("location_city"),
                    "postal_code": row.get("location_postcode"),
                    "country": "GB",
                    "address_type": "physical",
                }
            ).at(place)
        ],
        OURS: {"confidential": hidden},
    }
    return [Placed({"id": made_id(*key, "at"), "location": Placed(location).at(place)}).at(place)]


def _attributes(row: Mapping[str, str], place: str, key: tuple[str, ...]) -> list[Placed]:
    said = [(head, word.strip()) for head in WORDS for word in row.get(head, "").replace(",", ";").split(";")]
    return [
        Placed(
            {
                "id": made_id(*key, head, word),
                "taxonomy_term": Placed(
                    {"id": made_id(key[0], head, word), "name": word, "description": "", "taxonomy": WORDS[head]}
                ).at(place),
            }
        ).at(place)
        for head, word in said
        if word
    ]


def _add_contact(service: Placed, row: Mapping[str, str], place: str, seed: str) -> None:
    """Only a contact that may be seen is taken: the others are the council's own."""
    if row.get("contact_visible") != TRUE:
        return
    key = (seed, "outpost contact", row.get("import_id", ""))
    contact: dict[str, Any] = {
        "id": made_id(*key),
        "name": row.get("contact_name"),
        "title": row.get("contact_title"),
        "email": row.get("contact_email"),
        OURS: {"name_may_be_shown": True},
    }
    if row.get("contact_phone"):
        contact["phones"] = [Placed({"id": made_id(*key, "phone"), "number": row["contact_phone"]}).at(place)]
    service.setdefault("contacts", []).append(Placed(contact).at(place))


def _add_schedule(service: Placed, row: Mapping[str, str], place: str, key: tuple[str, ...]) -> None:
    names = [one.strip().capitalize() for one in row.get("scheduled_weekday", "").replace(",", ";").split(";")]
    days = [DAYS[NAMES.index(one)] if one in NAMES else one for one in names if one]
    if not (days or row.get("schedules_opens_at")):
        return
    schedule = {
        "id": made_id(*key, "schedule"),
        "freq": "WEEKLY" if days else None,
        "byday": ",".join(days),
        "opens_at": row.get("schedules_opens_at"),
        "closes_at": row.get("schedules_closes_at"),
    }
    service["schedules"] = [Placed(schedule).at(place)]


def _cost(row: Mapping[str, str], place: str, key: tuple[str, ...]) -> Placed:
    cost = {
        "id": made_id(*key, "cost"),
        "option": row.get("cost_option"),
        "amount": _number(row.get("cost_amount")),
        "amount_description": row.get("cost_type"),
    }
    return Placed(cost).at(place)


def _number(text: str | None) -> float | str | None:
    try:
        return float(text) if text else None
    except ValueError:
        return text
