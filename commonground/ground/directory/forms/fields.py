"""Fields of the keeper's forms."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from commonground.foundation.design.forms import MeantField
from commonground.foundation.kernel.errors import Ambiguous, NotFound, Problem
from commonground.ground.directory import queries
from commonground.ground.directory.rules.schedules import DAYS, NAMES
from commonground.ground.places import queries as places

if TYPE_CHECKING:
    from commonground.ground.directory.models import Location, Provider
    from commonground.ground.places.models import Area

CLOCK = ("%H:%M", "%H.%M", "%H:%M:%S")
WHICH = [
    ("", "Every one"), ("1", "The first of the month"), ("2", "The second of the month"),
    ("3", "The third of the month"), ("4", "The fourth of the month"), ("-1", "The last of the month"),
]  # fmt: skip


def lines(label: str, *, rows: int = 4, longest: int = 10_000, **kwargs: Any) -> forms.CharField:
    """Several lines of plain words, not asked for."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, max_length=longest, widget=widget, **kwargs)


def line(label: str, *, longest: int = 255, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=longest, **kwargs)


def email(label: str = "E-mail address", **kwargs: Any) -> forms.CharField:
    """What is no address is told by the rules, so that all that is wrong with a form is told at once."""
    return forms.CharField(label=label, required=False, max_length=254, **kwargs)


def web(label: str = "Web page", **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=2000, **kwargs)


def clock(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        input_formats=CLOCK,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "text"}),
        help_text="Such as 09:30.",
        error_messages={"invalid": "Enter a time of the day such as 09:30"},
    )


def tell(form: forms.Form, problems: Sequence[Problem]) -> None:
    """What rules found, at the fields of a form that have nothing wrong with them yet."""
    for problem in problems:
        if problem.column in form.fields and problem.column not in form.errors:
            form.add_error(problem.column, f"{problem.what} {problem.do}".strip())


class AreaField(MeantField):
    """One area of this site by name, code or map/area; None where it is left empty."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "A name, a code, or map/area for an area of a map.")
        super().__init__(max_length=200, required=False, **kwargs)

    def find(self, written: str) -> "Sequence[Area]":
        try:
            return [places.area_by_reference(written, on=self.viewer.today)]
        except Ambiguous as several:
            listed = "; ".join(one.what for one in several.problems)
            raise ValidationError(f"“{written}” is several areas: {listed}. Write its code.") from several
        except NotFound as missing:
            raise ValidationError(missing.sentence) from missing


class ProviderField(MeantField):
    """One provider of the directory by its name."""

    none = "No provider is called “{written}”. Add it first."
    several = "Several providers are called so: {listed}."

    def find(self, written: str) -> "Sequence[Provider]":
        return queries.providers_meant(written, on=self.viewer.today)


class LocationField(MeantField):
    """One place of the directory by its name or postcode, among those that the viewer may know of."""

    none = "There is no place by the name or postcode “{written}”. Add it first."
    several = "Several places could be meant: {listed}. Write the whole name."

    def find(self, written: str) -> "Sequence[Location]":
        return queries.locations_meant(self.viewer, written)

    def as_written(self, found: "Location") -> str:
        return ", ".join(part for part in (found.name, found.postcode) if part)


class WeekdaysField(forms.MultipleChoiceField):
    """Days of the week by their codes in the standard."""

    def __init__(self, **kwargs: Any) -> None:
        choices = list(zip(DAYS, NAMES, strict=True))
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple, required=False, **kwargs)
