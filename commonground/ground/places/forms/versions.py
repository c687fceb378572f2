"""Begin a version, propose it, publish it, withdraw it."""

from collections.abc import Iterable

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.places.models import AreaSet, FootprintVersion


class DrawForm(forms.Form):
    """A new version, drawn from an earlier one or from nothing."""

    label = forms.CharField(
        label="Name of this version",
        max_length=100,
        help_text="Such as Three localities (2027). It stands in its address.",
    )
    drawn_from = forms.ChoiceField(label="Begin with", required=False)
    base = forms.ChoiceField(
        label="Put together from", required=False, help_text="Only where you begin with an empty map."
    )
    note = forms.CharField(
        label="Why it is drawn",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="With the source, if there is one.",
    )

    def __init__(
        self, *args: object, versions: Iterable[FootprintVersion], sets: Iterable[AreaSet], **kwargs: object
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django takes them
        copies = [(version.slug, f"A copy of “{version.label}”") for version in versions]
        self._offer("drawn_from", [*copies, ("", "An empty map")])
        self._offer("base", [("", "As the version it begins with"), *((one.slug, one.name) for one in sets)])

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if not cleaned.get("drawn_from") and not cleaned.get("base"):
            self.add_error("base", "Choose what an empty map is put together from")
        return cleaned


class DecideForm(forms.Form):
    """A decision about the version as somebody saw it."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)


class PublishForm(DecideForm):
    """From which day a version is in force."""

    valid_from = DayField(
        label="In force from", help_text="The map in force until then ends on this day. For example, 1 4 2027."
    )
