"""Small numbers of people that a plan reads for itself do not leave it."""

from decimal import Decimal

import pytest

from commonground.foundation.kernel.errors import Invalid
from commonground.partnership.plans import actions, queries
from commonground.partnership.plans.formats import read_policy
from commonground.partnership.plans.models import Measure
from commonground.partnership.plans.rules.measures import Counted
from commonground.partnership.plans.rules.small import told
from commonground.partnership.plans.tests.measured import agreed, keeper, plan, read, shire

POLICY = "soon_days = 1\nquiet_days = 2\ngrace_days = 3\nsmall_below = 5\n"


@pytest.mark.parametrize(
    ("count", "base", "per", "is_told"),
    [
        ("4", None, None, False),
        ("5", None, None, True),
        ("0", None, None, True),  # nobody is nobody's secret
        ("3.5", None, None, True),  # a mean
        ("40", "100", 100, True),
        ("3", "100", 100, False),
        ("97", "100", 100, False),  # what is left gives the three away
        ("100", "100", 100, True),
        ("2", "4", 100, False),
        ("3", "10000", 10000, False),
        ("50", "52", 10000, True),  # events in so many, which are no part of them
    ],
)
def test_a_reading_with_few_people_behind_it_is_told_as_suppressed(
    count: str, base: str | None, per: int | None, is_told: bool
) -> None:
    was = Counted(Decimal(count), Decimal(base) if base else None)
    assert told(was, per=per, below=5) == (was if is_told else Counted(None, None, "c"))


def test_what_was_written_as_a_symbol_stays_it() -> None:
    assert told(Counted(None, None, "x"), per=None, below=5).symbol == "x"


def test_a_place_changes_one_threshold_and_keeps_the_others() -> None:
    held = read_policy(POLICY, "small_below = 10")
    assert (held.small_below, held.grace_days) == (10, 3)
    with pytest.raises(Invalid, match="small_below"):
        read_policy(POLICY, 'small_below = "few"')


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "is_told"), [(3, False), (6, True)])
def test_a_baseline_of_few_people_is_not_in_what_is_agreed(first: int, is_told: bool) -> None:
    of = plan()
    actions.add_own_measure(
        plan=of, agreed=agreed(target=60.0), area=shire(), unit="families", per=None, first=read(2023, first, None),
        by=keeper(),
    )  # fmt: skip
    words = queries.content_now(of)["measures"][0]["baseline"]
    assert words == f"{first} families on 31 March 2023" if is_told else "Suppressed to protect people on 31 March 2023"
    assert Measure.objects.get().baseline == first
