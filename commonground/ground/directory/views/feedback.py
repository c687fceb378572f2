"""“This is wrong”: said by anybody of an entry, listed for whoever keeps it, done with an answer."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.asking import Back, ask
from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.design.pace import HOUR, count, machine_of
from commonground.ground.directory import queries
from commonground.ground.directory.actions import feedback as actions
from commonground.ground.directory.forms.feedback import SettleForm, WrongForm
from commonground.ground.directory.rules.feedback import Wrong
from commonground.ground.directory.views.keeping import what_may

ON_A_PAGE = 25
keepers = needs("directory.keep", "directory.keep-own")


@open_to("public")
def say(request: HttpRequest, slug: str) -> HttpResponse:
    """Anybody, a few times an hour from one machine."""
    viewer, service = viewer_of(request), queries.shown_service(slug)
    form = WrongForm(request.POST or None)
    if form.is_valid():
        most = queries.assurance_policy().feedback_an_hour
        count(f"feedback-{machine_of(request)}", most, viewer.now, seconds=HOUR)
        said = {"wrong": Wrong(form.cleaned_data["wrong"]), "words": form.cleaned_data["words"]}
        if submit(form, actions.say_wrong, service=service, by=viewer, **said):
            messages.success(request, "Thank you. Whoever keeps this entry looks at it.")
            return redirect("directory:service", slug)
    way = [
        Back("Find help", reverse("directory:services")),
        Back(service.name, reverse("directory:service", args=[slug])),
    ]
    return ask(request, form, title="This is wrong", way=way, caption=service.name, button="Send")


@keepers
def every(request: HttpRequest) -> HttpResponse:
    """What waits, or with `?done=1` what is done."""
    viewer = viewer_of(request)
    is_open = request.GET.get("done") != "1"
    rows = queries.every_feedback(viewer, is_open=is_open)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "directory/feedback.html", {"page": page, "is_open": is_open, **what_may(request)})


@keepers
def done(request: HttpRequest, feedback_id: UUID) -> HttpResponse:
    """What was said, and what was done about it."""
    viewer = viewer_of(request)
    found = queries.one_feedback(feedback_id, viewer=viewer)
    form = SettleForm(request.POST or None, initial={"based_on": found.version})
    if form.is_valid() and submit(form, partial(actions.settle, feedback=found), by=viewer, **form.cleaned_data):
        messages.success(request, "It is done.")
        return redirect("directory:feedback")
    return render(request, "directory/feedback_done.html", {"feedback": found, "form": form})
