"""Who may see whom, and who may give roles where: the truth table."""

import pytest

from commonground.foundation.kernel.errors import NotFound, PersonFacing
from commonground.ground.partners import access, queries
from commonground.ground.partners.models import Account

EVERYBODY = "everybody"
#                        sees whom                                       gives roles at
TABLE = {
    "system administrator": (EVERYBODY, {"County", "Police"}),
    "county administrator": ({"County"}, {"County"}),
    "police administrator": ({"Police"}, {"Police"}),
    "governance officer": (EVERYBODY, set()),
    "county member": (set(), set()),
    "police member": (set(), set()),
    "leaver": (set(), set()),
}


def is_in(account: Account, organisations: set[str]) -> bool:
    return any(held.organisation.name in organisations for held in account.memberships.all())


@pytest.mark.parametrize("name", TABLE)
def test_the_list_and_the_single_answer_agree_with_the_table(cast, name):
    viewer = cast.viewer(name)
    sees, _ = TABLE[name]
    for account in Account.objects.all():
        expected = account.pk == viewer.id or sees == EVERYBODY or is_in(account, sees)
        listed = Account.objects.visible_to(viewer).filter(pk=account.pk).exists()
        try:
            single = queries.person(viewer, account.pk) == account
        except NotFound:
            single = False
        assert (listed, single) == (expected, expected), (name, account.name)


@pytest.mark.parametrize("name", TABLE)
def test_the_list_of_people_is_refused_to_those_who_may_see_nobody_else(cast, name):
    viewer = cast.viewer(name)
    try:
        queries.people(viewer)
        answered = True
    except PersonFacing:
        answered = False
    assert answered == bool(TABLE[name][0])


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("organisation", ["County", "Police"])
def test_roles_are_given_only_where_the_table_says_and_never_to_oneself(cast, name, organisation):
    viewer = cast.viewer(name)
    place = {"County": cast.county, "Police": cast.police}[organisation]
    for account in Account.objects.all():
        try:
            access.check_can_grant(viewer, account=account, organisation=place)
            may = True
        except PersonFacing:
            may = False
        assert may == (organisation in TABLE[name][1] and account.pk != viewer.id), (name, account.name)
