"""The data dictionary: every table of ours, its fields and its constraints."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import CheckConstraint, Field, Model, UniqueConstraint
from django.db.models.fields import NOT_PROVIDED

from commonground.config.house import House, Room
from commonground.config.reference.markdown import code, first_sentence, table


def page(house: House) -> str:
    return "\n\n".join(_room(room, models) for room in house.rooms if (models := _models(room)))


def _models(room: Room) -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith(f"{room.module}.")]


def _room(room: Room, models: list[type[Model]]) -> str:
    return "\n\n".join([f"## {room.key}", *(_model(model) for model in sorted(models, key=lambda one: one.__name__))])


def _model(model: type[Model]) -> str:
    fields = table(("field", "type", "must", "what it is"), (_field(field) for field in model._meta.fields))
    linked = [_linked(field) for field in model._meta.many_to_many]
    rules = [*_unique(model), *_constraints(model)]
    parts = [f"### {model.__name__}", first_sentence(model), fields]
    parts += ["\n".join(f"- {line}" for line in [*linked, *rules])] if linked or rules else []
    return "\n\n".join(part for part in parts if part)


def _field(field: Field) -> tuple[str, str, str, str]:
    must = [] if field.null or field.blank or field.default is not NOT_PROVIDED else ["given"]
    must += ["unique"] if field.unique and not field.primary_key else []
    return code(field.attname), _type(field), ", ".join(must), _meaning(field)


def _type(field: Field) -> str:
    if field.is_relation and isinstance(field.related_model, type):
        return f"→ {field.related_model._meta.label}"
    kind = field.get_internal_type().removesuffix("Field")
    length = f" ≤ {field.max_length}" if field.max_length else ""
    return f"{kind}{length}{', key' if field.primary_key else ''}"


def _meaning(field: Field) -> str:
    plain = field.name.replace("_", " ")
    name = str(field.verbose_name) if str(field.verbose_name) != plain else ""
    choices = ", ".join(str(value) for value, _ in field.flatchoices)
    name = "" if name == "ID" else name
    return "; ".join(part for part in (name, str(field.help_text), f"one of {choices}" if choices else "") if part)


def _linked(field: Field) -> str:
    target = field.related_model
    return f"{code(field.name)} → many {target._meta.label if isinstance(target, type) else target}"


def _unique(model: type[Model]) -> Iterator[str]:
    for fields in model._meta.unique_together:
        yield f"unique: {', '.join(fields)}"


def _constraints(model: type[Model]) -> Iterator[str]:
    for constraint in sorted(model._meta.constraints, key=lambda one: one.name):
        kind = {CheckConstraint: "check", UniqueConstraint: "unique"}.get(type(constraint), "rule")
        fields = ", ".join(getattr(constraint, "fields", ()))
        said = str(constraint.violation_error_message)
        own_words = "" if "is violated" in said else said
        yield " ".join(
            part for part in (f"{kind} {code(constraint.name)}", f"({fields})" if fields else "", own_words) if part
        )
