"""Where a service leads on to."""

from django import forms

from commonground.foundation.design.forms import MeantField
from commonground.ground.directory.models import Service
from commonground.ground.directory.rules.pathways import Step
from commonground.ground.directory.rules.words import Route


class OfferedField(MeantField):
    """A service by its name, as somebody writes it."""

    none = "The directory offers no service of the name “{written}”. Write its name as its page has it."

    def find(self, written: str) -> list[Service]:
        named = Service.objects.offered().select_related("provider").filter(name__iexact=written.strip())
        return list(named.order_by("provider__name")[:10])

    def as_written(self, found: Service) -> str:
        return f"{found.name} ({found.provider})"


class PathwayForm(forms.Form):
    step = forms.ChoiceField(label="Which way", choices=Step.choices(), widget=forms.RadioSelect)
    route = forms.ChoiceField(
        label="How somebody comes to it", required=False, choices=[("", "As its own page says"), *Route.choices()]
    )
    how = forms.CharField(
        label="How it is done", required=False, max_length=500,
        help_text="Such as: the worker rings them together with the family.",
    )  # fmt: skip


class AddPathwayForm(PathwayForm):
    to = OfferedField(label="To which service", max_length=255)
    field_order = ("to", "step", "route", "how")


class ChangePathwayForm(PathwayForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class RemovePathwayForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
