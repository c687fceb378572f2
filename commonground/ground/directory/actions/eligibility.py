"""Saying whom a service takes (S12)."""

from collections.abc import Sequence

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.models import Service
from commonground.ground.directory.rules import eligibility as rules
from commonground.ground.directory.rules.eligibility import Criterion


@audit.atomic()
def say_who_it_takes(*, service: Service, based_on: int, criteria: Sequence[Criterion], by: Viewer) -> None:
    """Keep the criteria of a service. Raises Conflict, and Invalid with each fault and contradiction at its field."""
    access.check_can_keep_service(by, service)
    problems = [Problem(said, column=field_of(one)) for one in criteria for said in rules.faults(one)]
    problems += [Problem(said, column=f"only-{kind}") for kind, said in rules.contradictions(criteria).items()]
    if problems:
        raise Invalid("Nothing was saved.", problems)
    change(service, based_on=based_on, eligibility=rules.as_plain(criteria), modified_at=by.now)
    audit.record("who a service takes said", by=by, about=service, details={"criteria": len(criteria)})


def field_of(one: Criterion) -> str:
    """The field of the form in which a criterion is said."""
    return f"{'not' if one.excludes else 'only'}-{one.kind}"
