"""Leadership development: three stages, dated, of a group and of each person in it (M21)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from commonground.foundation.kernel.errors import Invalid, Refused
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.formats.development import read_stages
from commonground.partnership.groups.models import Group, GroupType, StageNoted
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import KINDS, TODAY, Cast, cast
from commonground.partnership.groups.tests.test_group_pages import signed_in

pytestmark = pytest.mark.django_db


def leaders(openness: Openness = Openness.PARTNERS) -> Cast:
    of = cast(openness)
    kind = GroupType.objects.get_or_create(
        slug="leadership-group", defaults={"name": "Leadership group", "plural": "Leadership groups"}
    )[0]
    Group.objects.filter(pk=of.group.pk).update(type=kind)
    of.group.refresh_from_db()
    return of


def noted(of: Cast, kind: str = "chair", **more: Any) -> StageNoted:
    values: dict[str, Any] = {"stage": "behaviours", "standing": "done", "on": TODAY, **more}
    return actions.note_stage(group=of.group, by=of.sees(kind), **values)


def test_three_stages_are_shipped_for_leadership_groups() -> None:
    assert [one.slug for one in queries.development.stages()] == ["behaviours", "relationships", "programme"]


def test_the_latest_note_of_a_group_and_of_a_person_counts_and_the_earlier_ones_stay() -> None:
    of = leaders()
    noted(of, standing="planned")
    noted(of)
    noted(of, practitioner=of.people["member"], standing="under-way")
    page = queries.development.of_group(of.group.slug, viewer=of.sees("member"))
    assert [one.standing if one else None for one in page.own] == ["done", None, None]
    member = next(row for row in page.people if row.name == "Member of Rushcliffe")
    assert [one.standing if one else None for one in member.noted] == ["under-way", None, None]
    assert StageNoted.objects.count() == 3


@pytest.mark.parametrize(
    ("more", "column"), [({"stage": "nonsense"}, "stage"), ({"on": TODAY + timedelta(days=1)}, "on")]
)
def test_a_stage_that_is_not_there_or_done_in_days_to_come_is_told_at_its_field(more: Any, column: str) -> None:
    with pytest.raises(Invalid) as wrong:
        noted(leaders(), **more)
    assert wrong.value.problems[0].column == column


def test_a_group_of_another_kind_has_no_stages_and_somebody_from_outside_none_here() -> None:
    with pytest.raises(Invalid):
        noted(cast(name="Forum"))
    of = leaders()
    with pytest.raises(Invalid) as wrong:
        noted(of, practitioner=of.people["outsider"])
    assert wrong.value.problems[0].column == "practitioner"


@pytest.mark.parametrize("kind", KINDS)
def test_who_serves_the_group_notes_its_stages(kind: str) -> None:
    of = leaders()
    if kind in {"chair", "clerk", "manager"}:
        assert noted(of, kind).noted_by
    else:
        with pytest.raises(Refused):
            noted(of, kind)


def test_a_reader_who_may_not_look_people_up_sees_the_group_and_nobody_in_it() -> None:
    of = leaders()
    noted(of)
    noted(of, practitioner=of.people["member"])
    address = reverse("groups:group-development", args=[of.group.slug])
    read = signed_in(of, "reader").get(address).content.decode()
    assert "Done" in read
    assert "Member of Rushcliffe" not in read
    assert "Member of Rushcliffe" in signed_in(of, "observer").get(address).content.decode()


def test_every_group_with_stages_that_one_may_know_of_is_listed() -> None:
    of = leaders()
    hidden = cast(Openness.CLOSED, "Canary")
    Group.objects.filter(pk=hidden.group.pk).update(type="leadership-group")
    listed = signed_in(of, "reader").get(reverse("groups:development")).content.decode()
    assert "Rushcliffe" in listed
    assert "Canary" not in listed


def test_a_chair_notes_a_stage_on_a_page() -> None:
    of = leaders()
    address = reverse("groups:note-stage", args=[of.group.slug])
    day = {"on_0": "20", "on_1": "11", "on_2": "2026"}
    sent = signed_in(of, "chair").post(address, {"stage": "programme", "standing": "done", "practitioner": "", **day})
    assert sent.status_code == 302
    assert StageNoted.objects.get().stage == "programme"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[stage]]\nslug = "a"', "name is missing"),
        ('[[stage]]\nslug = "a"\nname = "A"\nabout = "A"', "kinds must list"),
        ("[[stage]", "is no TOML"),
    ],
)
def test_a_pack_that_cannot_be_is_refused_by_its_block(text: str, said: str) -> None:
    with pytest.raises(Invalid) as wrong:
        read_stages(text)
    assert said in f"{wrong.value.sentence} {wrong.value.problems[0]}"
