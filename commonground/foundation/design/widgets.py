"""Markup of form widgets written in Python.

Django draws a widget by a template of its own, each option of a list by one more: a filter with groups and bodies took
a fifth of its page. The markup is the same to the letter (test_widgets.py). Other widgets are drawn as before.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeData

FOLDER = "django/forms/widgets"


class FormRenderer(DjangoTemplates):
    """How every form of the site is drawn (FORM_RENDERER)."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        write = WRITERS.get(template_name)
        if write is None:
            return super().render(template_name, context, request)
        return write(context["widget"])  # marked as safe by the widget: every part of it is escaped below


def _input(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{_plain(widget["value"])}"'
    return f'<input type="{_shown(widget["type"])}" name="{_shown(widget["name"])}"{value}{_attributes(widget)}>'


def _textarea(widget: Mapping[str, Any]) -> str:
    value = _shown(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_shown(widget["name"])}"{_attributes(widget)}>\n{value}</textarea>'


def _select(widget: Mapping[str, Any]) -> str:
    groups = "".join(_group(name, options) for name, options, _ in widget["optgroups"])
    return f'<select name="{_shown(widget["name"])}"{_attributes(widget)}>{groups}\n</select>'


def _group(name: Any, options: list[Mapping[str, Any]]) -> str:
    written = "".join(f"\n  {_option(one)}\n" for one in options)
    return f'\n  <optgroup label="{_shown(name)}">{written}\n  </optgroup>' if name else written


def _option(widget: Mapping[str, Any]) -> str:
    return f'<option value="{_plain(widget["value"])}"{_attributes(widget)}>{_shown(widget["label"])}</option>'


def _attributes(widget: Mapping[str, Any]) -> str:
    return "".join(
        f" {_shown(name)}" if value is True else f' {_shown(name)}="{_plain(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _shown(value: Any) -> str:
    """As a template writes it: numbers as people read them."""
    return conditional_escape(value if isinstance(value, str) else localize(value))


def _plain(value: Any) -> str:
    """As a template writes it for a program: `stringformat:"s"`."""
    return conditional_escape(value if isinstance(value, SafeData) else str(value))


INPUTS = ("input", "text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "checkbox")
WRITERS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    **{f"{FOLDER}/{name}.html": _input for name in INPUTS},
    f"{FOLDER}/textarea.html": _textarea,
    f"{FOLDER}/select.html": _select,
}
