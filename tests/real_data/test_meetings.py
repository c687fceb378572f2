"""A year of published meetings of a council, and votes of nine years."""

from pathlib import Path

import pytest
from django.utils import timezone

from commonground.foundation.kernel.viewer import operator
from commonground.partnership.groups import actions
from commonground.partnership.groups.formats.modern_gov import read_published
from commonground.partnership.groups.models import Decision, Group, GroupType, Meeting
from commonground.partnership.groups.rules.words import Outcome
from commonground.partnership.groups.tests.bodies import organisation


@pytest.mark.django_db
def test_published_meetings_and_votes_are_taken_once(published_data: Path) -> None:
    by = operator(timezone.now(), permissions=frozenset({"groups.read", "groups.keep"}))
    GroupType.objects.get_or_create(slug="committee", defaults={"name": "Committee", "plural": "Committees"})
    folder = published_data / "meetings" / "burnley"
    read = [
        one for name in ("meetings.json", "voting.json") for one in read_published(name, (folder / name).read_bytes())
    ]
    first = actions.take_published(meetings=read, host=organisation(), known_as={}, by=by)
    assert (first.groups, first.decisions) == (9, 78)
    assert Decision.objects.filter(outcome=Outcome.AGREED).count() == 55
    assert Meeting.objects.filter(group__name="Full Council").count() == 25
    again = actions.take_published(meetings=read, host=organisation(), known_as={}, by=by)
    assert (again.groups, again.meetings, again.items, again.decisions) == (0, 0, 0, 0)
    assert Group.objects.filter(name="Community Environmental Services, Executive Individual Decisions").exists()
