"""Pages of teams, and how they fit the localities of a map."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.ground.partners import access, actions, papers, queries
from commonground.ground.partners.forms import ChangeTeamForm, ListForm, PractitionerForm, TeamForm
from commonground.ground.partners.models import Team
from commonground.ground.partners.views.keeping import Back, address_without_page, choices_of_places, form_page
from commonground.ground.partners.views.naming import show_practitioners
from commonground.ground.places import queries as places


@open_to("public")
def teams(request: HttpRequest) -> HttpResponse:
    """Every team with the areas it covers, narrowed by words, sector and place."""
    form = ListForm(request.GET, places=choices_of_places(request), without=["type", "past"])
    viewer = viewer_of(request)
    found = queries.teams(form.asked, on=viewer.today)
    shown = {"teams": found, "filter": form, "rest": address_without_page(request.GET)}
    return render(request, "partners/teams.html", {**shown, "looks_up": access.may_look_up(viewer)})


@open_to("public")
def teams_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The same list as a file. It names nobody."""
    form = ListForm(request.GET, places=choices_of_places(request), without=["type", "past"])
    viewer = viewer_of(request)
    return download(
        request, papers.teams_report(queries.teams(form.asked, on=viewer.today), as_at=viewer.today), suffix
    )


@open_to("public")
def team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    """One team: areas, structure and, for partners, who works in it and who answers for it."""
    viewer = viewer_of(request)
    found = queries.team(team_id)
    looks_up = access.may_look_up(viewer)
    posts = queries.visible_posts(viewer, found) if looks_up else []
    officer = queries.visible_officer(viewer, found) if looks_up else None
    if looks_up:
        show_practitioners(request, [*(post.practitioner for post in posts), *([officer] if officer else [])])
    shown = {
        "team": found,
        "posts": posts,
        "officer": officer,
        "fte": sum(post.fte_hundredths for post in posts if post.starts_on <= viewer.today) / 100,
        "today": viewer.today,
        "looks_up": looks_up,
        "keeps": access.may_keep(viewer, found.organisation),
    }
    return render(request, "partners/team.html", shown)


@needs("partners.keep", "partners.keep-own")
def add_team(request: HttpRequest, slug: str) -> HttpResponse:
    viewer = viewer_of(request)
    organisation = queries.organisation_page(slug)
    access.check_can_keep(viewer, organisation)
    initial = {"starts_on": viewer.today, "service": organisation.sector_id}
    form = TeamForm(request.POST or None, organisation=organisation, initial=initial)
    if form.is_valid() and (
        done := submit(form, actions.add_team, organisation=organisation, by=viewer, **form.cleaned_data)
    ):
        return redirect("partners:team", team_id=done.value.pk)
    back = Back(str(organisation), reverse("partners:organisation", args=[slug]))
    return form_page(request, form, title="Add a team", caption=str(organisation), back=back, button="Add the team")


@needs("partners.keep", "partners.keep-own")
def change_team(request: HttpRequest, team_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.team(team_id)
    access.check_can_keep(viewer, found.organisation)
    initial = {
        "based_on": found.version,
        "name": found.name,
        "service": found.service_id,
        "about": found.about,
        "within": found.within_id,
        "accountable": found.accountable_id,
        "areas": "\n".join(row.area.key for row in found.coverage.all() if row.ends_on is None),
        "areas_from": viewer.today,
        "ends_on": found.ends_on,
    }
    form = ChangeTeamForm(request.POST or None, team=found, on=viewer.today, initial=initial)
    if form.is_valid() and submit(form, actions.change_team, team=found, by=viewer, **form.cleaned_data):
        return redirect("partners:team", team_id=team_id)
    show_practitioners(request, form.officers)
    return form_page(request, form, title="Change this team", caption=str(found), back=_back(found))


@needs("partners.keep", "partners.keep-own")
def add_practitioner(request: HttpRequest, team_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.team(team_id)
    access.check_can_keep(viewer, found.organisation)
    form = PractitionerForm(request.POST or None, initial={"starts_on": viewer.today, "fte_hundredths": "1"})
    if form.is_valid() and (done := submit(form, actions.add_practitioner, team=found, by=viewer, **form.cleaned_data)):
        return redirect("partners:practitioner", practitioner_id=done.value.pk)
    return form_page(
        request,
        form,
        title="Add somebody to this team",
        caption=str(found),
        intro="Somebody who works here already gets another post on their own page.",
        back=_back(found),
        button="Add this person",
    )


@open_to("public")
def fit(request: HttpRequest, footprint_slug: str, version_slug: str) -> HttpResponse:
    """How every team meets the localities of one version of a map (P13)."""
    viewer = viewer_of(request)
    version = places.version_for(viewer, footprint_slug=footprint_slug, version_slug=version_slug)
    form = ListForm(request.GET, places=[], without=["type", "past", "place"])
    shown = {
        "version": version,
        "alignment": queries.alignment(version, on=viewer.today, asked=form.asked),
        "filter": form,
        "others": [one for one in places.comparable(version) if one.footprint.root_id == version.footprint.root_id],
        "rest": address_without_page(request.GET),
    }
    return render(request, "partners/fit.html", shown)


@open_to("public")
def fit_file(request: HttpRequest, footprint_slug: str, version_slug: str, suffix: str) -> HttpResponse:
    viewer = viewer_of(request)
    version = places.version_for(viewer, footprint_slug=footprint_slug, version_slug=version_slug)
    asked = ListForm(request.GET, places=[], without=["type", "past", "place"]).asked
    return download(request, papers.fit_report(queries.alignment(version, on=viewer.today, asked=asked)), suffix)


@open_to("public")
def fits(request: HttpRequest) -> HttpResponse:
    """The maps that teams can be held against."""
    return render(request, "partners/fits.html", {"overviews": places.overviews(on=viewer_of(request).today)})


def _back(team: Team) -> Back:
    return Back(team.name, reverse("partners:team", args=[team.pk]))
