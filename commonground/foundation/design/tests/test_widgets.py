"""Widgets written in Python: the same letters as Django's templates write."""

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.functional import lazystr
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from commonground.foundation.design.widgets import WRITERS, FormRenderer

CHOICES = [("", "All"), ("a<b", "A & B"), (7, 1234.5), (None, lazystr("Later")), ("s", mark_safe("<b>safe</b>"))]
GROUPED = [("", "All"), ("North & West", [("n", "Nuthall"), (2, "Two")]), ("", [("x", "Alone")])]
WIDGETS = [
    forms.TextInput(), forms.TextInput(attrs={"autocomplete": "off", "spellcheck": False, "required": True}),
    forms.NumberInput(attrs={"min": 1000, "step": 0.5}), forms.EmailInput(), forms.URLInput(), forms.HiddenInput(),
    forms.PasswordInput(render_value=True), forms.DateInput(), forms.DateTimeInput(), forms.TimeInput(),
    forms.CheckboxInput(), forms.Textarea(attrs={"rows": 3}),
    forms.Select(choices=CHOICES), forms.Select(choices=GROUPED, attrs={"data-x": 'say "so"'}), forms.Select(),
]  # fmt: skip
PLAIN = st.one_of(st.none(), st.text(max_size=20), st.integers(), st.sampled_from(["a<b", "7", "n", "", "x", "\n"]))


def both(widget: forms.Widget, name: str, value: Any, attrs: dict[str, Any]) -> tuple[str, str]:
    ours, theirs = (widget.render(name, value, attrs, renderer=one) for one in (FormRenderer(), DjangoTemplates()))
    return ours, theirs


@pytest.mark.parametrize("widget", WIDGETS, ids=lambda one: type(one).__name__)
@given(value=PLAIN, name=st.text(min_size=1, max_size=8), css=st.text(max_size=12))
def test_a_widget_is_written_as_the_template_writes_it(widget: forms.Widget, value: Any, name: str, css: str) -> None:
    ours, theirs = both(widget, name, value, {"id": f"id_{name}", "class": css, "disabled": value == 7})
    assert ours == theirs


def test_every_widget_that_is_written_here_has_been_tried() -> None:
    tried = {one.template_name for one in WIDGETS}
    assert set(WRITERS) - tried == {"django/forms/widgets/input.html"}  # what the others are made of


def test_what_is_not_written_here_is_drawn_by_its_template() -> None:
    ours, theirs = both(forms.RadioSelect(choices=CHOICES), "way", "s", {"id": "id_way"})
    assert ours == theirs
    assert "<div" in ours
