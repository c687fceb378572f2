"""Who may know of, take part in, serve and lead a group: the truth table."""

from collections.abc import Callable
from datetime import date

import pytest

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import public
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.models import Holding, OfficeHeld
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import KINDS, NOW, READS, Cast, cast, viewer

pytestmark = pytest.mark.django_db

CHECKS: dict[str, Callable[[access.Standing], None]] = {
    "manage": access.check_can_manage,
    "lead": access.check_can_lead,
    "clerk": access.check_can_clerk,
    "paper": access.check_can_write_paper,
    "part": access.check_can_take_part,
    "restricted": access.check_can_read_restricted,
}

# who may what in a group that partners know of; every cell that is not named is a no
MAY = {
    "chair": {"manage", "lead", "clerk", "paper", "part", "restricted"},
    "clerk": {"manage", "clerk", "paper", "part", "restricted"},
    "member": {"paper", "part", "restricted"},
    "deputy": {"paper", "part", "restricted"},
    "papers": set(),
    "invited": set(),
    "observer": set(),
    "outsider": set(),
    "reader": set(),
    "manager": {"manage", "lead", "clerk", "paper"},
}


def allowed(here: access.Standing) -> set[str]:
    may = set()
    for name, check in CHECKS.items():
        try:
            check(here)
        except Refused:
            continue
        may.add(name)
    return may


@pytest.mark.parametrize("kind", KINDS)
def test_rights_in_a_group_follow_from_seats_and_offices(kind: str) -> None:
    people = cast()
    assert allowed(queries.standing_in(people.group, viewer=people.sees(kind))) == MAY[kind]


@pytest.mark.parametrize(
    ("openness", "known_to"),
    [
        (Openness.PUBLIC, {*KINDS, "public"}),
        (Openness.PARTNERS, set(KINDS)),
        (Openness.CLOSED, set(KINDS) - {"outsider", "reader", "manager"}),
    ],
)
def test_who_knows_of_a_group(openness: Openness, known_to: set[str]) -> None:
    people = cast(openness)
    viewers = {kind: people.sees(kind) for kind in KINDS} | {"public": public(NOW)}
    listed = {kind for kind, seen_by in viewers.items() if people.group in queries.groups(seen_by)}
    assert listed == known_to
    for kind, seen_by in viewers.items():
        if kind in known_to:
            assert queries.group(people.group.slug, viewer=seen_by) == people.group
        else:
            with pytest.raises(NotFound, match="There is no such group"):
                queries.group(people.group.slug, viewer=seen_by)


@pytest.mark.parametrize("kind", ["chair", "clerk", "member", "deputy"])
def test_a_seat_without_a_role_in_the_partnership_gives_nothing(kind: str) -> None:
    people = cast(Openness.CLOSED)
    without = viewer(people.people[kind], READS)
    assert not queries.groups(without).exists()
    assert allowed(queries.standing_in(people.group, viewer=without)) == set()


@pytest.mark.parametrize("kind", ["chair", "clerk", "member", "deputy"])
def test_what_has_ended_gives_nothing(kind: str) -> None:
    people = cast(Openness.CLOSED)
    ended_on = date(2026, 11, 22)
    Holding.objects.update(ends_on=ended_on)
    OfficeHeld.objects.update(ends_on=ended_on)
    assert not queries.groups(people.sees(kind)).exists()
    assert allowed(queries.standing_in(people.group, viewer=people.sees(kind))) == set()


def test_a_manager_keeps_a_closed_group_only_from_inside() -> None:
    people: Cast = cast(Openness.CLOSED)
    assert not queries.standing_in(people.group, viewer=people.sees("manager")).keeps
    clerk_who_keeps = viewer(people.people["clerk"], people_may_keep())
    assert queries.standing_in(people.group, viewer=clerk_who_keeps).keeps


def people_may_keep() -> frozenset[str]:
    return frozenset({"groups.read", "groups.take-part", "groups.keep"})
