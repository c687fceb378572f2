"""How the matrix of gaps is narrowed."""

from django import forms

from commonground.ground.directory import queries


class GapsForm(forms.Form):
    """`?map=&grouping=`: for which areas, at which kind of help."""

    map = forms.ChoiceField(label="Areas", required=False)
    grouping = forms.ChoiceField(label="Kind of help", required=False)

    def __init__(self, page: queries.GapPage) -> None:
        super().__init__(initial={"map": page.chosen.slug, "grouping": page.grouping})
        every = [("", "Every kind"), *((code, word.name) for code, word in page.groupings.items())]
        for name, choices in (("map", [(one.slug, one.label) for one in page.choices]), ("grouping", every)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


class FarForm(forms.Form):
    """`?map=&km=`: for which areas, further than how far."""

    map = forms.ChoiceField(label="Areas", required=False)
    km = forms.TypedChoiceField(label="Further than", required=False, coerce=int)

    def __init__(self, page: queries.FarPage) -> None:
        super().__init__(initial={"map": page.chosen.slug, "km": page.kilometres})
        every = [(one, f"{one} km") for one in page.distances]
        for name, choices in (("map", [(one.slug, one.label) for one in page.choices]), ("km", every)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices
