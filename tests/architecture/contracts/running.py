"""What can only be seen of the site when it is loaded: tables, addresses, lists."""

import re
from collections.abc import Collection, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState
from django.db.models import Field, Model
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from commonground.config.house import House, Room
from tests.architecture.source import walk

LINK = re.compile(r"{%\s*url\s+['\"]([^'\"]+)['\"]")


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
    known = _permissions()
    for address, _, view in addresses():
        rule = getattr(view, "access_rule", None)
        name = f"{view.__module__}.{getattr(view, '__qualname__', type(view).__name__)}"
        if rule is None:
            yield f"/{address} ({name}) has no access rule; decorate the view with open_to(…) or needs(…)"
        elif not set(rule.permissions) <= known:
            yield f"/{address} ({name}) {rule}, which no room lists in its PERMISSIONS"


def visible_lists(house: House) -> Iterator[str]:
    """Every list of practice is limited to what the viewer may see."""
    for model in apps.get_models():
        room = house.room_of(model.__module__)
        if room and room.wing == "practice" and not hasattr(model._default_manager, "visible_to"):
            yield f"{model._meta.label} has no visible_to(viewer) on its manager"


def composition(house: House) -> Iterator[str]:
    """What a room offers is composed in config: its app, its addresses, its permissions, its commands."""
    included = {_urlconf(pattern) for pattern in get_resolver().url_patterns if isinstance(pattern, URLResolver)}
    for room in house.rooms:
        if _has(room, "apps") and not apps.is_installed(room.module):
            yield f"{room.key} is not in INSTALLED_APPS of config/settings.py"
        if _has(room, "urls") and f"{room.module}.urls" not in included:
            yield f"{room.key}.urls is not included in config/urls.py"
        if _has(room, "api") and _offered(room, "api", "router") not in _routers():
            yield f"{room.key} has an api.py, whose router is not in config/api.py"
        for permission in set(_offered(room, "access", "PERMISSIONS")) - _permissions():
            yield f"{room.key} has the permission {permission}, which is not in config/permissions.py"
        for name, group in (("COMMANDS", ""), ("IMPORTS", "import"), ("EXPORTS", "export")):
            for command in _offered(room, "commands", name):
                if command.name not in _commands(group):
                    yield f"{room.key} has the command {command.name}, which is not in config/commands.py"


def _has(room: Room, file: str) -> bool:
    return (room.path / f"{file}.py").is_file() or (room.path / file / "__init__.py").is_file()


def _routers() -> Collection[Any]:
    return import_module("commonground.config.api").ROUTERS.values()


def _offered(room: Room, file: str, name: str) -> Any:
    return getattr(import_module(f"{room.module}.{file}"), name, ()) if _has(room, file) else ()


def _permissions() -> set[str]:
    """Loaded when it is asked for: config loads every room."""
    return set(import_module("commonground.config.permissions").PERMISSIONS)


def _commands(group: str = "") -> set[str]:
    root = import_module("commonground.config.commands").build()
    return set(root.commands[group].commands if group else root.commands)


def _urlconf(resolver: URLResolver) -> str:
    return getattr(resolver.urlconf_module, "__name__", "")


def migrations(house: House) -> Iterator[str]:
    """The migrations of a room are one line that ends in what the models say. No database is opened."""
    loader = MigrationLoader(None)
    for label, ends in sorted(loader.detect_conflicts().items()):
        yield f"{label} has several last migrations: {', '.join(sorted(ends))}; let one of them follow the other"
    state = loader.project_state()
    asker = NonInteractiveMigrationQuestioner(specified_apps=set(), dry_run=True)
    changes = MigrationAutodetector(state, ProjectState.from_apps(apps), asker).changes(graph=loader.graph)
    labels = {room.name for room in house.rooms}
    for label, wanted in changes.items():
        for operation in (operation for migration in wanted for operation in migration.operations):
            if label in labels:
                yield f"{label} has no migration for: {operation.describe()}; run manage.py makemigrations {label}"


def compiled_templates(house: House) -> Iterator[str]:
    """Every template can be read, and links only to addresses that there are."""
    names = {name for _, name, _ in addresses()}
    for room in house.rooms:
        for path in walk(room.path / "templates"):
            where = path.relative_to(house.root).as_posix()
            if path.suffix == ".html":
                yield from (f"{where} {problem}" for problem in _compiling(path.relative_to(room.path / "templates")))
                linked = LINK.findall(path.read_text(encoding="utf-8"))
                yield from (f"{where} links to {name}, which is no address" for name in linked if name not in names)


def _compiling(template: Path) -> Iterator[str]:
    try:
        get_template(template.as_posix())
    except (TemplateSyntaxError, TemplateDoesNotExist) as error:
        yield f"cannot be read: {error!r}"


def addresses() -> Iterator[tuple[str, str, object]]:
    """Each address of the site with its name and its view."""
    yield from _under("", "", get_resolver())


def _under(prefix: str, space: str, resolver: URLResolver) -> Iterator[tuple[str, str, object]]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = ":".join(part for part in (space, pattern.namespace) if part)
            yield from _under(address, inner, pattern)
        elif isinstance(pattern, URLPattern):
            yield address, ":".join(part for part in (space, pattern.name) if part), pattern.callback
