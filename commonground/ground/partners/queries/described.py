"""People as a file carries them from one site to another: by work e-mail, or by name and body where there is none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Subquery

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.partners.models import Post, Practitioner

FACTS = ("key", "name", "email", "organisation")


@dataclass(frozen=True)
class Described:
    """Somebody in post or who was. `organisation` is the slug of the body of the latest post, "" without any."""

    id: UUID
    name: str
    email: str
    organisation: str

    @property
    def key(self) -> str:
        """What other rows of the file call them."""
        return self.email or (f"{self.name} at {self.organisation}" if self.organisation else self.name)

    def as_row(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in FACTS}


def describe_people(ids: Iterable[UUID]) -> dict[UUID, Described]:
    """These practitioners by id. Raises Invalid where two cannot be told apart. One query."""
    found = {one.pk: Described(one.pk, one.name, one.email, one.body or "") for one in _with_body(ids)}
    by_key: dict[str, Described] = {}
    twice = [one for one in found.values() if by_key.setdefault(one.key, one) is not one]
    if twice:
        do = "Give each of them a work e-mail address."
        problems = [Problem("two people of this name cannot be told apart.", do=do, where=one.key) for one in twice]
        raise Invalid("Nothing was exported.", problems)
    return found


def people_described(rows: Iterable[tuple[str, Mapping[str, str]]]) -> tuple[dict[str, UUID], list[Problem]]:
    """Ids by key of those whom a file describes, each with its place in it; and whom it is not. Two queries, and one
    for each without an address.
    """
    described = list(rows)
    emails = {row["email"] for _, row in described if row["email"]}
    addressed = {one.email: one for one in Practitioner.objects.filter(email__in=emails)}
    found: dict[str, UUID] = {}
    problems: list[Problem] = []
    for where, row in described:
        known = addressed.get(row["email"]) if row["email"] else _by_name(row)
        if known is None:
            problems.append(_unknown(where, row))
        elif known.name != row["name"]:
            what = f"{row['email']} is {known.name} here and {row['name']} in the file."
            problems.append(Problem(what, do="Correct the name in one of the two.", where=where))
        else:
            found[row["key"]] = known.pk
    return found, problems


def people_without_addresses(ids: Iterable[UUID]) -> list[tuple[Practitioner, Described]]:
    """The same with the rows themselves, for whoever decides which of them are named. One query."""
    return [(one, Described(one.pk, one.name, "", one.body or "")) for one in _with_body(ids)]


def _with_body(ids: Iterable[UUID]) -> list[Any]:
    """Each as `body` with the slug of the body of the latest post, None without any."""
    posts = Post.objects.filter(practitioner=OuterRef("pk"))
    latest = posts.order_by("-starts_on", F("ends_on").desc(nulls_first=True), "-pk")
    body = Subquery(latest.values("team__organisation__slug")[:1])
    return list(Practitioner.objects.filter(pk__in=set(ids)).annotate(body=body).order_by("pk"))


def _by_name(row: Mapping[str, str]) -> Practitioner | None:
    """The only one of this name, and of this body where one is named, who has no address either."""
    named = Practitioner.objects.filter(name=row["name"], email="")
    if row["organisation"]:
        named = named.filter(posts__team__organisation__slug=row["organisation"]).distinct()
    several = list(named[:2])
    return several[0] if len(several) == 1 else None


def _unknown(where: str, row: Mapping[str, str]) -> Problem:
    who = ", ".join(part for part in (row["name"], row["organisation"], row["email"]) if part)
    do = "Take the people first: commonground import partners."
    return Problem(f"nobody here, or more than one, is {who}.", do=do, where=where)
