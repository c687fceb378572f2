"""Whoever saves second is shown what the record says now beside what they wrote, for every edit of the register.

In one process, one after the other: that only one of a hundred is kept is proved in test_lost_update.py.
"""

import pytest

from commonground.foundation.kernel.errors import Conflict
from tests.security.writes import Edit, edits

pytestmark = pytest.mark.django_db
# What these are shown is of other fields than the token is written into: the days of the next review, nothing yet, how
# a process stands.
BESIDE = {"evidence reviewed", "own figure changed", "plans.say_standings"}
FIRST, SECOND = "tokenofthefirst", "tokenofthesecond"


@pytest.mark.parametrize("edit", [one for one in edits() if one.name not in BESIDE], ids=lambda edit: edit.name)
def test_the_second_is_told_what_the_first_wrote_and_what_they_wrote_themselves(edit: Edit) -> None:
    edit.prepare()
    edit.act(FIRST)
    assert FIRST in edit.kept()
    with pytest.raises(Conflict) as told:
        edit.act(SECOND)
    assert SECOND in str(told.value.yours)
    assert FIRST in str(told.value.theirs)
    assert FIRST in edit.kept()
