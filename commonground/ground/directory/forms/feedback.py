"""What people fill in about an entry that is wrong, and keepers about what was done."""

from django import forms

from commonground.ground.directory.rules.feedback import LONGEST, Wrong


class WrongForm(forms.Form):
    wrong = forms.ChoiceField(label="What is wrong?", choices=Wrong.choices(), widget=forms.RadioSelect)
    words = forms.CharField(
        label="In a few words",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Please name no child, no family and nobody else, yourself included. Nobody can answer you.",
    )


class SettleForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.CharField(
        label="What was done",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For the record. Who said it is not known, so nobody is told.",
    )
