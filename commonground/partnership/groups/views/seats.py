"""Seats of a group, who is on them, its chairs and clerks."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.forms.groups import EndForm
from commonground.partnership.groups.forms.seats import AppointForm, ChangeSeatForm, HoldForm, ModeForm, SeatForm
from commonground.partnership.groups.views.groups import SERVES
from commonground.partnership.groups.views.keeping import back_to, form_page, managed
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
    if form.is_valid() and submit(form, actions.make_seat, group=found, by=viewer, **form.cleaned_data):
        return redirect("groups:seats", slug=slug)
    back = back_to(found, "seats")
    return form_page(request, form, title="Add a seat", caption=found.name, back=back, button="Add the seat")


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
    if form.is_valid() and submit(form, actions.change_seat, seat=seat, by=viewer, **form.cleaned_data):
        return redirect("groups:seats", slug=slug)
    return form_page(request, form, title="Change this seat", caption=found.name, back=back_to(found, "seats"))


@needs(*SERVES)
def end(request: HttpRequest, slug: str, seat_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    seat = queries.seat(found, seat_id)
    form = EndForm(request.POST or None, initial={"based_on": seat.version, "on": viewer.today})
    if form.is_valid() and submit(form, actions.end_seat, seat=seat, by=viewer, **form.cleaned_data):
        return redirect("groups:seats", slug=slug)
    back = back_to(found, "seats")
    return form_page(
        request, form, title="End this seat", caption=found.name, back=back, intro=f"{seat}.", button="End the seat"
    )


@needs(*SERVES)
def hold(request: HttpRequest, slug: str, seat_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    seat = queries.seat(found, seat_id)
    form = HoldForm(request.POST or None, viewer=viewer, initial={"starts_on": viewer.today})
    if form.is_valid() and submit(form, actions.hold_seat, seat=seat, by=viewer, **form.cleaned_data):
        return redirect("groups:seats", slug=slug)
    back = back_to(found, "seats")
    return form_page(
        request,
        form,
        title="Put somebody on this seat",
        caption=found.name,
        back=back,
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
    if form.is_valid() and submit(form, actions.change_mode, holding=holding, by=viewer, **form.cleaned_data):
        return redirect("groups:seats", slug=slug)
    show_people(request, [holding.practitioner], group=found)
    words = f"{holding.practitioner}, {holding.seat.title}. The way until then stays on record."
    back = back_to(found, "seats")
    return form_page(request, form, title="Another way of taking part", caption=found.name, back=back, intro=words)


@needs(*SERVES)
def end_holding(request: HttpRequest, slug: str, holding_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    holding = queries.holding(found, holding_id)
    form = EndForm(request.POST or None, initial={"based_on": holding.version, "on": viewer.today})
    if form.is_valid() and submit(form, actions.end_holding, holding=holding, by=viewer, **form.cleaned_data):
        return redirect("groups:seats", slug=slug)
    show_people(request, [holding.practitioner], group=found)
    words = f"{holding.practitioner}, {holding.get_part_display().lower()} “{holding.seat.title}”."
    back = back_to(found, "seats")
    return form_page(
        request, form, title="Take somebody off a seat", caption=found.name, back=back, intro=words, button="End it"
    )


@needs(*SERVES)
def appoint(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    form = AppointForm(request.POST or None, viewer=viewer, initial={"starts_on": viewer.today})
    if form.is_valid() and submit(form, actions.appoint, group=found, by=viewer, **form.cleaned_data):
        return redirect("groups:seats", slug=slug)
    words = f"Whoever chairs holds a seat at the table. The clerk works for {found.host.name} and has none."
    back = back_to(found, "seats")
    return form_page(
        request, form, title="Appoint somebody", caption=found.name, back=back, intro=words, button="Appoint them"
    )


@needs(*SERVES)
def end_office(request: HttpRequest, slug: str, office_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = managed(request, slug)
    held = queries.office_held(found, office_id)
    form = EndForm(request.POST or None, initial={"based_on": held.version, "on": viewer.today})
    if form.is_valid() and submit(form, actions.end_office, held=held, by=viewer, **form.cleaned_data):
        return redirect("groups:seats", slug=slug)
    show_people(request, [held.practitioner], group=found)
    words = f"{held.practitioner}, {held.get_office_display().lower()} since {held.starts_on:%-d %B %Y}."
    back = back_to(found, "seats")
    return form_page(
        request, form, title="End this term", caption=found.name, back=back, intro=words, button="End the term"
    )
