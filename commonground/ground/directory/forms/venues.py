"""From where hubs and rooms are looked for."""

from django import forms


class WhereForm(forms.Form):
    """`?where=`: a postcode or an area."""

    where = forms.CharField(
        label="Near",
        required=False,
        max_length=100,
        help_text="A postcode, or the name of an area: the nearest come first.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    @property
    def where_typed(self) -> str:
        return str(self.cleaned_data.get("where", "")) if self.is_valid() else ""
