"""What the types of the standard do not say: days that never come, places at sea, polygons that cross themselves."""

from typing import Any

from commonground.foundation.kernel.errors import Problem
from commonground.ground.directory.formats.open_referral import outlines
from commonground.ground.directory.formats.open_referral.reading import Record
from commonground.ground.directory.rules import ages, positions, schedules


def problems_of(service: Record) -> list[Problem]:
    """Everything that is wrong with a service whose values could be read."""
    found = [_found(ages.what_is_wrong(*_pair(service, "minimum_age", "maximum_age")), service)]
    for record in service.all_within("schedule"):
        found.append(_found(_of_schedule(record), record, "Correct its days, or leave it out."))
    for record in service.all_within("location"):
        position = positions.what_is_wrong(*_pair(record, "latitude", "longitude"))
        found.append(_found(position, record, positions.DO))
    for record in service.all_within("service_area"):
        found.append(_found(outlines.what_is_wrong(str(record.values.get("extent", ""))), record, outlines.DO))
    for record in service.all_within("cost_option"):
        first, last = _pair(record, "valid_from", "valid_to")
        if first and last and last < first:
            found.append(_found("ends before it begins.", record))
    found += _of_pairs(service)
    return [one for one in found if one is not None]


def _of_pairs(service: Record) -> list[Problem | None]:
    pairs = (("places", "places_on"), ("waiting_weeks", "waiting_on"))
    lone = [pair for pair in pairs if (pair[0] in service.values) != (pair[1] in service.values)]
    return [_found(f"has only one of {first} and {second}.", service) for first, second in lone]


def _found(what: str, record: Record, do: str = "") -> Problem | None:
    return Problem(what, do, where=record.place) if what else None


def _pair(record: Record, first: str, second: str) -> tuple[Any, Any]:
    return record.values.get(first), record.values.get(second)


def _of_schedule(record: Record) -> str:
    named = {key: value for key, value in record.values.items() if key in schedules.When.__dataclass_fields__}
    return schedules.what_is_wrong(schedules.When(**named))
