"""The pages of maps: what stands on them, for whom, and what they keep when something is wrong."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import queries
from commonground.ground.places.models import Footprint, FootprintVersion
from commonground.ground.places.tests import county
from commonground.ground.places.tests.county import PUBLIC, somebody

Comes = Callable[[Viewer], Client]


def at(name: str, version: FootprintVersion, *more: str) -> str:
    return reverse(f"places:{name}", args=[version.footprint.slug, version.slug, *more])


def text_of(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def test_the_list_shows_every_map_with_the_one_in_force(comes: Comes, six: FootprintVersion) -> None:
    text = text_of(comes(PUBLIC), reverse("places:footprints"))
    assert "Locality groups" in text
    assert "Six (2015)" in text


def test_without_a_map_the_list_says_what_to_do_first(comes: Comes, db: None) -> None:
    assert "There is no map yet" in text_of(comes(PUBLIC), reverse("places:footprints"))


def test_a_footprint_shows_its_versions_over_time_and_no_draft(comes: Comes, draft: FootprintVersion) -> None:
    address = reverse("places:footprint", args=["localities"])
    text = text_of(comes(PUBLIC), address)
    assert "Seven (2013)" in text
    assert "until 1 January 2015" in text
    assert draft.label not in text
    assert "Draw a new version" not in text
    assert draft.label in text_of(comes(somebody("places.draft")), address)


def test_a_version_shows_what_forms_what_with_its_map_and_its_files(comes: Comes, six: FootprintVersion) -> None:
    text = text_of(comes(PUBLIC), at("version", six))
    assert "6 localities" in text
    assert "Ashfield, Mansfield" in text
    assert "/places/mansfield-and-ashfield/" in text
    assert "<svg" in text
    assert at("version-file", six, "pdf") in text
    assert "Go on drawing" not in text


def test_a_draft_is_not_there_for_the_public(comes: Comes, draft: FootprintVersion) -> None:
    for name in ("version", "compare"):
        text_of(comes(PUBLIC), at(name, draft), status=404)
    text_of(comes(PUBLIC), at("version-file", draft, "csv"), status=404)
    assert "Drawn by" in text_of(comes(somebody("places.draft")), at("version", draft))


def test_what_is_nowhere_is_a_page_that_says_so(comes: Comes, six: FootprintVersion) -> None:
    for address in ("/places/footprints/none/", "/places/footprints/localities/none/"):
        text_of(comes(PUBLIC), address, status=404)
    assert comes(PUBLIC).get(f"{at('compare', six)}?with=localities/none").status_code == 404


def test_two_versions_are_compared(comes: Comes, seven: FootprintVersion, six: FootprintVersion) -> None:
    text = text_of(comes(PUBLIC), f"{at('compare', seven)}?with=localities/{six.slug}")
    assert "Each of the 7 areas of Seven (2013) lies in one area of Six (2015)." in text
    assert "by the districts that they share" in text


def test_a_map_without_another_says_so(comes: Comes, seven: FootprintVersion) -> None:
    assert "There is no other map of Nottinghamshire" in text_of(comes(PUBLIC), at("compare", seven))


def test_a_version_as_csv_holds_one_row_a_part(comes: Comes, six: FootprintVersion) -> None:
    answer = comes(PUBLIC).get(at("version-file", six, "csv"))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Type"].startswith("text/csv")
    assert any("Ashfield,E07000170,Locality,Mansfield and Ashfield,mansfield-and-ashfield" in line for line in lines)
    assert len([line for line in lines if ",Locality," in line]) == 7


def test_a_version_as_pdf_and_excel(comes: Comes, six: FootprintVersion) -> None:
    assert comes(PUBLIC).get(at("version-file", six, "pdf")).content.startswith(b"%PDF")
    book = CalamineWorkbook.from_filelike(BytesIO(comes(PUBLIC).get(at("version-file", six, "xlsx")).content))
    cells = [str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert "Mansfield and Ashfield" in cells
    assert comes(PUBLIC).get(at("version-file", six, "odt")).status_code == 404


def test_pages_take_few_queries(
    comes: Comes, six: FootprintVersion, draft: FootprintVersion, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    viewer = somebody("places.draft")
    for most, address in (
        (6, reverse("places:footprints")),
        (6, reverse("places:footprint", args=["localities"])),
        (11, at("version", six)),
        (12, at("editor", draft)),
    ):
        with django_assert_max_num_queries(most):
            text_of(comes(viewer), address)


def test_a_new_version_begins_as_a_copy(comes: Comes, footprint: Footprint, six: FootprintVersion) -> None:
    address = reverse("places:draw", args=["localities"])
    client = comes(somebody("places.draft"))
    assert "A copy of “Six (2015)”" in text_of(client, address)
    answer = client.post(address, {"label": "Five (2027)", "drawn_from": six.slug, "base": "", "note": ""})
    version = FootprintVersion.objects.get(slug="five-2027")
    assert answer["Location"] == at("editor", version)
    assert len(queries.areas_of_level(version)) == 6


def test_a_new_version_that_cannot_begin_says_why(comes: Comes, six: FootprintVersion) -> None:
    client = comes(somebody("places.draft"))
    answer = client.post(reverse("places:draw", args=["localities"]), {"label": "", "drawn_from": "", "base": ""})
    text = answer.content.decode()
    assert "There is a problem" in text
    assert "Choose what an empty map is put together from" in text
    taken = {"label": "Six (2015)", "drawn_from": six.slug}
    text = client.post(reverse("places:draw", args=["localities"]), taken).content.decode()
    assert "“Six (2015)” is taken by another version" in text
    assert 'value="Six (2015)"' in text, "what was typed stays"


def test_a_version_is_proposed_published_and_withdrawn_from_its_pages(
    comes: Comes, footprint: Footprint, draft: FootprintVersion
) -> None:
    draws, publishes = comes(somebody("places.draft")), somebody("places.publish")
    text_of(draws, at("propose", draft))
    assert draws.post(at("propose", draft), {"based_on": draft.version}).status_code == 302
    client = comes(publishes)
    assert "It takes the place of “Six (2015)”, in force from 1 January 2015" in text_of(client, at("publish", draft))
    draft.refresh_from_db()
    day = {"valid_from_0": "1", "valid_from_1": "4", "valid_from_2": "2027", "based_on": draft.version}
    assert client.post(at("publish", draft), day).status_code == 302
    draft.refresh_from_db()
    assert (draft.status, draft.valid_from) == ("published", date(2027, 4, 1))
    other = county.add_draft(footprint, "Never", county.SIX)
    client = comes(somebody("places.draft"))
    text_of(client, at("withdraw", other))
    client.post(at("withdraw", other), {"based_on": other.version})
    other.refresh_from_db()
    assert other.status == "withdrawn"


def test_a_day_that_is_none_keeps_the_page_with_what_was_typed(comes: Comes, draft: FootprintVersion) -> None:
    day = {"valid_from_0": "31", "valid_from_1": "2", "valid_from_2": "2027", "based_on": draft.version}
    text = comes(somebody("places.publish")).post(at("publish", draft), day).content.decode()
    assert "In force from must be a real date" in text
    assert 'value="31"' in text


def test_a_decision_about_what_has_changed_meanwhile_is_a_conflict(comes: Comes, draft: FootprintVersion) -> None:
    answer = comes(somebody("places.draft")).post(at("propose", draft), {"based_on": draft.version - 1})
    assert answer.status_code == 409


def test_whoever_has_drawn_it_is_told_that_somebody_else_publishes(comes: Comes, footprint: Footprint) -> None:
    ada = somebody("places.draft", "places.publish")
    version = county.add_draft(footprint, "Hers", county.SIX, by=ada)
    assert "somebody else has to publish it" in text_of(comes(ada), at("publish", version), status=403)


def test_a_map_with_gaps_cannot_be_published_and_its_page_says_what_is_missing(
    comes: Comes, footprint: Footprint
) -> None:
    version = county.add_draft(footprint, "Gap", {key: name for key, name in county.SIX.items() if name != "Gedling"})
    client = comes(somebody("places.publish"))
    assert "is in no locality" in text_of(client, at("version", version))
    day = {"valid_from_0": "1", "valid_from_1": "4", "valid_from_2": "2027", "based_on": version.version}
    text = client.post(at("publish", version), day).content.decode()
    assert "There is a problem" in text
    assert "Gedling" in text
    version.refresh_from_db()
    assert version.is_draft


@pytest.mark.parametrize("name", ["editor", "propose", "publish", "withdraw"])
def test_steps_are_closed_to_who_may_not(comes: Comes, draft: FootprintVersion, name: str) -> None:
    assert comes(PUBLIC).get(at(name, draft)).status_code == 302
    assert comes(somebody("places.register")).get(at(name, draft)).status_code == 403


def test_a_published_map_has_no_drawing_board(comes: Comes, six: FootprintVersion) -> None:
    assert "Draw a new version from it" in text_of(comes(somebody("places.draft")), at("editor", six), status=403)
