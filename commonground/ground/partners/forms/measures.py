"""Fields for what is measured in posts and contributions."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from commonground.foundation.kernel.errors import Invalid, NotFound
from commonground.ground.partners import rules
from commonground.ground.places import queries as places


def in_words(wrong: Invalid) -> str:
    """What a rule found wrong, as a field says it."""
    return " ".join(f"{one.what} {one.do}".strip() for one in wrong.problems) or wrong.sentence


class FteField(forms.CharField):
    """Part of full time as people write it, 0.8 or 80%, as hundredths."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = "More than 0 and at most 1: 0.8 is four days in five."
        super().__init__(label="Full-time equivalent", help_text=help_text, max_length=10, **kwargs)

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        try:
            return rules.parse_fte(written)
        except Invalid as wrong:
            raise ValidationError(in_words(wrong)) from wrong

    def prepare_value(self, value: Any) -> Any:
        return rules.fte_in_words(value) if isinstance(value, int) else value


class YearField(forms.CharField):
    """A financial year, 2026-27, as the year in which it begins."""

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        try:
            return rules.parse_year(written)
        except Invalid as wrong:
            raise ValidationError(in_words(wrong)) from wrong

    def prepare_value(self, value: Any) -> Any:
        return rules.year_in_words(value) if isinstance(value, int) else value


class PlaceField(forms.CharField):
    """One area or school, by name, code or map/area, as its id; None where it is left empty."""

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written:
            return None
        try:
            return places.area_by_reference(written).pk
        except Invalid as wrong:
            raise ValidationError(in_words(wrong)) from wrong
        except NotFound as missing:
            raise ValidationError(missing.sentence) from missing


def areas_field(label: str, **kwargs: Any) -> forms.CharField:
    """Areas one a line, by name or code."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line: a name, a code, or map/area for an area of a map.",
        **kwargs,
    )


def text_field(label: str, *, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """A few lines of plain words, not asked for."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=2000, widget=widget, **kwargs)
