"""What keepers write of a service, a page for each subject."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField, ForViewer
from commonground.ground.directory import queries
from commonground.ground.directory.forms.fields import ProviderField, email, line, lines, tell, web
from commonground.ground.directory.models import Service
from commonground.ground.directory.rules import entries
from commonground.ground.directory.rules.words import Kind, Route, Status
from commonground.ground.partners import queries as partners


class ServiceForm(ForViewer):
    """Some of the facts of a service, by column. `based_on` is empty for a new one."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """The rules are asked here too, so that all that is wrong with a page is told at once."""
        cleaned = super().clean() or {}
        tell(self, entries.of_service(cleaned, today=self.viewer.today))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name not in ("based_on", "needs")}


class WhatForm(ServiceForm):
    """What the service is and whom it is for."""

    name = forms.CharField(max_length=255)
    alternate_name = line("Other name", help_text="By which people look for it too.")
    provider = ProviderField(
        label="Who provides it", max_length=255, help_text="The name of a provider of the directory."
    )
    description = lines("What it does", rows=6, help_text="For families, in plain words.")
    kind = forms.ChoiceField(label="What is offered", choices=Kind.choices(), widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(label="What it is about", required=False, widget=forms.CheckboxSelectMultiple)
    grouping = forms.ChoiceField(label="Kind of help", required=False)
    level = forms.ChoiceField(label="How much help", required=False)
    minimum_age = forms.DecimalField(label="From age", required=False, max_digits=5, decimal_places=2)
    maximum_age = forms.DecimalField(
        label="Up to age", required=False, max_digits=5, decimal_places=2, help_text="The last age that may still come."
    )
    url = web()
    email = email()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("needs", [(code, word.name) for code, word in queries.needs().items()])
        for name, words in (("grouping", queries.groupings()), ("level", queries.levels())):
            self.offer(name, [("", "Not said"), *((code, word.name) for code, word in words.items())])
        if not self.viewer.may("directory.keep"):
            del self.fields["provider"]


class ReachingForm(ServiceForm):
    """How somebody comes to it, and what it costs."""

    route = forms.ChoiceField(label="Who asks", required=False, choices=[("", "Not said"), *Route.choices()])
    application_process = lines("How to get it", help_text="Whom to ring or write to, what happens then.")
    fees = lines("What it costs, in words", rows=2, help_text="Single prices are added as costs.")
    interpretation_services = lines("Interpreting", rows=2)
    accreditations = lines("Accreditations", rows=2)


class RoomForm(ServiceForm):
    """How much of it there is, and how long one waits."""

    places = forms.IntegerField(
        label="Places", required=False, min_value=0, max_value=1_000_000, help_text="How many it can help at a time."
    )
    places_on = DayField(label="Places as at", required=False)
    waiting_weeks = forms.IntegerField(label="Weeks to wait", required=False, min_value=0, max_value=1_000)
    waiting_on = DayField(label="Wait as at", required=False)


class AnswerForm(ServiceForm):
    """Who answers for the entry, and until when the service is paid for."""

    owner = forms.ModelChoiceField(
        partners.bodies(),
        label="Whose entry it is",
        required=False,
        empty_label="Only keepers of the directory",
        help_text="Its administrators may keep the entry too.",
    )
    funding_ends_on = DayField(
        label="Funding ends on", required=False, help_text="Shown to those who work in the partnership only."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.viewer.may("directory.keep"):
            del self.fields["owner"]


class StatusForm(ServiceForm):
    """Close it for a time, end it, open it again."""

    status = forms.ChoiceField(label="The service is", choices=Status.choices(), widget=forms.RadioSelect)
    alert = lines("Notice", rows=2, help_text="Shown on top of its page: until when it is closed, where to go instead.")
    reason = forms.CharField(label="Why", max_length=300, help_text="For the record. Not shown to families.")


SUBJECTS: dict[str, tuple[str, type[ServiceForm]]] = {
    "what": ("What it is", WhatForm),
    "reaching": ("How to get it", ReachingForm),
    "room": ("Places and wait", RoomForm),
    "answer": ("Owner and funding", AnswerForm),
}


def facts_of(service: Service, form: type[ServiceForm]) -> dict[str, Any]:
    """What a form of a service begins with."""
    held = {name: getattr(service, name) for name in form.base_fields if hasattr(service, name)}
    known = queries.needs()
    codes = [one.term.code for one in service.attributes.all() if one.term] if "needs" in form.base_fields else []
    return {**held, "based_on": service.version, "needs": [code for code in codes if code in known]}
