"""What is typed about reviews from outside and what they recommend, and how their register is narrowed."""

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.partnership.groups import queries
from commonground.partnership.groups.forms.owning import ForGroups
from commonground.partnership.groups.rules.words import Response, ReviewKind

STATES = [("", "All"), ("open", "With something open"), ("late", "With something late"), ("done", "Nothing open")]
LONG = forms.Textarea(attrs={"rows": 5})


class ReviewsForm(ForGroups):
    """`?q=&state=&kind=&group=`"""

    q = forms.CharField(label="Words", required=False, max_length=100)
    state = forms.ChoiceField(choices=STATES, required=False)
    kind = forms.ChoiceField(choices=[("", "Every kind"), *ReviewKind.choices()], required=False)
    group = forms.ChoiceField(label="Followed up by", required=False)

    @property
    def asked(self) -> queries.reviews.AskedReviews:
        typed = self.typed
        return queries.reviews.AskedReviews(typed["q"], typed["group"], typed["kind"], typed["state"])


class ReviewForm(forms.Form):
    """What is known of a review."""

    title = forms.CharField(max_length=200)
    kind = forms.ChoiceField(choices=ReviewKind.choices())
    by_whom = forms.CharField(label="Done by", max_length=200)
    began_on = DayField(label="First day", required=False)
    ended_on = DayField(label="Last day", required=False)
    published_on = DayField(label="Published on", required=False)
    looked_at = forms.CharField(label="What it looked at", required=False, max_length=4_000, widget=LONG)
    headlines = forms.CharField(
        label="What it found", required=False, max_length=8_000, widget=LONG, help_text="One headline a line."
    )
    link = forms.URLField(label="Where the report is", required=False, assume_scheme="https")
    source = forms.CharField(required=False, max_length=300)


class ChangeReviewForm(ReviewForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class AdviceForm(forms.Form):
    number = forms.IntegerField(
        label="Its number in the report", required=False, min_value=1, max_value=999, help_text="Left empty, the next."
    )
    text = forms.CharField(label="What is recommended", max_length=4_000, widget=LONG)


class ResponseForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    response = forms.ChoiceField(choices=Response.choices(), widget=forms.RadioSelect)
    why = forms.CharField(
        label="Why not, or not wholly", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = DayField(label="To be done by", required=False)


class EvidenceForm(forms.Form):
    text = forms.CharField(
        label="What shows that it is done",
        max_length=4_000,
        widget=LONG,
        help_text="A document, a figure, or what people say now.",
    )
    on = DayField(label="Of which day")
    link = forms.URLField(label="Where it is", required=False, assume_scheme="https")


class StepOfAdviceForm(forms.Form):
    """Closing it, or opening it again."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
