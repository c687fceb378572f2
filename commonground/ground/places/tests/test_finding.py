"""The page that finds a place by postcode: for everybody, by date, and kept nowhere."""

import logging
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from commonground.foundation.audit.models import AuditEvent
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places.models import FootprintVersion
from commonground.ground.places.tests import county

Comes = Callable[[Viewer], Client]
FIND = "/places/find/"


def page(comes: Comes, **asked: str) -> str:
    answer = comes(county.PUBLIC).get(FIND, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_and_after_a_change_the_page_shows_different_localities(comes: Comes, six: FootprintVersion) -> None:
    """P14, P16."""
    before, after = (page(comes, postcode="ng181aa", on=day) for day in ("2014-12-31", "2015-01-01"))
    assert "NG18 1AA as at 31 December 2014" in before
    assert "Mansfield and Ashfield" not in before
    assert "/places/mansfield/?map=localities/seven-2013" in before
    assert "/places/mansfield-and-ashfield/?map=localities/six-2015" in after
    assert "until 1 January 2015" in before


def test_the_days_on_which_maps_changed_are_offered(comes: Comes, six: FootprintVersion) -> None:
    shown = page(comes, postcode="NG18 1AA", on="2015-01-01")
    assert "?postcode=NG18%201AA&amp;on=2013-01-01" in shown
    assert "<strong>1 January 2015</strong>" in shown


def test_the_date_in_three_boxes_is_the_date_in_the_address(comes: Comes, six: FootprintVersion) -> None:
    boxes = {"on_0": "1", "on_1": "6", "on_2": "2014"}
    assert "NG18 1AA as at 1 June 2014" in page(comes, postcode="NG18 1AA", **boxes)
    assert "NG18 1AA as at 22 November 2026" in page(comes, postcode="NG18 1AA")


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"postcode": ""}, "Enter a postcode"),
        ({"postcode": "NG18"}, "is only the first half of a postcode"),
        ({"postcode": "<script>alert(1)</script>"}, "“&lt;script&gt;alert(1)&lt;/sc…” is too long"),
        ({"postcode": "x" * 500}, "is too long for a postcode"),
        ({"postcode": "NG18 1AA", "on": "2026-13-01"}, "Date must be a real date"),
        ({"postcode": "NG18 1AA", "on": "yesterday"}, "Date must include a day"),
        ({"postcode": "NG18 1AA", "on": "0000-00-00"}, "Date must"),
        ({"postcode": "NG99 9ZZ"}, "is not in the postcode directory of"),
        ({"postcode": "NG1 5FS"}, "NG1 5FS is not in Nottinghamshire. It lies in Nottingham."),
        ({"postcode": "EH1 1AA"}, "EH1 1AA lies in Scotland, and this site is about England."),
    ],
)  # fmt: skip
def test_what_cannot_be_found_says_why(comes: Comes, six: FootprintVersion, asked: dict[str, str], says: str) -> None:
    assert says in page(comes, **asked)


def test_an_empty_form_asks_for_a_postcode_and_is_no_mistake(comes: Comes, six: FootprintVersion) -> None:
    shown = page(comes)
    assert "There is a problem" not in shown
    assert 'value="2026"' in shown


def test_what_is_looked_up_is_kept_nowhere(
    comes: Comes, six: FootprintVersion, caplog: pytest.LogCaptureFixture
) -> None:
    """docs/decisions/0032."""
    before = AuditEvent.objects.count()
    with caplog.at_level(logging.DEBUG, logger="commonground"), caplog.at_level(logging.DEBUG, logger="django.request"):
        answer = comes(county.PUBLIC).get(FIND, {"postcode": "NG18 1AA"})
        comes(county.PUBLIC).get(FIND, {"postcode": "NG18 1A"})
    assert AuditEvent.objects.count() == before
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"
    assert "NG18" not in caplog.text
    assert b'autocomplete="off"' in answer.content


def test_a_page_takes_few_queries(
    comes: Comes, six: FootprintVersion, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page(comes, postcode="NG18 1AA")
    with django_assert_max_num_queries(12):
        page(comes, postcode="NG18 1AA")
