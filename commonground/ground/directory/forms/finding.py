"""How the list of services is narrowed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from commonground.foundation.kernel.errors import Problem
from commonground.ground.directory import queries
from commonground.ground.directory.rules.hours_sought import Sought

OLDEST = 120
DISTANCES = (1, 2, 5, 10, 20)
MAIN = ("q", "need", "age", "where")
LONGEST_LIST = 30  # services on a short list


class FindHelpForm(forms.Form):
    """What, for whom, where in `MAIN`; the rest narrows further. `s` are the services on the short list."""

    q = forms.CharField(label="What are you looking for?", required=False, max_length=100)
    need = forms.ChoiceField(label="What about", required=False)
    age = forms.IntegerField(label="Age of the child or young person", required=False, min_value=0, max_value=OLDEST)
    where = forms.CharField(
        label="Where",
        required=False,
        max_length=100,
        help_text="A postcode, or the name of an area.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    within = forms.TypedChoiceField(label="How far away", required=False, coerce=int, empty_value=None)
    when = forms.ChoiceField(label="When", required=False)
    free = forms.BooleanField(label="Only what is free", required=False)
    language = forms.ChoiceField(label="In which language", required=False)
    access = forms.ChoiceField(label="What the place must have", required=False)
    grouping = forms.ChoiceField(label="Kind of help", required=False)
    level = forms.ChoiceField(label="How much help", required=False)
    show = forms.ChoiceField(choices=[("", "List"), ("map", "Map")], required=False, widget=forms.HiddenInput)
    s = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, data: QueryDict, *, languages: Mapping[str, str]) -> None:
        super().__init__(data)
        self._offer("need", "Anything", _named(queries.needs()))
        self._offer("grouping", "Every kind", _named(queries.groupings()))
        self._offer("level", "Any", _named(queries.levels()))
        self._offer("within", "Any distance", [(str(far), f"Within {far} km") for far in DISTANCES])
        self._offer("when", "At any time", [(one.value, one.label) for one in Sought])
        self._offer("language", "Any", languages.items())
        self._offer("access", "Nothing special", [(one.code, one.name) for one in queries.accesses().values()])
        kept = kept_slugs(data)
        self._offer("s", "", [(slug, slug) for slug in kept])

    def _offer(self, name: str, every: str, choices: Iterable[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", every), *choices]

    def asked(self, whence: queries.Whence | None) -> queries.AskedHelp:
        """What the address asks for; a part that is not understood is left out, and the form says so."""
        typed = self._typed()
        return queries.AskedHelp(
            words=typed.get("q", ""),
            need=typed.get("need", ""),
            grouping=typed.get("grouping", ""),
            level=typed.get("level", ""),
            language=typed.get("language", ""),
            age=typed.get("age"),
            whence=whence,
            within=typed.get("within"),
            when=Sought(typed["when"]) if typed.get("when") else None,
            is_free=bool(typed.get("free")),
            access=queries.accesses().get(typed.get("access", "")),
        )

    @property
    def where_typed(self) -> str:
        return str(self._typed().get("where", ""))

    @property
    def shows_map(self) -> bool:
        return self._typed().get("show") == "map"

    @property
    def main(self) -> list[forms.BoundField]:
        return [self[name] for name in MAIN]

    @property
    def more(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name not in MAIN]

    @property
    def says_more(self) -> bool:
        """Whether one of the further choices was made, so that they are not hidden."""
        return any(self._typed().get(field.name) or field.errors for field in self.more)

    def say(self, problems: Sequence[Problem]) -> None:
        """What is wrong with the place that was typed, beside its field."""
        for problem in problems:
            self.add_error("where", f"{problem.what} {problem.do}".strip())

    def _typed(self) -> Mapping[str, Any]:
        return self.cleaned_data if self.is_valid() else getattr(self, "cleaned_data", {})


def kept_slugs(data: QueryDict) -> list[str]:
    """The services of a short list as the address names them, each once, at most so many."""
    said = (slug for slug in data.getlist("s") if slug and len(slug) <= 80)
    return list(dict.fromkeys(said))[:LONGEST_LIST]


def _named(words: Mapping[str, queries.Word]) -> list[tuple[str, str]]:
    return [(code, word.name) for code, word in words.items()]
