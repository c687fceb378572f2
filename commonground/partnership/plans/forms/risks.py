"""What people fill in about risks, and how their log is narrowed."""

from typing import Any

from django import forms
from django.http import QueryDict

from commonground.foundation.design.forms import DayField
from commonground.partnership.plans.forms.choosing import OwnerField
from commonground.partnership.plans.forms.programmes import NONE, Based, WithBodies, lines
from commonground.partnership.plans.queries import risks as queries
from commonground.partnership.plans.rules.risks import Level

STATES = [
    ("open", "Open"),
    ("overdue", "Review overdue"),
    ("risk", "Risks"),
    ("issue", "Issues"),
    ("closed", "Closed"),
    ("all", "All"),
]


class Rated(forms.Form):
    """Likelihood and impact, as the scale of the place has them."""

    likelihood = forms.TypedChoiceField(label="How likely", coerce=int, widget=forms.RadioSelect)
    impact = forms.TypedChoiceField(label="How bad", coerce=int, widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = queries.scale()
        for name, levels in (("likelihood", steps.likelihood), ("impact", steps.impact)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(level.number, _words(level)) for level in levels]


class RiskWords(WithBodies):
    """What a risk is and what is done about it."""

    title = forms.CharField(label="What may happen", max_length=200)
    kind = forms.ChoiceField(label="Kind")
    effect = forms.CharField(label="What that would mean", required=False, max_length=2000, widget=lines(2))
    mitigation = forms.CharField(label="What is done about it", max_length=2000, widget=lines(3), required=False)
    organisation = forms.ModelChoiceField(NONE, label="Owned by which organisation", empty_label="Choose")
    owner = OwnerField(label="Owned by whom", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(queries.scale().kinds)


class RaiseRiskForm(RiskWords, Rated):
    review_on = DayField(label="To be looked at again on")
    field_order = (
        "title",
        "kind",
        "effect",
        "likelihood",
        "impact",
        "mitigation",
        "organisation",
        "owner",
        "review_on",
    )


class ChangeRiskForm(RiskWords, Based):
    pass


class ReviewRiskForm(Rated, Based):
    why = forms.CharField(label="Why the rating changes", required=False, max_length=300)
    review_on = DayField(label="To be looked at again on")


class IssueForm(Based):
    happened_on = DayField(label="Happened on")
    happened = forms.CharField(label="What happened", max_length=2000, widget=lines(3), required=False)


class RisksForm(forms.Form):
    """`?state=&programme=&kind=&likelihood=&impact=&mine=`"""

    state = forms.ChoiceField(choices=STATES, required=False)
    programme = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)
    mine = forms.BooleanField(label="Mine only", required=False)
    likelihood = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=9)
    impact = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1, max_value=9)

    def __init__(self, data: QueryDict, *, programmes: list[tuple[str, str]]) -> None:
        super().__init__(data)
        for name, first, choices in (
            ("programme", "Every programme and plan", programmes),
            ("kind", "Every kind", list(queries.scale().kinds)),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", first), *choices]

    @property
    def asked(self) -> queries.AskedRisks:
        """What the address asks for; a part that is not understood is left out, and the form says so."""
        typed = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        state = typed.get("state") or "open"
        return queries.AskedRisks(
            state="" if state == "all" else state,
            programme=typed.get("programme", ""),
            kind=typed.get("kind", ""),
            likelihood=typed.get("likelihood") or 0,
            impact=typed.get("impact") or 0,
            mine=typed.get("mine", False),
        )


def _words(level: Level) -> str:
    return f"{level.number}: {level.name}. {level.meaning}" if level.meaning else f"{level.number}: {level.name}"
