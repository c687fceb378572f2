"""Reviews from outside: the register, one of them with what it recommends, and each step of a recommendation."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.partnership.groups import access, actions, papers, queries
from commonground.partnership.groups.forms.action_log import ActionForm
from commonground.partnership.groups.forms.reviews import (
    AdviceForm,
    ChangeReviewForm,
    EvidenceForm,
    ResponseForm,
    ReviewForm,
    ReviewsForm,
    StepOfAdviceForm,
)
from commonground.partnership.groups.models import Advice, Review
from commonground.partnership.groups.views.asking import Back, ask, way_to
from commonground.partnership.groups.views.listing import ON_A_PAGE, without_page
from commonground.partnership.groups.views.naming import show_people

SERVES = ("groups.take-part", "groups.keep")


@open_to("public")
def every(request: HttpRequest) -> HttpResponse:
    """Reviews that groups follow up, with what is open and late, narrowed by the address."""
    viewer = viewer_of(request)
    form = ReviewsForm(request.GET, groups=queries.names_of_groups(viewer))
    found = queries.reviews.narrowed(form.asked, viewer=viewer)
    page: Page[Any] = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "groups/reviews.html", {"page": page, "filter": form, "rest": without_page(request)})


@open_to("public")
def every_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """Every recommendation of these reviews, as a file."""
    viewer = viewer_of(request)
    form = ReviewsForm(request.GET, groups=queries.names_of_groups(viewer))
    found = queries.reviews.advice_of(list(queries.reviews.narrowed(form.asked, viewer=viewer)), viewer=viewer)
    return download(request, papers.reviews_report(found, on=viewer.today), suffix)


@open_to("public")
def review(request: HttpRequest, review_id: UUID) -> HttpResponse:
    """What it found and recommends, what the group says to it and does, and what shows it."""
    viewer = viewer_of(request)
    page = queries.reviews.page(review_id, viewer=viewer)
    return render(request, "groups/review.html", {"page": page, "row": page.row, "today": viewer.today})


@needs(*SERVES)
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep a review that a group follows up."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    access.check_can_clerk(queries.standing_in(group, viewer=viewer))
    form = ReviewForm(request.POST or None)
    if form.is_valid() and (done := submit(form, actions.record_review, group=group, by=viewer, **form.cleaned_data)):
        messages.success(request, "The review is on record. Add what it recommends.")
        return redirect("groups:review", done.value.pk)
    return ask(request, form, title="Record a review", way=way_to(group), button="Record it", caption=group.name)


@needs(*SERVES)
def change(request: HttpRequest, review_id: UUID) -> HttpResponse:
    found = _to_keep(request, review_id)
    initial = {"based_on": found.version, **{name: getattr(found, name) for name in ReviewForm.base_fields}}
    form = ChangeReviewForm(request.POST or None, initial=initial)
    return _step(request, found, form, partial(actions.change_review, review=found), title="Change this review")


@needs(*SERVES)
def add_advice(request: HttpRequest, review_id: UUID) -> HttpResponse:
    found = _to_keep(request, review_id)
    form = AdviceForm(request.POST or None)
    return _step(request, found, form, partial(actions.add_advice, review=found), title="Add a recommendation")


@needs(*SERVES)
def respond(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    found = _advice_to_keep(request, advice_id)
    names = ("response", "why", "due_on")
    initial = {"based_on": found.version, **{name: getattr(found, name) for name in names}}
    form = ResponseForm(request.POST or None, initial=initial)
    run = partial(actions.respond_to_advice, advice=found)
    return _step(request, found.review, form, run, title="Respond to this recommendation", words=found.text)


@needs(*SERVES)
def act(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    """Give somebody an action that carries it out."""
    viewer = viewer_of(request)
    found = _advice_to_keep(request, advice_id)
    doers = queries.doers(found.review.group, on=viewer.today)
    form = ActionForm(request.POST or None, doers=doers, initial={"due_on": found.due_on})
    if form.is_valid() and submit(form, actions.act_on_advice, advice=found, by=viewer, **form.values):
        return redirect("groups:review", found.review_id)
    show_people(request, doers.people.values())
    return _ask(request, found.review, form, title="Agree an action", words=found.text)


@needs(*SERVES)
def evidence(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    found = _advice_to_keep(request, advice_id)
    form = EvidenceForm(request.POST or None, initial={"on": viewer_of(request).today})
    run = partial(actions.add_evidence, advice=found)
    return _step(request, found.review, form, run, title="Add evidence", words=found.text)


@needs(*SERVES)
def close(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    found = _advice_to_keep(request, advice_id)
    form = StepOfAdviceForm(request.POST or None, initial={"based_on": found.version})
    run = partial(actions.close_advice, advice=found)
    return _step(request, found.review, form, run, title="It is done", words=found.text, button="Close it")


@needs(*SERVES)
def reopen(request: HttpRequest, advice_id: UUID) -> HttpResponse:
    found = _advice_to_keep(request, advice_id)
    form = StepOfAdviceForm(request.POST or None, initial={"based_on": found.version})
    run = partial(actions.reopen_advice, advice=found)
    return _step(request, found.review, form, run, title="Open it again", words=found.text, button="Open it again")


def _to_keep(request: HttpRequest, review_id: UUID) -> Review:
    """Raises NotFound, Refused."""
    viewer = viewer_of(request)
    found = queries.reviews.one(review_id, viewer=viewer)
    access.check_can_clerk(queries.standing_in(found.group, viewer=viewer))
    return found


def _advice_to_keep(request: HttpRequest, advice_id: UUID) -> Advice:
    """Raises NotFound, Refused."""
    viewer = viewer_of(request)
    found = queries.reviews.advice(advice_id, viewer=viewer)
    access.check_can_clerk(queries.standing_in(found.review.group, viewer=viewer))
    return found


def _step(
    request: HttpRequest,
    review: Review,
    form: Form,
    run: Callable[..., object],
    *,
    title: str,
    button: str = "Save",
    words: str = "",
) -> HttpResponse:
    if form.is_valid() and submit(form, run, by=viewer_of(request), **form.cleaned_data):
        return redirect("groups:review", review.pk)
    return _ask(request, review, form, title=title, button=button, words=words)


def _ask(
    request: HttpRequest, review: Review, form: Form, *, title: str, button: str = "Save", words: str = ""
) -> HttpResponse:
    way = [
        Back("Groups", reverse("groups:every")),
        Back("Reviews", reverse("groups:reviews")),
        Back(review.title, reverse("groups:review", args=[review.pk])),
    ]
    return ask(request, form, title=title, way=way, button=button, caption=review.title, words=words)
