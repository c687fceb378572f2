"""What groups have approved: the register, and keeping it."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from commonground.foundation.design.doors import needs, open_to, viewer_of
from commonground.foundation.design.forms import submit
from commonground.foundation.documents.doors import download
from commonground.partnership.groups import access, actions, papers, queries
from commonground.partnership.groups.forms.approvals import (
    ApprovalForm,
    ApprovalsForm,
    ChangeApprovalForm,
    WithdrawApprovalForm,
)
from commonground.partnership.groups.models import Approval
from commonground.partnership.groups.views.asking import Back, ask, way_to
from commonground.partnership.groups.views.listing import ON_A_PAGE, without_page

SERVES = ("groups.take-part", "groups.keep")


@open_to("public")
def every(request: HttpRequest) -> HttpResponse:
    """Approvals of every group that the viewer may know of, narrowed by the address."""
    viewer = viewer_of(request)
    form = ApprovalsForm(request.GET, groups=queries.names_of_groups(viewer))
    found = queries.approvals.narrowed(form.asked, viewer=viewer)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"page": page, "filter": form, "rest": without_page(request), "today": viewer.today}
    return render(request, "groups/approvals.html", shown)


@open_to("public")
def every_file(request: HttpRequest, suffix: str) -> HttpResponse:
    """The register as it is narrowed, as a file."""
    viewer = viewer_of(request)
    form = ApprovalsForm(request.GET, groups=queries.names_of_groups(viewer))
    found = list(queries.approvals.narrowed(form.asked, viewer=viewer))
    return download(request, papers.approvals_report(found, on=viewer.today), suffix)


@open_to("public")
def approval(request: HttpRequest, approval_id: UUID) -> HttpResponse:
    """One approval: by which decision, until when."""
    viewer = viewer_of(request)
    found = queries.approvals.one(approval_id, viewer=viewer)
    here = queries.standing_in(found.group, viewer=viewer)
    decision = found.decision if found.decision and (here.reads_restricted or not found.is_restricted) else None
    shown = {"row": found, "decision": decision, "here": here, "today": viewer.today}
    return render(request, "groups/approval.html", shown)


@needs(*SERVES)
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep that the group approved something."""
    viewer = viewer_of(request)
    group = queries.group(slug, viewer=viewer)
    here = queries.standing_in(group, viewer=viewer)
    access.check_can_clerk(here)
    decisions = queries.approvals.decisions_to_cite(group, here=here)
    form = ApprovalForm(request.POST or None, decisions=decisions, initial={"approved_on": viewer.today})
    if form.is_valid() and (done := submit(form, actions.record_approval, group=group, by=viewer, **form.values)):
        messages.success(request, "The approval is on record.")
        return redirect("groups:approval", done.value.pk)
    return ask(request, form, title="Record an approval", way=way_to(group), button="Record it", caption=group.name)


@needs(*SERVES)
def change(request: HttpRequest, approval_id: UUID) -> HttpResponse:
    found = _to_keep(request, approval_id)
    names = ("link", "valid_until", "review_on", "note")
    initial = {"based_on": found.version, **{name: getattr(found, name) for name in names}}
    form = ChangeApprovalForm(request.POST or None, initial=initial)
    if form.is_valid() and submit(
        form, partial(actions.change_approval, approval=found), by=viewer_of(request), **form.cleaned_data
    ):
        return redirect("groups:approval", found.pk)
    return _ask(request, found, form, title="Change this approval", button="Save")


@needs(*SERVES)
def withdraw(request: HttpRequest, approval_id: UUID) -> HttpResponse:
    found = _to_keep(request, approval_id)
    form = WithdrawApprovalForm(request.POST or None, initial={"based_on": found.version})
    if form.is_valid() and submit(
        form, partial(actions.withdraw_approval, approval=found), by=viewer_of(request), **form.cleaned_data
    ):
        return redirect("groups:approval", found.pk)
    return _ask(request, found, form, title="Withdraw this approval", button="Withdraw it")


def _to_keep(request: HttpRequest, approval_id: UUID) -> Approval:
    """Raises NotFound, Refused."""
    viewer = viewer_of(request)
    found = queries.approvals.one(approval_id, viewer=viewer)
    access.check_can_clerk(queries.standing_in(found.group, viewer=viewer))
    return found


def _ask(request: HttpRequest, found: Approval, form: Form, *, title: str, button: str) -> HttpResponse:
    way = [
        Back("Groups", reverse("groups:every")),
        Back("Approvals", reverse("groups:approvals")),
        Back(found.title, reverse("groups:approval", args=[found.pk])),
    ]
    return ask(request, form, title=title, way=way, button=button, caption=found.group.name)
