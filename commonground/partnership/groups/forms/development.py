"""What is typed about stages of leadership development."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.partnership.groups import queries
from commonground.partnership.groups.rules.words import StageStanding


class StageForm(forms.Form):
    """How far the group, or somebody in it, is with a stage."""

    practitioner = forms.ChoiceField(label="Whose stage", required=False)
    stage = forms.ChoiceField()
    standing = forms.ChoiceField(label="How far", choices=StageStanding.choices(), widget=forms.RadioSelect)
    on = DayField(label="On", help_text="The day it is planned for, began or was done.")
    note = forms.CharField(required=False, max_length=300)

    def __init__(self, *args: Any, page: queries.development.GroupDevelopment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(one.pk): one for one in page.named}
        people = [("", "The whole group"), *((key, one.name) for key, one in self._people.items())]
        for name, choices in (("practitioner", people), ("stage", [(one.slug, one.name) for one in page.stages])):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def values(self) -> dict[str, Any]:
        """What the action takes: the person themselves."""
        return {**self.cleaned_data, "practitioner": self._people.get(self.cleaned_data["practitioner"])}
