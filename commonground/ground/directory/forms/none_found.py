"""What somebody says who found no service: four codes, and no room for words."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from commonground.ground.directory import queries

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

AreaGroups = Iterable[tuple[str, "tuple[Area, ...]"]]


def area_choices(groups: AreaGroups) -> list[Any]:
    """Areas by map for a list to choose from."""
    return [("", "Choose"), *((label, [(str(one.pk), one.name) for one in areas]) for label, areas in groups)]


def offer_codes(form: forms.Form, name: str, words: Mapping[str, Any]) -> None:
    """Give a list of codes its words."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", "Choose"), *((code, word.name) for code, word in words.items())]


class NoneFoundForm(forms.Form):
    """Its fields have ids of their own, because it stands on a page beside what narrows the list."""

    need = forms.ChoiceField(label="What about")
    band = forms.ChoiceField(label="For whom")
    area = forms.TypedChoiceField(label="Where", coerce=UUID, help_text="No smaller area is kept.")
    why = forms.ChoiceField(label="Why nothing fits")

    def __init__(
        self, data: QueryDict | None = None, *, areas: AreaGroups, initial: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(data, auto_id="none-%s", initial=dict(initial or {}))
        offer_codes(self, "need", queries.needs())
        offer_codes(self, "band", queries.bands())
        offer_codes(self, "why", queries.whys())
        field = self.fields["area"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = area_choices(areas)


def as_sought(asked: queries.AskedHelp, area: "Area | None") -> dict[str, str]:
    """What somebody looked for, as far as codes of this form say it."""
    found = next((one.code for one in queries.bands().values() if asked.age is not None and one.holds(asked.age)), "")
    return {"need": asked.need, "band": found, "area": str(area.pk) if area else ""}
