"""How a bound Django field is drawn: which template, which classes, what belongs to it."""

from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

from commonground.foundation.design.forms import DayWidget


@dataclass(frozen=True)
class DatePart:
    """One of the three inputs of a date."""

    label: str
    name: str
    id: str
    value: str
    width: int


@dataclass(frozen=True)
class Shown:
    """What `<c-field>` needs to know of a field."""

    kind: str
    template: str = "design/fields/input.html"
    widget: SafeString = field(default_factory=SafeString)
    parts: tuple[DatePart, ...] = ()
    block: str = ""
    described_by: str = ""
    errors: tuple[str, ...] = ()

    @property
    def is_group(self) -> bool:
        return self.kind in ("radios", "checkboxes", "date")

    @property
    def module(self) -> str:
        return "govuk-password-input" if self.kind == "password" else ""


@dataclass(frozen=True)
class FormProblem:
    """One line of the error summary; `target` is the id of the input it is about, or empty."""

    text: str
    target: str = ""


# the first that fits: more particular widgets stand before those they are made from
KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (DayWidget, "date"),
    (forms.CheckboxSelectMultiple, "checkboxes"),
    (forms.RadioSelect, "radios"),
    (forms.CheckboxInput, "checkbox"),
    (forms.Textarea, "textarea"),
    (forms.Select, "select"),
    (forms.PasswordInput, "password"),
    (forms.FileInput, "file"),
    (forms.NumberInput, "number"),
)
CLASSES = {
    "textarea": "govuk-textarea",
    "select": "govuk-select",
    "checkbox": "govuk-checkboxes__input",
    "file": "govuk-file-upload",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
}


def shown(bound: BoundField, width: str = "") -> Shown:
    """How to draw a field. `width`: characters wide (2, 3, 4, 5, 10, 20), or '' for as wide as the column."""
    if bound.is_hidden:
        return Shown(kind="hidden")
    kind, errors = kind_of(bound), tuple(messages_of(bound))
    if kind == "date":
        parts, about = _date_parts(bound), _about(bound)
        return Shown(kind=kind, template="design/fields/date.html", parts=parts, described_by=about, errors=errors)
    if kind in ("radios", "checkboxes"):
        template, about = "design/fields/choices.html", _about(bound)
        return Shown(kind=kind, template=template, block=kind, described_by=about, errors=errors)
    template = f"design/fields/{kind}.html" if kind in ("password", "checkbox", "file") else "design/fields/input.html"
    return Shown(kind=kind, template=template, widget=_widget(bound, kind, width), errors=errors)


def messages_of(bound: BoundField) -> list[str]:
    """The errors of a field as sentences that name it, where Django's own would only say "This field is required."."""
    told: list[str] = []
    for error in bound.errors.as_data():
        is_default = str(error.message) == _default_message(bound, error.code)
        plain = _plainly(bound, str(error.code)) if is_default else ""
        told.extend([plain] if plain else error.messages)
    return told


def _default_message(bound: BoundField, code: str | None) -> str:
    """What Django says of an error where the room says nothing of its own; of the field's classes, the last word."""
    found = [kind.__dict__.get("default_error_messages", {}) for kind in type(bound.field).__mro__]
    return str(next((messages[code] for messages in found if code in messages), ""))


def _plainly(bound: BoundField, code: str) -> str:
    name = str(bound.label or bound.name)
    inside = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    kind = kind_of(bound)
    if code == "required":
        verb = {"select": "Choose", "radios": "Choose", "checkboxes": "Choose", "checkbox": "Confirm:"}.get(
            kind, "Enter"
        )
        return f"Choose a file for {inside}" if kind == "file" else f"{verb} {inside}"
    if code == "invalid" and isinstance(bound.field, forms.IntegerField | forms.DecimalField | forms.FloatField):
        return f"{name} must be a {'whole ' if type(bound.field) is forms.IntegerField else ''}number, for example 12"
    if code == "invalid_choice":
        return f"Choose {inside} from the list"
    return ""


def kind_of(bound: BoundField) -> str:
    return next((kind for widget, kind in KINDS if isinstance(bound.field.widget, widget)), "text")


def problems_of(form: forms.BaseForm | None) -> list[FormProblem]:
    """What is wrong with a form, in the order of its fields."""
    if form is None or not form.is_bound:
        return []
    found = [FormProblem(text=str(error)) for error in form.non_field_errors()]
    for bound in form:
        found.extend(FormProblem(text=message, target=_target(bound)) for message in messages_of(bound))
    return found


def _target(bound: BoundField) -> str:
    grouped = kind_of(bound) in ("radios", "checkboxes", "date")
    return f"{bound.auto_id}_0" if grouped else str(bound.auto_id)


def _about(bound: BoundField) -> str:
    told = [f"{bound.auto_id}_helptext"] if bound.help_text else []
    return " ".join([*told, f"{bound.auto_id}_error"] if bound.errors else told)


def _widget(bound: BoundField, kind: str, width: str) -> SafeString:
    css = CLASSES.get(kind, "govuk-input")
    block = css.split()[0].split("__")[0]
    classes = [css] + ([f"{block}--error"] if bound.errors else []) + ([f"govuk-input--width-{width}"] if width else [])
    attributes: dict[str, Any] = {"class": " ".join(classes)}
    if kind == "number":
        # a number box scrolls away and swallows letters: the pattern of the design system is a text box
        return bound.as_widget(widget=forms.TextInput(), attrs={**attributes, "inputmode": "numeric"})
    if kind == "file":
        kept = {name: value for name, value in bound.field.widget.attrs.items() if name in ("accept", "multiple")}
        return bound.as_widget(widget=forms.FileInput(), attrs={**attributes, **kept})
    if kind == "select":
        # Django draws each option by a template of its own, and a list of groups has sixty
        drawn = copy(bound.field.widget)
        drawn.template_name = "design/fields/select.html"
        return bound.as_widget(widget=drawn, attrs=attributes)
    return bound.as_widget(attrs=attributes)


def _date_parts(bound: BoundField) -> tuple[DatePart, ...]:
    values = bound.field.widget.decompress(bound.value())
    parts = zip(("Day", "Month", "Year"), (2, 2, 4), values, strict=True)
    return tuple(
        DatePart(label, f"{bound.html_name}_{at}", f"{bound.auto_id}_{at}", str(value or ""), width)
        for at, (label, width, value) in enumerate(parts)
    )
