"""What priorities rest on: cited, and no longer cited."""

from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import queries as evidence
from commonground.partnership.plans.actions.versions import open_draft
from commonground.partnership.plans.models import EvidenceCited, Priority
from commonground.partnership.plans.rules.evidence import check_cites

if TYPE_CHECKING:
    from commonground.ground.evidence.models import Indicator, Note, Profile
    from commonground.ground.places.models import Area


@audit.atomic()
def cite_evidence(
    *,
    priority: Priority,
    kind: str,
    says: str,
    indicator: "Indicator | None" = None,
    area: "Area | None" = None,
    period: str = "",
    profile: "Profile | None" = None,
    note: "Note | None" = None,
    report: str = "",
    link: str = "",
    by: Viewer,
) -> EvidenceCited:
    """Say what a priority rests on, and what that tells (L19, E8).

    Raises Refused where no year is drafted; Invalid where not just the one thing is given, or there is no such figure.
    """
    open_draft(priority.plan, by=by)
    check_cites(kind, says, indicator=indicator, area=area, period=period, profile=profile, note=note, report=report)
    if indicator is not None and area is not None:
        _check_there_is(indicator, area, period)
    made = EvidenceCited.objects.create(
        priority=priority,
        kind=kind,
        says=says.strip(),
        indicator=indicator,
        area=area if indicator is not None else None,
        period=period if indicator is not None else "",
        profile=profile,
        note=note,
        report=report.strip(),
        link=link.strip(),
        cited_on=by.today,
        cited_by=by.label,
    )
    audit.record("evidence cited", by=by, about=priority, details={"kind": kind})
    return made


@audit.atomic()
def end_citing(*, cited: EvidenceCited, by: Viewer) -> None:
    """A priority rests on this no more. In the years that were agreed it stays. Raises Refused."""
    open_draft(cited.priority.plan, by=by)
    EvidenceCited.objects.filter(pk=cited.pk, ended_on=None).update(ended_on=by.today)
    audit.record("evidence no longer cited", by=by, about=cited.priority)


def _check_there_is(indicator: "Indicator", area: "Area", period: str) -> None:
    try:
        evidence.value(indicator.slug, area.key, period)
    except NotFound as missing:
        raise Invalid("The evidence was not added.", [Problem(missing.sentence, column="period")]) from missing
