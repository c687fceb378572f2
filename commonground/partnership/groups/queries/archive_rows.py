"""Rows of an archive as rows of this site: each value checked, bodies, people and areas found by what they are called.

Nothing is written here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Model

from commonground.foundation.kernel.errors import Problem
from commonground.ground.partners import queries as partners
from commonground.partnership.groups.formats.archive import Line
from commonground.partnership.groups.models import Minutes, PackIssue
from commonground.partnership.groups.queries.archive import (
    ACCOUNT,
    AREA,
    ORGANISATION,
    PERSON,
    PLAN,
    Column,
    columns_of,
)
from commonground.partnership.groups.queries.archive_tables import ArchiveTable
from commonground.partnership.groups.rules.frozen import check_pack, persons_in, with_persons
from commonground.partnership.groups.rules.record import from_json

OWN = "groups."
LISTS = ("groups.grouptype", "groups.absencereason", "groups.engagementkind")
KINDS = {  # every other column stands as text
    "BooleanField": bool,
    "JSONField": dict,
    "PositiveBigIntegerField": int,
    "PositiveIntegerField": int,
    "PositiveSmallIntegerField": int,
}
SHOWN = 60  # letters of a value in a message
WHAT_TO_DO = {
    PERSON: "Name somebody of the table people.",
    ACCOUNT: "Make the account first: commonground account add.",
    ORGANISATION: "Register the organisation first: commonground organisation add, or import partners.",
    PLAN: "Start the plan first.",
    AREA: "Import the areas first: commonground import boundaries, or open the map that has it.",
    ("decisions", "recommendation"): "No decision without a recommendation: name the one that it was made on.",
}
WORD_OF_LIST = "Add it to the lists of words of this place, or use one of theirs."


@dataclass
class Known:
    """What rows may refer to outside of the room, by what the file calls it. Each is looked up once.

    `refused` are people of whom it was told that they are not here: rows that name them are not told of as well.
    """

    people: dict[str, UUID] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    _found: dict[str, dict[Any, Any]] = field(default_factory=dict)

    def add_people(self, lines: Iterable[Line]) -> list[Problem]:
        """Whom the table of people describes. Returns what is wrong with it."""
        described: list[tuple[str, dict[str, str]]] = []
        problems: list[Problem] = []
        for line in lines:
            facts = {name: one for name, one in line.row.items() if isinstance(one, str)}
            if set(line.row) != set(partners.FACTS) or len(facts) < len(line.row):
                problems.append(Problem(f"has not just the texts {', '.join(partners.FACTS)}.", where=line.where))
            else:
                described.append((line.where, facts))
        self.people, unknown = partners.people_described(described)
        self.refused = {facts["key"] for _, facts in described} - self.people.keys()
        return problems + unknown

    def key_of(self, column: Column, value: Any) -> Any:
        """The key of what a column refers to. Raises LookupError."""
        if column.refers_to == PERSON:
            return self.people[value]
        if column.refers_to.startswith(OWN) and column.refers_to not in LISTS:
            return UUID(value)
        return self._all(column)[value]

    def _all(self, column: Column) -> dict[Any, Any]:
        if column.refers_to not in self._found:
            target: Any = column.field.related_model
            called = {ORGANISATION: ("slug",), PLAN: ("slug",), ACCOUNT: ("email",), AREA: ("slug", "code")}
            rows = target._default_manager.order_by().values_list("pk", *called.get(column.refers_to, ()))
            self._found[column.refers_to] = {one: pk for pk, *those in rows for one in those or [pk] if one}
        return self._found[column.refers_to]


def archived_row(table: ArchiveTable, line: Line, known: Known) -> tuple[Model | None, list[Problem]]:
    """The row that a line says, not yet saved; None with what is wrong with it."""
    columns = columns_of(table.model)
    names = {column.name for column in columns}
    problems = [Problem(f"{name} is missing.", where=line.where) for name in sorted(names - set(line.row))]
    problems += [
        Problem(f"{name!r} is no column that this version knows.", where=line.where)
        for name in sorted(set(line.row) - names)
    ]
    if problems:
        return None, problems
    values: dict[str, Any] = {}
    for column in columns:
        try:
            values[column.field.attname] = _value(table, column, line.row[column.name], known)
        except _Wrong as wrong:
            problems += [Problem(f"{column.name}: {wrong.what}", do=wrong.do, where=line.where)] if wrong.what else []
    return (table.model(**values) if len(values) == len(columns) else None), problems


class _Wrong(ValueError):
    """What is wrong with a value; "" where it was told already of what it refers to."""

    def __init__(self, what: str, do: str = "") -> None:
        super().__init__(what)
        self.what, self.do = what, do


def _value(table: ArchiveTable, column: Column, value: Any, known: Known) -> Any:
    if value is None:
        if column.field.null:
            return None
        raise _Wrong("it must be said.", WHAT_TO_DO.get((table.name, column.name), ""))
    if column.refers_to:
        return _reference(column, value, known)
    kind = KINDS.get(column.field.get_internal_type(), str)
    if type(value) is not kind:
        raise _Wrong(f"{_short(value)} is not what stands in this column.")
    try:
        made = column.field.to_python(value)
        column.field.run_validators(made)
    except ValidationError as error:
        raise _Wrong(f"{' '.join(error.messages)} ({_short(value)})") from error
    choices = [one for one, _ in column.field.flatchoices] or list(table.states.get(column.name, ()))
    if choices and made not in choices:
        raise _Wrong(f"{_short(value)} is none of {', '.join(map(str, choices))}.")
    return _content(table.model, made, known) if kind is dict else made


def _reference(column: Column, value: Any, known: Known) -> Any:
    try:
        return known.key_of(column, value)
    except (LookupError, ValueError, TypeError, AttributeError) as error:
        if column.refers_to == PERSON and isinstance(value, str) and value in known.refused:
            raise _Wrong("") from error
        do = WHAT_TO_DO.get(column.refers_to, WORD_OF_LIST if column.refers_to in LISTS else "")
        raise _Wrong(f"there is no {_short(value)} here.", do) from error


def _content(model: type[Model], content: dict[str, Any], known: Known) -> dict[str, Any]:
    """What was frozen, with the ids that people have here. Raises _Wrong where it cannot be what it should."""
    unknown = sorted({who for who in persons_in(content) if who not in known.people})
    if known.refused.issuperset(unknown) and unknown:
        raise _Wrong("")
    if unknown:
        raise _Wrong(f"it names {', '.join(unknown)}, who is not in the table people.", WHAT_TO_DO[PERSON])
    made: dict[str, Any] = with_persons(content, {key: str(pk) for key, pk in known.people.items()})
    try:
        if model is Minutes:
            from_json(made)
        if model is PackIssue:
            check_pack(made)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _Wrong("it is not what such a table freezes.") from error
    return made


def differences(mine: Model, theirs: Model) -> str:
    """In words what a row says otherwise here than in the file; "" where it says the same."""
    said = [
        f"{column.name} is {_short(here)} here and {_short(there)} in the file"
        if not isinstance(here, dict)
        else f"{column.name} is not the same"
        for column in columns_of(type(mine))
        if (here := getattr(mine, column.field.attname)) != (there := getattr(theirs, column.field.attname))
    ]
    return "; ".join(said)


@dataclass
class References:
    """What new rows refer to in the room. Most of it came in the file before them and is forgotten at once."""

    _keys: dict[type[Model], set[UUID]] = field(default_factory=dict)
    _open: list[tuple[str, Any, UUID, str]] = field(default_factory=list)  # column, table, key, where

    def add(self, row: Model, *, where: str) -> None:
        self._keys.setdefault(type(row), set()).add(row.pk)
        for name, attname, target in _own_columns(type(row)):
            value = getattr(row, attname)
            if value is not None and value not in self._keys.get(target, ()):
                self._open.append((name, target, value, where))

    def lost(self) -> list[Problem]:
        """References to rows that are neither among the new ones nor here. A query for some hundred that are open."""
        wanted: dict[Any, set[UUID]] = {}
        for _, target, key, _ in self._open:
            wanted.setdefault(target, set()).add(key)
        there = {target: keys & self._keys.get(target, set()) for target, keys in wanted.items()}
        for target, keys in wanted.items():
            there[target] |= target._default_manager.in_bulk(list(keys - there[target])).keys()
        return [
            Problem(
                f"{name}: {key} is neither in the file nor here.",
                do=f"Export what it refers to as well, or take the {target._meta.verbose_name} first.",
                where=where,
            )
            for name, target, key, where in self._open
            if key not in there[target]
        ]


@cache
def _own_columns(model: type[Model]) -> Sequence[tuple[str, str, Any]]:
    """Columns that refer to rows of the room, but for words of lists: name, where the key is kept, the other table."""
    return [
        (column.name, column.field.attname, column.field.related_model)
        for column in columns_of(model)
        if column.refers_to.startswith(OWN) and column.refers_to not in LISTS
    ]


def _short(value: Any) -> str:
    words = str(value)
    return f"“{words[:SHOWN]}…”" if len(words) > SHOWN else f"“{words}”"
