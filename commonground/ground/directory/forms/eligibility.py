"""Whom a service takes; and a child described without a name, on whom that is tried."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict

from commonground.ground.directory import queries
from commonground.ground.directory.rules import eligibility as rules
from commonground.ground.directory.rules.eligibility import Criterion, Described, Kind

if TYPE_CHECKING:
    from commonground.ground.directory.models import Service
    from commonground.ground.places.models import Area

OLDEST = 25
CODED = (Kind.SEND, Kind.NEED, Kind.LEVEL, Kind.ROUTE)
WORDS = forms.Textarea(attrs={"rows": 3})


def _choices() -> Mapping[Kind, list[tuple[str, str]]]:
    """The codes of each kind with their words."""
    lists = {Kind.SEND: queries.send(), Kind.NEED: queries.needs(), Kind.LEVEL: queries.levels()}
    found = {kind: [(code, _upper(word.name)) for code, word in words.items()] for kind, words in lists.items()}
    return {**found, Kind.ROUTE: list(queries.routes().items())}


def _upper(name: str) -> str:
    return name[:1].upper() + name[1:]


class WhoItTakesForm(forms.Form):
    """For each kind of criterion whom the service is only for, and whom it is not for."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None, *, service: "Service") -> None:
        super().__init__(data, initial={"based_on": service.version, **_as_said(service)})
        for kind, choices in _choices().items():
            known = {code for code, _ in choices}
            for side, label in (("only", "Only for"), ("not", "Not for")):
                name = f"{side}-{kind}"
                # what a feed said in codes of its own is kept
                others = [(code, code) for code in self.initial.get(name, ()) if code not in known]
                self.fields[name] = forms.MultipleChoiceField(
                    label=f"{label}: {kind.label.lower() if kind is not Kind.SEND else kind.label}",
                    required=False, widget=forms.CheckboxSelectMultiple, choices=[*choices, *others],
                )  # fmt: skip
        for side, label in (("only", "Only if, in words"), ("not", "Not if, in words")):
            self.fields[f"{side}-{Kind.IN_WORDS}"] = forms.CharField(
                label=label, required=False, widget=WORDS, max_length=4_000,
                help_text="One to a line. Families are asked each as it stands.",
            )  # fmt: skip

    @property
    def sides(self) -> list[tuple[BoundField, BoundField]]:
        """The fields of each kind beside each other: what most services decide by."""
        return self._sides(Kind.SEND, Kind.LEVEL, Kind.IN_WORDS)

    @property
    def more_sides(self) -> list[tuple[BoundField, BoundField]]:
        return self._sides(Kind.NEED, Kind.ROUTE)

    @property
    def says_more(self) -> bool:
        """Whether something is said, or wrong, in what is folded."""
        return any(one.value() or one.errors for both in self.more_sides for one in both)

    def _sides(self, *kinds: Kind) -> list[tuple[BoundField, BoundField]]:
        return [(self[f"only-{kind}"], self[f"not-{kind}"]) for kind in kinds]

    @property
    def criteria(self) -> list[Criterion]:
        found = []
        for side, excludes in (("only", False), ("not", True)):
            for kind in CODED:
                codes = frozenset(self.cleaned_data[f"{side}-{kind}"])
                found += [Criterion(kind, excludes, codes)] if codes else []
            lines = self.cleaned_data[f"{side}-{Kind.IN_WORDS}"].splitlines()
            found += [Criterion(Kind.IN_WORDS, excludes, words=line.strip()) for line in lines if line.strip()]
        return found


def _as_said(service: "Service") -> dict[str, Any]:
    said: dict[str, Any] = {}
    for one in rules.from_plain(service.eligibility):
        name = f"{'not' if one.excludes else 'only'}-{one.kind}"
        if one.kind is Kind.IN_WORDS:
            said[name] = "\n".join(part for part in (said.get(name, ""), one.words) if part)
        else:
            said[name] = [*said.get(name, ()), *sorted(one.codes)]
    return said


class DescribeForm(forms.Form):
    """A child without a name. It is sent and not kept: neither here nor in the address."""

    age = forms.IntegerField(label="Age", required=False, min_value=0, max_value=OLDEST, help_text="In whole years.")
    where = forms.CharField(
        label="Where they live", required=False, max_length=100, help_text="The name of a district or locality."
    )
    about = forms.MultipleChoiceField(
        label="What help is looked for", required=False, widget=forms.CheckboxSelectMultiple
    )
    send = forms.MultipleChoiceField(
        label="Special educational needs and disability", required=False, widget=forms.CheckboxSelectMultiple
    )
    level = forms.ChoiceField(label="How much help they need", required=False)
    route = forms.ChoiceField(label="How they would come", required=False)

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data)
        choices = _choices()
        for name, kind in (("about", Kind.NEED), ("send", Kind.SEND), ("level", Kind.LEVEL), ("route", Kind.ROUTE)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            is_list = isinstance(field, forms.MultipleChoiceField)
            field.choices = choices[kind] if is_list else [("", "Not said"), *choices[kind]]

    def family(self, area: "Area | None") -> queries.Family:
        said = self.cleaned_data
        of = Described(
            age=said["age"],
            needs=frozenset(said["about"]),
            level=said["level"],
            route=said["route"],
            send=frozenset(said["send"]),
        )
        return queries.Family(of, frozenset(said["about"]), area)
