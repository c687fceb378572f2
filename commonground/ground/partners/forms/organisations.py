"""What people type about an organisation."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.partners.forms.measures import text_field
from commonground.ground.partners.models import CodeScheme, Organisation, OrganisationType, Sector

CODE = "code_"


class RegisterForm(forms.Form):
    """A new organisation: what it is called and what it is."""

    name = forms.CharField(max_length=200)
    sector = forms.ModelChoiceField(Sector.objects.order_by("name"), empty_label="Choose a sector")
    type = forms.ModelChoiceField(OrganisationType.objects.all(), empty_label="Choose a type", label="Type of body")
    source = forms.CharField(
        label="How we know of it", required=False, max_length=200, help_text="A paper, a register, or who said so."
    )

    def clean_sector(self) -> str:
        return str(self.cleaned_data["sector"].pk)

    def clean_type(self) -> str:
        return str(self.cleaned_data["type"].pk)


class OrganisationForm(forms.Form):
    """All that is kept of an organisation."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(max_length=200)
    sector = forms.ModelChoiceField(Sector.objects.order_by("name"), empty_label="Choose a sector")
    type = forms.ModelChoiceField(
        OrganisationType.objects.all(), required=False, empty_label="Not said", label="Type of body"
    )
    parent = forms.ModelChoiceField(
        Organisation.objects.all(), required=False, empty_label="No other organisation", label="Part of"
    )
    about = text_field("What it does")
    website = forms.URLField(required=False, assume_scheme="https")
    also = text_field("Also called", rows=2, help_text="Other names in use, one a line.")
    formerly = text_field("Formerly called", rows=2, help_text="Earlier names, one a line. People still look for them.")
    starts_on = DayField(label="First day", required=False, help_text="Leave empty where it is not known.")
    ends_on = DayField(
        label="First day it is no more",
        required=False,
        help_text="Where another body took its place, record that instead.",
    )

    def __init__(self, *args: Any, schemes: list[CodeScheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for scheme in schemes:
            like = f"Such as {scheme.example}. " if scheme.example else ""
            self.fields[f"{CODE}{scheme.slug}"] = forms.CharField(
                label=scheme.name, required=False, max_length=200, help_text=f"{like}Several with commas between."
            )

    def clean(self) -> dict[str, Any]:
        """The codes come out together, by scheme."""
        cleaned = super().clean() or {}
        names = [name for name in self.fields if name.startswith(CODE)]
        codes = {name.removeprefix(CODE): cleaned.pop(name, "") for name in names}
        return {**cleaned, "codes": codes}


class SuccessionForm(forms.Form):
    """Who took an organisation's place, and when."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    successors = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label="Who took its place",
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text="One for a merger, several for a split. Hold Ctrl (or Cmd) to choose several.",
    )
    happened_on = DayField(label="On", help_text="The first day on which it was no more. Not a day to come.")
    moves_teams = forms.ChoiceField(
        label="What becomes of its teams",
        choices=[("yes", "They go along, with their people and areas"), ("no", "They end, and their posts with them")],
        widget=forms.RadioSelect,
        initial="yes",
    )
    note = forms.CharField(required=False, max_length=300, help_text="Why, and the source.")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["successors"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Organisation.objects.all()
        self.organisation = organisation

    def clean_moves_teams(self) -> bool:
        return bool(self.cleaned_data["moves_teams"] == "yes")

    def clean_successors(self) -> list[Organisation]:
        return list(self.cleaned_data["successors"])
