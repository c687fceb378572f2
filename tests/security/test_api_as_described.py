"""The API asked with what its own description allows, and with what it does not, as three kinds of callers: no server
error, and no answer that the description does not know.

Whether what fits the description is accepted is not asked: a slug of the right form may name nothing.
"""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks
from schemathesis.specs.openapi import checks

from tests.answering import one_connection, quiet
from tests.tokens import a_token, bearer

EXAMPLES = 12  # for each endpoint, caller and mode: about a minute in all
CALLERS = {
    "visitor": ("", ()),
    "analyst": ("analyst", ("figures", "rows", "withdrawn")),
    "manager": ("locality-manager", ("figures", "groups")),
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quiet", "one_connection")]
__all__ = ["one_connection", "quiet"]


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_answer_is_one_that_the_description_knows(world, caller, mode):
    role, scopes = CALLERS[caller]
    headers = bearer(a_token(world.account(role), scopes=scopes)) if role else {}
    load_all_checks()
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) >= 12
    can_be_wrong = [one for one in operations if one.definition.raw["parameters"] or mode is GenerationMode.POSITIVE]
    asked = [_ask_often(operation, mode, headers) for operation in can_be_wrong]
    assert min(asked) >= 1
    assert len(can_be_wrong) >= 10


def _ask_often(operation, mode, headers) -> int:
    """How many requests there were. Raises what schemathesis found wrong."""
    asked = 0

    @seed(20261129)
    @settings(
        max_examples=EXAMPLES, deadline=None, phases=[Phase.generate], database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case):
        nonlocal asked
        asked += 1
        case.call_and_validate(headers=headers, excluded_checks=[checks.positive_data_acceptance, checks.ignored_auth])

    ask()
    return asked
