"""Gaps: opened, changed, reported on, closed, opened again."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField, ForViewer
from commonground.ground.directory import queries
from commonground.ground.directory.forms.none_found import AreaGroups, area_choices, offer_codes
from commonground.ground.directory.models import Gap
from commonground.ground.directory.rules.kept_gaps import Origin
from commonground.ground.partners import queries as partners

LONG = forms.Textarea(attrs={"rows": 4})


class GapTaskForm(ForViewer):
    """Who answers for it, what is done next, by when."""

    about = forms.CharField(
        label="What is missing, in words", required=False, max_length=4_000, widget=LONG,
        help_text="Of the need in the area. Nothing about one child or family.",
    )  # fmt: skip
    owner = forms.ModelChoiceField(Gap.objects.none(), label="Which organisation answers for it", empty_label="Choose")
    next_step = forms.CharField(label="What is done next", max_length=300)
    due_on = DayField(label="By when")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = partners.organisations(partners.Asked(), on=self.viewer.today)


class OpenGapForm(GapTaskForm):
    need = forms.ChoiceField(label="What is missing")
    band = forms.ChoiceField(label="For whom", initial="every-age")
    area = forms.ChoiceField(label="Where")
    origin = forms.ChoiceField(label="How it is known", choices=Origin.choices(), widget=forms.RadioSelect)
    field_order = ("need", "band", "area", "origin", "about", "owner", "next_step", "due_on")

    def __init__(self, *args: Any, areas: AreaGroups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_codes(self, "need", queries.needs())
        offer_codes(self, "band", queries.bands())
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)
        groups = list(areas)
        field.choices = area_choices(groups)
        self._areas = {str(one.pk): one for _, listed in groups for one in listed}

    def clean_area(self) -> Any:
        return self._areas[self.cleaned_data["area"]]


class ChangeGapForm(GapTaskForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class ReportOnGapForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label="What has happened", widget=LONG, max_length=4_000)
    next_step = forms.CharField(label="What is done next", max_length=300)
    due_on = DayField(label="By when")


class CloseGapForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(label="How it ended", widget=forms.RadioSelect)
    outcome_text = forms.CharField(
        label="What changed for families, and how that is known", required=False, widget=LONG, max_length=4_000,
        help_text="Or why nothing will change. Name the service where there is one.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, one.name) for code, one in queries.outcomes().items()]


class ReopenGapForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Why it goes on", widget=LONG, max_length=4_000)
    next_step = forms.CharField(label="What is done next", max_length=300)
    due_on = DayField(label="By when")
