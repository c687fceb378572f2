"""Practitioners and their posts, as far as the viewer may see them."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules
from commonground.ground.partners.models import (
    Account,
    Organisation,
    Post,
    Practitioner,
    Qualification,
    Seniority,
    Team,
)

LAST = 99  # who stands at no height of the organisation comes last


def practitioners(
    viewer: Viewer, *, words: str = "", organisation: str = "", seniority: str = ""
) -> QuerySet[Practitioner]:
    """Those the viewer may see, with the posts they hold on the day. Raises Refused. Two queries."""
    access.check_can_look_up(viewer)
    held = Post.objects.current_on(viewer.today)
    found = Practitioner.objects.visible_to(viewer).prefetch_related(
        Prefetch("posts", held.select_related("team__organisation", "seniority"), to_attr="current_posts")
    )
    if words:
        named = Q(name__icontains=words) | Q(email__icontains=words)
        titled = held.filter(Q(title__icontains=words) | Q(team__name__icontains=words))
        found = found.filter(named | Q(pk__in=titled.values("practitioner")))
    if organisation:
        found = found.filter(pk__in=held.filter(team__organisation__slug=organisation).values("practitioner"))
    if seniority:
        found = found.filter(pk__in=held.filter(seniority=seniority).values("practitioner"))
    return found


def practitioner(viewer: Viewer, practitioner_id: UUID) -> Practitioner:
    """One with every post ever held. NotFound where the viewer may not know of them. Two queries."""
    posts = Post.objects.select_related("team__organisation", "qualification", "seniority")
    found = (
        Practitioner.objects.visible_to(viewer)
        .prefetch_related(Prefetch("posts", posts))
        .filter(pk=practitioner_id)
        .first()
    )
    if found is None:
        raise NotFound("There is no such person.")
    return found


def post(viewer: Viewer, post_id: UUID) -> Post:
    """A post of somebody the viewer may see. NotFound otherwise."""
    found = (
        Post.objects.filter(pk=post_id, practitioner__in=Practitioner.objects.visible_to(viewer))
        .select_related("team__organisation", "practitioner")
        .first()
    )
    if found is None:
        raise NotFound("There is no such post.")
    return found


def check_practitioners_visible(viewer: Viewer, ids: Iterable[UUID]) -> None:
    """Raises NotFound unless the viewer may still see every one of them. One query."""
    wanted = set(ids)
    if Practitioner.objects.visible_to(viewer).filter(pk__in=wanted).count() != len(wanted):
        raise NotFound("There is no such person any more.")


def too_much(practitioner: Practitioner, *, since: date) -> tuple[int, date] | None:
    """Hundredths in all and the first such day, where somebody holds more than a full week; None where not."""
    spells = [
        rules.Spell(str(one.team_id), one.title, one.fte_hundredths, one.starts_on, one.ends_on)
        for one in practitioner.posts.all()
    ]
    most, day = rules.most_at_once(spells, since=since)
    return (most, day) if day is not None and most > rules.FULL_TIME else None


def account_to_link(practitioner: Practitioner) -> Account | None:
    """The account of the same address, where the practitioner has none and nobody else is who uses it."""
    if practitioner.account_id or not practitioner.email:
        return None
    return Account.objects.filter(email=practitioner.email, practitioner=None).first()


def people_meant(viewer: Viewer, words: str, *, most: int = 8) -> list[Practitioner]:
    """Whom somebody means who is about to give a seat or an office: by address, or for those who look up by name.

    A whole name comes before a part of one. At most `most`, so that a page names no more people than it must. Two
    queries.
    """
    written = " ".join(words.split())
    in_post = Practitioner.objects.filter(Q(left_on=None) | Q(left_on__gt=viewer.today))
    if by_address := list(in_post.with_address(written)[:1]) if "@" in written else []:
        return by_address
    if not written or not access.may_look_up(viewer):
        return []
    named = list(in_post.filter(name__iexact=written)[:most])
    return named or list(in_post.filter(name__icontains=written).order_by("name")[:most])


def bodies_of(practitioner: Practitioner, *, on: date) -> tuple[str, ...]:
    """The organisations for which somebody holds a post on a day, each once. One query."""
    posts = practitioner.posts.current_on(on).select_related("team__organisation")
    return tuple({str(post.team.organisation): None for post in posts})


def possible_officers(organisation: Organisation, *, on: date) -> QuerySet[Practitioner]:
    """Who may answer for a team: whoever holds a post in its organisation."""
    held = Post.objects.current_on(on).filter(team__organisation=organisation)
    return Practitioner.objects.filter(pk__in=held.values("practitioner"))


def qualifications() -> QuerySet[Qualification]:
    return Qualification.objects.all()


def seniorities() -> QuerySet[Seniority]:
    return Seniority.objects.all()


def visible_posts(viewer: Viewer, team: Team) -> list[Post]:
    """The posts of a team now and to come, of those whom the viewer may see, the most senior first. One query."""
    running = Post.objects.filter(Q(ends_on=None) | Q(ends_on__gt=viewer.today), team=team)
    seen = running.filter(practitioner__in=Practitioner.objects.visible_to(viewer))
    rows = seen.select_related("practitioner", "qualification", "seniority")
    return sorted(rows, key=lambda post: (post.seniority.order if post.seniority else LAST, post.practitioner.name))


def visible_officer(viewer: Viewer, team: Team) -> Practitioner | None:
    """Who answers for the team, where the viewer may see them. One query."""
    if team.accountable_id is None:
        return None
    return Practitioner.objects.visible_to(viewer).filter(pk=team.accountable_id).first()


def teams_kept(viewer: Viewer) -> QuerySet[Team]:
    """The teams that have not ended and whose people the viewer keeps."""
    running = Team.objects.filter(Q(ends_on=None) | Q(ends_on__gt=viewer.today)).select_related("organisation")
    if viewer.may("partners.keep"):
        return running
    return running.filter(organisation__name__in=access.organisations_of(viewer, "partners.keep-own"))
