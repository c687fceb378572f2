"""Pages of practitioners and their posts. Who is named is recorded."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.partners import access, actions, papers, queries
from commonground.ground.partners.forms import (
    AnotherPostForm,
    ChangePostForm,
    ContactForm,
    LeaveForm,
    PeopleForm,
    checked,
)
from commonground.ground.partners.models import Practitioner
from commonground.ground.partners.views.keeping import Back, address_without_page, form_page
from commonground.ground.partners.views.naming import show_practitioners

PRACTITIONERS_A_PAGE = 50
LOOKERS_UP = ("partners.look-up", "partners.keep", "partners.keep-own")


@needs(*LOOKERS_UP)
def practitioners(request: HttpRequest) -> HttpResponse:
    """Who works where, narrowed by words, organisation and seniority."""
    form = PeopleForm(request.GET)
    held = checked(form)
    found = queries.practitioners(viewer_of(request), **_asked(held))
    page = Paginator(found, PRACTITIONERS_A_PAGE).get_page(request.GET.get("page"))
    show_practitioners(request, page.object_list)
    organisation = queries.organisation(held["organisation"]) if held["organisation"] else None
    shown = {"page": page, "filter": form, "organisation": organisation, "rest": address_without_page(request.GET)}
    return render(request, "partners/practitioners.html", shown)


@needs("partners.keep", "partners.keep-own")
def practitioners_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The same list as a file: for those who keep it, and recorded with everybody it names."""
    viewer = viewer_of(request)
    found = list(queries.practitioners(viewer, **_asked(checked(PeopleForm(request.GET)))))
    report = papers.practitioners_report(found, as_at=viewer.today)
    return download(request, report, suffix, persons=[one.pk for one in found])


@needs(*LOOKERS_UP)
def practitioner(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    """One practitioner: contact at work, posts now and before, whether they add up to more than a week."""
    viewer = viewer_of(request)
    found = queries.practitioner(viewer, practitioner_id)
    show_practitioners(request, [found])
    posts = [(post, access.may_keep(viewer, post.team.organisation)) for post in found.posts.all()]
    keeps = any(may for _, may in posts)
    shown = {
        "practitioner": found,
        "posts": posts,
        "too_much": queries.too_much(found, since=viewer.today),
        "keeps": keeps,
        "to_link": queries.account_to_link(found) if keeps else None,
        "today": viewer.today,
    }
    return render(request, "partners/practitioner.html", shown)


@needs("partners.keep", "partners.keep-own")
def change_practitioner(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.practitioner(viewer, practitioner_id)
    access.check_can_keep_practitioner(viewer, found)
    initial = {"based_on": found.version, "name": found.name, "email": found.email, "phone": found.phone}
    form = ContactForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(
        form, actions.change_practitioner, practitioner=found, by=viewer, **form.cleaned_data
    ):
        return redirect("partners:practitioner", practitioner_id=found.pk)
    return form_page(request, form, title="Change name or contact", caption=found.name, back=_back(found), about=found)


@needs("partners.keep", "partners.keep-own")
def leave(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    """Record that somebody leaves."""
    viewer = viewer_of(request)
    found = queries.practitioner(viewer, practitioner_id)
    access.check_can_keep_practitioner(viewer, found)
    form = LeaveForm(request.POST or None, initial={"based_on": found.version, "left_on": viewer.today})
    if form.is_valid() and submit(form, actions.record_leaver, practitioner=found, by=viewer, **form.cleaned_data):
        return redirect("partners:practitioners")
    return form_page(
        request,
        form,
        title=f"{found.name} leaves",
        intro="Every post of theirs ends on that day. If they sign in here, an administrator ends their roles.",
        back=_back(found),
        button="Record it",
        about=found,
    )


@needs("partners.keep", "partners.keep-own")
@require_POST
def link_account(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    """Say that this practitioner is who signs in with the account of the same address."""
    viewer = viewer_of(request)
    found = queries.practitioner(viewer, practitioner_id)
    account = queries.account_to_link(found)
    if account is None:
        raise NotFound("There is no account of this address that is nobody’s yet.")
    actions.link_account(practitioner=found, based_on=found.version, account=account, by=viewer)
    return redirect("partners:practitioner", practitioner_id=found.pk)


@needs("partners.keep", "partners.keep-own")
def add_post(request: HttpRequest, practitioner_id: UUID) -> HttpResponse:
    """Another post of somebody who is here already."""
    viewer = viewer_of(request)
    found = queries.practitioner(viewer, practitioner_id)
    teams = queries.teams_kept(viewer)
    form = AnotherPostForm(request.POST or None, teams=teams, initial={"starts_on": viewer.today})
    if form.is_valid() and submit(form, actions.add_post, practitioner=found, by=viewer, **form.cleaned_data):
        return redirect("partners:practitioner", practitioner_id=found.pk)
    return form_page(
        request,
        form,
        title="Give another post",
        caption=found.name,
        back=_back(found),
        button="Give the post",
        about=found,
    )


@needs("partners.keep", "partners.keep-own")
def change_post(request: HttpRequest, post_id: UUID) -> HttpResponse:
    viewer = viewer_of(request)
    found = queries.post(viewer, post_id)
    access.check_can_keep(viewer, found.team.organisation)
    initial = {
        "based_on": found.version,
        "title": found.title,
        "fte_hundredths": found.fte_hundredths,
        "qualification": found.qualification_id,
        "seniority": found.seniority_id,
        "starts_on": found.starts_on,
        "ends_on": found.ends_on,
    }
    form = ChangePostForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(form, actions.change_post, post=found, by=viewer, **form.cleaned_data):
        return redirect("partners:practitioner", practitioner_id=found.practitioner_id)
    caption = f"{found.practitioner.name}, {found.team.name}"
    person = found.practitioner
    return form_page(request, form, title="Change this post", caption=caption, back=_back(person), about=person)


def _asked(held: dict[str, object]) -> dict[str, str]:
    seniority = held.get("seniority")
    return {
        "words": str(held["q"]),
        "organisation": str(held["organisation"]),
        "seniority": str(getattr(seniority, "pk", "")),
    }


def _back(practitioner: Practitioner) -> Back:
    return Back(practitioner.name, reverse("partners:practitioner", args=[practitioner.pk]))
