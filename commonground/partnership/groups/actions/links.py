"""How groups stand to each other: reports to, works for, is aligned with (G7, G9, G23)."""

from datetime import date
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.actions.chairs import seat_chairs
from commonground.partnership.groups.models import Group, GroupLink
from commonground.partnership.groups.rules.governance import UPWARDS, Circle, Tie, circle
from commonground.partnership.groups.rules.words import Link

NOT_KEPT = "The groups were not linked."


@audit.atomic()
def link_groups(
    *,
    group: Group,
    to: Group,
    kind: Link,
    starts_on: date,
    ends_on: date | None = None,
    note: str = "",
    by: Viewer,
) -> GroupLink:
    """One group stands under or beside another from a day; several at once are well. Raises Invalid where reporting
    would go round on any day, or the two are linked like this already; Refused."""
    access.check_can_manage(access.standing(by, group))
    _check(group, to, kind, starts_on, ends_on)
    if kind in UPWARDS:
        _check_no_circle(group, to, starts_on, ends_on, by=by)
    made = GroupLink.objects.create(
        group=group, to=to, kind=kind, note=note.strip(), starts_on=starts_on, ends_on=ends_on
    )
    audit.record("groups linked", by=by, about=made, details={"kind": kind, "from": starts_on, "until": ends_on})
    if kind in UPWARDS:
        seat_chairs(to, by=by)
    return made


@audit.atomic()
def end_link(*, link: GroupLink, on: date, based_on: int, by: Viewer) -> None:
    """The two groups stand like this to each other no more from a day. Raises Invalid, Refused, Conflict."""
    access.check_can_manage(access.standing(by, link.group))
    if on <= link.starts_on:
        raise _wrong("on", f"The link began on {link.starts_on:%-d %B %Y}.", "It must end after that.")
    if link.ends_on and on > link.ends_on:
        raise _wrong("on", f"It ends on {link.ends_on:%-d %B %Y} already.", "Link the groups again to go on.")
    change(link, based_on=based_on, ends_on=on)
    audit.record("link of groups ended", by=by, about=link, details={"on": on})
    if link.kind in UPWARDS:
        seat_chairs(link.to, by=by)


def _check(group: Group, to: Group, kind: Link, starts_on: date, ends_on: date | None) -> None:
    if group.pk == to.pk:
        raise _wrong("to", "A group cannot report to itself.", "Choose another group.")
    if ends_on is not None and ends_on <= starts_on:
        raise _wrong("ends_on", "A link must end after it begins.", "Change one of the days.")
    for one in (group, to):
        if one.ends_on is not None and one.ends_on <= starts_on:
            raise _wrong("starts_on", f"{one.name} ended on {one.ends_on:%-d %B %Y}.", "Take an earlier day.")
    new = Tie(group.pk, to.pk, starts_on, ends_on)
    same = GroupLink.objects.filter(group=group, to=to, kind=kind)
    if any(_as_tie(one).holds_on(starts_on) or new.holds_on(one.starts_on) for one in same):
        raise _wrong("to", "These two groups are linked like this already.", "End that link first.")


def _check_no_circle(group: Group, to: Group, starts_on: date, ends_on: date | None, *, by: Viewer) -> None:
    """Every link counts, also those of groups that the viewer may not know of; but these are not named."""
    ties = [_as_tie(link) for link in GroupLink.objects.filter(kind__in=UPWARDS)]
    found = circle(ties, Tie(group.pk, to.pk, starts_on, ends_on))
    if found is not None:
        words = f"Reporting would go round in a circle on {found.on:%-d %B %Y}{_through(found, by)}."
        raise _wrong("to", words, "End one of these links first, or choose another group.")


def _through(found: Circle[UUID], by: Viewer) -> str:
    names = dict(Group.objects.visible_to(by).filter(pk__in=found.through).values_list("pk", "name"))
    named = [names[one] for one in found.through if one in names]
    return f": {' → '.join(named)}" if len(named) == len(found.through) else ""


def _as_tie(link: GroupLink) -> Tie[UUID]:
    return Tie(link.group_id, link.to_id, link.starts_on, link.ends_on)


def _wrong(column: str, what: str, do: str) -> Invalid:
    return Invalid(NOT_KEPT, [Problem(what, do, column=column)])
