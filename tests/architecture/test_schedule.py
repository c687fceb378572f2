"""The schedule names only what there is."""

import pytest

from commonground.config.permissions import PERMISSIONS
from commonground.config.schedule import SCHEDULE
from commonground.foundation.work.actions import Nightly, handlers


@pytest.mark.parametrize("entry", SCHEDULE, ids=lambda entry: entry.job)
def test_every_entry_of_the_schedule_names_work_and_rights_that_there_are(entry: Nightly) -> None:
    assert handlers.find(entry.job).title
    assert entry.permissions <= PERMISSIONS.keys()
