"""Starting, changing, linking and closing groups."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.partners import queries as partners
from commonground.partnership.groups import queries
from commonground.partnership.groups.forms.choosing import AreasField, ForViewer, PersonField
from commonground.partnership.groups.models import Group, GroupType
from commonground.partnership.groups.rules.words import Link, Openness

ABOUT = "One or two sentences: what it is for, in plain words."


class GroupForm(ForViewer):
    """What is known of a group."""

    name = forms.CharField(label="Name of the group", max_length=200)
    type = forms.ModelChoiceField(GroupType.objects.all(), label="Kind of group", empty_label="Choose")
    about = forms.CharField(
        label="What it is for",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=ABOUT,
    )
    openness = forms.ChoiceField(label="Who may know of it", choices=Openness.choices(), widget=forms.RadioSelect)
    host = forms.ModelChoiceField(
        GroupType.objects.none(), label="Run by", empty_label="Choose", help_text="The body that provides the clerk."
    )
    also = forms.CharField(label="Also known as", required=False, max_length=200, help_text="Former and short names.")
    seats_chairs = forms.BooleanField(
        label="The chairs of groups that report to it sit on it", required=False, initial=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        host = self.fields["host"]
        assert isinstance(host, forms.ModelChoiceField)
        host.queryset = partners.organisations(partners.Asked(), on=self.viewer.today)

    def clean_openness(self) -> Openness:
        return Openness(self.cleaned_data["openness"])


class StartGroupForm(GroupForm):
    starts_on = DayField(label="First day")
    ends_on = DayField(
        label="First day it is no more",
        required=False,
        help_text="For a group that ends: a task and finish group must.",
    )
    areas = AreasField(label="Areas it works for", required=False)
    clerk = PersonField(label="Clerk", required=False, help_text="Name or work e-mail. A closed group needs one now.")
    source = forms.CharField(label="Source", required=False, max_length=300, help_text="What says that it exists.")


class ChangeGroupForm(GroupForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    ends_on = DayField(label="First day it is no more", required=False)


class CloseGroupForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    on = DayField(label="First day it is no more")
    outcome = forms.CharField(
        label="What came of it",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="What it was to do, what it did, and who carries it on. A task and finish group must say so.",
    )


class GroupAreasForm(ForViewer):
    areas = AreasField(label="Areas it works for", required=False)
    on = DayField(label="As above from", help_text="Areas that are no longer listed end on this day.")


class LinkForm(forms.Form):
    """To whom a group reports, for whom it works, with whom it is aligned."""

    kind = forms.ChoiceField(label="This group", choices=Link.choices(), widget=forms.RadioSelect)
    to = forms.ModelChoiceField(Group.objects.none(), label="Which group", empty_label="Choose")
    starts_on = DayField(label="Since")
    ends_on = DayField(label="Until", required=False)
    note = forms.CharField(label="On what", required=False, max_length=300)

    def __init__(self, *args: Any, group: Group, viewer: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)
        to.queryset = queries.linkable(group, viewer=viewer)

    def clean_kind(self) -> Link:
        return Link(self.cleaned_data["kind"])


class EndForm(forms.Form):
    """From which day something is no more."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    on = DayField(label="First day no longer")
