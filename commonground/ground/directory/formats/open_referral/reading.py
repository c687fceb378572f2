"""From an object of the standard to values by column, with the place of everything that is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from commonground.foundation.kernel.errors import Problem
from commonground.ground.directory.formats.open_referral.tables import OURS, TABLES, Column, Table
from commonground.ground.directory.formats.open_referral.values import identifier, shown
from commonground.ground.directory.rules import plain

MOST_NESTED = 500  # of one kind in one object


class Placed(dict[str, Any]):
    """An object that stands somewhere of its own, as a row of a table does."""

    place: str = ""

    def at(self, place: str) -> "Placed":
        self.place = place
        return self


@dataclass
class Record:
    """An object of the standard as read."""

    table: str
    place: str
    public_id: UUID
    values: dict[str, Any] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    many: dict[str, list["Record"]] = field(default_factory=dict)
    one: dict[str, "Record"] = field(default_factory=dict)

    def all_within(self, table: str) -> Iterator["Record"]:
        """Every object of a kind in this one, however deep, itself too."""
        if self.table == table:
            yield self
        for inner in (*(each for held in self.many.values() for each in held), *self.one.values()):
            yield from inner.all_within(table)


def read_object(raw: Any, table: str, *, place: str, problems: list[Problem], parent: str = "") -> Record | None:
    """One object with all that is nested in it; None, with problems, where it is none at all.

    `place` is where it stands: a JSON pointer, or file and row.
    """
    place = raw.place if isinstance(raw, Placed) and raw.place else place
    if not isinstance(raw, Mapping):
        problems.append(Problem(f"is {shown(raw)}, and should be an object.", where=place))
        return None
    known = TABLES[table]
    try:
        public_id = identifier(raw.get("id"))
    except ValueError as wrong:
        problems.append(Problem(f"id {wrong}", where=place))
        return None
    record = Record(table, place, public_id)
    _read_columns(raw, known, record, problems)
    _read_nested(raw, known, record, problems)
    for key in known.needs:
        if key not in record.one and raw.get(key) is None:
            problems.append(Problem(f"has no {key}.", "Ask the publisher for full services.", where=place))
    _keep_the_rest(raw, known, record, parent)
    return record


def _read_columns(raw: Mapping[str, Any], known: Table, record: Record, problems: list[Problem]) -> None:
    ours = raw.get(OURS)
    for column in known.columns:
        source = (ours if isinstance(ours, Mapping) else {}) if column.ours else raw
        value = source.get(column.key)
        if value is None or value == "":
            if column.needed:
                problems.append(Problem(f"has no {column.key}.", where=record.place))
            continue
        _read_column(column, value, record, problems)


def _read_column(column: Column, value: Any, record: Record, problems: list[Problem]) -> None:
    try:
        record.values[column.column] = column.read(value)
    except ValueError as wrong:
        is_pointer = not record.place or record.place.startswith("/")
        where = f"{record.place}/{column.key}" if is_pointer else f"{record.place}, {column.key}"
        problems.append(Problem(str(wrong), where=where, column=column.key))


def _read_nested(raw: Mapping[str, Any], known: Table, record: Record, problems: list[Problem]) -> None:
    for key, nested in known.many.items():
        listed = raw.get(key)
        if listed is None:
            continue
        if not isinstance(listed, list) or len(listed) > MOST_NESTED:
            what = f"{key} should be a list of at most {MOST_NESTED}."
            problems.append(Problem(what, where=record.place))
            continue
        places = [(one, f"{record.place}/{key}/{at}") for at, one in enumerate(listed)]
        found = [
            read_object(one, nested.table, place=at, problems=problems, parent=str(record.public_id))
            for one, at in places
        ]
        record.many[key] = [one for one in found if one is not None]
    for key, nested in known.one.items():
        if raw.get(key) is not None:
            place = f"{record.place}/{key}"
            found_one = read_object(
                raw[key], nested.table, place=place, problems=problems, parent=str(record.public_id)
            )
            if found_one is not None:
                record.one[key] = found_one


def _keep_the_rest(raw: Mapping[str, Any], known: Table, record: Record, parent: str) -> None:
    """What has no column, and links that say something else than where the object stands."""
    kept = {"id", OURS, *known.many, *known.one, *(one.key for one in known.columns if not one.ours)}
    for key, value in raw.items():
        if key in kept or value is None:
            continue
        if key in known.links and _is_implied(str(value), known.links[key], record, parent):
            continue
        record.extra[plain.plain(str(key))] = plain.plain_throughout(value)
    ours = raw.get(OURS)
    if isinstance(ours, Mapping):
        named = {one.key for one in known.columns if one.ours}
        rest = {plain.plain(str(key)): plain.plain_throughout(one) for key, one in ours.items() if key not in named}
        if rest:
            record.extra[OURS] = rest


def _is_implied(value: str, link: str, record: Record, parent: str) -> bool:
    meant = str(record.one[link].public_id) if link in record.one else parent if not link else ""
    return value.strip().casefold() == meant
