"""Pages of schools and clusters: what stands on them, for whom, and the drawing board with schools."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import actions, queries
from commonground.ground.places.models import Area, FootprintVersion, HeadsComment
from commonground.ground.places.tests import clusters, county
from commonground.ground.places.tests.county import PUBLIC, somebody
from commonground.ground.places.tests.test_drawing_board import typed

Comes = Callable[[Viewer], Client]
DRAWS = somebody("places.draft")


@pytest.fixture
def asked(root: Area) -> FootprintVersion:
    """Clusters being drawn, about which heads were asked."""
    clusters.register()
    return clusters.ask(clusters.add_draft(clusters.add_footprint(root)))


@pytest.fixture
def published(asked: FootprintVersion) -> FootprintVersion:
    day = county.NOW.date().replace(month=9, day=1)
    publisher = somebody("places.publish")
    actions.publish_version(version=asked, valid_from=day, based_on=asked.version, by=publisher)
    return asked


def at(name: str, version: FootprintVersion, *more: object) -> str:
    return reverse(f"places:{name}", args=[version.footprint.slug, version.slug, *more])


def text_of(client: Client, address: str, *, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Asquith", "Broomhill", "Ernehale", "Farmilo", "Serlby"}),
        ("?district=mansfield", {"Asquith", "Farmilo"}),
        ("?phase=all-through", {"Serlby"}),
        ("?cluster=West", {"Asquith", "Broomhill", "Farmilo"}),
        ("?q=ng19", {"Farmilo"}),
        ("?q=141774", {"Ernehale"}),
        ("?q=asquith&phase=all-through", set()),
        ("?phase=nonsense", {"Asquith", "Broomhill", "Ernehale", "Farmilo", "Serlby"}),
    ],
)
def test_the_list_is_narrowed_in_the_address(
    comes: Comes, published: FootprintVersion, query: str, names: set[str]
) -> None:
    text = text_of(comes(PUBLIC), reverse("places:schools") + query)
    shown = {name for name in ("Asquith", "Broomhill", "Ernehale", "Farmilo", "Serlby") if f">{name} " in text}
    assert shown == names
    file = comes(PUBLIC).get(reverse("places:schools-file", args=["csv"]) + query).content.decode("utf-8-sig")
    assert sum(line.count(",drawn") + line.count("drawn, 1 July") for line in file.splitlines()) >= len(names)


def test_without_schools_the_list_says_what_to_do_first(comes: Comes, root: Area) -> None:
    assert "commonground import schools" in text_of(comes(PUBLIC), reverse("places:schools"))


def test_a_school_shows_its_cluster_and_its_area_on_every_map(
    comes: Comes, published: FootprintVersion, six: FootprintVersion
) -> None:
    text = text_of(comes(PUBLIC), reverse("places:school", args=[132250]))
    for words in (
        "Asquith Primary School",
        "West",
        "Mansfield and Ashfield",
        "Seven (2013)",
        "455061, 360908",
        "NG18 3DG",
    ):
        assert words in text
    text_of(comes(PUBLIC), reverse("places:school", args=[999999]), status=404)


def test_the_place_of_a_school_is_its_page(comes: Comes, published: FootprintVersion) -> None:
    answer = comes(PUBLIC).get(reverse("home:place", args=[clusters.school().slug]))
    assert answer["Location"] == reverse("places:school", args=[132250])


def test_clusters_are_held_against_another_map_on_a_day(
    comes: Comes, published: FootprintVersion, six: FootprintVersion
) -> None:
    address = at("alignment", published)
    text = text_of(comes(PUBLIC), address)
    assert "3 of 3 clusters lie wholly in one locality (100%)" in text
    before = text_of(comes(PUBLIC), f"{address}?map=localities&on_0=1&on_1=6&on_2=2014")
    assert "Crosses" in before
    assert "2 in Mansfield, 1 in Ashfield" in before
    assert "There was no such map on 1 June 1999" in text_of(
        comes(PUBLIC), f"{address}?map=localities&on_0=1&on_1=6&on_2=1999"
    )
    file = comes(PUBLIC).get(at("alignment-file", published, "xlsx") + "?map=localities")
    book = CalamineWorkbook.from_filelike(BytesIO(file.content))
    cells = [str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row]
    assert "wholly in Mansfield and Ashfield" in cells
    assert comes(PUBLIC).get(at("alignment-file", published, "pdf")).content.startswith(b"%PDF")
    text_of(comes(PUBLIC), at("alignment", six), status=404)


def test_a_head_comments_and_sees_the_answer(comes: Comes, asked: FootprintVersion) -> None:
    head = clusters.head_of()
    address = at("comment", asked, 132250)
    client = comes(head)
    assert "Say what the school thinks of its cluster" in text_of(client, at("version", asked))
    assert "Farmilo Primary School" in text_of(client, address)
    wrong = client.post(address, {"wish": "rather", "text": "Kept words"}).content.decode()
    assert "Say with whom the school would rather be." in wrong
    assert "Kept words" in wrong
    assert client.post(address, {"wish": "rather", "rather_with": "South", "text": "Near"}).status_code == 302
    said = HeadsComment.objects.get()
    client = comes(DRAWS)
    assert "We would rather be with South." in text_of(client, at("comments", asked))
    assert "1 comment: 0 answered, 1 not" in text_of(client, at("version", asked))
    assert "We would rather be with South." in text_of(client, at("editor", asked))
    answer = at("answer", asked, said.pk)
    text_of(client, answer)
    assert client.post(answer, {"based_on": "1", "outcome": "not", "answer": "No room."}).status_code == 302
    assert "No room." in text_of(comes(head), at("comments", asked))
    assert "No room." not in text_of(comes(clusters.head_of("URN141774")), at("comments", asked))


def test_a_head_withdraws_a_comment(comes: Comes, asked: FootprintVersion) -> None:
    client = comes(clusters.head_of())
    client.post(at("comment", asked, 132250), {"wish": "agree"})
    address = at("withdraw-comment", asked, HeadsComment.objects.get().pk)
    text_of(client, address)
    client.post(address, {"based_on": "1"})
    assert "Withdrawn" in text_of(client, at("comments", asked))


def test_pages_of_comments_are_closed_to_others(comes: Comes, asked: FootprintVersion) -> None:
    client = comes(clusters.head_of("URN141774"))
    text_of(client, at("comment", asked, 132250), status=403)
    comes(clusters.head_of()).post(at("comment", asked, 132250), {"wish": "agree"})
    said = HeadsComment.objects.get()
    text_of(comes(clusters.head_of("URN141774")), at("withdraw-comment", asked, said.pk), status=404)
    text_of(comes(clusters.head_of()), at("answer", asked, said.pk), status=403)
    assert comes(PUBLIC).get(at("comments", asked)).status_code == 302
    text_of(comes(somebody("places.register")), at("comments", asked), status=403)


def test_heads_are_asked_from_the_page_of_the_draft(comes: Comes, root: Area) -> None:
    clusters.register()
    draft = clusters.add_draft(clusters.add_footprint(root))
    client = comes(DRAWS)
    assert "Ask heads" in text_of(client, at("version", draft))
    text_of(client, at("ask", draft))
    assert client.post(at("ask", draft), {"based_on": draft.version}).status_code == 302
    assert "Heads were asked by" in text_of(client, at("version", draft))


def test_the_board_groups_schools_with_a_map_and_what_is_known_of_each(comes: Comes, asked: FootprintVersion) -> None:
    text = text_of(comes(DRAWS), at("editor", asked))
    assert text.count("cg-board__group") == 3
    assert "All through, Bassetlaw" in text
    assert text.count("<circle") == 5
    assert "Children and deprivation" not in text


def test_a_phase_hides_the_other_schools_and_keeps_them_where_they_are(comes: Comes, asked: FootprintVersion) -> None:
    address = at("editor", asked) + "?phase=all-through"
    client = comes(DRAWS)
    text = text_of(client, address)
    assert text.count('<select name="in-') == 1
    assert text.count('<input type="hidden" name="in-') == 4
    moved = {**clusters.PLACED, "URN137141": "South"}
    assert client.post(address, typed(asked, moved)).status_code == 302
    level = queries.finest_level(asked.footprint)
    assert queries.placed(asked, level) == moved


def test_the_board_says_that_comments_wait(comes: Comes, asked: FootprintVersion) -> None:
    comes(clusters.head_of()).post(at("comment", asked, 132250), {"wish": "agree"})
    assert "1 comment waits for an answer." in text_of(comes(DRAWS), at("editor", asked))
    publisher = comes(somebody("places.publish"))
    assert "1 comment: 0 answered, 1 not" in text_of(publisher, at("publish", asked))
    day = {"valid_from_0": "1", "valid_from_1": "9", "valid_from_2": "2027", "based_on": asked.version}
    assert "has said something that is not answered" in publisher.post(at("publish", asked), day).content.decode()


PAGES: dict[str, tuple[Viewer, str]] = {
    "places:schools": (PUBLIC, ""),
    "places:school": (PUBLIC, ""),
    "places:version": (DRAWS, ""),
    "places:version-file": (DRAWS, ""),
    "places:editor": (DRAWS, ""),
    "places:alignment": (DRAWS, ""),
    "places:alignment-file": (DRAWS, ""),
    "places:comments": (DRAWS, ""),
    "places:compare": (DRAWS, "?with=localities/six-2015"),
}
# Whoever comes in these tests has no session: that is two queries, of which one is what stands around every page.
MOST = 12 - 1


def test_pages_ask_as_often_with_many_schools_and_comments_and_never_more_than_twelve_times(
    comes: Comes, asked: FootprintVersion, six: FootprintVersion
) -> None:
    actions.comment_on_cluster(version=asked, school=clusters.school(), wish="agree", by=clusters.head_of())
    with_few = {name: times_asked(comes, name, asked) for name in PAGES}
    clusters.add_many(asked)
    with_many = {name: times_asked(comes, name, asked) for name in PAGES}
    assert with_many == with_few
    assert {name: times for name, times in with_many.items() if times > MOST} == {}


def times_asked(comes: Comes, name: str, version: FootprintVersion) -> int:
    """How often a page asks; outlines are remembered already. A request that writes begins a transaction, the test a
    savepoint, which is one statement more."""
    viewer, query = PAGES[name]
    of_version: dict[str, object] = {"footprint_slug": version.footprint.slug, "version_slug": version.slug}
    if name.endswith("-file"):
        of_version["suffix"] = "csv"
    of_schools: dict[str, dict[str, object]] = {"places:schools": {}, "places:school": {"urn": 132250}}
    address = reverse(name, kwargs=of_schools.get(name, of_version)) + query
    text_of(comes(viewer), address)
    with CaptureQueriesContext(connection) as made:
        answer = comes(viewer).get(address)
        assert answer.status_code == 200
    return sum(not query["sql"].startswith("RELEASE") for query in made.captured_queries)
