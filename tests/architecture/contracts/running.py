"""What can only be seen of the site when it is loaded: tables, addresses, lists."""

from collections.abc import Iterator
from importlib import import_module

from django.apps import apps
from django.db.models import Field, Model
from django.urls import URLPattern, URLResolver, get_resolver

from commonground.config.house import House, Room

BUILT_IN_RULES = {"public", "signed in"}


def foreign_keys(house: House) -> Iterator[str]:
    """A table refers to tables of its own room or of rooms below: a key is an arrow like an import."""
    for model in apps.get_models():
        room = house.room_of(model.__module__)
        for field in model._meta.get_fields(include_hidden=False) if room else []:
            target = _target(field) if isinstance(field, Field) else None
            other = house.room_of(target.__module__) if target else None
            if room and target and other and other != room and not house.is_below(other, room):
                yield f"{model._meta.label}.{field.name} refers to {target._meta.label}, which does not stand below"


def _target(field: Field) -> type[Model] | None:
    return field.related_model if isinstance(field.related_model, type) else None


def access_rules(house: House) -> Iterator[str]:
    """Every address has an access rule that some room grants: public, signed in, or a permission."""
    known = BUILT_IN_RULES | permissions(house)
    for address, view in addresses():
        rule = getattr(view, "access_rule", None)
        name = f"{view.__module__}.{getattr(view, '__qualname__', type(view).__name__)}"
        if rule is None:
            yield f"/{address} ({name}) has no access rule; decorate the view with open_to(…) or needs(…)"
        elif not rules_of(rule) <= known:
            yield f"/{address} ({name}) needs {rule!r}, which no room lists in its PERMISSIONS"


def visible_lists(house: House) -> Iterator[str]:
    """Every list of practice is limited to what the viewer may see."""
    for model in apps.get_models():
        room = house.room_of(model.__module__)
        if room and room.wing == "practice" and not hasattr(model._default_manager, "visible_to"):
            yield f"{model._meta.label} has no visible_to(viewer) on its manager"


def addresses() -> Iterator[tuple[str, object]]:
    """Each address of the site with its view."""
    yield from _under("", get_resolver())


def permissions(house: House) -> set[str]:
    """What the rooms' access files list."""
    return {permission for room in house.rooms for permission in permissions_of(room)}


def permissions_of(room: Room) -> dict[str, str]:
    """PERMISSIONS of a room's access file: permission by the sentence that explains it."""
    if not ((room.path / "access.py").is_file() or (room.path / "access").is_dir()):
        return {}
    return dict(getattr(import_module(f"{room.module}.access"), "PERMISSIONS", {}))


def rules_of(rule: object) -> set[str]:
    """A rule is one word or several, any of which opens the door."""
    return {rule} if isinstance(rule, str) else set(rule) if isinstance(rule, tuple | list | frozenset | set) else set()


def _under(prefix: str, resolver: URLResolver) -> Iterator[tuple[str, object]]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _under(address, pattern)
        elif isinstance(pattern, URLPattern):
            yield address, pattern.callback
