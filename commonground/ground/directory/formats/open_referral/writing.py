"""From values by column to an object of the standard: the other way of the same tables."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from commonground.ground.directory.formats.open_referral.tables import OURS, TABLES


def write_object(
    table: str,
    values: Mapping[str, Any],
    *,
    public_id: UUID,
    extra: Mapping[str, Any],
    nested: Mapping[str, Any],
    links: Mapping[str, str],
    for_partners: bool = False,
) -> dict[str, Any]:
    """One object: id, links, columns that say something, what is nested, and what it came with besides.

    `nested` holds lists and objects that are written already; empty lists are left out. What is not for everybody is
    written `for_partners` alone.
    """
    known = TABLES[table]
    written: dict[str, Any] = {"id": str(public_id), **links}
    ours: dict[str, Any] = {}
    for column in known.columns:
        if column.inside and not for_partners:
            continue
        value = values.get(column.column)
        if value is None or value in ("", []) or (column.ours and value is False):
            if column.always:
                written[column.key] = ""
            continue
        (ours if column.ours else written)[column.key] = column.write(value)
    written |= {key: value for key, value in nested.items() if value}
    written |= {key: value for key, value in extra.items() if key not in written and key != OURS}
    ours = {**extra.get(OURS, {}), **ours}
    return {**written, OURS: ours} if ours else written
