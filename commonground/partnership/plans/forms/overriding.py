"""A status by hand, of a priority or of a workstream: with a reason, until a day (L6)."""

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.partnership.plans.rules.status import SETTABLE


def status_field() -> forms.ChoiceField:
    """The statuses that may be set by hand."""
    listed = [(one.value, one.label) for one in SETTABLE]
    return forms.ChoiceField(label="Status", choices=listed, widget=forms.RadioSelect)


class ByHandForm(forms.Form):
    """Why, and until when. The status itself stands above, under the name that the action knows it by."""

    reason = forms.CharField(
        label="Why it stands other than its dates and measures say",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it stands other than its dates and measures say."},
    )
    until = DayField(
        label="Day on which it is looked at again", help_text="From this day dates and measures say it again."
    )
