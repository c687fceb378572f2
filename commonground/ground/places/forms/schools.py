"""What people ask of lists of schools, say of clusters and answer."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.http import QueryDict

from commonground.foundation.design.forms import DayField
from commonground.ground.places.queries import SchoolFilter
from commonground.ground.places.rules import Outcome, Wish

if TYPE_CHECKING:
    from commonground.ground.places.models import Area, Footprint

Choices = Sequence[tuple[str, str]]


class SchoolsForm(forms.Form):
    """Narrow the list of schools; everything stands in the address."""

    q = forms.CharField(label="Name, postcode or URN", required=False, max_length=100)
    phase = forms.ChoiceField(required=False)
    district = forms.ChoiceField(required=False)
    cluster = forms.ChoiceField(required=False)

    def __init__(
        self, data: QueryDict, *, phases: Choices, districts: "Iterable[Area]", clusters: Iterable[str]
    ) -> None:
        super().__init__(data)
        self._offer("phase", "Any phase", phases)
        self._offer("district", "Any district", [(area.slug, area.name) for area in districts])
        self._offer("cluster", "Any cluster", [(name, name) for name in clusters])

    def _offer(self, name: str, all_of_them: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", all_of_them), *choices]

    @property
    def wanted(self) -> SchoolFilter:
        """What was understood; a choice that nobody offered narrows nothing."""
        self.is_valid()
        asked = self.cleaned_data
        return SchoolFilter(
            words=asked.get("q", ""),
            phase=asked.get("phase", ""),
            district=asked.get("district", ""),
            cluster=asked.get("cluster", ""),
        )

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """(name of the field, what was chosen in words), for those that narrow the list."""
        self.is_valid()
        held = [(name, str(value)) for name, value in self.cleaned_data.items() if value]
        return [(name, dict(getattr(self.fields[name], "choices", [])).get(value, value)) for name, value in held]


class BesideForm(forms.Form):
    """Which other map clusters are held against, and as it was on which day."""

    map = forms.ChoiceField(label="Other map", required=False)
    on = DayField(label="As it was on", required=False)

    def __init__(self, data: QueryDict | None, *, footprints: "Iterable[Footprint]") -> None:
        super().__init__(data or None)
        field = self.fields["map"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(one.slug, one.name) for one in footprints]


class CommentForm(forms.Form):
    """What a head says of the cluster proposed for the school."""

    wish = forms.ChoiceField(
        label="What does the school think?",
        choices=[(wish.value, wish.label) for wish in Wish],
        widget=forms.RadioSelect,
    )
    rather_with = forms.CharField(
        label="With whom would it rather be?",
        required=False,
        max_length=200,
        help_text="A cluster or schools. Only where it would rather be with others.",
    )
    text = forms.CharField(
        label="Why",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Those who draw the map read this with your name. Do not name children or families.",
    )


class AnswerForm(forms.Form):
    """What was done with a comment."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label="What was done?",
        choices=[(outcome.value, outcome.label) for outcome in Outcome],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label="Answer", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), help_text="The head reads this."
    )
