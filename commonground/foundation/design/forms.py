"""Fields that Django has not got, and handing a form to its action. Forms parse and check input; they never save."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer

Made = TypeVar("Made")

MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]


class DayWidget(forms.MultiWidget):
    """Day, month and year in three boxes (drawn by `<c-field>`)."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__([forms.TextInput(), forms.TextInput(), forms.TextInput()], attrs)

    def decompress(self, value: date | Sequence[str] | None) -> list[str]:
        if isinstance(value, date):
            return [str(value.day), str(value.month), str(value.year)]
        return [str(part or "") for part in value] if value else ["", "", ""]


class DayField(forms.MultiValueField):
    """A date as people write it: 4, 6 or June, 2026. Says which part is missing."""

    widget = DayWidget

    def __init__(self, **kwargs: Any) -> None:
        boxes = [forms.CharField(required=False, max_length=20) for _ in range(3)]
        super().__init__(fields=boxes, require_all_fields=False, **kwargs)

    def clean(self, value: Sequence[str] | date | None) -> date | None:
        """Raises ValidationError with a sentence that names the field."""
        parts = [part.strip() for part in DayWidget().decompress(value)]
        name = str(self.label or "The date")
        if not any(parts):
            if self.required:
                raise ValidationError(f"Enter {name[:1].lower()}{name[1:]}", code="required")
            return None
        missing = [word for word, part in zip(("a day", "a month", "a year"), parts, strict=True) if not part]
        if missing:
            raise ValidationError(f"{name} must include {' and '.join(missing)}", code="incomplete")
        return _real_day(parts, name)


def _real_day(parts: Sequence[str], name: str) -> date:
    day, month, year = parts
    if len(year) != 4 or not year.isascii() or not year.isdigit():
        raise ValidationError(f"{name} must have a year of four numbers, for example 2026", code="year")
    try:
        return date(int(year), _month(month), int(day))
    except ValueError as wrong:
        raise ValidationError(f"{name} must be a real date, for example 4 6 2026", code="invalid") from wrong


def _month(text: str) -> int:
    written = text.casefold()
    named = [at for at, month in enumerate(MONTHS, start=1) if len(written) >= 3 and month.startswith(written)]
    return named[0] if named else int(written)


class ViewersField(forms.Field):
    """A field that asks what its viewer may know of. `viewer` is set by `ForViewer`."""

    viewer: Viewer


class MeantField(ViewersField, forms.CharField):
    """What somebody writes of one thing, and the thing itself. Each room says how it `find`s what could be meant, how
    it calls one (`as_written`), the sentence where there is `none`, and by which ids the record knows a person whom an
    error names."""

    none = "There is nothing by the name “{written}”. Check the spelling."
    several = "Several could be meant: {listed}."

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.named: list[UUID] = []

    def find(self, written: str) -> Sequence[Any]:
        raise NotImplementedError

    def as_written(self, found: Any) -> str:
        return str(found)

    def ids_of_person(self, found: Any) -> list[UUID]:  # a thing is nobody
        return []

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written:
            return None
        found = list(self.find(written))
        if len(found) == 1:
            return found[0]
        self.named = [each for one in found for each in self.ids_of_person(one)]
        if not found:
            raise ValidationError(self.none.format(written=written))
        raise ValidationError(self.several.format(listed="; ".join(self.as_written(one) for one in found)))


class ForViewer(forms.Form):
    """A form whose fields know who fills it in."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        for field in self.fields.values():
            if isinstance(field, ViewersField):
                field.viewer = viewer

    @property
    def named(self) -> list[UUID]:
        """Whom the form's messages name, for the record of what was shown."""
        return [one for field in self.fields.values() if isinstance(field, MeantField) for one in field.named]


@dataclass(frozen=True)
class Done(Generic[Made]):
    """What an action returned. True in a condition, whatever that is."""

    value: Made


def submit(form: forms.BaseForm, action: Callable[..., Made], **values: Any) -> Done[Made] | None:
    """Carry out the action with these values. Where its rules find the input wrong (Invalid), the form says what and
    where, keeps all that was typed, and None is returned:

        if form.is_valid() and (done := submit(form, actions.draft_version, by=viewer, **form.cleaned_data)):
            return redirect(done.value)

    A problem whose `column` is a field of the form stands at that field, the others above the form. Refused, NotFound
    and Conflict pass through to their pages.
    """
    try:
        return Done(action(**values))
    except Invalid as wrong:
        for problem in wrong.problems or [Problem(wrong.sentence)]:
            field = problem.column if problem.column in form.fields else None
            form.add_error(field, f"{problem.what} {problem.do}".strip() if field else str(problem))
        return None
