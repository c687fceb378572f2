"""What people fill in about measures, their readings and outcomes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from commonground.foundation.design.forms import DayField, ForViewer
from commonground.foundation.kernel.errors import Invalid
from commonground.ground.evidence import queries as evidence
from commonground.ground.evidence.rules.indicators import Definition
from commonground.partnership.plans import queries
from commonground.partnership.plans.actions import Agreed, Read
from commonground.partnership.plans.forms.choosing import AreaField, IndicatorField
from commonground.partnership.plans.forms.plans import offer
from commonground.partnership.plans.models import Plan
from commonground.partnership.plans.rules.words import OutcomeFor, Telling, Wanted

PER = [("", "A plain number"), ("100", "A share, as a percentage"), ("1000", "A rate per 1,000"),
       ("10000", "A rate per 10,000")]  # fmt: skip
SYMBOLS = [
    ("", "It is a number"), ("c", "c: suppressed to protect people"), ("x", "x: not available"),
    ("z", "z: not applicable"), ("u", "u: too unreliable to publish"),
]  # fmt: skip
AGREED = ("name", "telling", "wanted", "target", "target_on", "through", "priority", "outcome", "impact")


def number_field(label: str, **kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=16, decimal_places=4, **kwargs)


def words_field(label: str, **kwargs: Any) -> forms.CharField:
    text = forms.Textarea(attrs={"rows": 6})
    return forms.CharField(label=label, required=False, max_length=10_000, widget=text, **kwargs)


class ThroughField(forms.CharField):
    """Days and values of a trajectory, one a line: 31 3 2027: 24.5."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Points as the lines that somebody would write."""
        if isinstance(value, str) or value is None:
            return value
        return "\n".join(f"{on.day} {on.month} {on.year}: {number:g}" for on, number in value)

    def clean(self, value: Any) -> list[tuple[date, float]]:
        lines = [line.strip() for line in str(super().clean(value)).splitlines()]
        return [_point(line, at) for at, line in enumerate(lines, start=1) if line]


def _point(line: str, at: int) -> tuple[date, float]:
    written, _, number = line.rpartition(":")
    parts = written.replace("/", " ").split()
    try:
        on = DayField(label=f"The day in line {at}").clean(parts if len(parts) == 3 else ["", "", ""])
        value = float(number.strip().removesuffix("%").replace(",", ""))
    except (ValidationError, ValueError) as wrong:
        raise ValidationError(
            f"Line {at}, “{line[:40]}”: write a day, a colon and a value, such as 31 3 2027: 24.5"
        ) from wrong
    if on is None or not -1e12 < value < 1e12:
        raise ValidationError(f"Line {at}, “{line[:40]}”: write a number after the colon")
    return on, value


class AgreedForm(ForViewer):
    """What a plan agrees of any measure."""

    name = forms.CharField(label="Measure", max_length=200, help_text="Such as families helped before a referral.")
    telling = forms.ChoiceField(label="What it tells", choices=Telling.choices(), widget=forms.RadioSelect)
    priority = forms.ModelChoiceField(
        Plan.objects.none(), label="Priority", required=False, empty_label="None: of the whole plan"
    )
    outcome = forms.ModelChoiceField(Plan.objects.none(), label="Outcome", required=False, empty_label="None")
    wanted = forms.ChoiceField(label="Where it is to go", choices=Wanted.choices(), widget=forms.RadioSelect)
    target = forms.FloatField(label="Target", help_text="The number alone, in the unit of the measure.")
    target_on = DayField(label="Target by", help_text="For example 31 3 2028")
    through = ThroughField(
        label="Where it should be on the way",
        help_text="One day and value a line, such as 31 3 2027: 24.5. Empty: a straight line from baseline to target.",
    )
    impact = forms.ModelChoiceField(
        Plan.objects.none(), label="Impact panel", required=False, empty_label="None",
        help_text="Figures before and after a change that bears on it.",
    )  # fmt: skip

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(
            self,
            priority=plan.priorities.filter(ended_on=None),
            outcome=plan.outcomes.filter(ended_on=None),
            impact=evidence.impact_choices(),
        )

    @property
    def agreed(self) -> Agreed:
        return Agreed(**{name: self.cleaned_data[name] for name in AGREED})


class FigureMeasureForm(AgreedForm):
    """A measure that is a figure of the catalogue for an area."""

    indicator = IndicatorField(label="Figure of the catalogue")
    area = AreaField(label="Area")
    baseline = forms.CharField(
        label="Period of the baseline", max_length=10,
        help_text="As it is published: 2024 is the year to 31 March 2024 for figures of the Department for Education.",
    )  # fmt: skip
    field_order = ("name", "indicator", "area", "baseline", "wanted", "target", "target_on", "through")

    def clean_baseline(self) -> date | None:
        """The day for which the figure of the period stands."""
        chosen = self.cleaned_data.get("indicator")
        return last_day(evidence.indicator(chosen.pk), self.cleaned_data["baseline"]) if chosen else None

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        held = self.cleaned_data
        return {"indicator": held["indicator"].pk, "area": held["area"], "baseline_on": held["baseline"]}


def last_day(about: Definition, period: str) -> date:
    """Raises ValidationError with an example for what is no period of the figure."""
    try:
        return queries.last_day(about, period)
    except Invalid as wrong:
        raise ValidationError(wrong.sentence) from wrong


class ReadingForm(ForViewer):
    """What somebody read, and where it comes from."""

    on = DayField(label="As it stood on", help_text="The last day that the number is about, for example 31 3 2026")
    label = forms.CharField(
        label="Period, in words", required=False, max_length=60, help_text="Such as year to 31 March 2026."
    )
    count = number_field("Number", required=False)
    base = number_field("Out of", required=False, help_text="For a share or rate: of how many. Else leave it empty.")
    symbol = forms.ChoiceField(label="If there is no number, why", choices=SYMBOLS, required=False)
    source = forms.CharField(label="Source", max_length=300, help_text="The register, count or report it is from.")

    @property
    def read(self) -> Read:
        return Read(**{name: self.cleaned_data[name] for name in ReadingForm.base_fields})


class OwnMeasureForm(AgreedForm, ReadingForm):
    """A number of the plan's own, with the reading that is its baseline."""

    area = AreaField(label="Area")
    unit = forms.CharField(
        label="Of what", required=False, max_length=60, help_text="What is counted, such as families or children."
    )
    per = forms.TypedChoiceField(
        label="How it is counted", choices=PER, required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    field_order = ("name", "unit", "per", "area", "on", "label", "count", "base", "source", "wanted", "target",
                   "target_on", "through")  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["symbol"]
        self.fields["on"].label, self.fields["count"].label = "Baseline: as it stood on", "Baseline: number"

    @property
    def read(self) -> Read:
        held = self.cleaned_data
        return Read(**{name: held[name] for name in ("on", "label", "count", "base", "source")})

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        return {**{name: self.cleaned_data[name] for name in ("area", "unit", "per")}, "first": self.read}


class ChangeMeasureForm(AgreedForm):
    """The same of one that is there: from another of its figures or readings on."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    baseline = forms.ChoiceField(label="Baseline")
    field_order = ("name", "baseline", "wanted", "target", "target_on", "through")

    def __init__(self, *args: Any, baselines: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["baseline"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = baselines

    @property
    def values(self) -> dict[str, Any]:
        held = self.cleaned_data
        return {"based_on": held["based_on"], "baseline_on": date.fromisoformat(held["baseline"])}


class TellForm(ForViewer):
    """The turned curve in words."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    story = words_field("The story behind the curve", help_text="What made it what it is, and what would move it.")
    partners = words_field("Partners with a part to play", help_text="Who can change it, and how.")
    works = words_field("What works", help_text="What was tried, here or elsewhere, and how that is known.")


class EndMeasureForm(ForViewer):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Why it is no longer measured", max_length=300)


class OutcomeForm(ForViewer):
    text = forms.CharField(label="What is to be different", max_length=300)
    for_whom = forms.ChoiceField(label="For whom", choices=OutcomeFor.choices(), widget=forms.RadioSelect)


class ChangeOutcomeForm(OutcomeForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class EndOutcomeForm(ForViewer):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
