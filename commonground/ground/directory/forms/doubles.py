"""What keepers fill in about two entries that may be one."""

from typing import Any

from django import forms

from commonground.ground.directory.models import Double


class DoubleForm(forms.Form):
    """Which stays, and why; by the button they are made one or kept apart."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    kept = forms.ChoiceField(label="Which one stays", widget=forms.RadioSelect)
    words = forms.CharField(
        label="Why, in a few words", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: Any, *, double: Double) -> None:
        super().__init__(data, initial={"based_on": double.version, "kept": str(double.first_id)})
        field = self.fields["kept"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(one.pk), f"{one.name}, {one.provider.name}") for one in (double.first, double.second)]
