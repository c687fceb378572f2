"""How the list of services is narrowed."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django import forms
from django.http import QueryDict

from commonground.foundation.kernel.errors import Problem
from commonground.ground.directory import queries

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

OLDEST = 120


class FindHelpForm(forms.Form):
    """`?q=&need=&age=&where=&grouping=&level=`: what, for whom, where."""

    q = forms.CharField(label="What are you looking for?", required=False, max_length=100)
    need = forms.ChoiceField(label="What about", required=False)
    age = forms.IntegerField(label="Age of the child or young person", required=False, min_value=0, max_value=OLDEST)
    where = forms.CharField(
        label="Where", required=False, max_length=100, help_text="A postcode, or the name of an area."
    )
    grouping = forms.ChoiceField(label="Kind of help", required=False)
    level = forms.ChoiceField(label="How much help", required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self._offer("need", "Anything", queries.needs())
        self._offer("grouping", "Every kind", queries.groupings())
        self._offer("level", "Any", queries.levels())

    def _offer(self, name: str, every: str, words: Mapping[str, queries.Word]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", every), *((code, word.name) for code, word in words.items())]

    def asked(self, area: "Area | None") -> queries.AskedHelp:
        """What the address asks for; a part that is not understood is left out, and the form says so."""
        typed = self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})
        return queries.AskedHelp(
            words=typed.get("q", ""),
            need=typed.get("need", ""),
            grouping=typed.get("grouping", ""),
            level=typed.get("level", ""),
            age=typed.get("age"),
            area=area,
        )

    @property
    def where_typed(self) -> str:
        return str(self.cleaned_data.get("where", "")) if self.is_valid() else ""

    def say(self, problems: Sequence[Problem]) -> None:
        """What is wrong with the place that was typed, beside its field."""
        for problem in problems:
            self.add_error("where", f"{problem.what} {problem.do}".strip())
