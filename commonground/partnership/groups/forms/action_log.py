"""What is typed about actions, and how their list is narrowed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from commonground.foundation.design.forms import DayField
from commonground.partnership.groups import queries
from commonground.partnership.groups.rules.words import Urgency

STATES = [
    ("open", "Open"),
    ("overdue", "Overdue"),
    ("soon", "Due in two weeks"),
    ("done", "Done"),
    ("dropped", "Dropped"),
    ("all", "All"),
]


class ActionsForm(forms.Form):
    """`?q=&state=&group=&urgency=&mine=`"""

    q = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(choices=STATES, required=False)
    group = forms.ChoiceField(required=False)
    urgency = forms.ChoiceField(label="Priority", choices=[("", "Every priority"), *Urgency.choices()], required=False)
    mine = forms.BooleanField(label="Mine only", required=False)

    def __init__(self, data: QueryDict, *, groups: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["group"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Every group"), *groups]

    @property
    def asked(self) -> queries.AskedActions:
        """What the address asks for; a part that is not understood is left out, and the form says so."""
        typed = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        state = typed.get("state") or "open"
        return queries.AskedActions(
            words=typed.get("q", ""),
            group=typed.get("group", ""),
            state="" if state == "all" else state,
            urgency=typed.get("urgency", ""),
            mine=typed.get("mine", False),
        )


class ActionForm(forms.Form):
    """An action of a group, agreed outside of a meeting or changed."""

    title = forms.CharField(label="What is to be done", max_length=300)
    organisation = forms.ChoiceField(label="By which organisation")
    owner = forms.ChoiceField(label="By whom", required=False)
    due_on = DayField(label="Due on")
    urgency = forms.ChoiceField(label="Priority", choices=Urgency.choices(), initial=Urgency.MEDIUM.value)
    next_step = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, doers: queries.Doers, **kwargs: Any) -> None:
        self._doers = doers
        super().__init__(*args, **kwargs)
        bodies = [(key, str(body)) for key, body in doers.bodies.items()]
        people = [(key, person.name) for key, person in doers.people.items()]
        for name, choices in (("organisation", bodies), ("owner", [("", "Nobody in person"), *people])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes: the organisation and the person themselves."""
        typed = dict(self.cleaned_data)
        return {
            **typed,
            "organisation": self._doers.bodies[typed["organisation"]],
            "owner": self._doers.people.get(typed["owner"]),
        }


class ChangeActionForm(ActionForm):
    """A later day says why."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Why it changes", required=False, max_length=300, help_text="Where it is due later.")
    field_order = ("based_on", "title", "organisation", "owner", "due_on", "urgency", "next_step", "why")


class ProgressForm(forms.Form):
    """What has happened and what is next."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label="What has happened", widget=forms.Textarea(attrs={"rows": 4}), max_length=4_000)
    next_step = forms.CharField(required=False, max_length=300)


class CloseActionForm(forms.Form):
    """Done, with its effect."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    effect = forms.CharField(
        label="What it has changed, and how that is known",
        help_text="A number, a document, or what families and practitioners say now.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
    )


class ActionReasonForm(forms.Form):
    """Dropping it, or opening it again."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)
