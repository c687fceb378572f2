"""Published meetings and votes: read with errors by place, taken all or nothing, and the same again changes nothing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.utils import timezone

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.partnership.groups import actions
from commonground.partnership.groups.actions import Taken
from commonground.partnership.groups.commands import import_meetings
from commonground.partnership.groups.formats.modern_gov import read_published
from commonground.partnership.groups.models import AgendaItem, Decision, Group, GroupType, Meeting
from commonground.partnership.groups.rules.states import MeetingState
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import group, organisation

MEETING = {
    "committee": "Children's  Committee",
    "date": "2026-03-18",
    "time": "18:30",
    "venue": "Town Hall",
    "cancelled": False,
    "link": "https://example.org/meeting?MId=1",
    "agenda_items": ["Apologies", "Early help"],
    "documents": ["Early help", "Late sheet"],
}
VOTE = {
    "meeting": "Extraordinary, Children's Committee, Wednesday, 18th March, 2026 6.30 pm",
    "meeting_date": "2026-03-18",
    "title": "Early help in every locality",
    "outcome": "carried",
    "for_count": 12,
    "against_count": 3,
    "abstain_count": 1,
}


def meetings_file(**other: object) -> str:
    return json.dumps({"meetings": [{**MEETING, **other}]})


def votes_file(**other: object) -> str:
    return json.dumps({"votes": [{**VOTE, **other}]})


def keeper() -> Viewer:
    return operator(timezone.now(), permissions=frozenset({"groups.read", "groups.keep"}))


def take(*texts: str, by: Viewer | None = None, **known_as: str) -> Taken:
    GroupType.objects.get_or_create(slug="committee", defaults={"name": "Committee", "plural": "Committees"})
    read = [one for text in texts for one in read_published("file.json", text.encode())]
    return actions.take_published(meetings=read, host=organisation(), known_as=known_as, by=by or keeper())


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("{", "file.json", "no JSON"),
        ("[]", "file.json", "neither a list"),
        (meetings_file(date="18 March"), "file.json, meetings 1", "date is no date"),
        (meetings_file(time="half past six"), "file.json, meetings 1", "time is no hour"),
        (meetings_file(committee=" "), "file.json, meetings 1", "committee is missing"),
        (meetings_file(link="javascript:alert(1)"), "file.json, meetings 1", "no address of the web"),
        (meetings_file(agenda_items="Apologies"), "file.json, meetings 1", "no list of texts"),
        (meetings_file(agenda_items=["x" * 201]), "file.json, meetings 1", "more than 200 characters"),
        (votes_file(meeting="Council"), "file.json, votes 1", "does not name a committee"),
        (votes_file(outcome="perhaps"), "file.json, votes 1", "outcome is none of"),
        (votes_file(for_count=-1), "file.json, votes 1", "for_count is no number"),
        (votes_file(for_count="12"), "file.json, votes 1", "for_count is no number"),
        ('{"votes": [7]}', "file.json, votes 1", "meeting is missing"),
        ('{"meetings": [null]}', "file.json, meetings 1", "committee is missing"),
    ],
)
def test_what_cannot_be_taken_is_named_by_its_place(text: str, where: str, what: str) -> None:
    with pytest.raises(Invalid) as error:
        read_published("file.json", text.encode())
    assert error.value.problems[0].where == where
    assert what in error.value.problems[0].what


@pytest.mark.django_db
def test_a_committee_becomes_a_group_that_anybody_may_read() -> None:
    take(meetings_file())
    made = Group.objects.get()
    assert (made.name, made.type_id, made.openness) == ("Children's Committee", "committee", Openness.PUBLIC)
    meeting = made.meetings.get()
    assert (meeting.key, meeting.room, meeting.source) == ("2026-03-18", "Town Hall", MEETING["link"])
    assert meeting.status == MeetingState.HELD
    assert [one.title for one in meeting.items.all()] == ["Apologies", "Early help"]
    assert MEETING["link"] in meeting.items.get(title="Early help").note
    assert "Late sheet" in meeting.about


@pytest.mark.django_db
def test_a_vote_is_a_decision_on_a_recommendation_with_its_counts() -> None:
    taken = take(meetings_file(), votes_file())
    assert (taken.groups, taken.meetings, taken.items, taken.decisions) == (1, 1, 3, 1)
    made = Decision.objects.get()
    assert (made.outcome, made.votes_for, made.votes_against, made.abstentions) == ("agreed", 12, 3, 1)
    assert (made.number, made.recommendation.text) == ("2026/1", VOTE["title"])
    assert made.item.meeting == made.meeting


@pytest.mark.django_db
def test_the_same_files_again_change_nothing() -> None:
    take(meetings_file(), votes_file())
    versions = set(Meeting.objects.values_list("pk", "version"))
    assert take(meetings_file(), votes_file()) == Taken(already=3)
    assert set(Meeting.objects.values_list("pk", "version")) == versions
    assert AgendaItem.objects.count() == 3


@pytest.mark.django_db
def test_another_result_of_a_vote_is_refused_and_nothing_is_changed() -> None:
    take(votes_file())
    with pytest.raises(Invalid, match="Nothing was changed"):
        take(meetings_file(committee="Another committee"), votes_file(for_count=13))
    assert Group.objects.count() == 1
    assert Decision.objects.get().votes_for == 12


@pytest.mark.django_db
def test_a_meeting_that_was_cancelled_later_is_cancelled() -> None:
    ahead = {"date": "2036-03-18"}
    take(meetings_file(**ahead))
    assert Meeting.objects.get().status == MeetingState.PLANNED
    assert take(meetings_file(**ahead, cancelled=True)).cancelled == 1
    assert Meeting.objects.get().status == MeetingState.CANCELLED


@pytest.mark.django_db
def test_a_committee_can_be_said_to_be_a_group_that_there_is() -> None:
    known = group("Partnership of children", Openness.PUBLIC)
    assert take(meetings_file(), **{"Children's Committee": known.slug}).groups == 0
    assert known.meetings.count() == 1


@pytest.mark.django_db
def test_a_closed_group_of_the_same_name_is_neither_told_nor_touched() -> None:
    closed = group("Children's Committee", Openness.CLOSED, slug="g-xyz")
    assert take(meetings_file()).groups == 1
    assert not closed.meetings.exists()


@pytest.mark.django_db
def test_only_who_keeps_groups_takes_meetings() -> None:
    with pytest.raises(Refused):
        take(meetings_file(), by=operator(timezone.now(), permissions=frozenset({"groups.read"})))


@pytest.mark.django_db
def test_a_preview_says_what_would_be_done_and_does_nothing() -> None:
    GroupType.objects.get_or_create(slug="committee", defaults={"name": "Committee", "plural": "Committees"})
    read = read_published("file.json", meetings_file().encode())
    told = actions.preview_published(meetings=read, host=organisation(), known_as={}, by=keeper())
    assert (told.groups, told.meetings, told.items) == (1, 1, 2)
    assert not Group.objects.exists()
    assert not Meeting.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("option", ["Executive", "=cabinet", "Executive="])
def test_a_mapping_needs_a_committee_and_a_group(option: str, tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        run(tmp_path, "--group", option)


@pytest.mark.django_db
def test_the_command_takes_files_and_says_what_it_did(tmp_path: Path) -> None:
    GroupType.objects.get_or_create(slug="committee", defaults={"name": "Committee", "plural": "Committees"})
    assert "1 groups, 1 meetings, 2 items and 0 decisions would be made." in run(tmp_path, "--preview")
    assert not Group.objects.exists()
    assert "1 groups, 1 meetings, 2 items and 0 decisions made." in run(tmp_path)
    assert "2 items and decisions stand there already." in run(tmp_path)


def test_a_file_that_is_not_utf_8_is_named() -> None:
    with pytest.raises(Invalid) as error:
        read_published("file.json", b'{"meetings": "\xff"}')
    assert "not written in UTF-8" in error.value.problems[0].what


def run(folder: Path, *options: str) -> str:
    """What the command says for a file with one meeting."""
    path = folder / "meetings.json"
    path.write_text(meetings_file(), encoding="utf-8")
    asked = [str(path), "--host", "shire-council", *options]
    organisation()
    told = CliRunner().invoke(import_meetings, asked)
    if told.exception is not None:
        raise told.exception
    return told.output
