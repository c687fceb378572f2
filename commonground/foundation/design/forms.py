"""Fields that Django has not got. They parse and check input; they never save."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

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
