"""The steps of a report: figures made again, put to the chair, sent back, frozen, sent, withdrawn."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonground.foundation.design.doors import needs
from commonground.foundation.design.forms import submit
from commonground.foundation.kernel.errors import Refused
from commonground.insight.reports import access, actions, forms, queries
from commonground.insight.reports.views.asking import Opened, ask, opened, way_to


def _step(
    request: HttpRequest,
    found: Opened,
    action: Callable[..., Any],
    *,
    done: str,
    kind: type[forms.StepForm] = forms.StepForm,
    **asked: Any,
) -> HttpResponse:
    """Ask, take the step and say that it is done, on the page of the report."""
    report = found.report
    form = kind(request.POST or None, initial={"based_on": report.version})
    if form.is_valid() and submit(form, partial(action, report=report, by=found.viewer), **form.cleaned_data):
        messages.success(request, done)
        return redirect("reports:of-group" if report.status == "withdrawn" else "reports:report", _to(found))
    return ask(request, form, way=way_to(report.group, report), caption=report.title, **asked)


def _to(found: Opened) -> str:
    report = found.report
    return report.group.slug if report.status == "withdrawn" else str(report.pk)


@needs(*access.WRITERS)
def make_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = opened(request, pk)
    access.check_can_write(found.here)
    return _step(
        request,
        found,
        actions.make_again,
        done="The figures are those of the record now. What people wrote is as it was.",
        title="Make the figures again",
        words="The figures, sentences and lists are made from the record as it is now. What people wrote stays.",
        button="Make them again",
    )


@needs(*access.WRITERS)
def put_forward(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = opened(request, pk)
    access.check_can_write(found.here)
    return _step(
        request,
        found,
        actions.submit_report,
        done="The report is with the chair.",
        title="Put the report to the chair",
        words="Members of the group read it from now on. You cannot change it unless the chair sends it back.",
        button="Put it to the chair",
    )


@needs(*access.WRITERS)
def send_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = opened(request, pk)
    access.check_can_freeze(found.viewer, found.here, found.report)
    return _step(
        request,
        found,
        actions.send_back_report,
        done="The report is a draft again.",
        kind=forms.WhyForm,
        title="Send the report back",
        words="The clerk changes it.",
        button="Send it back",
    )


@needs(*access.WRITERS)
def freeze(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = opened(request, pk)
    access.check_can_freeze(found.viewer, found.here, found.report)
    readers = found.report.get_audience_display()
    return _step(
        request,
        found,
        actions.freeze_report,
        done="The report is frozen. Nothing changes it any more.",
        title="Freeze the report",
        words=f"Who reads it: {readers[:1].lower()}{readers[1:]}.",
        warning="It is never changed again. What is wrong is put right in the next one; this one can be withdrawn.",
        button="Freeze it",
    )


@needs(*access.WRITERS)
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = opened(request, pk)
    access.check_can_write(found.here)
    return _step(
        request,
        found,
        actions.send_report,
        done="The report is sent, and the duty is met.",
        title="Send the report",
        words=f"It meets the duty “{found.report.duty}”." if found.report.duty else "It meets no duty of the terms.",
        button="Send it",
    )


@needs(*access.WRITERS)
def bring(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A paper of it for the agenda of the group that it was sent to."""
    found = opened(request, pk)
    report, to = found.report, found.report.sent_to_group
    if not queries.may_bring(report, viewer=found.viewer):
        raise Refused("Papers are written by members of the group that it was sent to and those who serve it.")
    form = forms.StepForm(request.POST or None, initial={"based_on": report.version})
    link = request.build_absolute_uri(reverse("reports:report", args=[pk]))
    if form.is_valid() and (done := submit(form, actions.bring_report, report=report, link=link, by=found.viewer)):
        messages.success(request, "The paper is begun with what the report says. Write the rest and what it asks for.")
        return redirect("groups:paper", done.value.pk)
    words = f"What the report says becomes the first texts of a paper for {to}."
    way = way_to(report.group, report)
    return ask(request, form, title="Begin a paper", way=way, caption=report.title, words=words, button="Begin it")


@needs(*access.WRITERS)
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    found = opened(request, pk)
    access.check_can_write(found.here)
    return _step(
        request,
        found,
        actions.withdraw_report,
        done="The report is withdrawn.",
        kind=forms.WhyForm,
        title="Withdraw the report",
        warning="Its readers do not see it any more. Copies that people took stay with them.",
        button="Withdraw it",
    )
