"""The barest write of all, for the harness of many writers: an event with content and persons, and nothing else."""

import json
from collections.abc import Iterable
from uuid import NAMESPACE_OID, uuid5

from django.utils import timezone

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.models import AuditContent
from commonground.foundation.kernel.viewer import operator
from tests.security.writes import Write


def see(token: str) -> None:
    persons = [uuid5(NAMESPACE_OID, f"{token}{number}") for number in range(3)]
    with audit.atomic():
        by = operator(timezone.now(), permissions=frozenset())
        audit.record("page shown", by=by, details={"what": token}, persons=persons)


def seen() -> Iterable[str]:
    said = [json.loads(body) for body in AuditContent.objects.values_list("body", flat=True)]
    return [one["details"]["what"] for one in said if "what" in one["details"]]


WRITES = [Write("audited view", see, seen)]
