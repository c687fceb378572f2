"""A number that is hidden stands on no page, in no file and in no answer of the command line, whoever asks.

Small numbers of the tests are large, so that they can be told from any other number: the rule hides all under 30,000.
"""

import io
import json
import re
import zipfile

import pyarrow as pa
import pytest
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import operator, public
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.commands import COMMANDS
from commonground.ground.evidence.models import Indicator, Release
from commonground.ground.evidence.rules.catalogue import parse
from commonground.ground.places.models import Area
from tests.security.routes import PUBLIC, registered
from tests.tokens import a_token, bearer

pytestmark = pytest.mark.django_db

THRESHOLD = 30_000
COUNTS = {  # district → visits, of which late
    "E07000170": (10_937, 5_477),
    "E07000171": (41_213, 20_611),
    "E07000172": (17_389, 8_693),
    "E07000173": (52_361, 31_393),
    "E07000174": (67_867, 30_871),
    "E07000175": (83_557, 41_777),
    "E07000176": (29_453, 14_731),
}
CATALOGUE = {
    "dataset": [
        {
            "slug": "own-visits",
            "name": "Visits",
            "publisher": "A partner",
            "licence": "None",
            "vintage": "Drawn",
            "suppress_below": THRESHOLD,
        }
    ],
    "indicator": [
        {
            "slug": slug,
            "name": slug,
            "short_name": slug,
            "definition": "Drawn.",
            "theme": "children",
            "unit": "visits",
            "dataset": "own-visits",
            "method": method,
            "polarity": "context",
            "period_kind": "calendar-year",
            "multiplier": multiplier,
            "is_headline": True,
        }
        for slug, method, multiplier in (("visits", "count", 1.0), ("visits-late", "proportion", 100.0))
    ],
}
BY = {"slug": "visits", "period": "2025"}
MAPS = ("seven-localities-2013", "six-localities-2015", "three-localities-proposed")
FILES = ("csv", "xlsx")


@pytest.fixture
def hidden(world):
    """What finds a hidden number in a text, after two releases of a partner's visits."""
    by = operator(timezone.now(), permissions=frozenset({"evidence.import"}))
    actions.load_catalogue(catalogue=parse(CATALOGUE, where="drawn"), by=by)
    for label in ("first", "second"):
        _publish(label, by)
    actions.prepare_figures(by=by)
    numbers = set()
    for area, (visits, late) in COUNTS.items():
        if queries.value("visits", area, "2025").value is None:
            numbers.add(visits)
        if queries.value("visits-late", area, "2025").value is None:
            numbers.add(late)
    assert {10_937, 17_389, 29_453, 5_477, 8_693, 14_731} <= numbers
    texts = "|".join(text for number in sorted(numbers) for text in (f"{number:,}", str(number)))
    return re.compile(rf"(?<![\w.])(?:{texts})(?!\w)".encode())


def _publish(label, by):
    same = {"period": "2025", "vintage": "", "file": f"{label}.csv", "column": "n"}
    rows = []
    for row, (area, (visits, late)) in enumerate(COUNTS.items(), start=2):
        rows.append(
            {"indicator": "visits", "area": area, "value": float(visits), "published": f"{visits:,}", "row": row}
        )
        counts = {"numerator": float(late), "denominator": float(visits)}
        rows.append(
            {"indicator": "visits-late", "area": area, "row": row, "published": f"{late} of {visits}", **counts}
        )
    listed = [{**row, **same} for row in rows]
    table = pa.Table.from_pylist(listed[:-1] if label == "first" else listed, schema=actions.SCHEMA)
    actions.publish_release(dataset="own-visits", observations=table, files=[], label=label, by=by)


def addresses():
    """Every address at which a figure of visits could stand: the test below says when one is missing."""
    areas = ["nottinghamshire", *Area.objects.filter(code__in=COUNTS).values_list("slug", flat=True)]
    found = []
    for slug in ("visits", "visits-late"):
        found += [("evidence:indicator", {"slug": slug}), ("evidence:funnel", {"slug": slug, "period": "2025"})]
        found.append(("evidence:funnel-file", {"slug": slug, "period": "2025", "name": "funnel", "suffix": "csv"}))
        for area in areas:
            key = {"slug": slug, "area": area, "period": "2025"}
            found.append(("evidence:figure", key))
            monthly = {"slug": slug, "area": area}
            found += [("evidence:control", monthly), ("evidence:control-file", {**monthly, "suffix": "csv"})]
            charts = ("figure", "trend", "peers", "parts")
            found += [("evidence:figure-file", {**key, "name": name, "suffix": "csv"}) for name in charts]
            found.append(("evidence:figure-file", {**key, "name": "figure", "suffix": "xlsx"}))
        for version in MAPS:
            key = {"slug": slug, "area": "nottinghamshire", "period": "2025", "footprint_slug": "localities"}
            found.append(("evidence:on-map", {**key, "version_slug": version}))
            found += [("evidence:on-map-file", {**key, "version_slug": version, "suffix": kind}) for kind in FILES]
    for held in Release.objects.filter(dataset="own-visits"):
        found += [("evidence:release", {"pk": held.pk}), ("evidence:rows", {"pk": held.pk})]
    found += [("home:place", {"slug": area}) for area in areas]
    found.append(("evidence:dataset", {"slug": "own-visits"}))
    found += [("evidence:compare", {"area": area}) for area in areas]
    found += [("evidence:compare-file", {"area": area, "name": "comparison", "suffix": "csv"}) for area in areas]
    found += [
        ("home:place-file", {"slug": area, "name": "profile", "suffix": kind}) for area in areas for kind in FILES
    ]
    return found


def read(answer) -> bytes:
    """What an answer holds, workbooks unpacked."""
    body = b"".join(answer) if getattr(answer, "streaming", False) else answer.content
    if body[:2] != b"PK":
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def test_no_address_shows_a_hidden_number(world, hidden):
    """As the public and as a councillor: neither loads figures."""
    councillor = Client()
    councillor.force_login(world.account("councillor"))
    for client in (Client(), councillor):
        for name, arguments in addresses():
            answer = client.get(reverse(name, kwargs=arguments))
            assert hidden.findall(read(answer)) == [], (name, arguments)


OBSERVATIONS = "/api/v1/evidence/observations"
ASKED = ["indicator=visits", "indicator=visits-late", "kind=district&limit=500", "area=nottinghamshire&limit=500"]
ASKED += [f"footprint=localities@{version}&indicator=visits" for version in MAPS]
ASKED += [f"area={area}&period=2025&limit=500" for area in COUNTS]


@pytest.mark.parametrize("scopes", [None, ("figures",), ("figures", "rows", "withdrawn")])
def test_no_program_reads_a_hidden_number_among_the_figures(world, hidden, scopes):
    """As the public, and with tokens of an analyst, who may see the rows behind."""
    headers = bearer(a_token(world.account("analyst"), scopes=scopes)) if scopes else {}
    shown = 0
    for asked in ASKED:
        for path in (f"{OBSERVATIONS}?{asked}", f"{OBSERVATIONS}.csv?{asked}".replace("&limit=500", "")):
            answer = Client().get(path, headers=headers)
            assert answer.status_code == 200, path
            text = read(answer)
            assert hidden.findall(text) == [], path
            shown += b"41213" in text
    assert shown  # what is not hidden is there


def test_rows_behind_hidden_numbers_are_read_by_a_token_of_that_scope_of_who_may_alone(world, hidden):
    held = Release.objects.filter(dataset="own-visits").latest("number")
    path = f"/api/v1/evidence/releases/{held.pk}/rows"
    table = [
        (None, None, False),
        ("councillor", ("rows",), False),
        ("analyst", ("figures",), False),
        ("analyst", ("rows",), True),
    ]
    for role, scopes, may in table:
        headers = bearer(a_token(world.account(role), scopes=scopes)) if role else {}
        answer = Client().get(path, headers=headers)
        assert bool(hidden.findall(answer.content)) is may, role
        assert answer.status_code in ((200,) if may else (401, 403)), role


def test_no_other_address_of_the_site_shows_one(world, hidden):
    client = Client()
    for route in registered():
        if route.method == "get":
            answer = client.get(reverse(route.name, kwargs=dict(route.arguments(world))))
            assert hidden.findall(read(answer)) == [], route.name


def test_every_open_address_that_names_an_indicator_is_tried(world, hidden):
    """A new page of figures belongs into `addresses` above; an organisation's pages about its own rows are not open."""
    slugs = set(Indicator.objects.values_list("slug", flat=True))
    of_evidence = [route for route in registered() if route.name.startswith("evidence:") and route.open_to == PUBLIC]
    names_one = {route.name for route in of_evidence if route.arguments(world).get("slug") in slugs}
    assert names_one <= {name for name, _ in addresses()}


def test_rows_are_read_by_those_who_load_figures_alone(world, hidden):
    held = Release.objects.filter(dataset="own-visits").latest("number")
    path = reverse("evidence:rows", kwargs={"pk": held.pk})
    analyst, councillor = Client(), Client()
    analyst.force_login(world.account("analyst"))
    councillor.force_login(world.account("councillor"))
    assert hidden.findall(analyst.get(path).content)
    assert not hidden.findall(councillor.get(path).content)
    assert not hidden.findall(Client().get(path).content)
    with pytest.raises(Refused):
        queries.rows_of_release(held, viewer=public(timezone.now()))
    page = Client().get(reverse("evidence:release", kwargs={"pk": held.pk})).content.decode()
    assert "open only to those who keep them" in page
    assert "By the plain rule of rows and columns" in page


def test_the_command_line_says_no_hidden_number(world, hidden):
    value = next(command for command in COMMANDS if command.name == "value")
    asked = [["visits", area, "--json"] for area in COUNTS] + [["visits-late", area] for area in COUNTS]
    asked += [["visits", "--footprint", f"localities@{version}", "--json"] for version in MAPS]
    said = [CliRunner().invoke(value, words, catch_exceptions=False).stdout for words in asked]
    assert [hidden.findall(one.encode()) for one in said] == [[]] * len(said)
    first = json.loads(said[0])
    assert (first["value"], first["symbol"], first["numerator"]) == (None, "c", None)
    assert "are not shown" in first["note"]


def test_a_hidden_figure_tells_why_on_its_page(world, hidden):
    page = Client().get(reverse("evidence:figure", kwargs={**BY, "area": "ashfield"})).content.decode()
    assert "Counts from 1 to 29999 are not shown" in page
    assert "Which of the two it is here is not said" in page
