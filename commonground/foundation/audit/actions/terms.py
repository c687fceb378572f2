"""Lists of words from a pack. Who may load them is for the room to say; it also writes the event."""

from collections.abc import Iterable, Mapping

from commonground.foundation.audit.versions import Term


def take_terms(lists: Mapping[str, type[Term]], given: Mapping[str, Iterable[Mapping[str, object]]]) -> list[str]:
    """Make the tables of these lists what was given; a word that is not given any more stays, for rows that name it.

    Returns the words that are new or changed, as list/slug. Call it inside `audit.atomic`.
    """
    return [
        f"{name}/{row['slug']}"
        for name, model in lists.items()
        for row in given.get(name, ())
        if _is_changed(model, dict(row))
    ]


def _is_changed(model: type[Term], row: dict[str, object]) -> bool:
    known = model._default_manager.filter(pk=row["slug"]).first()
    if known is not None and all(getattr(known, key) == value for key, value in row.items()):
        return False
    model._default_manager.update_or_create(slug=row["slug"], defaults=row)
    return True
