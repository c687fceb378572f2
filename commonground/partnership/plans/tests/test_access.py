"""Who reads, keeps and follows up a plan: the truth table."""

from collections.abc import Callable

import pytest

from commonground.foundation.kernel.errors import Refused
from commonground.foundation.kernel.viewer import Viewer, public
from commonground.partnership.plans import access, queries
from commonground.partnership.plans.rules.words import Openness
from commonground.partnership.plans.tests.cast import KEEPS, NOW, READS, agree, person, plan, viewer, whole

pytestmark = pytest.mark.django_db
NOTHING: frozenset[str] = frozenset()


def who(kind: str) -> Viewer:
    return {
        "public": lambda: public(NOW),
        "no permission": lambda: viewer(person("Nora Nobody"), NOTHING),
        "reads": lambda: viewer(person("Rita Reader"), READS),
        "keeper": lambda: viewer(person("Kim Keeper"), READS),
        "keeper who left": lambda: viewer(person("Kim Keeper"), NOTHING),
        "lead": lambda: viewer(person("Lea Lead"), READS),
        "keeps all": lambda: viewer(person("Mary Manager"), KEEPS),
    }[kind]()


def allowed(check: Callable[..., None], *arguments: object) -> bool:
    try:
        check(*arguments)
    except Refused:
        return False
    return True


@pytest.mark.parametrize(
    ("kind", "start", "keep", "report", "draft"),
    [
        ("public", False, False, False, False),
        ("no permission", False, False, False, False),
        ("reads", False, False, False, True),
        ("keeper", False, True, True, True),
        ("keeper who left", False, False, False, False),
        ("lead", False, False, True, True),
        ("keeps all", True, True, True, True),
    ],
)
def test_default_is_no(kind: str, start: bool, keep: bool, report: bool, draft: bool) -> None:
    of, viewer_ = plan(keeper=person("Kim Keeper")), who(kind)
    assert allowed(access.check_can_start, viewer_) is start
    assert allowed(access.check_can_keep, viewer_, of) is keep
    assert allowed(access.check_can_report, viewer_, of, person("Lea Lead")) is report
    assert queries.plans(viewer_).filter(pk=of.pk).exists() is draft


@pytest.mark.parametrize(
    ("openness", "is_agreed", "kind", "known"),
    [
        (Openness.PUBLIC, False, "public", False),
        (Openness.PUBLIC, True, "public", True),
        (Openness.PARTNERS, True, "public", False),
        (Openness.PARTNERS, True, "no permission", False),
        (Openness.PARTNERS, False, "reads", True),
    ],
)
def test_the_public_knows_of_public_plans_once_they_are_agreed(
    openness: Openness, is_agreed: bool, kind: str, known: bool
) -> None:
    of = plan(openness=openness)
    whole(of)
    if is_agreed:
        agree(of)
    assert queries.plans(who(kind)).filter(pk=of.pk).exists() is known


def test_who_no_longer_keeps_a_plan_may_no_longer_write_it() -> None:
    of = plan(keeper=person("Kim Keeper"))
    of.keepers.update(ends_on=NOW.date())
    assert not allowed(access.check_can_keep, who("keeper"), of)
