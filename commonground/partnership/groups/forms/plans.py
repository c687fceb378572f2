"""Choosing a plan that a group is to own."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import ForViewer
from commonground.partnership.groups.models import Group
from commonground.partnership.plans import queries as plans


class OwnPlanForm(ForViewer):
    plan = forms.ModelChoiceField(Group.objects.none(), label="Plan", empty_label="Choose")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["plan"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = plans.plans_kept(self.viewer)


class GiveUpPlanForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
