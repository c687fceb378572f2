"""The drawing board: everything typed, nothing lost, no script needed."""

from collections.abc import Callable, Mapping

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import actions, queries
from commonground.ground.places.forms import EditorForm, after_button
from commonground.ground.places.models import FootprintVersion
from commonground.ground.places.tests import county
from commonground.ground.places.tests.county import OPERATOR, somebody

Comes = Callable[[Viewer], Client]
ADA = somebody("places.draft")


@pytest.fixture
def address(draft: FootprintVersion) -> str:
    return reverse("places:editor", args=["localities", draft.slug])


def typed(version: FootprintVersion, placed: Mapping[str, str], **more: str) -> dict[str, str]:
    """What a browser sends: the localities numbered in the order of their names."""
    names = sorted(set(placed.values()))
    data = {"based_on": str(version.version), "count": str(len(names)), "note": "", "do": "save"}
    for number, name in enumerate(names, start=1):
        data[f"name-{number}"] = data[f"was-{number}"] = name
    data |= {f"in-{key}": str(names.index(name) + 1) for key, name in placed.items()}
    return {**data, **more}


def placed(version: FootprintVersion) -> dict[str, str]:
    return queries.placed(version, queries.finest_level(version.footprint))


def test_the_board_shows_what_is_saved_with_the_map_and_what_changes(comes: Comes, address: str) -> None:
    text = comes(ADA).get(address).content.decode()
    assert text.count("cg-board__group") == 3
    assert "What changes, compared with Six (2015)" in text
    assert "Every area is in one locality, and none is empty." in text
    assert "<svg" in text


def test_moving_a_part_shows_what_it_changes_and_saves_nothing(
    comes: Comes, address: str, draft: FootprintVersion
) -> None:
    moved = {**county.THREE, "E07000173": "Mansfield and Ashfield"}
    text = comes(ADA).post(address, typed(draft, moved, do="show")).content.decode()
    assert "Areas that move" in text
    assert placed(draft) == county.THREE


def test_saving_keeps_what_was_drawn(comes: Comes, address: str, draft: FootprintVersion) -> None:
    moved = {**county.THREE, "E07000173": "Mansfield and Ashfield"}
    day = {"valid_from_0": "1", "valid_from_1": "April", "valid_from_2": "2027"}
    answer = comes(ADA).post(address, typed(draft, moved, note="As agreed.", **day), follow=True)
    assert "“Three (2027)” is saved." in answer.content.decode()
    draft.refresh_from_db()
    assert (placed(draft), draft.note, str(draft.valid_from)) == (moved, "As agreed.", "2027-04-01")


def test_a_locality_is_added_named_and_filled_without_scripts(
    comes: Comes, address: str, draft: FootprintVersion
) -> None:
    client = comes(ADA)
    text = client.post(address, typed(draft, county.THREE, do="add")).content.decode()
    assert "Name of locality 4" in text or "Locality 4" in text
    data = {**typed(draft, county.THREE), "count": "4", "name-4": "Rushcliffe", "was-4": "", "in-E07000176": "4"}
    client.post(address, data)
    assert placed(draft)["E07000176"] == "Rushcliffe"


def test_a_renamed_locality_stays_the_same(comes: Comes, address: str, draft: FootprintVersion) -> None:
    before = {area.pk for area in queries.areas_of_level(draft)}
    data = {**typed(draft, county.THREE), "name-2": "West"}
    comes(ADA).post(address, data)
    assert {area.pk for area in queries.areas_of_level(draft)} == before
    assert placed(draft)["E07000170"] == "West"


def test_a_removed_locality_leaves_its_parts_not_placed(comes: Comes, address: str, draft: FootprintVersion) -> None:
    text = comes(ADA).post(address, typed(draft, county.THREE, do="remove-2")).content.decode()
    assert "Not placed yet" in text
    assert text.count('class="govuk-fieldset cg-board__group"') == 2


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"name-1": ""}, "Give locality 1 a name"),
        ({"name-1": "south nottinghamshire"}, "“South Nottinghamshire” is also the name of locality 1. Choose another"),
        ({"valid_from_0": "31", "valid_from_1": "2", "valid_from_2": "2027"}, "In force from must be a real date"),
        ({"in-E07000170": "99"}, "Choose a locality for Ashfield"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(
    comes: Comes, address: str, draft: FootprintVersion, more: dict[str, str], message: str
) -> None:
    answer = comes(ADA).post(address, typed(draft, county.THREE, note="Kept words", **more))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert message in text
    assert "Kept words" in text
    assert placed(draft) == county.THREE


def test_of_two_people_the_second_sees_both_values_and_keeps_what_was_drawn(
    comes: Comes, address: str, draft: FootprintVersion
) -> None:
    ada, ben = somebody("places.draft"), somebody("places.draft", label="Ben Invented")
    opened = comes(ben).get(address).content.decode()
    token = opened.split('name="draft-token" value="')[1].split('"')[0]
    comes(ada).post(address, typed(draft, {**county.THREE, "E07000173": "Mansfield and Ashfield"}))
    mine = typed(draft, {**county.THREE, "E07000173": "Bassetlaw, Newark and Sherwood"}, **{"draft-token": token})
    answer = comes(ben).post(address, mine)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Mansfield and Ashfield" in text
    assert "Bassetlaw, Newark and Sherwood" in text

    again = comes(ben).get(address).content.decode()
    assert "Somebody saved this map since you opened it" in again
    draft.refresh_from_db()
    merged = comes(ben).post(address, {**mine, "do": f"keep-{draft.version}"}).content.decode()
    assert "Somebody saved this map" not in merged
    comes(ben).post(address, {**mine, "based_on": str(draft.version)})
    assert placed(draft)["E07000173"] == "Bassetlaw, Newark and Sherwood"


def test_what_was_typed_is_there_again_after_a_lost_session(
    comes: Comes, address: str, draft: FootprintVersion
) -> None:
    client = comes(ADA)
    token = client.get(address).content.decode().split('name="draft-token" value="')[1].split('"')[0]
    data = {**typed(draft, county.THREE), "name-2": "West", "draft-token": token}
    answer = comes(county.PUBLIC).post(address, data)
    assert answer.status_code == 302
    assert 'value="West"' in comes(ADA).get(address).content.decode()
    assert placed(draft) == county.THREE


def test_each_level_has_a_board_of_its_own(comes: Comes, root) -> None:
    levels = [actions.LevelRow("Wing", "Wings"), actions.LevelRow("Locality", "Localities")]
    footprint = actions.create_footprint(slug="wings", name="Wings", root=root, levels=levels, by=OPERATOR)
    version = county.add_draft(footprint, "First", county.SIX)
    address = reverse("places:editor", args=["wings", version.slug])
    client = comes(ADA)
    assert "Which areas form which locality" in client.get(address).content.decode()
    text = client.get(f"{address}?level=wing").content.decode()
    assert "Which areas form which wing" in text
    assert "Not placed yet" in text
    assert client.get(f"{address}?level=shire").status_code == 404


def test_buttons_that_nobody_offered_change_nothing() -> None:
    for pressed in ("remove-0", "remove-9", "remove-x", "keep-x", "add-2", ""):
        data = QueryDict(mutable=True)
        data.update({"do": pressed, "count": "2", "name-1": "A", "name-2": "B", "in-x": "2"})
        assert after_button(data).dict() == data.dict()


def test_a_form_cannot_grow_without_end(draft: FootprintVersion) -> None:
    board = queries.board(OPERATOR, footprint_slug="localities", version_slug=draft.slug)
    data = QueryDict(mutable=True)
    data.update({"count": "99999999", "based_on": "1"})
    assert len(EditorForm(data, board=board).names) == 300
