"""The command line: summaries, errors by row and column, exit codes, and one figure with all that stands behind it."""

import json

import pytest
from click.testing import CliRunner

from commonground.foundation.kernel.errors import Ambiguous, Invalid, NotFound
from commonground.ground.evidence import actions
from commonground.ground.evidence.commands import COMMANDS, IMPORTS
from commonground.ground.evidence.models import Release
from commonground.ground.evidence.tests.drawn import C1
from commonground.ground.places import actions as places
from commonground.ground.places.actions import AreaRow

VINTAGE = "Years to 31 March; rates stand on the rebased mid-year estimate of the year before"

pytestmark = pytest.mark.django_db(transaction=True)


NAMED = {command.name: command for command in COMMANDS} | {f"import {command.name}": command for command in IMPORTS}


@pytest.fixture
def run(analyst):
    """Run a command of this room; what went wrong is raised."""

    def running(name: str, *words: object) -> str:
        return CliRunner().invoke(NAMED[name], [str(word) for word in words], catch_exceptions=False).stdout

    return running


def test_an_import_says_what_each_file_was_and_what_it_made(run, c1, ons):
    assert run("import dfe-cin", c1, ons).splitlines() == [
        "c1.csv           6 rows  C1 Referrals and re-referrals",
        "ons.csv          4 rows  ONS mid-year population estimates",
        "dfe-cin: release 1 with 36 figures.",
        "mid-year-rebased: release 1 with 4 figures.",
        "4 areas were new.",
    ]


def test_the_same_again_says_that_nothing_is_new(run, c1):
    run("import dfe-cin", c1)
    assert "dfe-cin: nothing new, release 1 has these figures already." in run("import dfe-cin", c1)


def test_a_dry_run_says_what_would_be_and_changes_nothing(run, c1):
    said = run("import dfe-cin", c1, "--dry-run")
    assert said.endswith("dfe-cin: would be a new release.\nNothing was changed: this was a dry run.\n")
    assert Release.objects.count() == 0


def test_mistakes_are_told_by_row_and_column(run, written):
    with pytest.raises(Invalid) as refused:
        run("import dfe-cin", written("c1.csv", C1.replace("8462,", "12a,", 1).replace("2186,", "-1,", 1)))
    assert refused.value.sentence == "2 problems in 1 file. Nothing was changed."
    assert [problem.where for problem in refused.value.problems] == [
        "c1.csv, row 4, column Referrals",
        "c1.csv, row 4, column Re_referrals",
    ]


def test_a_path_that_is_not_there_is_told(run):
    with pytest.raises(NotFound, match="There is no file"):
        run("import dfe-cin", "nothing.csv")


def test_a_value_comes_with_all_that_stands_behind_it(run, c1, ons):
    run("import dfe-cin", c1, ons)
    said = json.loads(run("value", "referrals-rate", "Nottinghamshire", "--period", "2024", "--json"))
    interval = said.pop("interval")
    assert interval["lower"] < 500.9 < interval["upper"]
    assert said.pop("release") == str(Release.objects.get(dataset="dfe-cin").pk)
    assert said == {
        "indicator": "referrals-rate",
        "area": "E10000024",
        "area_name": "Nottinghamshire",
        "period": "2024",
        "period_label": "year to 31 March 2024",
        "value": 500.9,
        "symbol": None,
        "note": None,
        "unit": "per 10,000 children",
        "numerator": 8462.0,
        "denominator": 168939.0,
        "denominator_period": "mid-2023",
        "vintage": VINTAGE,
        "computed": "published for this area",
        "carried_over": None,
        "best_fit": False,
        "parts": 0,
        "release_number": 1,
        "source": "Department for Education, Characteristics of children in need",
        "file": "c1.csv",
        "row": 4,
        "column": "Referrals_rate",
        "england": 518.3,
        "comparison": "lower",
    }


def test_a_value_in_words(run, c1, ons):
    run("import dfe-cin", c1, ons)
    assert run("value", "re-referrals", "E10000024").splitlines() == [
        "Re-referrals within 12 months, Nottinghamshire, year to 31 March 2024: 25.8%",
        "  95% interval 24.9% to 26.8%. Worse than England (22.4%).",
        "  2,186 Referrals within 12 months of an earlier referral of the same child ÷ 8,462 Referrals in the year",
        f"  Published for this area. {VINTAGE}.",
        "  Department for Education, Characteristics of children in need, release 1",
        "  c1.csv, row 4, column Re_referrals_percent",
    ]


def test_a_value_is_prepared_where_it_is_not_yet(run, analyst, c1, ons):
    actions.import_files(kind="dfe-cin", paths=[c1, ons], by=analyst)
    assert "25.8%" in run("value", "re-referrals", "E10000024", "--period", "2024")


@pytest.mark.parametrize(
    ("words", "error", "said"),
    [
        (("nothing", "E10000024"), NotFound, "There is no indicator ‘nothing’."),
        (("re-referrals", "Mars"), NotFound, "We know no area “Mars”."),
        (("re-referrals", "E10000024", "--period", "1999"), NotFound, "There are: 2023, 2024."),
        (("re-referrals", "E10000024", "--period", "soon"), Invalid, "“soon” is not a financial year."),
        (("re-referrals", "E10000024", "--footprint", "none"), NotFound, "There is no footprint “none”"),
        (("children-0-17", "E10000024"), NotFound, "There is no figure of Children 0 to 17 for Nottinghamshire."),
    ],
)
def test_what_is_not_there_is_said(run, c1, words, error, said):
    run("import dfe-cin", c1)
    with pytest.raises(error) as raised:
        run("value", *words)
    assert said in raised.value.sentence


def test_a_name_of_several_areas_is_told_with_all_of_them(run, analyst, c1):
    rows = [AreaRow(f"Town {code}", "district", code, aliases=("The Town",)) for code in ("E07000998", "E07000999")]
    places.register_areas(rows=rows, by=analyst)
    run("import dfe-cin", c1)
    with pytest.raises(Ambiguous) as raised:
        run("value", "re-referrals", "the town")
    assert [problem.what for problem in raised.value.problems] == ["District, E07000998", "District, E07000999"]


def test_indicators_are_listed_by_theme_and_found_by_words(run):
    listed = run("indicators")
    assert "Front door and referrals\n" in listed
    assert "  referrals-rate                  Rate of referrals to children's social care\n" in listed
    found = [json.loads(line)["slug"] for line in run("indicators", "earlier", "referral", "--json").splitlines()]
    assert found == ["re-referrals", "children-re-referred"]


def test_releases_are_listed_and_figures_prepared_by_hand(run, c1):
    run("import dfe-cin", c1)
    assert "dfe-cin                1         36 figures" in run("evidence", "releases")
    assert run("evidence", "prepare").endswith("figures were prepared already.\n")
    assert run("evidence", "sweep") == "0 unfinished pieces of work and 0 files removed.\n"
