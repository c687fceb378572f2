"""Who chairs and who clerks a group, and until when: the rota (M14)."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.actions.chairs import seat_chair
from commonground.partnership.groups.actions.people import check_is_here
from commonground.partnership.groups.models import Group, Holding, OfficeHeld
from commonground.partnership.groups.rules import seats as rules
from commonground.partnership.groups.rules.seats import Span
from commonground.partnership.groups.rules.words import AT_THE_TABLE, Office, Part

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner

NOT_APPOINTED = "Nobody was appointed."
MUST_SIT = (Office.CHAIR, Office.VICE_CHAIR)


@audit.atomic()
def appoint(
    *,
    group: Group,
    office: Office,
    practitioner: "Practitioner",
    starts_on: date,
    ends_on: date | None = None,
    by: Viewer,
    is_first: bool = False,
) -> OfficeHeld:
    """Somebody chairs or clerks the group from a day until, not including, another.

    Whoever chairs holds a seat at the table in all that time; the clerk works for the body that runs the group and has
    no seat; terms of one office do not overlap. `is_first` is for the action that starts the group, which asked
    already. Raises Invalid, Refused.
    """
    if not is_first:
        access.check_can_manage(access.standing(by, group))
    term = Span(starts_on, ends_on)
    _check_term(group, term)
    check_is_here(practitioner, term, not_kept=NOT_APPOINTED)
    _check_free(group, office, term)
    if office in MUST_SIT:
        check_chair_sits(group, practitioner, term)
    if office == Office.CLERK:
        _check_clerk(group, practitioner, term)
    held = OfficeHeld.objects.create(
        group=group, office=office, practitioner=practitioner, starts_on=starts_on, ends_on=ends_on
    )
    details = {"office": office, "from": starts_on, "until": ends_on}
    audit.record("appointed", by=by, about=held, details=details, persons=[practitioner.pk])
    if office == Office.CHAIR:
        seat_chair(held, by=by)
    return held


@audit.atomic()
def end_office(*, held: OfficeHeld, on: date, based_on: int, by: Viewer) -> None:
    """Somebody no longer chairs or clerks from a day; seats that the office gave end with it. Raises Invalid, Refused,
    Conflict."""
    access.check_can_manage(access.standing(by, held.group))
    if on <= held.starts_on:
        raise _wrong("on", f"The term began on {held.starts_on:%-d %B %Y}.", "It must end after that.")
    if held.ends_on and on > held.ends_on:
        raise _wrong("on", f"The term ends on {held.ends_on:%-d %B %Y} already.", "Appoint them again to go on.")
    change(held, based_on=based_on, ends_on=on)
    audit.record("office ended", by=by, about=held, details={"on": on}, persons=[held.practitioner_id])
    if held.office == Office.CHAIR:
        seat_chair(held, by=by)


def check_chair_sits(group: Group, practitioner: "Practitioner", term: Span) -> None:
    """Raises Invalid unless the person holds a seat at the table on every day of the term."""
    seats = Holding.objects.filter(
        seat__group=group, practitioner=practitioner, part=Part.HOLDER, mode__in=AT_THE_TABLE
    )
    spans = [Span(one.starts_on, one.ends_on) for one in seats]
    if not any(span.meets(term) for span in spans):
        words = f"{practitioner} holds no seat at the table of this group, and a chair is a member."
        raise _wrong("practitioner", words, "Give them a seat first, or choose somebody who has one.")
    missing = rules.uncovered(term, spans)
    if missing is not None and (term.ends_on is not None or missing.starts_on == term.starts_on):
        raise _wrong("practitioner", f"{practitioner} holds no seat {_when(missing)}.", "Change the seat or the term.")
    if missing is not None:
        words = f"{practitioner}’s seat ends on {missing.starts_on:%-d %B %Y}."
        raise _wrong("ends_on", words, "Say that the term ends by then.")


def _check_free(group: Group, office: Office, term: Span) -> None:
    others = [Span(one.starts_on, one.ends_on) for one in OfficeHeld.objects.filter(group=group, office=office)]
    taken = rules.overlapping(term, others)
    if taken is not None:
        words = f"Somebody is {office.label.lower()} {_when(taken)}: terms cannot overlap."
        raise _wrong("starts_on", words, "End that term first, or begin this one when it is over.")


def _check_clerk(group: Group, practitioner: "Practitioner", term: Span) -> None:
    """The clerk stays with the body that runs the group and has no vote, whoever chairs (M14, 000:197)."""
    held = Holding.objects.filter(seat__group=group, practitioner=practitioner, mode__in=AT_THE_TABLE)
    if any(Span(one.starts_on, one.ends_on).meets(term) for one in held):
        raise _wrong(
            "practitioner", f"{practitioner} has a seat here, and the clerk has no vote.", "End the seat first."
        )
    posts = [
        post for post in practitioner.posts.select_related("team") if Span(post.starts_on, post.ends_on).meets(term)
    ]
    if posts and group.host_id not in {post.team.organisation_id for post in posts}:
        words = f"{practitioner} does not work for {group.host}, which runs this group."
        raise _wrong("practitioner", words, "Choose somebody who does, or change who runs the group.")


def _check_term(group: Group, term: Span) -> None:
    if term.ends_on is not None and term.ends_on <= term.starts_on:
        raise _wrong("ends_on", "The last day must come after the first.", "Change one of the days.")
    life = Span(group.starts_on, group.ends_on)
    if term.starts_on < life.starts_on or term.starts_on >= life.until:
        raise _wrong("starts_on", f"There is no group {_outside(life)}.", "Take a day on which the group exists.")
    if life.ends_on and term.until > life.until:
        raise _wrong("ends_on", f"The group ends on {life.ends_on:%-d %B %Y}.", "The term ends by then.")


def _outside(life: Span) -> str:
    return f"before {life.starts_on:%-d %B %Y}" + (f" or from {life.ends_on:%-d %B %Y}" if life.ends_on else "")


def _when(span: Span) -> str:
    return f"from {span.starts_on:%-d %B %Y}" + (f" until {span.ends_on:%-d %B %Y}" if span.ends_on else " on")


def _wrong(column: str, what: str, do: str) -> Invalid:
    return Invalid(NOT_APPOINTED, [Problem(what, do, column=column)])
