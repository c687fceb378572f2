"""What is typed about questions of scrutiny, and how their log is narrowed."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.partnership.groups import queries
from commonground.partnership.groups.forms.owning import ForGroups, WithOwner
from commonground.partnership.groups.models import Group, GroupQuerySet

STATES = [
    ("asked", "Waiting for an answer"),
    ("late", "Late"),
    ("answered", "Answered"),
    ("withdrawn", "Withdrawn"),
    ("all", "All"),
]


class QuestionsForm(ForGroups):
    """`?q=&state=&group=`"""

    q = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(choices=STATES, required=False)
    group = forms.ChoiceField(label="Asked of", required=False)

    @property
    def asked(self) -> queries.questions.AskedQuestions:
        typed = self.typed
        state = "" if typed["state"] == "all" else typed["state"] or "asked"
        return queries.questions.AskedQuestions(typed["q"], typed["group"], state)


class QuestionForm(WithOwner):
    """A question as it was asked."""

    text = forms.CharField(label="The question", max_length=4_000, widget=forms.Textarea(attrs={"rows": 4}))
    asked_by = forms.ModelChoiceField(
        Group.objects.none(), label="Which committee asked", required=False, empty_label="None of these"
    )
    asked_by_words = forms.CharField(
        label="Who asked, where the committee is not listed", required=False, max_length=200
    )
    asked_on = DayField(label="Asked on")
    due_on = DayField(label="Answer due on")
    source = forms.CharField(required=False, max_length=300, help_text="Where the question is on record.")
    field_order = ("text", "asked_by", "asked_by_words", "asked_on", "due_on", "organisation", "owner", "source")

    def __init__(self, *args: Any, askers: GroupQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["asked_by"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = askers


class ChangeQuestionForm(WithOwner):
    """Who has it and by when."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    due_on = DayField(label="Answer due on")


class AnswerQuestionForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        max_length=8_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Everybody who may know of the group reads it.",
    )


class WithdrawQuestionForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(label="Why it is not asked any more", max_length=300)
