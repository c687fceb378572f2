"""Seats, deputies, ways of taking part, chairs and clerks, and keeping in touch with those who do not come."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.ground.partners.models import Post, Team
from commonground.partnership.groups import actions
from commonground.partnership.groups.models import EngagementKind, Group, Holding, OfficeHeld, Seat
from commonground.partnership.groups.rules.words import Mode, Office, Part
from commonground.partnership.groups.tests.bodies import (
    KINDS,
    LONG_AGO,
    TODAY,
    Cast,
    cast,
    holds,
    organisation,
    person,
    seat,
    sector,
    serves,
)

pytestmark = pytest.mark.django_db

NEXT_YEAR = date(2027, 4, 1)


@pytest.fixture
def people() -> Cast:
    return cast()


def complaint(act: Callable[[], object]) -> str:
    with pytest.raises(Invalid) as told:
        act()
    return " ".join(str(one) for one in told.value.problems) or told.value.sentence


def put(people: Cast, who: str, at: Seat, **more: object) -> Holding:
    given: dict[str, object] = {"starts_on": TODAY, "by": people.sees("clerk"), **more}
    return actions.hold_seat(seat=at, practitioner=people.people.get(who) or person(who), **given)  # type: ignore[arg-type]  # values by name


def appoint(people: Cast, who: str, office: Office = Office.CHAIR, **more: object) -> OfficeHeld:
    given: dict[str, object] = {"starts_on": TODAY, "by": people.sees("manager"), **more}
    named = people.people.get(who) or person(who)
    return actions.appoint(group=people.group, office=office, practitioner=named, **given)  # type: ignore[arg-type]  # values by name


def police_of(group: Group) -> Seat:
    return Seat.objects.get(group=group, sector="police")


def test_a_seat_is_made_for_a_sector_and_held_from_a_day(people: Cast) -> None:
    made = actions.make_seat(
        group=people.group, sector=sector("camhs"), title=" Team  manager ", starts_on=TODAY, by=people.sees("clerk")
    )
    assert made.title == "Team manager"
    assert put(people, "outsider", made).mode == Mode.ATTENDS


@pytest.mark.parametrize("kind", KINDS)
def test_who_serves_the_group_keeps_its_seats(people: Cast, kind: str) -> None:
    at = seat(people.group, of="camhs")
    if kind in {"chair", "clerk", "manager"}:
        assert put(people, "Newcomer", at, by=people.sees(kind))
    else:
        with pytest.raises(Refused):
            put(people, "Newcomer", at, by=people.sees(kind))


def test_a_seat_that_is_held_is_given_to_nobody_else(people: Cast) -> None:
    told = complaint(lambda: put(people, "outsider", police_of(people.group)))
    assert told == "Member of Rushcliffe holds this seat from 1 January 2024 on. End that first."


def test_a_deputy_of_one_seat_deputises_for_no_other_of_the_group(people: Cast) -> None:
    told = complaint(lambda: put(people, "deputy", seat(people.group, of="camhs"), part=Part.DEPUTY))
    assert "deputises for the seat “Police manager” in this group, and nobody fills two seats" in told


def test_a_deputy_holds_no_other_seat_of_the_group_but_may_sit_in_another(people: Cast) -> None:
    assert "nobody fills two seats" in complaint(lambda: put(people, "deputy", seat(people.group, of="camhs")))
    other = cast(name="Gedling")
    assert put(other, "Deputy of Rushcliffe", seat(other.group, of="camhs"))


def test_a_seat_may_have_two_deputies(people: Cast) -> None:
    assert put(people, "outsider", police_of(people.group), part=Part.DEPUTY)


@pytest.mark.parametrize(("left_on", "told"), [(TODAY, "left on"), (NEXT_YEAR, "leaves on")])
def test_a_leaver_is_put_on_no_seat(people: Cast, left_on: date, told: str) -> None:
    leaver = person("Leaver")
    leaver.left_on = left_on
    leaver.save()
    assert told in complaint(lambda: put(people, "Leaver", seat(people.group, of="camhs")))
    assert told in complaint(lambda: appoint(people, "Leaver", Office.SPONSOR))


def test_a_leaver_is_on_a_seat_until_they_leave(people: Cast) -> None:
    leaver = person("Leaver")
    leaver.left_on = NEXT_YEAR
    leaver.save()
    assert put(people, "Leaver", seat(people.group, of="camhs"), ends_on=NEXT_YEAR)


def test_another_way_of_taking_part_is_a_new_row_so_that_earlier_shares_stay(people: Cast) -> None:
    first = Holding.objects.get(practitioner=people.people["member"])
    new = actions.change_mode(holding=first, mode=Mode.PAPERS, on=TODAY, based_on=1, by=people.sees("clerk"))
    first.refresh_from_db()
    assert (first.mode, first.ends_on, new.mode, new.starts_on) == (Mode.ATTENDS, TODAY, Mode.PAPERS, TODAY)


def test_of_two_who_end_the_same_one_is_told(people: Cast) -> None:
    first = Holding.objects.get(practitioner=people.people["member"])
    actions.end_holding(holding=first, on=TODAY, based_on=1, by=people.sees("clerk"))
    with pytest.raises(Conflict):
        actions.end_holding(holding=first, on=TODAY - timedelta(days=1), based_on=1, by=people.sees("chair"))


def test_a_chair_keeps_the_seat_as_long_as_the_term_runs(people: Cast) -> None:
    own = Holding.objects.get(practitioner=people.people["chair"])
    end = lambda: actions.end_holding(holding=own, on=NEXT_YEAR, based_on=1, by=people.sees("clerk"))  # noqa: E731 read where it is used
    assert "a chair is a member" in complaint(end)
    papers = lambda: actions.change_mode(holding=own, mode=Mode.PAPERS, on=TODAY, based_on=1, by=people.sees("clerk"))  # noqa: E731 read where it is used
    assert "a chair is a member" in complaint(papers)
    term = OfficeHeld.objects.get(office=Office.CHAIR)
    actions.end_office(held=term, on=NEXT_YEAR, based_on=1, by=people.sees("manager"))
    end()
    assert own.ends_on == NEXT_YEAR


def test_a_seat_ends_when_nobody_is_on_it(people: Cast) -> None:
    at = police_of(people.group)
    assert "still on it" in complaint(lambda: actions.end_seat(seat=at, on=TODAY, based_on=1, by=people.sees("clerk")))


@pytest.mark.parametrize("who", ["outsider", "papers", "invited", "observer", "deputy"])
def test_a_chair_holds_a_seat_at_the_table(people: Cast, who: str) -> None:
    OfficeHeld.objects.filter(office=Office.CHAIR).update(ends_on=TODAY)
    assert "a chair is a member" in complaint(lambda: appoint(people, who))


def test_a_chair_whose_seat_ends_chairs_no_longer_than_that(people: Cast) -> None:
    OfficeHeld.objects.filter(office=Office.CHAIR).update(ends_on=TODAY)
    Holding.objects.filter(practitioner=people.people["member"]).update(ends_on=NEXT_YEAR)
    assert "seat ends on 1 April 2027" in complaint(lambda: appoint(people, "member"))
    assert appoint(people, "member", ends_on=NEXT_YEAR)


def test_terms_of_chairs_do_not_overlap(people: Cast) -> None:
    assert "terms cannot overlap" in complaint(lambda: appoint(people, "member"))
    term = OfficeHeld.objects.get(office=Office.CHAIR)
    actions.end_office(held=term, on=NEXT_YEAR, based_on=1, by=people.sees("manager"))
    assert "terms cannot overlap" in complaint(lambda: appoint(people, "member"))
    assert appoint(people, "member", starts_on=NEXT_YEAR)


def test_the_clerk_works_for_the_body_that_runs_the_group_and_has_no_vote(people: Cast) -> None:
    OfficeHeld.objects.filter(office=Office.CLERK).update(ends_on=TODAY)
    assert "the clerk has no vote" in complaint(lambda: appoint(people, "member", Office.CLERK))
    force = Team.objects.create(
        organisation=organisation("Police Force", of="police"),
        name="East",
        service=sector("police"),
        starts_on=LONG_AGO,
    )
    elsewhere = person("Of the police")
    Post.objects.create(practitioner=elsewhere, team=force, title="Clerk", fte_hundredths=100, starts_on=LONG_AGO)
    assert "does not work for Shire Council" in complaint(lambda: appoint(people, "Of the police", Office.CLERK))
    assert appoint(people, "outsider", Office.CLERK)


def test_the_clerk_is_given_no_seat_at_the_table_but_may_be_invited(people: Cast) -> None:
    at = seat(people.group, of="camhs")
    assert "the clerk has no vote" in complaint(lambda: put(people, "clerk", at))
    assert put(people, "clerk", at, mode=Mode.INVITED)


def test_nobody_serves_outside_of_the_life_of_the_group(people: Cast) -> None:
    OfficeHeld.objects.all().delete()
    serves(people.people["chair"], people.group, Office.CHAIR, ends_on=TODAY)
    Group.objects.update(ends_on=NEXT_YEAR)
    people.group.refresh_from_db()
    assert "The group ends" in complaint(lambda: appoint(people, "member"))
    assert "There is no group" in complaint(lambda: appoint(people, "member", starts_on=NEXT_YEAR))


def test_those_who_do_not_come_are_kept_in_touch_and_what_was_sent_is_on_record(people: Cast) -> None:
    kind = EngagementKind.objects.create(slug="termly-note", name="A note each term", every_months=4)
    made = actions.engage(
        group=people.group, sector=sector("schools"), kind=kind, starts_on=LONG_AGO, by=people.sees("clerk")
    )
    deliver = lambda on: actions.deliver_engagement(engagement=made, on=on, by=people.sees("clerk"))  # noqa: E731 read where it is used
    deliver(TODAY)
    assert "on record" in complaint(lambda: deliver(TODAY))
    assert "yet to come" in complaint(lambda: deliver(NEXT_YEAR))
    with pytest.raises(Refused):
        actions.deliver_engagement(engagement=made, on=TODAY, by=people.sees("member"))


def test_seats_of_the_same_person_follow_one_another(people: Cast) -> None:
    own = Holding.objects.get(practitioner=people.people["member"])
    actions.end_holding(holding=own, on=NEXT_YEAR, based_on=1, by=people.sees("clerk"))
    at = seat(people.group, of="camhs")
    assert put(people, "member", at, starts_on=NEXT_YEAR)
    holds(person("Another"), police_of(people.group), starts_on=NEXT_YEAR)
