"""How somebody wants to be told."""

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.post import access, queries, rules
from commonground.foundation.post.models import Choices

FIRST = 0  # what somebody who never chose has read


@audit.atomic()
def choose(*, ways: Mapping[str, rules.Way], based_on: int, by: Viewer) -> None:
    """Choose for each of these kinds. Raises Refused for a duty that is not to be told by e-mail, LookupError for a
    kind that nobody declares, and Conflict where the same person chose otherwise in another window."""
    account = access.check_has_account(by)
    for slug, way in ways.items():
        access.check_can_choose(queries.kind(slug), way)
    kept = queries.choices(by)
    before = dict(kept.ways) if kept else {}
    after = before | {slug: str(way) for slug, way in ways.items()}
    if kept is None:
        kept = _first(account, after, based_on)
    else:
        change(kept, based_on=based_on, ways=after)
    changed = {slug: way for slug, way in after.items() if before.get(slug) != way}
    if changed:
        audit.record("notices chosen", by=by, about=kept, details={"ways": changed})


def _first(account: UUID, ways: Mapping[str, str], based_on: int) -> Choices:
    try:
        with transaction.atomic():
            if based_on != FIRST:
                raise IntegrityError
            return Choices.objects.create(account_id=account, ways=ways)
    except IntegrityError:
        raise Conflict("You have chosen otherwise in another window. Look at what stands there now.") from None
