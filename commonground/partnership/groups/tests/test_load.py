"""Load of people and bodies: counted of what the viewer may know of, and of nothing else."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

from commonground.foundation.kernel.errors import NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import queries
from commonground.partnership.groups.models import Attendance, Group, PackIssue, Paper, Tabling
from commonground.partnership.groups.rules.states import MeetingState, PaperState
from commonground.partnership.groups.rules.words import Mode, Office, Openness, Part
from commonground.partnership.groups.tests.bodies import (
    KEEPS,
    NOW,
    READS,
    TODAY,
    Cast,
    group,
    holds,
    item,
    meeting,
    organisation,
    person,
    seat,
    serves,
    terms,
    viewer,
)
from commonground.partnership.groups.tests.test_group_pages import signed_in

pytestmark = pytest.mark.django_db
SOON = TODAY + timedelta(days=20)


@pytest.fixture
def three() -> dict[str, Group]:
    """Three groups with Ann on each: two of partners and a closed one."""
    made = {name: group(name) for name in ("Ashfield", "Mansfield")}
    made["Hidden"] = group("Hidden", Openness.CLOSED, slug="g-abc")
    for one in made.values():
        terms(one, meetings_a_year=6, minutes_long=120)
        holds(person("Ann"), seat(one, organisation=organisation("Police")))
    return made


def manager() -> Viewer:
    return viewer(person("Manager"), KEEPS)


def sent_to(groups: list[Group], *, restricted: bool = False, title: str = "Plan of the year") -> Paper:
    """A paper that went out with the pack of each group's meeting."""
    paper = Paper.objects.create(
        group=groups[0], title=title, organisation=organisation(), pack="x", status=PaperState.PUBLISHED,
        is_restricted=restricted,
    )  # fmt: skip
    for one in groups:
        at = one.meetings.first() or meeting(one, TODAY - timedelta(days=9))
        issue = at.issues.first() or PackIssue.objects.create(
            meeting=at, number=0, published_at=NOW, published_by="Clerk", content={}
        )
        Tabling.objects.create(item=item(at, restricted="Staff" if restricted else ""), paper=paper, issue=issue)
    return paper


def test_everybody_sees_their_own_seats_also_on_a_closed_group(three: dict[str, Group]) -> None:
    found = queries.my_load(viewer(person("Ann")))
    assert [one.asks.name for one in found.seats] == ["Ashfield", "Hidden", "Mansfield"]
    assert (found.meetings, found.hours) == (18, Decimal("36.0"))


def test_a_manager_counts_no_seat_on_a_closed_group(three: dict[str, Group]) -> None:
    found = queries.load_of(person("Ann").pk, viewer=manager())
    assert [one.asks.name for one in found.seats] == ["Ashfield", "Mansfield"]
    assert found.meetings == 12


def test_somebody_on_a_closed_group_alone_is_nobody_to_a_manager(three: dict[str, Group]) -> None:
    holds(person("Secret"), seat(three["Hidden"]))
    with pytest.raises(NotFound):
        queries.load_of(person("Secret").pk, viewer=manager())


@pytest.mark.parametrize("permissions", [READS, READS | {"groups.keep"}, READS | {"partners.look-up"}])
def test_the_load_of_others_is_for_who_keeps_groups_and_looks_people_up(
    three: dict[str, Group], permissions: frozenset[str]
) -> None:
    with pytest.raises(Refused):
        queries.load_of(person("Ann").pk, viewer=viewer(person("Reader"), permissions))
    with pytest.raises(Refused):
        queries.busy_people(viewer(person("Reader"), permissions))


def test_meetings_at_the_same_time_are_told_and_a_seat_could_be_delegated(three: dict[str, Group]) -> None:
    meeting(three["Ashfield"], SOON)
    meeting(three["Mansfield"], SOON)
    found = queries.my_load(viewer(person("Ann")))
    assert [[one.name for one in clash.groups] for clash in found.clashes] in (
        [["Ashfield", "Mansfield"]],
        [["Mansfield", "Ashfield"]],
    )
    assert "meet at the same time" in found.advice[0].made.why


def test_a_meeting_that_is_cancelled_clashes_with_nothing(three: dict[str, Group]) -> None:
    meeting(three["Ashfield"], SOON)
    meeting(three["Mansfield"], SOON, status=MeetingState.CANCELLED, why_cancelled="Snow")
    assert queries.my_load(viewer(person("Ann"))).clashes == []


@pytest.mark.parametrize(
    ("mode", "part", "counts"),
    [
        (Mode.ATTENDS, Part.HOLDER, True),
        (Mode.OCCASIONAL, Part.HOLDER, True),
        (Mode.DELEGATES, Part.HOLDER, True),
        (Mode.PAPERS, Part.HOLDER, False),
        (Mode.OBSERVES, Part.HOLDER, False),
        (Mode.ATTENDS, Part.DEPUTY, False),
    ],
)
def test_hours_are_of_seats_at_the_table(mode: Mode, part: Part, counts: bool) -> None:
    at = group("Ashfield")
    terms(at, meetings_a_year=6)
    holds(person("Bea"), seat(at), mode, part)
    assert queries.my_load(viewer(person("Bea"))).meetings == (6 if counts else 0)


def test_a_clerk_is_counted_without_a_seat() -> None:
    at = group("Ashfield")
    terms(at, meetings_a_year=4, minutes_long=90)
    serves(person("Clerk"), at, Office.CLERK)
    assert queries.my_load(viewer(person("Clerk"))).hours == Decimal("6.0")


def test_a_paper_to_several_groups_is_told_of_those_the_viewer_knows(three: dict[str, Group]) -> None:
    sent_to(list(three.values()))
    mine = queries.my_load(viewer(person("Ann")))
    theirs = queries.load_of(person("Ann").pk, viewer=manager())
    assert [len(groups) for _, groups in mine.papers] == [3]
    assert [[one.name for one in groups] for _, groups in theirs.papers] == [["Ashfield", "Mansfield"]]


def test_a_restricted_paper_is_told_to_nobody_here(three: dict[str, Group]) -> None:
    sent_to([three["Ashfield"], three["Mansfield"]], restricted=True, title="About one member of staff")
    assert queries.load_of(person("Ann").pk, viewer=manager()).papers == []
    assert [one.shared.papers for one in queries.overlaps(manager()).rows] == [0]


def test_people_on_two_groups_are_listed_without_closed_ones(three: dict[str, Group]) -> None:
    holds(person("Bea"), seat(three["Ashfield"]))
    holds(person("Bea"), seat(three["Hidden"]))
    [row] = queries.people_of_page(queries.busy_people(manager()), viewer=manager())
    assert (row.practitioner.name, row.meetings, row.hours) == ("Ann", 12, Decimal("24.0"))


def test_overlap_counts_what_the_viewer_may_know_of(three: dict[str, Group]) -> None:
    sent_to(list(three.values()))
    inside = queries.overlaps(viewer(person("Ann")))
    outside = queries.overlaps(manager())
    assert (inside.groups, len(inside.rows)) == (3, 3)
    assert [(one.first.name, one.second.name) for one in outside.rows] in (
        [("Ashfield", "Mansfield")],
        [("Mansfield", "Ashfield")],
    )
    assert [(one.shared.people, one.shared.papers) for one in outside.rows] == [(1, 1)]
    assert [one.is_merge for one in outside.advice] == [True]


def test_six_groups_that_meet_every_two_months_are_36_meetings_and_three_a_quarter_are_12() -> None:
    for number in range(6):
        terms(group(f"Group {number}"), meetings_a_year=6)
    assert queries.hours_in_a_year(manager()).meetings == 36
    Group.objects.all().update(ends_on=TODAY)
    for number in range(3):
        terms(group(f"Quarterly {number}"), meetings_a_year=4)
    assert queries.hours_in_a_year(manager()).meetings == 12


def test_hours_of_a_body_are_of_groups_that_the_viewer_knows(three: dict[str, Group]) -> None:
    for one in three.values():
        at = meeting(one, date(2026, 9, 1), status=MeetingState.HELD)
        Attendance.objects.create(meeting=at, seat=one.seats.get(), came="present", organisation=organisation("Police"))
    [outside], [inside] = (queries.hours_in_a_year(one).bodies for one in (manager(), viewer(person("Ann"))))
    assert (outside.asked.body, outside.asked.hours, outside.hours_given) == ("Police", Decimal("24.0"), Decimal("4.0"))
    assert (inside.asked.hours, inside.hours_given) == (Decimal("36.0"), Decimal("6.0"))


def test_the_page_says_that_no_cost_is_known_and_a_place_can_say_it(
    three: dict[str, Group], tmp_path: Path, settings: object
) -> None:
    assert queries.hours_in_a_year(manager()).sources == []
    (tmp_path / "packs").mkdir()
    text = '[[cost]]\nseniority = "strategic"\nper_hour = "50"\nsource = "Finance"\n'
    (tmp_path / "packs" / "costs.toml").write_text(text, encoding="utf-8")
    settings.COMMONGROUND_HOME = str(tmp_path)  # type: ignore[attr-defined]  # the fixture of Django's settings
    found = queries.hours_in_a_year(manager())
    assert found.sources == ["Finance"]
    assert [(one.asked.cost, one.asked.uncosted) for one in found.bodies] == [(None, 2)]


def crowd(groups: int) -> None:
    """So many groups with the same three people on each, and a meeting to come."""
    for number in range(groups):
        at = group(f"Group {number}")
        terms(at, meetings_a_year=6)
        for who in ("Ann", "Bea", "Cem"):
            holds(person(who), seat(at, of=f"sector-{number}"))
        meeting(at, SOON)


@pytest.mark.parametrize("what", ["mine", "people", "person", "overlap", "hours"])
def test_what_is_asked_of_the_database_does_not_grow_with_groups(
    what: str, django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    crowd(12)
    by, ann = manager(), person("Ann")
    asked: dict[str, Callable[[], object]] = {
        "mine": lambda: queries.my_load(viewer(ann)),
        "people": lambda: queries.people_of_page(queries.busy_people(by), viewer=by),
        "person": lambda: queries.load_of(ann.pk, viewer=by),
        "overlap": lambda: queries.overlaps(by),
        "hours": lambda: queries.hours_in_a_year(by),
    }
    with django_assert_max_num_queries(9):
        assert asked[what]()


def shows(name: str, who: str, **arguments: object) -> str:
    """A page as somebody of the tests reads it."""
    people = Cast(group("Elsewhere"), {"manager": person("Manager"), "member": person("Ann")})
    answer = signed_in(people, who).get(reverse(f"groups:{name}", kwargs=arguments))
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", ["load-of-people", "overlap", "hours"])
def test_pages_tell_a_manager_nothing_of_a_closed_group(name: str, three: dict[str, Group]) -> None:
    page = shows(name, "manager")
    assert "Hidden" not in page
    assert "Counted are running groups that you may know of." in page
    assert "Ann" in page or name != "load-of-people"


def test_a_suggestion_leads_to_the_page_where_it_is_done(three: dict[str, Group]) -> None:
    holding = three["Ashfield"].seats.get().holdings.get()
    address = reverse("groups:change-mode", kwargs={"slug": "ashfield", "holding_id": holding.pk})
    assert address in shows("load-of-person", "manager", practitioner_id=person("Ann").pk)


def test_a_member_is_led_to_the_seats_of_the_group(three: dict[str, Group]) -> None:
    page = shows("load", "member")
    assert reverse("groups:seats", kwargs={"slug": "ashfield"}) in page
    assert "Hidden" in page
