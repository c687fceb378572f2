"""Today, as each of the invented people finds it: accessible, in one column when zoomed, with something to do first."""

from collections.abc import Callable

import pytest

from commonground.ground.partners.models import Account, Membership
from tests.journeys.browser import Visitor
from tests.journeys.place import said
from tests.world import World


@pytest.mark.parametrize("kind", ["desktop", "phone"])
def test_everybody_finds_what_needs_them_or_what_to_do_first(
    place: World, site: str, visit: Callable[[str], Visitor], kind: str
) -> None:
    people = Membership.objects.filter(account__email__endswith="example.org", account__is_invented=True)
    shown = {held.role_id: held.account for held in people.select_related("account").exclude(ends_on__isnull=False)}
    assert len(shown) > 10
    for role, account in shown.items():
        visitor = visit(kind)
        visitor.sign_in(Account.objects.get(pk=account.pk), site)
        visitor.open(f"{site}/")
        visitor.check()
        visitor.check_reflow()
        visitor.picture(f"today-{role}")
        words = said(visitor.page)
        assert "What needs you" in words or "What to do first" in words, role
