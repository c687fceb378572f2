"""Erase what an event said. That it happened, and who was concerned by id, stays."""

from collections.abc import Iterable

from commonground.foundation.audit import access, rules
from commonground.foundation.audit.actions.recording import atomic, record
from commonground.foundation.audit.models import AuditContent, AuditEvent
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer


@atomic()
def erase_content(*, positions: Iterable[int], reason: str, by: Viewer) -> int:
    """Empty label, details and salt of the events at these positions; returns how many were not empty yet.

    The erasure is an event itself and names the positions: `verify` accepts no empty content without one. It cannot
    be erased in turn. On PostgreSQL only the owner of the tables may do this, not the role of the site.
    """
    access.check_can_erase(by)
    wanted = sorted(set(positions))
    fixed = AuditEvent.objects.filter(position__in=wanted, verb=rules.ERASURE).values_list("position", flat=True)
    if fixed:
        raise Invalid(
            "Nothing was erased.",
            [Problem("is the record of an erasure, which stays.", where=f"event {position}") for position in fixed],
        )
    filled = AuditContent.objects.filter(event__in=wanted).exclude(body="")
    erased = sorted(filled.values_list("event_id", flat=True))
    AuditContent.objects.filter(event__in=erased).update(salt="", body="")
    if erased:
        record(rules.ERASURE, by=by, details={"positions": erased, "reason": reason})
    return len(erased)
