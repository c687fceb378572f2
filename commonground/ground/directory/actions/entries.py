"""Write the public parts of an entry from plain words, and keep each change as a version."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from uuid import UUID

from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import queries
from commonground.ground.directory.models import EntryVersion, Language, Phone, Proposal, Schedule, Service
from commonground.ground.directory.models.assurance import WHO
from commonground.ground.directory.queries.entries import number
from commonground.ground.directory.rules import hours_written, phones
from commonground.ground.directory.rules.proposals import HOURS_AT, Value, is_list

AS_AT = {"waiting_weeks": "waiting_on", "places": "places_on"}  # numbers that are said as at a day
NUMBERS: Mapping[str, Callable[[str], Any]] = {
    "minimum_age": Decimal, "maximum_age": Decimal, "waiting_weeks": int, "places": int,
}  # fmt: skip


@contextmanager
def as_version(service: Service, *, by: Viewer, proposal: Proposal | None = None) -> Iterator[None]:
    """What is changed inside is kept as a version of the entry, where any of its public parts changed."""
    Service.objects.select_for_update().get(pk=service.pk)  # one after the other: versions are numbered
    before = queries.entry(service)
    yield
    after = queries.entry(Service.objects.get(pk=service.pk))  # read afresh
    changes = {
        code: [before.get(code), after.get(code)]
        for code in [*before, *(one for one in after if one not in before)]
        if before.get(code) != after.get(code)
    }
    if changes:
        made = service.entry_versions.count() + 1
        EntryVersion.objects.create(
            service=service, number=made, made_at=by.now, made_by=by.label[:WHO], proposal=proposal, changes=changes
        )


def write_entry(service: Service, said: Mapping[str, Value], *, by: Viewer, **more: Any) -> None:
    """Make the entry say this, part by part. Raises Conflict where somebody changed it since `service` was read."""
    values: dict[str, Any] = dict(more)
    for code, value in said.items():
        if is_list(code):
            assert isinstance(value, list)
            _write_list(service, code, value)
        else:
            values |= _written(code, str(value), by)
    if said:
        values["modified_at"] = by.now
        values["is_kept_here"] = service.is_kept_here or service.feed_id is not None  # its feed knows nothing of this
    change(service, based_on=service.version, **values)


def _written(code: str, value: str, by: Viewer) -> dict[str, Any]:
    """The columns of one part."""
    read = NUMBERS.get(code)
    if read is None:
        return {code: value}
    found = read(value) if value else None
    as_at = {AS_AT[code]: by.today if value else None} if code in AS_AT else {}
    return {code: found, **as_at}


def _write_list(service: Service, code: str, wanted: list[str]) -> None:
    if code == "phones":
        _replace(service.phones.all(), wanted, lambda row: str(number(row)), lambda line: _phone(service, line))
    elif code == "languages":
        _replace(
            service.languages.all(),
            wanted,
            lambda row: row.name or row.code,
            lambda line: Language(service=service, name=line),
        )
    elif code == "hours":
        _replace(
            service.schedules.all(), wanted, lambda row: row.in_words, lambda line: _schedule(line, service=service)
        )
    else:
        at = service.at_locations.in_the_open().get(public_id=UUID(code.removeprefix(HOURS_AT)))
        _replace(at.schedules.all(), wanted, lambda row: row.in_words, lambda line: _schedule(line, at_location=at))


def _replace(rows: Any, wanted: list[str], line_of: Callable[[Any], str], make: Callable[[str], Any]) -> None:
    """Rows that say one of the wanted lines stay, with all that they say beyond it; the others go."""
    held: dict[str, Any] = {}
    for row in rows:
        line = line_of(row)
        if line and (line not in wanted or line in held):
            row.delete()
        elif line:
            held[line] = row
    for position, line in enumerate(wanted):
        row = held.get(line) or make(line)
        row.position = position
        row.save()


def _phone(service: Service, line: str) -> Phone:
    said = phones.read_number(line)
    return Phone(service=service, number=said.number, extension=said.extension, description=said.about)


def _schedule(line: str, **owner: Any) -> Schedule:
    when = hours_written.read_hours(line)
    return Schedule(freq=when.freq, byday=when.byday, opens_at=when.opens_at, closes_at=when.closes_at, **owner)
