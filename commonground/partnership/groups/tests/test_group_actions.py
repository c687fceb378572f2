"""Starting, changing, linking and closing groups; terms from template to agreed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Group, GroupLink, GroupType, Holding, Meeting, OfficeHeld, Seat
from commonground.partnership.groups.rules.states import MeetingState, TermsState
from commonground.partnership.groups.rules.words import Link, Office, Openness
from commonground.partnership.groups.tests.bodies import (
    KEEPS,
    KINDS,
    LONG_AGO,
    NOW,
    TODAY,
    Cast,
    cast,
    group,
    holds,
    organisation,
    person,
    seat,
    sector,
    serves,
    viewer,
)

pytestmark = pytest.mark.django_db

NEXT_YEAR = date(2027, 4, 1)


def kind(slug: str = "forum", *, must_end: bool = False) -> GroupType:
    defaults = {"name": slug.capitalize(), "plural": f"{slug.capitalize()}s", "must_end": must_end}
    return GroupType.objects.get_or_create(slug=slug, defaults=defaults)[0]


def manager(name: str = "Manager") -> Viewer:
    return viewer(person(name), KEEPS)


def started(name: str = "Newark", openness: Openness = Openness.PARTNERS, **more: object) -> Group:
    given: dict[str, object] = {"type": kind(), "host": organisation(), "starts_on": TODAY, "by": manager(), **more}
    return actions.start_group(name=name, openness=openness, **given)  # type: ignore[arg-type]  # values by name


def complaint(act: Callable[[], object]) -> str:
    """What the person is told."""
    with pytest.raises(Invalid) as told:
        act()
    return " ".join(str(one) for one in told.value.problems) or told.value.sentence


def test_a_group_is_started_with_a_readable_address_and_stands_in_the_audit() -> None:
    made = started("Newark and Sherwood")
    assert made.slug == "newark-and-sherwood"
    assert AuditEvent.objects.filter(verb="group started").count() == 1


@pytest.mark.parametrize("kind_of_person", sorted(set(KINDS) - {"manager"}))
def test_only_who_keeps_groups_starts_one(kind_of_person: str) -> None:
    with pytest.raises(Refused):
        started(by=cast().sees(kind_of_person))


def test_the_address_of_a_closed_group_says_nothing_and_an_open_one_of_the_same_name_shows_no_clash() -> None:
    closed = started("Serious reviews", Openness.CLOSED, clerk=person("Clerk"))
    assert "serious" not in closed.slug
    assert started("Serious reviews").slug == "serious-reviews"


def test_a_closed_group_needs_its_clerk_from_the_start() -> None:
    assert "Name its clerk" in complaint(lambda: started(openness=Openness.CLOSED))


def test_whoever_starts_a_closed_group_for_others_knows_of_it_no_more() -> None:
    made = started(openness=Openness.CLOSED, clerk=person("Clerk"))
    assert made not in queries.groups(manager())
    assert made in queries.groups(viewer(person("Clerk")))


def test_a_task_and_finish_group_says_from_the_start_when_it_ends() -> None:
    assert "Say by when" in complaint(lambda: started(type=kind("task", must_end=True)))


def close(made: Group, outcome: str = "", *, on: date = NEXT_YEAR) -> None:
    actions.close_group(group=made, on=on, outcome=outcome, based_on=made.version, by=manager())


def test_a_group_that_must_end_closes_only_with_its_outcome() -> None:
    made = started(type=kind("task", must_end=True), ends_on=NEXT_YEAR)
    assert "Say what came of it" in complaint(lambda: close(made))
    close(made, "The pathway is agreed.")
    assert made.outcome == "The pathway is agreed."


def test_a_group_with_meetings_to_come_is_not_closed() -> None:
    made = group()
    for key, status in (("1", MeetingState.PLANNED), ("2", MeetingState.HELD)):
        Meeting.objects.create(
            group=made, key=key, status=status, starts_at=NOW.replace(year=2028), ends_at=NOW.replace(year=2029)
        )
    assert complaint(lambda: close(made)).startswith("1 meeting is in the calendar")


def test_what_belongs_to_a_group_ends_with_it_and_gives_nobody_a_right() -> None:
    people = cast(Openness.CLOSED)
    board = group("Board")
    GroupLink.objects.create(group=people.group, to=board, kind=Link.REPORTS_TO, starts_on=LONG_AGO)
    serves(people.people["member"], people.group, Office.SPONSOR, starts_on=date(2028, 1, 1))
    actions.close_group(group=people.group, on=TODAY, based_on=1, by=people.sees("chair"))
    left = [
        row
        for rows in (Holding, OfficeHeld, Seat, GroupLink)
        for row in rows.objects.all()
        if row.ends_on is None or row.ends_on > max(TODAY, row.starts_on.replace(day=2))
    ]
    assert left == []
    assert not any(queries.groups(people.sees(one)).filter(pk=people.group.pk).exists() for one in KINDS)


@pytest.mark.parametrize("kind_of_person", KINDS)
def test_who_leads_closes_the_group(kind_of_person: str) -> None:
    people = cast()
    act = lambda: actions.close_group(group=people.group, on=TODAY, based_on=1, by=people.sees(kind_of_person))  # noqa: E731 read where it is used
    if kind_of_person in {"chair", "manager"}:
        act()
        assert Group.objects.get(pk=people.group.pk).closed_by
    else:
        with pytest.raises(Refused):
            act()


def change(made: Group, by: Viewer, **more: object) -> None:
    known = {name: getattr(made, name) for name in ("name", "type", "host", "about", "also", "seats_chairs", "ends_on")}
    values = {**known, "openness": Openness(made.openness), "based_on": made.version, **more}
    actions.change_group(group=made, by=by, **values)


def test_a_group_that_becomes_closed_loses_the_address_that_names_it() -> None:
    people = cast(name="Gedling")
    change(people.group, people.sees("clerk"), openness=Openness.CLOSED)
    assert people.group.slug.startswith("g-")
    assert "gedling" not in people.group.slug
    change(people.group, people.sees("clerk"), openness=Openness.PARTNERS)
    assert people.group.slug == "gedling"


def test_a_group_that_nobody_serves_is_not_closed_to_everybody() -> None:
    made = started()
    assert "Appoint somebody" in complaint(lambda: change(made, manager(), openness=Openness.CLOSED))


def test_the_second_of_two_who_change_a_group_is_shown_both_texts() -> None:
    people = cast()
    change(people.group, people.sees("clerk"), about="First", based_on=1)
    with pytest.raises(Conflict) as told:
        change(people.group, people.sees("manager"), about="Second", based_on=1)
    assert (told.value.theirs["In a sentence or two"], told.value.yours["In a sentence or two"]) == ("First", "Second")


def link(one: Group, to: Group, *, kind: Link = Link.REPORTS_TO, starts_on: date = TODAY, **more: object) -> GroupLink:
    given: dict[str, object] = {"by": manager(), **more}
    return actions.link_groups(group=one, to=to, kind=kind, starts_on=starts_on, **given)  # type: ignore[arg-type]  # values by name


def test_a_group_may_report_to_several_but_never_in_a_circle() -> None:
    north, executive, board = group("North"), group("Executive"), group("Board")
    link(north, executive)
    link(north, board)
    link(executive, board)
    told = complaint(lambda: link(board, north, kind=Link.PART_OF))
    assert "circle on 22 November 2026: Board → North → Board" in told
    link(board, north, kind=Link.ALIGNED_WITH)


def test_a_circle_through_a_group_that_one_may_not_know_of_names_no_group() -> None:
    north, board = group("North"), group("Board")
    hidden = cast(Openness.CLOSED, "Hidden").group
    for one, other in ((north, hidden), (hidden, board)):
        GroupLink.objects.create(group=one, to=other, kind=Link.REPORTS_TO, starts_on=LONG_AGO)
    told = complaint(lambda: link(board, north))
    assert "circle" in told
    assert "Hidden" not in told


def test_a_link_ends_and_may_begin_again() -> None:
    north, board = group("North"), group("Board")
    first = link(north, board, starts_on=LONG_AGO)
    assert "linked like this already" in complaint(lambda: link(north, board))
    actions.end_link(link=first, on=TODAY, based_on=1, by=manager())
    assert link(north, board).starts_on == TODAY


WORDING = actions.Wording(aim="Plan together", purpose="Lead\nShare", quorum=5, meetings_a_year=6, review_months=6)


def test_terms_are_copied_from_a_template_written_agreed_and_superseded() -> None:
    people: Cast = cast()
    clerk, chair = people.sees("clerk"), people.sees("chair")
    wording = replace(
        WORDING,
        sectors=[actions.SectorAsked(sector("police"), 2), actions.SectorAsked(sector("schools"))],
        checks=[actions.CheckAsked("Safeguarding")],
        duties=[actions.DutyAsked("Annual report", 12, date(2027, 3, 31), to_words="Executive")],
    )
    template = actions.write_template(name="Locality group", wording=wording, by=manager())
    terms = actions.draft_terms(group=people.group, template=template, by=clerk)
    assert [(one.sector_id, one.seats) for one in terms.required_sectors.all()] == [("police", 2), ("schools", 1)]
    assert (terms.template, terms.aim, terms.standing_checks.get().title) == (template, "Plan together", "Safeguarding")
    actions.write_terms(terms=terms, wording=replace(wording, quorum=4), based_on=1, by=clerk)
    with pytest.raises(Refused, match="Only the chair"):
        actions.agree_terms(terms=terms, on=TODAY, based_on=2, by=clerk)
    actions.agree_terms(terms=terms, on=date(2026, 8, 31), based_on=2, by=chair)
    assert (terms.status, terms.review_on) == (TermsState.AGREED, date(2027, 2, 28))
    second = actions.draft_terms(group=people.group, by=clerk)
    assert (second.number, second.template, second.quorum, second.required_sectors.count()) == (2, template, 4, 2)
    actions.agree_terms(terms=second, on=TODAY, based_on=1, by=chair)
    terms.refresh_from_db()
    assert (terms.status, terms.ends_on) == (TermsState.SUPERSEDED, TODAY)


def test_two_people_at_the_same_terms_are_shown_both_texts() -> None:
    people = cast()
    terms = actions.draft_terms(group=people.group, by=people.sees("clerk"))
    first = replace(WORDING, aim="Of the clerk", sectors=[actions.SectorAsked(sector("police"))])
    actions.write_terms(terms=terms, wording=first, based_on=1, by=people.sees("clerk"))
    with pytest.raises(Conflict) as told:
        actions.write_terms(
            terms=terms, wording=replace(WORDING, aim="Of the chair"), based_on=1, by=people.sees("chair")
        )
    assert told.value.theirs == {"Aim": "Of the clerk", "Sectors represented as a minimum": "Police (1)"}
    assert told.value.yours == {"Aim": "Of the chair", "Sectors represented as a minimum": ""}
    assert terms.required_sectors.count() == 1


def test_terms_that_are_agreed_are_not_written() -> None:
    people = cast()
    terms = actions.draft_terms(group=people.group, by=people.sees("clerk"))
    actions.write_terms(terms=terms, wording=WORDING, based_on=1, by=people.sees("clerk"))
    actions.agree_terms(terms=terms, on=TODAY, based_on=2, by=people.sees("chair"))
    told = complaint(lambda: actions.write_terms(terms=terms, wording=WORDING, based_on=3, by=people.sees("clerk")))
    assert "Draft new ones" in told


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"aim": " "}, "no aim"),
        ({"purpose": ""}, "no purpose"),
        ({"meetings_a_year": 53}, "between once and 52"),
        ({"quorum": 0}, "quorum of nobody"),
        ({"pack_days": 20}, "after the pack has gone out"),
        ({"review_months": 0}, "Every 0 months"),
    ],
)
def test_terms_that_cannot_be_are_told_what_is_wrong(wrong: dict[str, object], told: str) -> None:
    people = cast()
    terms = actions.draft_terms(group=people.group, by=people.sees("clerk"))
    wording = replace(WORDING, **wrong)
    told_now = complaint(lambda: actions.write_terms(terms=terms, wording=wording, based_on=1, by=people.sees("clerk")))
    assert told in told_now


def test_terms_are_agreed_on_no_day_to_come_and_not_without_an_aim() -> None:
    people = cast()
    terms = actions.draft_terms(group=people.group, by=people.sees("clerk"))
    agree = lambda on: actions.agree_terms(terms=terms, on=on, based_on=terms.version, by=people.sees("chair"))  # noqa: E731 read where it is used
    assert "no aim" in complaint(lambda: agree(TODAY))
    actions.write_terms(terms=terms, wording=WORDING, based_on=1, by=people.sees("clerk"))
    assert "yet to come" in complaint(lambda: agree(NEXT_YEAR))


def test_a_report_that_is_owed_is_recorded_once() -> None:
    people = cast()
    duty = actions.DutyAsked("Annual report", 12, date(2026, 3, 31), to_words="Executive")
    terms = actions.draft_terms(group=people.group, by=people.sees("clerk"))
    actions.write_terms(terms=terms, wording=replace(WORDING, duties=[duty]), based_on=1, by=people.sees("clerk"))

    def record(title: str) -> None:
        actions.record_report(
            group=people.group, title=title, due_on=date(2026, 3, 31), made_on=TODAY, by=people.sees("clerk")
        )

    record("Annual report")
    assert "on record" in complaint(lambda: record("Annual report"))
    assert "ask for no report" in complaint(lambda: record("Monthly report"))


def test_chairs_of_groups_below_sit_on_a_board_that_seats_them_as_long_as_term_and_link_run() -> None:
    people, board = cast(), group("Board", seats_chairs=True)
    tie = link(people.group, board)
    own = Holding.objects.get(seat__group=board)
    assert (own.practitioner, own.seat.title) == (people.people["chair"], "Chair of Rushcliffe")
    actions.end_link(link=tie, on=NEXT_YEAR, based_on=1, by=manager())
    own.refresh_from_db()
    assert (own.ends_on, own.seat.ends_on) == (NEXT_YEAR, NEXT_YEAR)


def test_the_seat_of_a_chair_goes_to_the_next_one() -> None:
    people, board = cast(), group("Board", seats_chairs=True)
    link(people.group, board)
    term = OfficeHeld.objects.get(office=Office.CHAIR)
    actions.end_office(held=term, on=NEXT_YEAR, based_on=1, by=manager())
    actions.appoint(
        group=people.group, office=Office.CHAIR, practitioner=people.people["member"], starts_on=NEXT_YEAR, by=manager()
    )
    found = Holding.objects.filter(seat__group=board).order_by("starts_on")
    assert [(one.practitioner, one.starts_on, one.ends_on) for one in found] == [
        (people.people["chair"], TODAY, NEXT_YEAR),
        (people.people["member"], NEXT_YEAR, None),
    ]


def test_a_chair_who_sits_on_the_board_already_gets_no_second_seat() -> None:
    people, board = cast(), group("Board", seats_chairs=True)
    holds(people.people["chair"], seat(board))
    link(people.group, board)
    assert Seat.objects.filter(group=board).count() == 1


def test_the_board_above_a_closed_group_does_not_name_it() -> None:
    people, board = cast(Openness.CLOSED, "Hidden"), group("Board", seats_chairs=True)
    link(people.group, board, by=people.sees("clerk"))
    assert Seat.objects.get(group=board).title == "Head teacher"


def test_a_closed_group_that_is_to_end_has_its_clerk_until_then() -> None:
    clerk = person("Clerk of a closed group")
    made = started("Quiet work", Openness.CLOSED, clerk=clerk, ends_on=date(2027, 6, 1))
    assert made.offices.get().ends_on == date(2027, 6, 1)
