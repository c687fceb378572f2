"""Figures of one's own: what they are, a file to hand in, how it is read, a row to correct."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from django import forms

from commonground.foundation.kernel.periods import PeriodKind
from commonground.foundation.kernel.spreadsheets import Sheet, letters, names_shown
from commonground.ground.evidence.models import OwnSeries, QuarantinedRow
from commonground.ground.evidence.queries import own
from commonground.ground.evidence.rules.indicators import POLARITY_SENTENCES, Method, Polarity
from commonground.ground.evidence.rules.own import (
    COLUMN,
    DENOMINATOR,
    PER,
    Absent,
    OwnDefinition,
    Reading,
    RowsAre,
    definition_of,
    words,
)

NONE = ""
METHODS: dict[StrEnum, str] = {
    Method.COUNT: "A count: how many",
    Method.PROPORTION: "A percentage: how many of how many",
    Method.RATE: "A rate: how many for every 1,000 or 10,000",
}
KINDS: dict[StrEnum, str] = {
    PeriodKind.FINANCIAL_YEAR: "Financial years (April to March)",
    PeriodKind.ACADEMIC_YEAR: "School years (September to August)",
    PeriodKind.CALENDAR_YEAR: "Calendar years",
    PeriodKind.QUARTER: "Quarters",
    PeriodKind.MONTH: "Months",
}
CALLED = {"place": "Place", "period": "Period or day", "count": "Count", "denominator": "Out of"}


def choices_of(said: Mapping[Any, str]) -> list[tuple[str, str]]:
    """What can be chosen, with what is said of it."""
    return [(one.value, text) for one, text in said.items()]


class DefinitionForm(forms.Form):
    """What a figure of one's own is."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    organisation = forms.ChoiceField(label="Whose figures they are")
    name = forms.CharField(
        label="Name", max_length=200, help_text="What is measured, for example: Families seen at drop-in sessions"
    )
    definition = forms.CharField(
        label="Definition",
        widget=forms.Textarea({"rows": 4}),
        help_text="Who is counted, when, and who is not. One or two sentences.",
    )
    method = forms.ChoiceField(label="What it is", choices=choices_of(METHODS), widget=forms.RadioSelect)
    unit = forms.CharField(label="What is counted", max_length=40, help_text="families, children, referrals")
    denominator = forms.CharField(
        label="Out of what", max_length=200, required=False, help_text="For a percentage or a rate: pupils on roll"
    )
    multiplier = forms.TypedChoiceField(
        label="A rate for every", coerce=float, required=False, empty_value=None,
        choices=[("", "It is no rate"), *((str(per), said) for per, said in PER.items())],
    )  # fmt: skip
    polarity = forms.ChoiceField(label="What is good", widget=forms.RadioSelect, choices=choices_of(POLARITY_SENTENCES))
    period_kind = forms.ChoiceField(label="It comes by", choices=choices_of(KINDS))
    theme = forms.ChoiceField(label="Theme")
    licence = forms.CharField(
        label="Licence or basis", max_length=200,
        help_text="By what right it may be shown: Open Government Licence v3.0, or shared by the trust for planning",
    )  # fmt: skip
    caveat = forms.CharField(label="What to bear in mind", widget=forms.Textarea({"rows": 4}), required=False)
    suppress_below = forms.IntegerField(
        label="Small numbers are those below", min_value=0, max_value=100,
        help_text="Counts from 1 up to this are hidden where they could point at somebody. 0 where none can.",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        organisations: Sequence[str],
        themes: Sequence[tuple[str, str]],
        series: OwnSeries | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {**self._initial(series), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self._list("organisation", [(name, name) for name in organisations])
        self._list("theme", themes)
        if series is not None:
            del self.fields["organisation"]

    def _list(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    @staticmethod
    def _initial(series: OwnSeries | None) -> dict[str, Any]:
        if series is None:
            return {
                "suppress_below": words().suppress_below, "polarity": "context", "method": "count",
                "period_kind": PeriodKind.FINANCIAL_YEAR.value,
            }  # fmt: skip
        about = own.definition(series)
        found = definition_of(
            about, licence=series.dataset.licence, suppress_below=series.dataset.suppress_below, unit=own.unit_of(about)
        )
        held = {name: getattr(found, name) for name in DEFINED}
        multiplier = str(found.multiplier) if found.method is Method.RATE else ""
        return {**held, "based_on": series.version, "multiplier": multiplier}

    @property
    def about(self) -> OwnDefinition:
        held = self.cleaned_data
        values = {name: held[name] for name in DEFINED}
        values |= {"method": Method(held["method"]), "polarity": Polarity(held["polarity"])}
        return OwnDefinition(**values, multiplier=held["multiplier"] or 1.0)


DEFINED = (
    "name", "definition", "unit", "licence", "theme", "method", "polarity", "period_kind", "denominator", "caveat",
    "suppress_below",
)  # fmt: skip


class FileForm(forms.Form):
    file = forms.FileField(
        label="Spreadsheet",
        help_text="Excel (.xlsx, .xls), OpenDocument (.ods) or CSV; at most 20 MB, 200,000 rows and 100 columns. "
        "Counts only: no names, no dates of birth, no numbers of people.",
    )


class ReadingForm(forms.Form):
    """What we recognised, to confirm or correct."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    sheet = forms.IntegerField(widget=forms.HiddenInput)
    below = forms.IntegerField(label="Rows above the first row of figures", min_value=0, max_value=1000)
    place = forms.ChoiceField(label="What the places are")
    rows_are = forms.ChoiceField(
        label="What a row is", widget=forms.RadioSelect,
        choices=[
            (RowsAre.COUNTS.value, "A place with its count"),
            (RowsAre.EVENTS.value, "One event or child, without anything that says who"),
        ],
    )  # fmt: skip
    column_place = forms.ChoiceField(label="Column of the place", required=False)
    column_period = forms.ChoiceField(label="Column of the period or day", required=False)
    column_count = forms.ChoiceField(label="Column of the count", required=False)
    column_denominator = forms.ChoiceField(label="Column of what it is out of", required=False)
    whole_period = forms.CharField(
        label="Period of the whole file", max_length=20, required=False,
        help_text="Only where no column says it: 2024, 2023/24, 2024-03",
    )  # fmt: skip
    absent = forms.ChoiceField(
        label="A place that is not in the file", widget=forms.RadioSelect,
        choices=[
            (Absent.UNKNOWN.value, "is not known: a larger area that holds it has no figure"),
            (Absent.NOUGHT.value, "had nothing to count: the file is about all of the place below"),
        ],
    )  # fmt: skip
    coverage = forms.ChoiceField(label="The place that the file is about", required=False)
    takes_hidden = forms.ChoiceField(
        label="Rows that are hidden", widget=forms.RadioSelect, initial="no",
        choices=[("no", "Leave them out"), ("yes", "Take them too")],
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        sheet: Sheet,
        names: Sequence[str],
        series: OwnSeries,
        reading: Reading,
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {**self._initial(reading), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        width = len(sheet.rows[0]) if sheet.rows else 0
        shown = [names[at] if at < len(names) else "" for at in range(width)]
        columns = [(str(at), f"{letters(at)}: {name}"[:60]) for at, name in enumerate(names_shown(shown))]
        for name in CALLED:
            self._list(f"{COLUMN}{name}", [(NONE, "Not in this sheet"), *columns])
        self._list("place", own.place_choices())
        self._list("coverage", [(NONE, "Not said"), *own.coverage_choices()])
        if series.indicator.method == Method.COUNT.value:
            del self.fields[f"{COLUMN}{DENOMINATOR}"]
        else:
            del self.fields["rows_are"]
        if not sheet.hidden_rows:
            del self.fields["takes_hidden"]

    def _list(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    @staticmethod
    def _initial(reading: Reading) -> dict[str, Any]:
        return {
            "sheet": reading.sheet,
            "below": reading.below,
            "place": reading.place,
            "rows_are": reading.rows_are.value,
            "whole_period": reading.period,
            "absent": reading.absent.value,
            "coverage": reading.coverage,
            "takes_hidden": "yes" if reading.takes_hidden else "no",
            **{f"{COLUMN}{name}": str(at) for name, at in reading.columns.items()},
        }

    @property
    def reading(self) -> Reading:
        held = self.cleaned_data
        rows_are = RowsAre(held.get("rows_are") or RowsAre.COUNTS)
        unread = {f"{COLUMN}count"} if rows_are is RowsAre.EVENTS else set[str]()
        chosen = {name: held[f"{COLUMN}{name}"] for name in CALLED if f"{COLUMN}{name}" in self.fields.keys() - unread}
        columns = {name: int(at) for name, at in chosen.items() if at != NONE}
        return Reading(
            sheet=held["sheet"],
            below=held["below"],
            columns=columns,
            place=held["place"],
            rows_are=rows_are,
            period="" if "period" in columns else held["whole_period"].strip(),
            absent=Absent(held["absent"]),
            coverage=held["coverage"],
            takes_hidden=held.get("takes_hidden") == "yes",
        )


class TakeForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    do = forms.ChoiceField(choices=[("all", "all"), ("good", "good")], widget=forms.HiddenInput)


class BasedOnForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class RowForm(forms.Form):
    """The cells of a row in quarantine."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: QuarantinedRow, names: dict[str, str], **kwargs: Any) -> None:
        kwargs["initial"] = {"based_on": row.version, **row.texts, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        said = {problem["column"]: f"{problem['what']} {problem['do']}".strip() for problem in row.problems}
        for name in row.texts:
            label = names.get(name) or CALLED.get(name, name)
            field = forms.CharField(label=label, max_length=200, required=False, help_text=said.get(name, ""))
            self.fields[name] = field

    @property
    def texts(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.fields if name != "based_on"}
