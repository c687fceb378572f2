"""The next number in a row of numbers, taken by one person at a time."""

from typing import Any

from django.db.models import Max

from commonground.foundation.audit.versions import VersionedRow


def next_number(rows: Any, *, of: VersionedRow) -> int:
    """One more than the highest among `rows`. `of` is held until the end of the transaction, so that no two take it."""
    type(of)._default_manager.select_for_update().get(pk=of.pk)
    highest: int | None = rows.aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1
