"""Monthly series: read from columns of months, and shown as a control chart with the changes that are marked."""

from datetime import date

import pytest

from commonground.foundation.kernel.viewer import operator
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.tests.built import prepare_months
from commonground.ground.evidence.tests.conftest import NOW
from commonground.ground.places import queries as places
from tests.beginnings import begins_with, begun

CONTROL = "/evidence/control/referrals-by-month/nottinghamshire/"


@pytest.fixture
@begins_with(prepare_months)
def monthly(db, home):
    begun(prepare_months)
    return places.area_by_reference("E10000024")


@pytest.fixture
def marked(monthly):
    by = operator(NOW, permissions=frozenset({"evidence.aim"}))
    facts = {"title": "a new front door", "reason": "Report", "happened_on": date(2023, 4, 1)}
    return actions.mark_change(area=monthly.pk, indicator=None, by=by, **facts)


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content
    return response.content.decode()


def test_each_column_of_months_is_a_month_of_the_year_it_ends(monthly):
    held = queries.series("referrals-by-month", ["E10000024"])["E10000024"]
    assert [(one.period, one.value) for one in held[:2]] == [("2022-04", 900), ("2022-05", 910)]
    assert [(one.period, one.value, one.symbol) for one in held[-2:]] == [("2024-02", 500, ""), ("2024-03", None, "x")]
    assert (held[0].column, held[0].row, held[9].column) == ("April", 2, "January")


def test_without_a_marker_the_fall_is_a_sign_and_with_limits_from_it_it_is_not(client, marked):
    assert "Eight in a row on one side of the mean" in text_of(client, CONTROL)
    after = text_of(client, CONTROL + "?from=changes")
    assert "No rule finds a sign of change" in after
    assert "Changed before April 2023: a new front door (1 April 2023)" in after
    assert "Limits are worked out anew from each change" in after


def test_a_withdrawn_marker_is_not_shown(client, marked):
    actions.withdraw_marker(
        marker=marked, based_on=1, because="x", by=operator(NOW, permissions=frozenset({"evidence.aim"}))
    )
    assert "a new front door" not in text_of(client, CONTROL + "?from=changes")


def test_the_page_of_a_monthly_figure_shows_the_control_chart(client, marked, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        text = text_of(client, "/evidence/referrals-by-month/nottinghamshire/2023-05/")
    assert "Eight in a row on one side" in text
    assert f'href="{CONTROL}"' in text
    with django_assert_max_num_queries(12):
        assert "The rules" in text_of(client, CONTROL + "?months=24")


@pytest.mark.parametrize(
    ("suffix", "beginning"), [("pdf", b"%PDF"), ("xlsx", b"PK"), ("csv", b""), ("png", b"\x89PNG")]
)
def test_it_can_be_taken_away(client, monthly, suffix, beginning):
    assert client.get(f"{CONTROL}control.{suffix}").content.startswith(beginning)


def test_only_monthly_series_have_one(client, loaded):
    assert client.get("/evidence/control/re-referrals/nottinghamshire/").status_code == 404
    assert client.get("/evidence/control/referrals-by-month/nottinghamshire/").status_code == 404
