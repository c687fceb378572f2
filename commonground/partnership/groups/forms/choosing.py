"""Fields that choose people and areas by what somebody writes."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners

if TYPE_CHECKING:
    from commonground.ground.partners.models import Practitioner


class PersonField(forms.CharField):
    """One person by name or work e-mail. `viewer` is set by the form; `named` are those whom an error names."""

    viewer: Viewer

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "Their name, or their work e-mail address.")
        super().__init__(max_length=150, **kwargs)
        self.named: list[Practitioner] = []

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        if not written:
            return None
        found = partners.people_meant(self.viewer, written)
        if len(found) == 1:
            return found[0]
        self.named = found
        if not found:
            raise ValidationError(
                f"We know nobody in post by “{written}”. Check the spelling, or write the work e-mail address."
            )
        people = "; ".join(f"{one.name}, {one.email}" if one.email else one.name for one in found)
        raise ValidationError(f"Several people could be meant: {people}. Write the e-mail address.")


class AreasField(forms.CharField):
    """Areas one a line, by name, code or map/area."""

    viewer: Viewer

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "One a line: a name, a code, or map/area for an area of a map.")
        super().__init__(max_length=5000, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def clean(self, value: Any) -> Any:
        written = super().clean(value)
        try:
            return partners.areas_named(written, on=self.viewer.today)
        except Invalid as wrong:
            raise ValidationError([f"{one.what} {one.do}" for one in wrong.problems]) from wrong


class ForViewer(forms.Form):
    """A form whose fields know who fills it in."""

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        for field in self.fields.values():
            if isinstance(field, PersonField | AreasField):
                field.viewer = viewer

    @property
    def named(self) -> "list[Practitioner]":
        """People whom the form's messages name, for the record of what was shown."""
        return [one for field in self.fields.values() if isinstance(field, PersonField) for one in field.named]
