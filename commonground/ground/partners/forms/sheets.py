"""A spreadsheet to hand in, and how it is read."""

from collections.abc import Sequence
from typing import Any

from django import forms

from commonground.foundation.kernel.spreadsheets import Sheet, letters, names_shown
from commonground.ground.partners.formats.headings import headings
from commonground.ground.partners.queries import Reading

COLUMN = "column_"
NONE = ""


class HandInForm(forms.Form):
    file = forms.FileField(
        label="Spreadsheet",
        help_text="Excel (.xlsx), OpenDocument (.ods) or CSV, at most 5 MB and 2,000 rows. Columns in any order.",
    )


class ReadingForm(forms.Form):
    """What each column is, as guessed; a person confirms or corrects it."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    sheet = forms.IntegerField(widget=forms.HiddenInput)
    below = forms.IntegerField(label="Rows above the first person", min_value=0, max_value=2000)
    takes_hidden = forms.ChoiceField(
        label="Rows that are hidden",
        choices=[("no", "Leave them out"), ("yes", "Take them too")],
        widget=forms.RadioSelect,
        initial="no",
    )

    def __init__(self, *args: Any, sheet: Sheet, names: Sequence[str], reading: Reading, **kwargs: Any) -> None:
        initial = {
            "sheet": reading.sheet,
            "below": reading.below,
            "takes_hidden": "yes" if reading.takes_hidden else "no",
            **{f"{COLUMN}{field}": str(column) for field, column in reading.columns.items()},
        }
        kwargs["initial"] = {**initial, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        width = len(sheet.rows[0]) if sheet.rows else 0
        shown = [names[column] if column < len(names) else "" for column in range(width)]
        columns = [(str(at), f"{letters(at)}: {name}"[:60]) for at, name in enumerate(names_shown(shown))]
        for field, label in headings().labels.items():
            self.fields[f"{COLUMN}{field}"] = forms.ChoiceField(
                label=label, required=False, choices=[(NONE, "Not in this sheet"), *columns]
            )
        if not sheet.hidden_rows:
            del self.fields["takes_hidden"]

    @property
    def reading(self) -> Reading:
        held = self.cleaned_data
        chosen = {name.removeprefix(COLUMN): held[name] for name in self.fields if name.startswith(COLUMN)}
        columns = {field: int(column) for field, column in chosen.items() if column != NONE}
        return Reading(held["sheet"], held["below"], columns, held.get("takes_hidden") == "yes")


class TakeForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    do = forms.ChoiceField(choices=[("all", "all"), ("good", "good")], widget=forms.HiddenInput)
