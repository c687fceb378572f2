"""Practitioners and the posts they hold."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import QuerySet

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules
from commonground.ground.partners.models import Account, Post, Practitioner, Qualification, Seniority, Team

NOT_KEPT = "The person was not kept."


@audit.atomic()
def add_practitioner(
    *,
    team: Team,
    name: str,
    title: str,
    fte_hundredths: int,
    starts_on: date,
    email: str = "",
    phone: str = "",
    qualification: Qualification | None = None,
    seniority: Seniority | None = None,
    ends_on: date | None = None,
    is_invented: bool = False,
    by: Viewer,
) -> Practitioner:
    """Somebody new with their first post: who is in no post belongs to no organisation, and nobody keeps them.

    Raises Invalid where somebody has the address already (give that person another post), Refused.
    """
    access.check_can_keep(by, team.organisation)
    practitioner = Practitioner.objects.create(
        name=_checked_name(name), email=_checked_email(email), phone=phone.strip(), is_invented=is_invented
    )
    audit.record("practitioner added", by=by, about=practitioner, persons=[practitioner.pk])
    add_post(
        practitioner=practitioner,
        team=team,
        title=title,
        fte_hundredths=fte_hundredths,
        qualification=qualification,
        seniority=seniority,
        starts_on=starts_on,
        ends_on=ends_on,
        by=by,
    )
    return practitioner


@audit.atomic()
def change_practitioner(
    *, practitioner: Practitioner, based_on: int, name: str, email: str = "", phone: str = "", by: Viewer
) -> Practitioner:
    """Change name and contact. Raises Conflict with both values, Invalid for an address of somebody else."""
    access.check_can_keep_practitioner(by, practitioner)
    address = _checked_email(email, but=practitioner.pk)
    change(practitioner, based_on=based_on, name=_checked_name(name), email=address, phone=phone.strip())
    audit.record("practitioner changed", by=by, about=practitioner, persons=persons_of(practitioner))
    return practitioner


@audit.atomic()
def link_account(*, practitioner: Practitioner, based_on: int, account: Account, by: Viewer) -> None:
    """Say that this practitioner is who signs in with that account: their addresses must agree."""
    access.check_can_keep_practitioner(by, practitioner)
    if practitioner.email != account.email:
        raise Invalid("The account was not linked.", [Problem("Its e-mail address is not this person’s.")])
    change(practitioner, based_on=based_on, account=account)
    audit.record("practitioner linked", by=by, about=practitioner, persons=persons_of(practitioner))


@audit.atomic()
def add_post(
    *,
    practitioner: Practitioner,
    team: Team,
    title: str,
    fte_hundredths: int,
    starts_on: date,
    qualification: Qualification | None = None,
    seniority: Seniority | None = None,
    ends_on: date | None = None,
    by: Viewer,
) -> Post:
    """A post from a day until (not including) another. More than full time in all is warned of, not refused.

    Raises Invalid where the same post in the same team is held on one of these days, or the person has left.
    """
    access.check_can_keep(by, team.organisation)
    Practitioner.objects.select_for_update().get(pk=practitioner.pk)  # two who add a post to one person take turns
    new = rules.Spell(str(team.pk), title, fte_hundredths, starts_on, ends_on)
    rules.check_post(new, _spells(practitioner.posts.all()))
    _check_days(practitioner, team, starts_on, ends_on)
    post = Post.objects.create(
        practitioner=practitioner,
        team=team,
        title=" ".join(title.split()),
        fte_hundredths=fte_hundredths,
        qualification=qualification,
        seniority=seniority,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    details = {"fte": fte_hundredths, "from": starts_on, "until": ends_on}
    audit.record("post given", by=by, about=post, details=details, persons=persons_of(practitioner))
    return post


@audit.atomic()
def change_post(
    *,
    post: Post,
    based_on: int,
    title: str,
    fte_hundredths: int,
    starts_on: date,
    qualification: Qualification | None = None,
    seniority: Seniority | None = None,
    ends_on: date | None = None,
    by: Viewer,
) -> Post:
    """Change a post; a last day ends it. Raises Conflict with both values, and Invalid as `add_post` does."""
    access.check_can_keep(by, post.team.organisation)
    new = rules.Spell(str(post.team_id), title, fte_hundredths, starts_on, ends_on)
    rules.check_post(new, _spells(post.practitioner.posts.exclude(pk=post.pk)))
    _check_days(post.practitioner, post.team, starts_on, ends_on)
    change(
        post,
        based_on=based_on,
        title=" ".join(title.split()),
        fte_hundredths=fte_hundredths,
        qualification=qualification,
        seniority=seniority,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    audit.record("post changed", by=by, about=post, persons=persons_of(post.practitioner))
    return post


@audit.atomic()
def record_leaver(*, practitioner: Practitioner, based_on: int, left_on: date, by: Viewer) -> None:
    """Somebody leaves on a day: every post of theirs ends then. Their account is ended by an administrator.

    Who answers for a team stays named until somebody else is: the page of the team says that they left.
    """
    access.check_can_keep_practitioner(by, practitioner)
    organisations = {post.team.organisation for post in practitioner.posts.select_related("team__organisation")}
    for organisation in organisations:
        access.check_can_keep(by, organisation)
    if any(post.starts_on >= left_on for post in practitioner.posts.all()):
        what = "A post of theirs begins on this day or later."
        raise Invalid("The leaving was not recorded.", [Problem(what, "Change that post first.", column="left_on")])
    change(practitioner, based_on=based_on, left_on=left_on)
    end_posts(posts=practitioner.posts.all(), day=left_on, by=by)
    audit.record(
        "practitioner left", by=by, about=practitioner, details={"on": left_on}, persons=persons_of(practitioner)
    )


def end_posts(*, posts: QuerySet[Post], day: date, by: Viewer) -> None:
    """End those that would be held on that day or later; one that begins on it or later never begins."""
    for post in posts.exclude(ends_on__lte=day).select_related("team__organisation", "practitioner"):
        last = max(day, date.fromordinal(post.starts_on.toordinal() + 1))
        change(post, based_on=post.version, ends_on=last)
        audit.record("post ended", by=by, about=post, details={"on": last}, persons=persons_of(post.practitioner))


def persons_of(practitioner: Practitioner) -> list[UUID]:
    """Whom an event about a practitioner concerns: the practitioner, and the account they sign in with."""
    return [practitioner.pk, *([practitioner.account_id] if practitioner.account_id else [])]


def _check_days(practitioner: Practitioner, team: Team, starts_on: date, ends_on: date | None) -> None:
    problem = None
    if practitioner.left_on and (ends_on is None or ends_on > practitioner.left_on):
        problem = Problem(f"{practitioner} left on {practitioner.left_on:%-d %B %Y}.", column="ends_on")
    elif starts_on < team.starts_on:
        problem = Problem(f"The team begins on {team.starts_on:%-d %B %Y}.", column="starts_on")
    elif team.ends_on and (ends_on is None or ends_on > team.ends_on):
        problem = Problem(f"The team ends on {team.ends_on:%-d %B %Y}.", column="ends_on")
    if problem:
        raise Invalid("The post was not kept.", [problem])


def _spells(posts: Iterable[Post]) -> list[rules.Spell]:
    return [rules.Spell(str(one.team_id), one.title, one.fte_hundredths, one.starts_on, one.ends_on) for one in posts]


def _checked_name(name: str) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise Invalid(NOT_KEPT, [Problem("The person has no name.", "Give one.", column="name")])
    return tidy


def _checked_email(email: str, *, but: UUID | None = None) -> str:
    address = email.strip().casefold()
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError as wrong:
        raise Invalid(NOT_KEPT, [Problem(f"“{email}” is not an e-mail address.", column="email")]) from wrong
    others = [other for other in Practitioner.objects.with_address(address) if other.pk != but]
    if others:
        what = "Somebody else has this e-mail address."
        raise Invalid(NOT_KEPT, [Problem(what, "Give that person another post instead.", column="email")])
    return address
