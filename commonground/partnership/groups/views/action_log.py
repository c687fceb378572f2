"""Actions across groups: listed, one of them, and its steps."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.foundation.search.paging import counted_page
from commonground.partnership.groups import access, actions, papers, queries
from commonground.partnership.groups.forms.action_log import (
    ActionForm,
    ActionReasonForm,
    ActionsForm,
    ChangeActionForm,
    CloseActionForm,
    ProgressForm,
)
from commonground.partnership.groups.models import Action, ActionQuerySet
from commonground.partnership.groups.rules.states import ActionState
from commonground.partnership.groups.views.listing import ON_A_PAGE, without_page
from commonground.partnership.groups.views.naming import show_people


@needs("groups.read")
def every(request: HttpRequest) -> HttpResponse:
    """Actions of every group that the viewer may know of, narrowed by the address."""
    viewer = viewer_of(request)
    form = ActionsForm(request.GET, groups=queries.names_of_groups(viewer))
    page = _page(queries.actions_asked(form.asked, viewer=viewer), request, by_words=bool(form.asked.words))
    page.object_list = queries.actions_of_page(list(page))
    show_people(request, [one.owner for one in page if one.owner])
    shown = {"page": page, "filter": form, "counts": queries.counts(viewer), "today": viewer.today}
    return render(request, "groups/actions.html", {**shown, "rest": without_page(request)})


def _page(rows: ActionQuerySet, request: HttpRequest, *, by_words: bool) -> Page:
    """Which actions are on the page that is asked for."""
    number = request.GET.get("page")
    if by_words:
        return counted_page(rows, number, most=ON_A_PAGE)
    return Paginator(rows.values_list("pk", flat=True), ON_A_PAGE).get_page(number)


@needs("groups.read")
def every_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The list as it is narrowed, as a file."""
    viewer = viewer_of(request)
    form = ActionsForm(request.GET, groups=queries.names_of_groups(viewer))
    found = list(queries.actions_asked(form.asked, viewer=viewer))
    persons = {one.owner.pk for one in found if one.owner}
    return download(request, papers.actions_report(found, on=viewer.today), suffix, persons=persons)


@needs("groups.read")
def action(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """One action with its progress, and what the viewer may do with it."""
    viewer = viewer_of(request)
    found = queries.action(action_id, viewer=viewer)
    here = queries.standing_in(found.group, viewer=viewer)
    show_people(request, [found.owner] if found.owner else [])
    owns = viewer.id is not None and found.owner is not None and found.owner.account_id == viewer.id
    shown = {"action": found, "serves": here.serves, "may_report": here.serves or owns, "today": viewer.today}
    shown["may_raise"] = found.status == ActionState.OPEN and access.may_raise(here)
    return render(request, "groups/action.html", shown)


@needs("groups.take-part", "groups.keep")
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Something agreed between meetings."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    access.check_can_clerk(queries.standing_in(group, viewer=viewer))
    doers = queries.doers(group, on=viewer.today)
    form = ActionForm(request.POST or None, doers=doers)
    if form.is_valid() and (done := submit(form, actions.agree_action, group=group, by=viewer, **form.values)):
        messages.success(request, "The action is given.")
        return redirect("groups:action", done.value.pk)
    show_people(request, doers.people.values())
    return render(request, "groups/keep_action.html", {"form": form, "group": group, "title": "Add an action"})


@needs("groups.take-part", "groups.keep")
def change(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Give it to somebody else, or another day."""
    viewer = viewer_of(request)
    found = queries.action(action_id, viewer=viewer)
    access.check_can_clerk(queries.standing_in(found.group, viewer=viewer))
    doers = queries.doers(found.group, on=viewer.today).with_owner_of(found)
    facts = {name: getattr(found, name) for name in ("title", "due_on", "urgency", "next_step")}
    who = {"organisation": str(found.organisation_id), "owner": str(found.owner_id or "")}
    form = ChangeActionForm(request.POST or None, doers=doers, initial={"based_on": found.version, **facts, **who})
    if form.is_valid() and submit(form, partial(actions.change_action, action=found), by=viewer, **form.values):
        messages.success(request, "The action is changed.")
        return redirect("groups:action", found.pk)
    show_people(request, doers.people.values())
    shown = {"form": form, "group": found.group, "action": found, "title": "Change this action"}
    return render(request, "groups/keep_action.html", shown)


@needs("groups.take-part", "groups.keep")
def report(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Progress and the next step."""
    found = queries.action(action_id, viewer=viewer_of(request))
    form = ProgressForm(request.POST or None, initial={"based_on": found.version, "next_step": found.next_step})
    return _step(request, found, form, actions.report_progress, title="Report progress", button="Report it")


@needs("groups.take-part", "groups.keep")
def close(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Done, with its effect."""
    found = queries.action(action_id, viewer=viewer_of(request))
    form = CloseActionForm(request.POST or None, initial={"based_on": found.version})
    return _step(request, found, form, actions.close_action, title="It is done", button="Close the action")


@needs("groups.take-part", "groups.keep")
def drop(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Not done after all."""
    found = queries.action(action_id, viewer=viewer_of(request))
    access.check_can_clerk(queries.standing_in(found.group, viewer=viewer_of(request)))
    form = ActionReasonForm(request.POST or None, initial={"based_on": found.version})
    return _step(request, found, form, actions.drop_action, title="Drop this action", button="Drop it")


@needs("groups.take-part", "groups.keep")
def reopen(request: HttpRequest, action_id: UUID) -> HttpResponse:
    """Not done, it turned out."""
    found = queries.action(action_id, viewer=viewer_of(request))
    access.check_can_clerk(queries.standing_in(found.group, viewer=viewer_of(request)))
    form = ActionReasonForm(request.POST or None, initial={"based_on": found.version})
    return _step(request, found, form, actions.reopen_action, title="Open it again", button="Open it again")


def _step(request: HttpRequest, action: Action, form: Any, carry_out: Any, *, title: str, button: str) -> HttpResponse:
    viewer = viewer_of(request)
    actions.check_can_report(viewer, action)
    if form.is_valid() and submit(form, partial(carry_out, action=action), by=viewer, **form.cleaned_data):
        messages.success(request, "Saved.")
        return redirect("groups:action", action.pk)
    shown = {"form": form, "group": action.group, "action": action, "title": title, "button": button}
    return render(request, "groups/keep_action.html", shown)
