"""How keepers narrow their lists."""

from django import forms

from commonground.ground.directory.queries import AskedEntries
from commonground.ground.directory.rules.words import Status


class EntriesForm(forms.Form):
    """`?q=&status=`: words, and what becomes of it."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    status = forms.ChoiceField(label="Standing", required=False, choices=[("", "Every one"), *Status.choices()])

    @property
    def asked(self) -> AskedEntries:
        typed = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return AskedEntries(words=typed.get("q", ""), status=typed.get("status", ""))


class WordsForm(forms.Form):
    """`?q=`"""

    q = forms.CharField(label="Name or postcode", required=False, max_length=100)

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q", "")) if self.is_valid() else ""
