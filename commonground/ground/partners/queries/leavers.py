"""Whose last role has ended, or soon will: accounts to close."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from commonground.foundation.kernel import viewer as kernel
from commonground.ground.partners import access
from commonground.ground.partners.models import Account
from commonground.ground.partners.queries.viewers import sign_in_policy

NO_END = date(9999, 12, 31)


@dataclass(frozen=True)
class Leaver:
    account: Account
    last_day_over: date
    has_left: bool


def leavers(viewer: kernel.Viewer) -> list[Leaver]:
    """Open accounts whose last role ended, longest ago first, then those of the next days. One query.

    Roles at every organisation count: who left one for another has not left.
    """
    access.check_can_read_invitations(viewer)
    soon = viewer.today + timedelta(days=sign_in_policy().leaving_days)
    rows = (
        Account.objects.filter(pk__in=Account.objects.visible_to(viewer).values("pk"), is_active=True)
        .annotate(over_on=Max(Coalesce("memberships__ends_on", NO_END)))
        .filter(Q(over_on__lte=soon))
        .order_by("over_on", "name")
    )
    return [Leaver(row, row.over_on, has_left=row.over_on <= viewer.today) for row in rows]
