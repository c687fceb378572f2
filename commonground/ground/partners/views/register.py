"""Registers of partners with their contributions, and links between bodies: for those who hold a role here."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.ground.partners import actions, papers, queries, rules
from commonground.ground.partners.forms import (
    ChangePartnerForm,
    ChangePledgeForm,
    LinkForm,
    LinksForm,
    MoveLinkForm,
    NewRegisterForm,
    PartnerForm,
    PledgeForm,
    YearForm,
    checked,
)
from commonground.ground.partners.models import Register
from commonground.ground.partners.views.keeping import Back, form_page
from commonground.ground.partners.views.practitioners import LOOKERS_UP


@needs(*LOOKERS_UP)
def registers(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    shown = {"registers": queries.registers(viewer), "keeps": viewer.may("partners.keep")}
    return render(request, "partners/registers.html", shown)


@needs(*LOOKERS_UP)
def register(request: HttpRequest, slug: str) -> HttpResponse:
    """One register in one year: who pledged and gave what, summed by kind."""
    viewer = viewer_of(request)
    held = queries.register_year(viewer, slug, year=checked(YearForm(request.GET))["year"])
    shown = {"held": held, "shown": papers.RegisterOnPage(held), "keeps": viewer.may("partners.keep")}
    return render(request, "partners/register.html", shown)


@needs(*LOOKERS_UP)
def register_file(request: HttpRequest, slug: str, suffix: str) -> HttpResponse:
    viewer = viewer_of(request)
    held = queries.register_year(viewer, slug, year=checked(YearForm(request.GET))["year"])
    return download(request, papers.contributions_report(held, as_at=viewer.today), suffix)


@needs("partners.keep")
def start_register(request: HttpRequest) -> HttpResponse:
    form = NewRegisterForm(request.POST or None)
    viewer = viewer_of(request)
    if form.is_valid() and (done := submit(form, actions.start_register, by=viewer, **form.cleaned_data)):
        return redirect("partners:register", slug=done.value.slug)
    back = Back("Registers", reverse("partners:registers"))
    return form_page(request, form, title="Begin a register", back=back, button="Begin it")


@needs("partners.keep")
def add_partner(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    held = queries.register(viewer, slug)
    form = PartnerForm(request.POST or None)
    if form.is_valid() and submit(form, actions.add_partner, register=held, by=viewer, **form.cleaned_data):
        return redirect("partners:register", slug=slug)
    return form_page(
        request, form, title="Add a partner", caption=str(held), back=_back(held), button="Add the partner"
    )


@needs("partners.keep")
def change_partner(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    entry = queries.entry(viewer, entry_id)
    initial = {
        "based_on": entry.version,
        "standing": entry.standing,
        "note": entry.note,
        "starts_on": entry.starts_on,
        "ends_on": entry.ends_on,
    }
    form = ChangePartnerForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(form, actions.change_partner, entry=entry, by=viewer, **form.cleaned_data):
        return redirect("partners:register", slug=entry.register.slug)
    return form_page(request, form, title="Change this partner", caption=str(entry), back=_back(entry.register))


@needs("partners.keep")
def pledge(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    entry = queries.entry(viewer, entry_id)
    form = PledgeForm(request.POST or None)
    if form.is_valid() and submit(form, actions.pledge, entry=entry, by=viewer, **form.cleaned_data):
        return redirect("partners:register", slug=entry.register.slug)
    return form_page(request, form, title="Add a contribution", caption=str(entry), back=_back(entry.register))


@needs("partners.keep")
def change_contribution(request: HttpRequest, contribution_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.contribution(viewer, contribution_id)
    kind = rules.Kind(found.kind)
    initial = {
        "based_on": found.version,
        "pledged": rules.amount_in_words(kind, found.pledged),
        "given": rules.amount_in_words(kind, found.given) if found.given is not None else "",
        "note": found.note,
    }
    form = ChangePledgeForm(request.POST or None, initial=initial)
    form.kind_of_row = kind
    if form.is_valid() and submit(
        form, actions.change_contribution, contribution=found, by=viewer, **form.cleaned_data
    ):
        return redirect("partners:register", slug=found.entry.register.slug)
    caption = f"{found.entry}, {rules.year_in_words(found.year)}: {kind.label.lower()}"
    return form_page(request, form, title="Change this contribution", caption=caption, back=_back(found.entry.register))


@needs(*LOOKERS_UP)
def links(request: HttpRequest) -> HttpResponse:
    """Links between bodies with their state."""
    viewer = viewer_of(request)
    form = LinksForm(request.GET)
    found = queries.links(viewer, status=checked(form)["status"])
    return render(
        request, "partners/links.html", {"links": found, "filter": form, "keeps": viewer.may("partners.keep")}
    )


@needs("partners.keep")
def begin_link(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = LinkForm(request.POST or None, initial={"since": viewer.today})
    if form.is_valid() and submit(form, actions.begin_link, by=viewer, **form.cleaned_data):
        return redirect("partners:links")
    back = Back("Links between bodies", reverse("partners:links"))
    return form_page(request, form, title="Begin a link", back=back, button="Begin it")


@needs("partners.keep")
def move_link(request: HttpRequest, link_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.link(viewer, link_id)
    initial = {"based_on": found.version, "since": viewer.today}
    form = MoveLinkForm(request.POST or None, link=found, initial=initial)
    if form.is_valid() and submit(form, actions.move_link, link=found, by=viewer, **form.cleaned_data):
        return redirect("partners:links")
    back = Back("Links between bodies", reverse("partners:links"))
    return form_page(request, form, title="Change the state of this link", caption=str(found), back=back)


def _back(held: Register) -> Back:
    return Back(held.name, reverse("partners:register", args=[held.slug]))
