"""How the list of entries to vouch for is narrowed."""

from collections.abc import Sequence

from django import forms
from django.http import QueryDict

from commonground.ground.directory.queries.assurance import OwnersCount
from commonground.ground.directory.rules.assurance import Word


class AssuranceForm(forms.Form):
    """`?word=&owner=`: how the word for it stands, and who answers for it."""

    word = forms.ChoiceField(label="How it stands", required=False)
    owner = forms.ChoiceField(label="Who answers for it", required=False)

    def __init__(self, data: QueryDict, *, owners: Sequence[OwnersCount]) -> None:
        super().__init__(data)
        self._offer("word", [("", "All but those vouched for"), *Word.choices()])
        self._offer(
            "owner", [("", "Everybody"), *sorted(((one.slug, one.name) for one in owners), key=lambda one: one[1])]
        )

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def asked(self) -> tuple[Word | None, str]:
        """What the address asks for; what is not offered is left out."""
        given = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return (Word(given["word"]) if given.get("word") else None), given.get("owner", "")


class VouchForm(forms.Form):
    """The entry as it was seen."""

    based_on = forms.IntegerField()
    back = forms.CharField(required=False, max_length=500)
