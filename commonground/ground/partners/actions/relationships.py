"""Links between bodies (M24)."""

from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.states import check_move
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules
from commonground.ground.partners.models import Organisation, Relationship


@audit.atomic()
def begin_link(
    *,
    one: Organisation,
    other: Organisation,
    about: str,
    status: rules.LinkStatus,
    since: date,
    source: str = "",
    by: Viewer,
) -> Relationship:
    """A link that is planned or active. Raises Invalid for a body with itself, or a pair that has a living link."""
    access.check_can_keep_all(by)
    problem = None
    if one == other:
        problem = Problem("A body has no link with itself.", "Choose another.", column="other")
    elif status not in (rules.LinkStatus.PLANNED, rules.LinkStatus.ACTIVE):
        problem = Problem("A new link is planned or active.", column="status")
    elif _living(one, other):
        problem = Problem(f"{one} and {other} have a link already.", "Change that one.", column="other")
    if problem:
        raise Invalid("The link was not begun.", [problem])
    link = Relationship.objects.create(
        one=one, other=other, about=about.strip(), status=status.value, since=since, source=source
    )
    audit.record("link begun", by=by, about=link, details={"status": status.value, "since": since})
    return link


@audit.atomic()
def move_link(*, link: Relationship, based_on: int, status: rules.LinkStatus, since: date, by: Viewer) -> Relationship:
    """Bring a link into another state from a day. Raises Refused where the table does not allow it, Conflict."""
    access.check_can_keep_all(by)
    check_move(rules.LINK_MOVES, rules.LinkStatus(link.status), status, what="This link")
    if since < link.since:
        what = f"It is {link.get_status_display().lower()} since {link.since:%-d %B %Y}."
        raise Invalid("The link was not changed.", [Problem(what, "Choose that day or a later one.", column="since")])
    change(link, based_on=based_on, status=status.value, since=since)
    audit.record("link changed", by=by, about=link, details={"status": status.value, "since": since})
    return link


def _living(one: Organisation, other: Organisation) -> bool:
    living = Relationship.objects.exclude(status=rules.LinkStatus.ENDED.value)
    return living.filter(one=one, other=other).exists() or living.filter(one=other, other=one).exists()
