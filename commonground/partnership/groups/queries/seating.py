"""Seats of a day with whoever is on them: seats, sectors, bodies, holdings and people in one query."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import FilteredRelation, Model, OuterRef, Q, Subquery

from commonground.partnership.groups.models import Holding, Seat, current_on
from commonground.partnership.groups.rules.membership import SeatSeen
from commonground.partnership.groups.rules.words import Mode, Part

ORDER = ("sector__name", "title", "id", "-held__part", "held__practitioner__name", "held__starts_on")


class Seated(NamedTuple):
    """A seat and those on it, the holder first."""

    seat: Seat
    held: Sequence[Holding]


def seated_on(groups: Iterable[UUID], day: date, *, with_heights: bool = False) -> list[Seated]:
    """Seats of these groups that stand on a day, by sector, with the holdings of that day. One query.

    `with_heights` says at which height of their body the holders stand: `height` of each holding.
    """
    parts = _parts()
    columns = [f"{prefix}{name}" for prefix, _, names in parts for name in names]
    seats = Seat.objects.filter(current_on(day), group__in=list(groups))
    on_it = FilteredRelation("holdings", condition=current_on(day, "holdings__"))
    seats = seats.annotate(held=on_it).order_by(*ORDER)
    if with_heights:
        seats = seats.annotate(height=_height(day))
        columns.append("height")
    rows = [_read(parts, row, with_heights) for row in seats.values_list(*columns)]
    by_seat = groupby(rows, lambda one: one[0].pk)
    return [_seated(list(of_seat)) for _, of_seat in by_seat]


def seats_seen(groups: Iterable[UUID], day: date, *, with_heights: bool = False) -> dict[UUID, list[SeatSeen]]:
    """By group, its seats of a day with how their holders take part: no person is read. One query."""
    holds = current_on(day, "holdings__") & Q(holdings__part=Part.HOLDER)
    seats = Seat.objects.filter(current_on(day), group__in=list(groups)).order_by("sector__name", "title", "id")
    seats = seats.annotate(held=FilteredRelation("holdings", condition=holds))
    columns = ["group", "id", "sector", "held__mode"]
    if with_heights:
        seats = seats.annotate(height=_height(day))
        columns.append("height")
    found: dict[UUID, dict[UUID, SeatSeen]] = defaultdict(dict)
    for group, seat, sector, mode, *height in seats.values_list(*columns):
        found[group].setdefault(seat, SeatSeen(sector, Mode(mode) if mode else None, *height))
    return {group: list(seen.values()) for group, seen in found.items()}


def _seated(rows: Sequence[tuple[Seat, Holding | None]]) -> Seated:
    seat = rows[0][0]
    held = [one for _, one in rows if one is not None]
    for one in held:
        one.seat = seat
    return Seated(seat, held)


def _height(day: date) -> Subquery:
    posts: Any = Holding._meta.get_field("practitioner").related_model._meta.get_field("posts").related_model
    found = posts.objects.current_on(day).filter(practitioner=OuterRef("held__practitioner"), seniority__isnull=False)
    return Subquery(found.order_by("seniority__order").values("seniority__order")[:1])


def _parts() -> list[tuple[str, type[Model], list[str]]]:
    """What a row is made of: where its columns are found, of which table, and their names."""
    tables: list[tuple[str, Any]] = [
        ("", Seat),
        ("sector__", Seat._meta.get_field("sector").related_model),
        ("organisation__", Seat._meta.get_field("organisation").related_model),
        ("held__", Holding),
        ("held__practitioner__", Holding._meta.get_field("practitioner").related_model),
    ]
    return [(prefix, model, [one.attname for one in model._meta.concrete_fields]) for prefix, model in tables]


def _read(
    parts: Sequence[tuple[str, type[Model], list[str]]], row: Sequence[Any], with_heights: bool
) -> tuple[Seat, Holding | None]:
    made: list[Any] = []
    start = 0
    for _, model, names in parts:
        values = row[start : start + len(names)]
        start += len(names)
        there = values[names.index(model._meta.pk.attname)] is not None
        made.append(model.from_db(None, names, values) if there else None)
    seat, seat.sector, seat.organisation, held, practitioner = made
    if held is not None:
        held.practitioner = practitioner
        if with_heights:
            held.height = row[-1]
    return seat, held
