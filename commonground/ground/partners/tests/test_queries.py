"""Who is who."""

from datetime import UTC, date, datetime

import pytest

from commonground.ground.partners import queries
from commonground.ground.partners.models import Account, Membership, Organisation, Role, Sector

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.mark.django_db
def test_a_viewer_may_what_their_current_role_permits_and_nothing_after_it_ends():
    council = Organisation.objects.create(slug="c", name="Council", sector=Sector.objects.create(slug="la", name="LA"))
    role = Role.objects.create(slug="manager", name="Manager", permissions=["places.draft"])
    account = Account.objects.create(email="a@example.org", name="A")
    Membership.objects.create(
        account=account, role=role, organisation=council, starts_on=date(2026, 1, 1), ends_on=date(2026, 11, 23)
    )
    viewer = queries.viewer_for(account, session="s", now=NOW)
    assert viewer.may("places.draft")
    assert not viewer.may("places.publish")
    assert not viewer.at(datetime(2026, 11, 23, tzinfo=UTC)).may("places.draft")
