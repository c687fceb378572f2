"""Workstreams of a programme: added, changed, their status set by hand, and what they say to others."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans import access
from commonground.partnership.plans.actions.numbering import next_number
from commonground.partnership.plans.models import Programme, Workstream, WorkstreamOverride
from commonground.partnership.plans.rules import programmes as rules
from commonground.partnership.plans.rules import status

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner


@audit.atomic()
def add_workstream(
    *,
    programme: Programme,
    name: str,
    aims: str,
    organisation: "Organisation",
    horizon: str,
    starts_on: date,
    lead: "Practitioner | None" = None,
    kind: str = rules.Kind.WORKSTREAM,
    is_cross_cutting: bool = False,
    ends_on: date | None = None,
    why_added: str = "",
    added_on: date | None = None,
    by: Viewer,
) -> Workstream:
    """Add a workstream, after the programme was agreed with a reason. `added_on` is another day than today only where
    a record is taken over. Raises Refused; Invalid for a name that is taken, an end before the beginning."""
    access.check_can_keep(by, programme.plan)
    rules.check_span(starts_on, ends_on)
    rules.check_added(is_agreed=programme.agreed_on is not None, why=why_added)
    _check_name(programme, name)
    made = Workstream.objects.create(
        programme=programme,
        number=next_number(programme.workstreams, of=programme),
        name=name.strip(),
        kind=kind,
        aims=aims.strip(),
        organisation=organisation,
        lead=lead,
        horizon=horizon,
        is_cross_cutting=is_cross_cutting,
        starts_on=starts_on,
        ends_on=ends_on,
        added_on=added_on or by.today,
        why_added=why_added.strip(),
    )
    audit.record("workstream added", by=by, about=made, persons=[lead.pk] if lead else [])
    return made


@audit.atomic()
def change_workstream(
    *,
    workstream: Workstream,
    based_on: int,
    name: str,
    aims: str,
    organisation: "Organisation",
    horizon: str,
    starts_on: date,
    lead: "Practitioner | None",
    kind: str,
    is_cross_cutting: bool,
    ends_on: date | None,
    by: Viewer,
) -> None:
    """Another name, lead, span. Raises Refused, also for one that is closed; Invalid, also where it would begin after
    something of it is due; Conflict."""
    access.check_can_keep(by, workstream.programme.plan)
    rules.check_running(workstream.status, workstream.name)
    rules.check_span(starts_on, ends_on)
    rules.check_earliest(starts_on, [(one.title, one.due_on) for one in workstream.milestones.all() if one.due_on])
    if name.strip() != workstream.name:
        _check_name(workstream.programme, name)
    change(
        workstream,
        based_on=based_on,
        name=name.strip(),
        kind=kind,
        aims=aims.strip(),
        organisation=organisation,
        lead=lead,
        horizon=horizon,
        is_cross_cutting=is_cross_cutting,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    audit.record("workstream changed", by=by, about=workstream, persons=[lead.pk] if lead else [])


@audit.atomic()
def set_workstream_status(
    *, workstream: Workstream, status_is: str, reason: str, until: date, by: Viewer
) -> WorkstreamOverride:
    """Say that a workstream stands other than its dates say, until a day. Raises Refused, Invalid without a reason."""
    access.check_can_keep(by, workstream.programme.plan)
    rules.check_running(workstream.status, workstream.name)
    status.check_override(status.Status(status_is), reason, until=until, on=by.today)
    made = WorkstreamOverride.objects.create(
        workstream=workstream,
        status=status_is,
        reason=reason.strip(),
        starts_on=by.today,
        until=until,
        by=by.label,
        at=by.now,
    )
    audit.record("status of a workstream set by hand", by=by, about=workstream)
    return made


def _check_name(programme: Programme, name: str) -> None:
    if programme.workstreams.filter(name__iexact=name.strip()).exists():
        said = "The programme has a workstream with this name."
        raise Invalid("The workstream was not saved.", [Problem(said, column="name")])
