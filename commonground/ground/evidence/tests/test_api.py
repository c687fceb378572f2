"""What programs read of evidence: figures, what they mean and where they come from, in few queries."""

import csv
import io

import pyarrow.parquet as pq
import pytest
from django.test import Client

from commonground.foundation.audit.models import AuditEvent
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.models import Indicator, Release
from commonground.ground.evidence.queries import observations
from commonground.ground.evidence.tests.drawn import C1
from commonground.ground.places.models import Area

FIGURES = "/api/v1/evidence/observations"
KEYS = ("area", "indicator", "period")


def get(path: str, status: int = 200, **headers: str):
    answer = Client().get(path, headers=headers)
    assert answer.status_code == status, answer.content
    return answer


def pages(path: str) -> list[dict]:
    """Every item of a list, page after page."""
    items = []
    while path:
        page = get(path.removeprefix("http://testserver")).json()
        items += page["items"]
        path = page["next"]
    return items


def keys(items) -> list[tuple]:
    return [tuple(one[name] for name in KEYS) for one in items]


def rows_of(answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(b"".join(answer).decode())))


def test_a_figure_says_value_counts_interval_vintage_and_release(loaded):
    [figure] = get(f"{FIGURES}?indicator=re-referrals&area=E10000024&period=2024").json()["items"]
    assert (figure["value"], figure["symbol"], figure["numerator"], figure["denominator"]) == (25.8, None, 2186, 8462)
    assert (round(figure["lower"], 1), round(figure["upper"], 1)) == (24.9, 26.8)
    assert (figure["area_name"], figure["source"], figure["made"]) == (
        "Nottinghamshire", "dfe-cin", "published for this area",
    )  # fmt: skip
    release = get(f"/api/v1/evidence/releases/{figure['release']}").json()
    assert release["licence"] == "Open Government Licence v3.0"
    assert [one["name"] for one in release["files"]] == ["c1.csv"]


def test_what_is_hidden_keeps_its_symbol_and_has_no_number(loaded):
    [figure] = get(f"{FIGURES}?indicator=referrals-nfa&area=E10000007").json()["items"]
    assert (figure["value"], figure["symbol"], figure["numerator"]) == (None, "c", None)
    [row] = rows_of(get(f"{FIGURES}.csv?indicator=referrals-nfa&area=E10000007"))
    assert (row["value"], row["symbol"], row["numerator"]) == ("", "c", "")


@pytest.mark.parametrize("limit", [1, 7, 500])
def test_pages_hold_each_figure_once_in_one_order_whatever_their_size(loaded, limit):
    found = keys(pages(f"{FIGURES}?limit={limit}"))
    assert found == sorted(set(found))
    assert len(found) == queries.current_preparation().rows


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("indicator=referrals", lambda one: one["indicator"] == "referrals"),
        ("indicator=referrals&indicator=re-referrals", lambda one: one["indicator"] in ("referrals", "re-referrals")),
        ("area=derbyshire", lambda one: one["area"] == "E10000007"),
        ("area=derbyshire&area=E92000001", lambda one: one["area"] in ("E10000007", "E92000001")),
        ("period=2023", lambda one: one["period"] == "2023"),
        ("kind=county", lambda one: one["area"].startswith("E10")),
        ("kind=county&area=england", lambda one: False),
        (
            "kind=region&period=2024&indicator=referrals",
            lambda one: keys([one]) == [("E12000004", "referrals", "2024")],
        ),
    ],
)
def test_filters_hold_together(loaded, asked, fits):
    everything = pages(FIGURES)
    found = pages(f"{FIGURES}?{asked}&limit=3")
    assert found == [one for one in everything if fits(one)]
    assert keys(rows_of(get(f"{FIGURES}.csv?{asked}"))) == keys(found)


@pytest.mark.parametrize("asked", ["", "&kind=county", "&indicator=referrals", "&area=england&period=2024"])
@pytest.mark.parametrize("limit", [2, 3, 500])
def test_a_cube_in_many_groups_of_rows_reads_as_in_one(loaded, monkeypatch, tmp_path, asked, limit):
    whole = pages(f"{FIGURES}?limit=500{asked}")
    cut = tmp_path / "cut.parquet"
    pq.write_table(pq.read_table(observations.local_cube(queries.current_preparation())), cut, row_group_size=3)
    monkeypatch.setattr(observations, "local_cube", lambda preparation: str(cut))
    assert pages(f"{FIGURES}?limit={limit}{asked}") == whole
    assert keys(rows_of(get(f"{FIGURES}.csv?{asked[1:]}"))) == keys(whole)


def test_groups_of_rows_that_cannot_hold_an_area_are_not_read(loaded, monkeypatch, tmp_path):
    cut = tmp_path / "cut.parquet"
    pq.write_table(pq.read_table(observations.local_cube(queries.current_preparation())), cut, row_group_size=3)
    groups, read = observations._groups("cut", str(cut)), []
    of_derbyshire = [group.number for group in groups if group.least <= "E10000007" <= group.most]
    places = observations._places
    monkeypatch.setattr(observations, "local_cube", lambda preparation: str(cut))
    monkeypatch.setattr(
        observations,
        "_places",
        lambda file, group, *rest, **more: read.append(group.number) or places(file, group, *rest, **more),
    )
    assert get(f"{FIGURES}?area=derbyshire&limit=500").json()["items"]
    assert read == of_derbyshire
    assert len(read) < len(groups)


@pytest.mark.parametrize("limit", [1, 50])
def test_a_page_takes_as_many_queries_whatever_it_holds(loaded, limit, django_assert_num_queries):
    get(f"{FIGURES}?limit=1")
    with django_assert_num_queries(4):
        get(f"{FIGURES}?limit={limit}")


def test_a_cursor_of_figures_that_were_prepared_anew_is_told_to_begin_again(loaded, written):
    after = get(f"{FIGURES}?limit=1").json()["next"].removeprefix("http://testserver")
    corrected = written("c1-corrected.csv", C1.replace("2186,25.8", "2203,26.0", 1))
    actions.import_files(kind="dfe-cin", paths=[corrected], by=loaded)
    actions.prepare_figures(by=loaded)
    assert "Begin again" in get(after, 409).json()["detail"]


@pytest.mark.parametrize(
    ("asked", "status", "said"),
    [
        ("indicater=referrals", 422, "indicater: is not known. Known are: area"),
        ("limit=0", 422, "limit: Input should be greater than or equal to 1"),
        ("limit=501", 422, "limit: "),
        ("period=last-year", 422, "period 1: "),
        ("kind=parish-of-old", 422, "Known are: "),
        ("level=locality", 422, "needs a footprint"),
        ("cursor=bm9uZQ", 422, "is not one of ours"),
        ("area=%00", 422, "area 1: "),
        ("area=nowhere", 404, "We know no area “nowhere”"),
        ("indicator=nothing", 404, "There is no indicator ‘nothing’"),
        ("footprint=none", 404, ""),
    ],
)
def test_what_cannot_be_asked_is_told_so_and_never_taken_for_everything(loaded, asked, status, said):
    answer = get(f"{FIGURES}?{asked}", status)
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert said in " ".join([told["detail"], *told.get("problems", [])])


def test_an_answer_that_has_not_changed_is_not_sent_again(loaded, written):
    first = get(f"{FIGURES}?area=derbyshire")
    assert first["Cache-Control"] == "no-cache, public"
    again = get(f"{FIGURES}?area=derbyshire", 304, **{"If-None-Match": first["ETag"]})
    assert again.content == b""
    corrected = written("c1-corrected.csv", C1.replace("2186,25.8", "2203,26.0", 1))
    actions.import_files(kind="dfe-cin", paths=[corrected], by=loaded)
    actions.prepare_figures(by=loaded)
    get(f"{FIGURES}?area=derbyshire", 200, **{"If-None-Match": first["ETag"]})


def test_a_file_is_on_record_before_it_leaves_and_is_whole_or_not_sent(loaded, monkeypatch):
    rows_of(get(f"{FIGURES}.csv"))
    assert AuditEvent.objects.filter(verb="exported").count() == 1
    monkeypatch.setattr(observations, "MOST_AT_ONCE", 3)
    assert "Nothing was sent" in get(f"{FIGURES}.csv", 422).json()["detail"]
    assert AuditEvent.objects.filter(verb="exported").count() == 1


def test_text_in_a_file_begins_no_formula(loaded):
    Area.objects.filter(code="E10000007").update(name="=HYPERLINK(1)")
    rows = rows_of(get(f"{FIGURES}.csv?area=E10000007"))
    assert {row["area_name"] for row in rows} == {"'=HYPERLINK(1)"}


def test_indicators_are_found_by_words_and_narrowed(loaded):
    found = get("/api/v1/evidence/indicators?q=re-referals&limit=1").json()
    assert "referral" in found["items"][0]["name"].casefold()
    assert "re-referrals" in {one["slug"] for one in pages("/api/v1/evidence/indicators?q=re-referals&limit=3")}
    listed = pages("/api/v1/evidence/indicators?limit=50")
    assert [one["slug"] for one in listed] == list(Indicator.objects.values_list("slug", flat=True))
    assert "Known are: " in get("/api/v1/evidence/indicators?theme=nothing", 422).json()["problems"][0]


def test_an_indicator_says_how_it_is_made_and_how_fresh_it_is(loaded):
    told = get("/api/v1/evidence/indicators/re-referrals").json()
    assert told["source"]["licence"] == "Open Government Licence v3.0"
    assert told["denominator"]
    assert (told["first_period"], told["last_period"], told["polarity"]) == ("2023", "2024", "low")
    assert get("/api/v1/evidence/indicators/nothing", 404).json()["status"] == 404


def test_rows_of_a_release_come_page_by_page_as_they_were_read(loaded):
    held = Release.objects.get(dataset="dfe-cin")
    path = f"/api/v1/evidence/releases/{held.pk}/rows"
    rows = pages(f"{path}?limit=7")
    assert len(rows) == held.rows
    assert [one["row"] for one in rows] == [one["row"] for one in pages(f"{path}?limit=500")]
    assert ("re-referrals", "25.8") in {(one["indicator"], one["published"]) for one in rows}


def test_what_a_program_reads_is_what_the_pages_read(loaded):
    """Every figure of the cube, the slow way."""
    told = {(one["area"], one["indicator"], one["period"]): one for one in pages(f"{FIGURES}?limit=500")}
    for area in ("E10000024", "E10000007", "E12000004", "E92000001"):
        for slug in ("re-referrals", "referrals-rate", "referrals-nfa"):
            for figure in queries.series(slug, [area]).get(area, []):
                one = told[area, slug, figure.period]
                assert (one["value"], one["numerator"], one["made"]) == (
                    figure.value, figure.numerator, figure.computed,
                )  # fmt: skip


def test_nothing_is_prepared_says_so(analyst):
    assert "No figures have been prepared" in get(FIGURES, 404).json()["detail"]
