"""What people type about practitioners and posts."""

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.partners.forms.measures import FteField
from commonground.ground.partners.models import Qualification, Seniority, Team


class ContactForm(forms.Form):
    """Name and contact at work."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(max_length=150)
    email = forms.EmailField(label="Work e-mail", required=False)
    phone = forms.CharField(label="Work telephone", required=False, max_length=40)


class PostForm(forms.Form):
    """A post in a team."""

    title = forms.CharField(label="Post", max_length=150, help_text="Such as Family support worker.")
    fte_hundredths = FteField()
    qualification = forms.ModelChoiceField(Qualification.objects.all(), required=False, empty_label="Not said")
    seniority = forms.ModelChoiceField(Seniority.objects.all(), required=False, empty_label="Not said")
    starts_on = DayField(label="First day")
    ends_on = DayField(
        label="First day it is no longer held", required=False, help_text="Leave empty while no end is planned."
    )


class ChangePostForm(PostForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class AnotherPostForm(PostForm):
    """Another post of somebody, in a team whose people the viewer keeps."""

    team = forms.ModelChoiceField(Team.objects.none(), empty_label="Choose a team")
    field_order = ("team", "title", "fte_hundredths", "qualification", "seniority", "starts_on", "ends_on")

    def __init__(self, *args: object, teams: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on as Django takes them
        field = self.fields["team"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = teams  # type: ignore[assignment]  # a queryset of teams


class PractitionerForm(PostForm):
    """Somebody new, with their first post."""

    name = forms.CharField(max_length=150)
    email = forms.EmailField(label="Work e-mail", required=False)
    phone = forms.CharField(label="Work telephone", required=False, max_length=40)
    field_order = (
        "name", "email", "phone", "title", "fte_hundredths", "qualification", "seniority", "starts_on", "ends_on",
    )  # fmt: skip


class LeaveForm(forms.Form):
    """The day somebody leaves."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    left_on = DayField(label="First day no longer here", help_text="Every post of theirs ends on this day.")
