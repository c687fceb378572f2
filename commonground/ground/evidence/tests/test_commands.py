"""The command line: summaries, errors by row and column, exit codes, and one figure with all that stands behind it."""

import json

import pytest
from click.testing import CliRunner, Result

from commonground.config.commands import build
from commonground.ground.evidence import actions
from commonground.ground.evidence.models import Release
from commonground.ground.evidence.tests.drawn import C1

VINTAGE = "Years to 31 March; rates stand on the rebased mid-year estimate of the year before"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run(analyst, monkeypatch):
    """Run a command on the site of the test, whose home is set up already."""
    monkeypatch.setattr("commonground.config.serving.prepare_database", lambda: None)
    monkeypatch.setattr("commonground.config.serving.check_is_there", lambda: None)
    monkeypatch.setattr("commonground.config.serving.make_ready", lambda: None)

    def running(*arguments: object) -> Result:
        return CliRunner().invoke(build(), [str(argument) for argument in arguments])

    return running


def test_an_import_says_what_each_file_was_and_what_it_made(run, c1, ons):
    done = run("import", "dfe-cin", c1, ons)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines() == [
        "c1.csv           6 rows  C1 Referrals and re-referrals",
        "ons.csv          4 rows  ONS mid-year population estimates",
        "dfe-cin: release 1 with 36 figures.",
        "mid-year-rebased: release 1 with 4 figures.",
        "4 areas were new.",
    ]


def test_the_same_again_says_that_nothing_is_new(run, c1):
    run("import", "dfe-cin", c1)
    assert "dfe-cin: nothing new, release 1 has these figures already." in run("import", "dfe-cin", c1).stdout


def test_a_dry_run_says_what_would_be_and_changes_nothing(run, c1):
    done = run("import", "dfe-cin", c1, "--dry-run")
    assert "dfe-cin: would be a new release.\nNothing was changed: this was a dry run.\n" in done.stdout
    assert Release.objects.count() == 0


def test_mistakes_are_listed_by_row_and_column_and_the_exit_code_is_1(run, written):
    done = run("import", "dfe-cin", written("c1.csv", C1.replace("8462,", "12a,", 1).replace("2186,", "-1,", 1)))
    assert done.exit_code == 1
    assert done.stderr.splitlines() == [
        "2 problems in 1 file. Nothing was changed.",
        "  c1.csv, row 4, column Referrals: ‘12a’ is not a number or one of c, k, u, x, z. Mend the cell.",
        "  c1.csv, row 4, column Re_referrals: -1 cannot be: it is below 0. Check the figure with the publisher.",
    ]


def test_a_path_that_is_not_there_exits_with_2(run):
    done = run("import", "dfe-cin", "nothing.csv")
    assert done.exit_code == 2
    assert "There is no file" in done.stderr


def test_a_value_comes_with_all_that_stands_behind_it(run, c1, ons):
    run("import", "dfe-cin", c1, ons)
    done = run("value", "referrals-rate", "Nottinghamshire", "--period", "2024", "--json")
    assert done.exit_code == 0, done.stderr
    said = json.loads(done.stdout)
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
        "unit": "per 10,000 children",
        "numerator": 8462.0,
        "denominator": 168939.0,
        "denominator_period": "mid-2023",
        "vintage": VINTAGE,
        "computed": "published for this area",
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
    run("import", "dfe-cin", c1, ons)
    assert run("value", "re-referrals", "E10000024").stdout.splitlines() == [
        "Re-referrals within 12 months, Nottinghamshire, year to 31 March 2024: 25.8%",
        "  95% interval 24.9% to 26.8%. Worse than England (22.4%).",
        "  2,186 Referrals within 12 months of an earlier referral of the same child ÷ 8,462 Referrals in the year",
        f"  Published for this area. {VINTAGE}.",
        "  Department for Education, Characteristics of children in need, release 1",
        "  c1.csv, row 4, column Re_referrals_percent",
    ]


def test_a_value_is_prepared_where_it_is_not_yet(run, analyst, c1, ons):
    actions.import_files(kind="dfe-cin", paths=[c1, ons], by=analyst)
    assert "25.8%" in run("value", "re-referrals", "E10000024", "--period", "2024").stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("nothing", "E10000024"), 2, "There is no indicator ‘nothing’."),
        (("re-referrals", "Mars"), 2, "We know no area “Mars”."),
        (("re-referrals", "E10000024", "--period", "1999"), 2, "There are: 2023, 2024."),
        (("re-referrals", "E10000024", "--period", "soon"), 1, "“soon” is not a financial year."),
        (("re-referrals", "E10000024", "--footprint", "none"), 2, "There is no footprint “none”"),
        (("children-0-17", "E10000024"), 2, "There is no figure of Children 0 to 17 for Nottinghamshire."),
    ],
)
def test_what_is_not_there_is_said_with_its_exit_code(run, c1, arguments, code, said):
    run("import", "dfe-cin", c1)
    done = run("value", *arguments)
    assert (done.exit_code, said in done.stderr) == (code, True), done.stderr


def test_indicators_are_listed_by_theme_and_found_by_words(run):
    listed = run("indicators").stdout
    assert "Front door and referrals\n" in listed
    assert "  referrals-rate                  Rate of referrals to children's social care\n" in listed
    found = [
        json.loads(line)["slug"] for line in run("indicators", "earlier", "referral", "--json").stdout.splitlines()
    ]
    assert found == ["re-referrals", "children-re-referred"]


def test_releases_are_listed_and_figures_prepared_by_hand(run, c1):
    run("import", "dfe-cin", c1)
    assert "dfe-cin                1         36 figures" in run("evidence", "releases").stdout
    assert run("evidence", "prepare").stdout.endswith("figures were prepared already.\n")
    assert run("evidence", "sweep").stdout == "0 unfinished pieces of work and 0 files removed.\n"
