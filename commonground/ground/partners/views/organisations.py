"""Pages of organisations: the list, one of them, and changing them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.ground.partners import access, actions, papers, queries
from commonground.ground.partners.forms import ListForm, OrganisationForm, RegisterForm, SuccessionForm
from commonground.ground.partners.views.keeping import Back, address_without_page, choices_of_places, form_page

ORGANISATIONS_A_PAGE = 50


@open_to("public")
def organisations(request: HttpRequest) -> HttpResponse:
    """Every body, narrowed by words, sector, type and place."""
    form = ListForm(request.GET, places=choices_of_places(request))
    viewer = viewer_of(request)
    found = queries.organisations(form.asked, on=viewer.today)
    page = Paginator(found, ORGANISATIONS_A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "filter": form, "rest": address_without_page(request.GET)}
    return render(request, "partners/organisations.html", {**shown, "keeps": viewer.may("partners.keep")})


@open_to("public")
def organisations_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The same list as a file."""
    form = ListForm(request.GET, places=choices_of_places(request))
    viewer = viewer_of(request)
    found = queries.organisations(form.asked, on=viewer.today)
    return download(request, papers.organisations_report(found, as_at=viewer.today), suffix)


@open_to("public")
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One body: what it is, its teams, what it offers; for partners its links and the registers it stands in."""
    viewer = viewer_of(request)
    found = queries.organisation_page(slug)
    looks_up = access.may_look_up(viewer)
    shown = {
        "organisation": found,
        "teams": queries.teams_of(found, on=viewer.today),
        "body": queries.body(found, on=viewer.today),
        "links": queries.links_of(found) if looks_up else [],
        "entries": queries.entries_of(found) if looks_up else [],
        "roles_held": queries.roles_held(found, on=viewer.today) if viewer.may("partners.keep") else 0,
        "keeps": access.may_keep(viewer, found),
        "keeps_all": viewer.may("partners.keep"),
        "looks_up": looks_up,
    }
    return render(request, "partners/organisation.html", shown)


@needs("partners.keep")
def register_organisation(request: HttpRequest) -> HttpResponse:
    form = RegisterForm(request.POST or None)
    viewer = viewer_of(request)
    if form.is_valid() and (done := submit(form, actions.register_organisation, by=viewer, **form.cleaned_data)):
        return redirect("partners:organisation", slug=done.value.slug)
    back = Back("Organisations", reverse("partners:organisations"))
    return form_page(request, form, title="Add an organisation", back=back, button="Add the organisation")


@needs("partners.keep")
def change_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    found = queries.organisation_to_change(slug)
    schemes = list(queries.code_schemes())
    form = OrganisationForm(request.POST or None, schemes=schemes, initial=queries.facts_of(found))
    viewer = viewer_of(request)
    if form.is_valid() and submit(
        form, actions.change_organisation, organisation=found, by=viewer, **form.cleaned_data
    ):
        return redirect("partners:organisation", slug=slug)
    return form_page(request, form, title="Change this organisation", caption=str(found), back=_back(slug, str(found)))


@needs("partners.keep")
def succeed_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """Record a merger or a split."""
    found = queries.organisation_page(slug)
    form = SuccessionForm(request.POST or None, organisation=found, initial={"based_on": found.version})
    viewer = viewer_of(request)
    if form.is_valid() and submit(form, actions.record_succession, organisation=found, by=viewer, **form.cleaned_data):
        return redirect("partners:organisation", slug=slug)
    return form_page(
        request,
        form,
        title="Record a merger or a split",
        caption=str(found),
        intro="It ends on the day you give; its page stays and points to who took its place. Its offers end. "
        "Roles of people who sign in are left alone: administrators end them, and give them anew at the other body.",
        back=_back(slug, str(found)),
        button="Record it",
    )


def _back(slug: str, label: str) -> Back:
    return Back(label, reverse("partners:organisation", args=[slug]))
