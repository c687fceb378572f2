"""What people set beside figures: targets, change markers, impact panels and their measures."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.evidence.rules.impact import Span
from commonground.ground.evidence.rules.indicators import Definition, Polarity

WAYS = [
    (Polarity.LOW.value, "Lower is better"), (Polarity.HIGH.value, "Higher is better"),
    (Polarity.CONTEXT.value, "Neither is good in itself"),
]  # fmt: skip


def number_field(label: str, **kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=16, decimal_places=4, **kwargs)


class TargetForm(forms.Form):
    """Value, day and reason; for a new target also which figure and period."""

    value = forms.FloatField(label="Target", help_text="The number alone, in the unit of the figure")
    decided_on = DayField(label="Decided on", help_text="For example 4 6 2026")
    reason = forms.CharField(
        label="Reason", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000, help_text="Who decided it, and why"
    )


class NewTargetForm(TargetForm):
    indicator = forms.ChoiceField(label="Figure")
    period = forms.CharField(
        label="Period",
        max_length=10,
        help_text="As it is published: 2026 is the year to 31 March 2026; 2026-03 a month",
    )
    field_order = ("indicator", "period", "value", "decided_on", "reason")

    def __init__(self, *args: Any, measured: Sequence[Definition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.slug, one.name) for one in measured]
        self.fields["indicator"].choices = [("", "Choose a figure"), *choices]  # type: ignore[attr-defined]  # a choice field


class MarkerForm(forms.Form):
    """`?` A day on which the way of working changed."""

    title = forms.CharField(label="What changed", max_length=120, help_text="For example: a new front door opened")
    happened_on = DayField(label="Day of the change", help_text="For example 1 7 2019")
    reason = forms.CharField(
        label="Where this is known from", widget=forms.Textarea(attrs={"rows": 2}), max_length=1000,
        help_text="The paper or the decision, with its date",
    )  # fmt: skip


class NewMarkerForm(MarkerForm):
    indicator = forms.ChoiceField(label="For which figure", required=False)
    field_order = ("title", "happened_on", "indicator", "reason")

    def __init__(self, *args: Any, measured: Sequence[Definition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.slug, one.name) for one in measured]
        self.fields["indicator"].choices = [("", "Every figure of the place"), *choices]  # type: ignore[attr-defined]  # as above


class WithdrawForm(forms.Form):
    because = forms.CharField(label="Why it is withdrawn", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)


class Versioned(forms.Form):
    """The version that somebody saw when the form was opened."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)


class EditTargetForm(Versioned, TargetForm):
    pass


class EditMarkerForm(Versioned, MarkerForm):
    pass


class WithdrawVersionForm(Versioned, WithdrawForm):
    pass


class PanelForm(forms.Form):
    """The change that a panel speaks for."""

    title = forms.CharField(label="Title of the panel", max_length=150)
    change = forms.CharField(label="What changed", max_length=150, help_text="For example: the new front door")
    changed_on = DayField(label="Day of the change", required=False, help_text="Leave it empty where it is not known")
    changed_label = forms.CharField(
        label="When, in words", max_length=60, required=False, help_text="Where only the month is known: July 2019"
    )
    stage = forms.CharField(
        label="What went on before the change", max_length=120, required=False, help_text="For example: during pilots"
    )
    source = forms.CharField(label="Source", max_length=300, help_text="The paper and its date")


class EditPanelForm(Versioned, PanelForm):
    pass


class EnteredMeasureForm(Versioned):
    """Two numbers with their source. Last days are typed as people say them; kept as the day after."""

    name = forms.CharField(label="Measure", max_length=150)
    unit = forms.CharField(label="Unit", max_length=60, required=False, help_text="For example: referrals")
    polarity = forms.ChoiceField(label="Which way is good", choices=WAYS, widget=forms.RadioSelect)
    baseline = number_field("Before")
    baseline_label = forms.CharField(label="Period before, in words", max_length=60)
    baseline_from = DayField(label="First day of the period before")
    baseline_until = DayField(label="Last day of the period before")
    now = number_field("Now")
    now_label = forms.CharField(label="Period of now, in words", max_length=60)
    now_from = DayField(label="First day of the period of now")
    now_until = DayField(label="Last day of the period of now")
    source = forms.CharField(label="Source", max_length=300, help_text="The paper with its page or line")

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        held = self.cleaned_data
        return {
            **{name: held[name] for name in ("based_on", "name", "unit", "polarity", "now", "source")},
            "before": held["baseline"],
            "baseline": _span(held["baseline_from"], held["baseline_until"], held["baseline_label"]),
            "latest": _span(held["now_from"], held["now_until"], held["now_label"]),
        }


class IndicatorMeasureForm(Versioned):
    """Two periods of a figure of the area."""

    indicator = forms.ChoiceField(label="Figure")
    baseline_period = forms.CharField(label="Period before", max_length=10, help_text="For example 2019")
    now_period = forms.CharField(label="Period of now", max_length=10, help_text="For example 2024")

    def __init__(self, *args: Any, measured: Sequence[Definition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.slug, one.name) for one in measured]
        self.fields["indicator"].choices = [("", "Choose a figure"), *choices]  # type: ignore[attr-defined]  # as above


def _span(first: date, last: date, label: str) -> Span:
    return Span(first, last + timedelta(days=1), label)
