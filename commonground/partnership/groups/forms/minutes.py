"""What is typed while a meeting is minuted: one item at a time, and the steps of the minutes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms import BoundField

from commonground.foundation.design.forms import DayField
from commonground.partnership.groups import queries
from commonground.partnership.groups.actions import NewAction, NewInterest, Said
from commonground.partnership.groups.rules.words import Outcome, Purpose, Stayed, Urgency

OUTCOMES = [("", "Not decided yet"), *Outcome.choices()]
VOTES = {"for": "votes_for", "against": "votes_against", "abstained": "abstentions"}
LABELS = {"for": "Votes for", "against": "Votes against", "abstained": "Abstentions"}
MOST_VOTES = 999


@dataclass(frozen=True)
class Decided:
    """A recommendation with its fields, for the page."""

    asked: queries.Asked
    outcome: BoundField
    words: BoundField
    votes: list[BoundField]

    @property
    def is_counted(self) -> bool:
        """Something was typed as votes, right or wrong."""
        return any(one.errors or one.value() not in (None, "") for one in self.votes)


class ItemForm(forms.Form):
    """Text, decisions, one thing put at the meeting, one action and one interest of an item."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label="What the minutes say", widget=forms.Textarea(attrs={"rows": 7}), required=False, max_length=20_000
    )
    put = forms.CharField(
        label="Something put without a paper",
        help_text="What the meeting was asked to agree. A decision needs a recommendation.",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        max_length=2_000,
    )
    put_outcome = forms.ChoiceField(label="Decision on it", choices=OUTCOMES, required=False)
    put_text = forms.CharField(
        label="As decided", help_text="Where amended or deferred.", required=False, max_length=2_000
    )
    action_title = forms.CharField(label="What is to be done", required=False, max_length=300)
    action_organisation = forms.ChoiceField(label="By which organisation", required=False)
    action_owner = forms.ChoiceField(label="By whom", required=False)
    action_due_on = DayField(label="Due on", required=False)
    action_urgency = forms.ChoiceField(
        label="Priority", choices=Urgency.choices(), initial=Urgency.MEDIUM.value, required=False
    )
    interest_person = forms.ChoiceField(label="Who", required=False)
    interest_nature = forms.CharField(label="What the interest is", required=False, max_length=300)
    interest_stayed = forms.ChoiceField(label="What they did", choices=Stayed.choices(), required=False)

    def __init__(self, *args: Any, record: queries.ItemOfMinutes, doers: queries.Doers, **kwargs: Any) -> None:
        self._record, self._doers = record, doers
        super().__init__(*args, **kwargs)
        bodies = [(key, str(body)) for key, body in doers.bodies.items()]
        people = [(key, person.name) for key, person in doers.people.items()]
        self._choose("action_organisation", [("", "Choose an organisation"), *bodies])
        self._choose("action_owner", [("", "Nobody in person"), *people])
        self._choose("interest_person", [("", "Nobody"), *people])
        self.fields["based_on"].initial = record.text.version if record.text else 1
        if record.text:
            self.fields["text"].initial = record.text.text
        for asked in record.asked:
            self._add(asked)
        for key in VOTES:
            self.fields[f"put_{key}"] = _votes(key)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _add(self, asked: queries.Asked) -> None:
        key, decision = asked.recommendation.pk, asked.decision
        self.fields[f"outcome-{key}"] = forms.ChoiceField(
            label="Decision", choices=OUTCOMES, required=False, initial=decision.outcome if decision else ""
        )
        self.fields[f"words-{key}"] = forms.CharField(
            label="As decided, where amended or deferred",
            required=False,
            max_length=2_000,
            initial=decision.text if decision else "",
        )
        for vote, name in VOTES.items():
            self.fields[f"{vote}-{key}"] = _votes(vote, getattr(decision, name) if decision else None)
        self.fields[f"version-{key}"] = forms.IntegerField(
            required=False, widget=forms.HiddenInput, initial=decision.version if decision else None
        )

    @property
    def decided(self) -> Iterator[Decided]:
        for asked in self._record.asked:
            key = asked.recommendation.pk
            votes = [self[f"{vote}-{key}"] for vote in VOTES]
            yield Decided(asked, self[f"outcome-{key}"], self[f"words-{key}"], votes)

    @property
    def put_votes(self) -> list[BoundField]:
        return [self[f"put_{vote}"] for vote in VOTES]

    @property
    def versions(self) -> list[BoundField]:
        """Hidden: which decision each correction is based on."""
        return [self[f"version-{asked.recommendation.pk}"] for asked in self._record.asked]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if typed.get("action_title"):
            self._need("action_organisation", "Choose the organisation that owns the action")
            self._need("action_due_on", "Enter the day on which the action is due")
        elif typed.get("action_owner") or typed.get("action_due_on"):
            self.add_error("action_title", "Enter what is to be done, or clear who and by when")
        if typed.get("interest_person"):
            self._need("interest_nature", "Enter what the interest is")
        elif typed.get("interest_nature"):
            self.add_error("interest_person", "Choose whose interest it is")
        for asked in self._record.asked:
            key = asked.recommendation.pk
            self._need_outcome(f"outcome-{key}", [f"{vote}-{key}" for vote in VOTES])
        self._need_outcome("put_outcome", [f"put_{vote}" for vote in VOTES])
        return typed

    def _need_outcome(self, outcome: str, votes: list[str]) -> None:
        if any(self.cleaned_data.get(vote) is not None for vote in votes):
            self._need(outcome, "Choose what the vote decided, or clear the votes")

    def _need(self, name: str, sentence: str) -> None:
        if name not in self.errors and not self.cleaned_data.get(name):
            self.add_error(name, sentence)

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes."""
        typed = self.cleaned_data
        return {
            "words": typed["text"],
            "based_on": typed["based_on"],
            "decisions": {one.recommendation.pk: self._said(one.recommendation.pk) for one in self._record.asked},
            "put": typed["put"],
            "put_decision": self._put() if typed["put_outcome"] else None,
            "action": self._action(),
            "interest": self._interest(),
        }

    def _said(self, key: UUID) -> Said:
        typed = self.cleaned_data
        votes = tuple(typed[f"{vote}-{key}"] for vote in VOTES)
        return Said(typed[f"outcome-{key}"], typed[f"words-{key}"], votes, typed[f"version-{key}"])

    def _put(self) -> Said:
        typed = self.cleaned_data
        return Said(typed["put_outcome"], typed["put_text"], tuple(typed[f"put_{vote}"] for vote in VOTES))

    def _action(self) -> NewAction | None:
        typed = self.cleaned_data
        if not typed["action_title"]:
            return None
        return NewAction(
            typed["action_title"],
            self._doers.bodies[typed["action_organisation"]],
            typed["action_due_on"],
            self._doers.people.get(typed["action_owner"]),
            typed["action_urgency"] or Urgency.MEDIUM,
        )

    def _interest(self) -> NewInterest | None:
        typed = self.cleaned_data
        if not typed["interest_person"]:
            return None
        person = self._doers.people[typed["interest_person"]]
        return NewInterest(person, typed["interest_nature"], typed["interest_stayed"])


def _votes(vote: str, counted: int | None = None) -> forms.IntegerField:
    return forms.IntegerField(label=LABELS[vote], required=False, min_value=0, max_value=MOST_VOTES, initial=counted)


class RaisedForm(forms.Form):
    """Something raised at the meeting that the agenda did not have."""

    title = forms.CharField(
        label="What was raised", max_length=200, help_text="Everybody who reads the minutes reads it. Name no child."
    )
    purpose = forms.ChoiceField(label="What it asked", choices=Purpose.choices(), widget=forms.RadioSelect)
    is_restricted = forms.BooleanField(
        label="Restricted", required=False, help_text="Only members at the table and those who serve them know of it."
    )
    why_restricted = forms.CharField(label="Why it is restricted", required=False, max_length=200)

    def __init__(self, *args: Any, may_restrict: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_restrict:
            del self.fields["is_restricted"]
            del self.fields["why_restricted"]


class StepForm(forms.Form):
    """A step that needs no more than that it is taken."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)


class ApproveForm(StepForm):
    """The group agreed the minutes on a day."""

    on = DayField(label="Agreed on")


class WhyForm(forms.Form):
    """A step with its reason."""

    why = forms.CharField(label="Why", widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class SendBackForm(WhyForm, StepForm):
    """The chair wants something changed."""

    field_order = ("based_on", "why")


class CommentForm(forms.Form):
    """Something said under an item."""

    text = forms.CharField(label="Your comment", widget=forms.Textarea(attrs={"rows": 3}), max_length=2_000)
