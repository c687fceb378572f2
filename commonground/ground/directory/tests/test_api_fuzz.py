"""Whatever is asked of the feed: an answer in JSON that says what is wrong, or a page whose totals agree."""

from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonground.ground.directory.tests import entries

ADDRESSES = ("services", "service_at_locations", "taxonomies", "taxonomy_terms")
ANYTHING = st.one_of(
    st.text(max_size=30), st.integers().map(str), st.floats().map(str), st.uuids().map(str), st.dates().map(str)
)
PARAMETERS = """page per_page search taxonomy_term_id taxonomy_id minimum_age maximum_age postcode proximity day
    start_time end_time unknown"""
NAMED = dict.fromkeys(PARAMETERS.split(), ANYTHING)


@pytest.mark.django_db
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(ADDRESSES), st.fixed_dictionaries({}, optional=NAMED))
def test_whatever_is_asked_is_answered_in_json_and_totals_agree(address: str, asked: dict[str, Any]) -> None:
    if not entries.Service.objects.exists():
        entries.at(entries.service(), entries.place())
        entries.refuge()
    answer = Client().get(f"/api/open-referral/{address}", asked)
    assert answer.status_code in (200, 400, 404, 422), answer.content[:300]
    told = answer.json()
    if answer.status_code == 200:
        assert told["size"] == len(told["contents"]) <= told["total_items"]
        assert told["empty"] is (not told["contents"])
        assert entries.HIDDEN not in answer.content.decode()
