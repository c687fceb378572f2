"""Issues that go up: their list, one of them, and its steps."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.foundation.kernel.errors import NotFound
from commonground.partnership.groups import access, actions, papers, queries
from commonground.partnership.groups.forms.escalations import (
    AcceptForm,
    AnswerForm,
    EscalationsForm,
    PassUpForm,
    RaiseForm,
    ReasonForEscalationForm,
    SourceForm,
    WordsForm,
)
from commonground.partnership.groups.models import Action, AgendaItem, Group
from commonground.partnership.groups.queries.escalations import EscalationPage
from commonground.partnership.groups.views.asking import Back, ask, way_to
from commonground.partnership.groups.views.listing import ON_A_PAGE, without_page
from commonground.partnership.groups.views.naming import show_people

SERVES = ("groups.take-part", "groups.keep")


@needs("groups.read")
def every(request: HttpRequest) -> HttpResponse:
    """Issues of every group that the viewer may know of, narrowed by the address."""
    viewer = viewer_of(request)
    form = EscalationsForm(request.GET, groups=queries.names_of_groups(viewer))
    page: Page[Any] = Paginator(queries.escalations.narrowed(form.asked, viewer=viewer), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [queries.escalations.seen(one, on=viewer.today) for one in page]
    show_people(request, [one.row.owner for one in rows if one.row.owner and one.knows_owner])
    shown = {"page": page, "rows": rows, "filter": form, "rest": without_page(request)}
    return render(request, "groups/escalations.html", shown)


@needs("groups.read")
def every_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The list as it is narrowed, as a file."""
    viewer = viewer_of(request)
    form = EscalationsForm(request.GET, groups=queries.names_of_groups(viewer))
    found = [
        queries.escalations.seen(one, on=viewer.today)
        for one in queries.escalations.narrowed(form.asked, viewer=viewer)
    ]
    persons = {one.row.owner.pk for one in found if one.row.owner and one.knows_owner}
    return download(request, papers.escalations_report(found, on=viewer.today), suffix, persons=persons)


@needs("groups.read")
def escalation(request: HttpRequest, escalation_id: UUID) -> HttpResponse:
    """One issue: what it says, where it is, what happened, and what the viewer may do."""
    page = queries.escalations.page(escalation_id, viewer=viewer_of(request))
    owner = page.row.owner if page.seen.knows_owner else None
    show_people(request, [owner] if owner else [])
    return render(request, "groups/escalation.html", {"page": page, "seen": page.seen, "row": page.row})


@needs(*SERVES)
def raise_issue(request: HttpRequest, slug: str) -> HttpResponse:
    """Send an issue up: from an item, from an action, or by hand."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    here = queries.standing_in(group, viewer=viewer)
    access.check_can_raise(here)
    source = _source(request, group, here)
    above = queries.escalations.to_escalate_to(group, viewer=viewer)
    is_restricted = any(one.is_restricted for one in source.values())
    form = RaiseForm(request.POST or None, above=above, initial={"is_restricted": is_restricted})
    if form.is_valid():
        done = submit(form, partial(actions.raise_issue, group=group, **source), by=viewer, **form.cleaned_data)
        if done:
            messages.success(request, "The issue is with the group above.")
            return redirect("groups:escalation", done.value.pk)
    words = "" if above else "Nobody has said to which group this one reports, so there is nobody to raise it to yet."
    words = "".join(f"It comes from “{one.title}”. " for one in source.values()) + words
    way = way_to(group)
    return ask(request, form, title="Raise an issue", way=way, button="Send it up", caption=group.name, words=words)


def _source(request: HttpRequest, group: Group, here: access.Standing) -> dict[str, Any]:
    """The item or the action that the address names. Raises NotFound where the viewer may not read it."""
    form = SourceForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else dict.fromkeys(request.GET)
    rows: dict[str, QuerySet[Any]] = {
        "item": AgendaItem.objects.filter(meeting__group=group).select_related("meeting"),
        "action": Action.objects.filter(group=group),
    }
    named = {name: rows[name].filter(pk=asked[name]).first() for name in rows if request.GET.get(name)}
    if any(one is None or (one.is_restricted and not here.reads_restricted) for one in named.values()):
        raise NotFound("There is no such item or action in this group.")
    return named


@needs(*SERVES)
def accept(request: HttpRequest, escalation_id: UUID) -> HttpResponse:
    return _with_owner(request, escalation_id, actions.accept_escalation, "Accept this issue", "Accept it")


@needs(*SERVES)
def change(request: HttpRequest, escalation_id: UUID) -> HttpResponse:
    return _with_owner(request, escalation_id, actions.change_escalation, "Change who has it", "Save")


def _with_owner(
    request: HttpRequest, escalation_id: UUID, carry_out: Callable[..., None], title: str, button: str
) -> HttpResponse:
    page = _to_handle(request, escalation_id)
    doers = queries.doers(page.row.to, on=page.viewer.today)
    is_change = carry_out is actions.change_escalation
    initial = {"based_on": page.row.version, "organisation": str(page.row.organisation_id)}
    if is_change:
        initial |= {"owner": str(page.row.owner_id or ""), "next_step": page.row.next_step}
    form = AcceptForm(request.POST or None, doers=doers, initial=initial)
    if form.is_valid() and submit(form, partial(carry_out, escalation=page.row), by=page.viewer, **form.values):
        return _saved(request, page)
    show_people(request, doers.people.values())
    return _ask(request, page, form, title=title, button=button)


@needs(*SERVES)
def pass_up(request: HttpRequest, escalation_id: UUID) -> HttpResponse:
    page = _to_handle(request, escalation_id)
    above = queries.escalations.to_escalate_to(page.row.to, viewer=page.viewer)
    form = PassUpForm(request.POST or None, above=above, initial={"based_on": page.row.version})
    return _step(request, page, form, actions.pass_up, title="Pass it further up", button="Pass it up")


@needs(*SERVES)
def decline(request: HttpRequest, escalation_id: UUID) -> HttpResponse:
    page = _to_handle(request, escalation_id)
    form = ReasonForEscalationForm(request.POST or None, initial={"based_on": page.row.version})
    return _step(request, page, form, actions.decline_escalation, title="Do not take it on", button="Send it back")


@needs(*SERVES)
def answer(request: HttpRequest, escalation_id: UUID) -> HttpResponse:
    page = _to_handle(request, escalation_id)
    decisions = queries.escalations.decisions_for(page)
    form = AnswerForm(request.POST or None, decisions=decisions, initial={"based_on": page.row.version})
    values = form.values if form.is_valid() else {}
    if values and submit(form, partial(actions.answer_escalation, escalation=page.row), by=page.viewer, **values):
        return _saved(request, page)
    return _ask(request, page, form, title="Answer this issue", button="Send the answer")


@needs(*SERVES)
def note(request: HttpRequest, escalation_id: UUID) -> HttpResponse:
    page = _to_handle(request, escalation_id)
    form = WordsForm(request.POST or None, initial={"based_on": page.row.version})
    return _step(request, page, form, actions.note_issue, title="Note this issue", button="It is noted")


@needs(*SERVES)
def acknowledge(request: HttpRequest, escalation_id: UUID) -> HttpResponse:
    page = _to_receive(request, escalation_id)
    form = WordsForm(request.POST or None, initial={"based_on": page.row.version})
    return _step(
        request, page, form, actions.acknowledge_answer, title="The answer arrived", button="We have the answer"
    )


@needs(*SERVES)
def withdraw(request: HttpRequest, escalation_id: UUID) -> HttpResponse:
    page = _to_receive(request, escalation_id)
    form = ReasonForEscalationForm(request.POST or None, initial={"based_on": page.row.version})
    return _step(request, page, form, actions.withdraw_escalation, title="Withdraw this issue", button="Withdraw it")


def _to_handle(request: HttpRequest, escalation_id: UUID) -> EscalationPage:
    """For who serves the group that it is with. Raises NotFound, Refused."""
    page = queries.escalations.page(escalation_id, viewer=viewer_of(request))
    access.check_can_handle(page.viewer, page.here_to, page.row)
    return page


def _to_receive(request: HttpRequest, escalation_id: UUID) -> EscalationPage:
    """For the group that it came from. Raises NotFound, Refused."""
    page = queries.escalations.page(escalation_id, viewer=viewer_of(request))
    access.check_can_receive(page.here_origin, page.row)
    return page


def _step(
    request: HttpRequest,
    page: EscalationPage,
    form: forms.Form,
    carry_out: Callable[..., None],
    *,
    title: str,
    button: str,
) -> HttpResponse:
    if form.is_valid():
        done = submit(form, partial(carry_out, escalation=page.row), by=page.viewer, **form.cleaned_data)
        if done:
            return _saved(request, page)
    return _ask(request, page, form, title=title, button=button)


def _saved(request: HttpRequest, page: EscalationPage) -> HttpResponse:
    messages.success(request, "Saved.")
    known = queries.escalations.known(page.viewer).filter(pk=page.row.pk).exists()
    return redirect("groups:escalation", page.row.pk) if known else redirect("groups:escalations")


def _ask(request: HttpRequest, page: EscalationPage, form: forms.Form, *, title: str, button: str) -> HttpResponse:
    way = [
        Back("Groups", reverse("groups:every")),
        Back("Issues", reverse("groups:escalations")),
        Back(page.row.title, reverse("groups:escalation", args=[page.row.pk])),
    ]
    return ask(request, form, title=title, way=way, button=button, caption=page.row.title, words=page.row.words)
