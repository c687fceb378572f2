"""The invented register of information governance of the example place."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from commonground.foundation.kernel.viewer import operator
from commonground.ground.partners import actions as partners
from commonground.ground.partners import queries
from commonground.ground.partners.rules import Standing
from commonground.showcase import actions, formats

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


pytestmark = pytest.mark.usefixtures("new_site")


def test_the_example_has_an_agreement_of_each_kind_and_what_lapsed_is_raised_once() -> None:
    by = operator(NOW, permissions=actions.PERMISSIONS)
    pack = formats.read_pack("nottinghamshire")
    for one in pack.organisations:
        partners.register_organisation(slug=one.slug, name=one.name, sector=one.sector, by=by)
    told: list[str] = []
    for _ in range(2):
        actions.register_governance(governance=pack.governance, by=by, tell=told.append)
    assert told == [
        "4 invented sharing agreements, 4 of them new; 3 lapses raised",
        "4 invented sharing agreements, 0 of them new; 0 lapses raised",
    ]
    stands = Counter(held.standing for held in queries.agreements(by))
    assert stands == Counter([Standing.IN_FORCE, Standing.EXPIRING, Standing.LAPSED, Standing.UNSIGNED])
