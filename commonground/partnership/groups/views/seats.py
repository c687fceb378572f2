"""Seats of a group, who is on them, its chairs and clerks."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.forms.seats import AppointForm, ChangeSeatForm, HoldForm, ModeForm, SeatForm
from commonground.partnership.groups.views.groups import SERVES
from commonground.partnership.groups.views.keeping import end_it, managed, take
from commonground.partnership.groups.views.naming import show_people, show_table


@open_to("public")
def seats(request: HttpRequest, slug: str) -> HttpResponse:
    """Seats with who is on them; names for those who may read them."""
    viewer = viewer_of(request)
    found = queries.group(slug, viewer=viewer)
    table = queries.table_of(found, viewer=viewer, with_past=True)
    show_table(request, table)
    past = queries.past_holdings(found, on=viewer.today) if table.here.is_inside or table.here.keeps else []
    offices = table.past_offices
    people = [*(one.practitioner for one in past), *(one.practitioner for one in offices)]
    show_people(request, [one for one in people if table.naming.may_name(one)], group=found)
    shown = {"table": table, "past": past, "past_offices": offices, "group": found, "here": table.here, "tab": "seats"}
    return render(request, "groups/seats.html", {**shown, "today": viewer.today})


@needs(*SERVES)
def make(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    form = SeatForm(request.POST or None, viewer=viewer, initial={"starts_on": viewer.today})
    return take(
        request,
        form,
        partial(actions.make_seat, group=found),
        group=found,
        tab="seats",
        title="Add a seat",
        button="Add the seat",
    )


@needs(*SERVES)
def change(request: HttpRequest, slug: str, seat_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    seat = queries.seat(found, seat_id)
    initial = {
        "based_on": seat.version,
        "title": seat.title,
        "sector": seat.sector_id,
        "organisation": seat.organisation_id,
    }
    form = ChangeSeatForm(request.POST or None, viewer=viewer, initial=initial)
    return take(
        request, form, partial(actions.change_seat, seat=seat), group=found, tab="seats", title="Change this seat"
    )


@needs(*SERVES)
def end(request: HttpRequest, slug: str, seat_id: UUID) -> HttpResponse:
    found = managed(request, slug)
    seat = queries.seat(found, seat_id)
    return end_it(
        request,
        seat,
        partial(actions.end_seat, seat=seat),
        group=found,
        tab="seats",
        title="End this seat",
        intro=f"{seat}.",
        button="End the seat",
    )


@needs(*SERVES)
def hold(request: HttpRequest, slug: str, seat_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    seat = queries.seat(found, seat_id)
    form = HoldForm(request.POST or None, viewer=viewer, initial={"starts_on": viewer.today})
    return take(
        request,
        form,
        partial(actions.hold_seat, seat=seat),
        group=found,
        tab="seats",
        title="Put somebody on this seat",
        intro=f"{seat}.",
        button="Put them on the seat",
    )


@needs(*SERVES)
def change_mode(request: HttpRequest, slug: str, holding_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    holding = queries.holding(found, holding_id)
    initial = {"based_on": holding.version, "mode": holding.mode, "on": viewer.today}
    form = ModeForm(request.POST or None, initial=initial)
    words = f"{holding.practitioner}, {holding.seat.title}. The way until then stays on record."
    return take(
        request,
        form,
        partial(actions.change_mode, holding=holding),
        group=found,
        tab="seats",
        title="Another way of taking part",
        intro=words,
        people=[holding.practitioner],
    )


@needs(*SERVES)
def end_holding(request: HttpRequest, slug: str, holding_id: UUID) -> HttpResponse:
    found = managed(request, slug)
    holding = queries.holding(found, holding_id)
    words = f"{holding.practitioner}, {holding.get_part_display().lower()} “{holding.seat.title}”."
    return end_it(
        request,
        holding,
        partial(actions.end_holding, holding=holding),
        group=found,
        tab="seats",
        title="Take somebody off a seat",
        intro=words,
        button="End it",
        people=[holding.practitioner],
    )


@needs(*SERVES)
def appoint(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    form = AppointForm(request.POST or None, viewer=viewer, initial={"starts_on": viewer.today})
    words = f"Whoever chairs holds a seat at the table. The clerk works for {found.host.name} and has none."
    return take(
        request,
        form,
        partial(actions.appoint, group=found),
        group=found,
        tab="seats",
        title="Appoint somebody",
        intro=words,
        button="Appoint them",
    )


@needs(*SERVES)
def end_office(request: HttpRequest, slug: str, office_id: UUID) -> HttpResponse:
    found = managed(request, slug)
    held = queries.office_held(found, office_id)
    words = f"{held.practitioner}, {held.get_office_display().lower()} since {held.starts_on:%-d %B %Y}."
    return end_it(
        request,
        held,
        partial(actions.end_office, held=held),
        group=found,
        tab="seats",
        title="End this term",
        intro=words,
        button="End the term",
        people=[held.practitioner],
    )
