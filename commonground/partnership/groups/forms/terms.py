"""Terms of reference as they are written: all that they say, on one page."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from commonground.foundation.design.forms import DayField
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import Group, TermsOfReference

SPARE = 2  # empty rows for reports that are added
MINUTES = re.compile(r"^(?P<title>.*?)\s*[(,:]\s*(?P<minutes>\d{1,3})\s*(minutes|min)?\s*\)?$")


def _text(label: str, *, rows: int = 3, required: bool = False, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=5000, widget=forms.Textarea(attrs={"rows": rows}), **kwargs
    )


def _count(label: str, **kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, required=False, min_value=0, max_value=1000, **kwargs)


class TermsForm(forms.Form):
    """Fields of the terms, a box for each sector, and rows for reports owed."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)
    aim = _text("Aim", required=True)
    purpose = _text("Purposes", rows=6, required=True, help_text="One a line.")
    accountability = _text("Accountability")
    reporting = _text("Reporting")
    structure = _text("Structure and membership")
    seniority = forms.ModelChoiceField(
        Group.objects.none(), label="Members are at least", required=False, empty_label="Not said"
    )
    meetings_a_year = _count("Meetings a year")
    minutes_long = forms.IntegerField(label="Minutes a meeting lasts", min_value=10, max_value=600, initial=120)
    quorum = _count("Quorum", help_text="Seats that must be filled.")
    papers_days = forms.IntegerField(
        label="Papers are due", min_value=0, max_value=60, initial=10, help_text="Working days before the meeting."
    )
    pack_days = forms.IntegerField(
        label="The pack goes out", min_value=0, max_value=60, initial=5, help_text="Working days before the meeting."
    )
    review_months = _count("Months between reviews of these terms")
    checks = _text(
        "On every agenda", help_text="One a line, with its minutes: Safeguarding in all the group’s work (5 minutes)."
    )
    source = forms.CharField(label="Source", required=False, max_length=300)

    def __init__(self, *args: Any, viewer: Viewer, terms: TermsOfReference | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        seniority = self.fields["seniority"]
        assert isinstance(seniority, forms.ModelChoiceField)
        seniority.queryset = partners.seniorities()
        self.sectors = list(partners.sectors())
        for sector in self.sectors:
            self.fields[f"sector_{sector.pk}"] = forms.IntegerField(
                label=sector.name, required=False, min_value=0, max_value=20
            )
        # Read once for all rows, which would each ask for themselves.
        self.groups = [("", "None of these"), *((one.pk, one.name) for one in queries.groups(viewer))]
        self.rows = SPARE + (terms.reporting_duties.count() if terms else 0)
        for row in range(self.rows):
            self._add_row(row)

    def _add_row(self, row: int) -> None:
        self.fields[f"duty_{row}_title"] = forms.CharField(label="Report", required=False, max_length=200)
        to = forms.ModelChoiceField(queries.groups(self.viewer), label="To the group", required=False)
        to.choices = self.groups
        self.fields[f"duty_{row}_to"] = to
        self.fields[f"duty_{row}_to_words"] = forms.CharField(label="Or to, in words", required=False, max_length=200)
        self.fields[f"duty_{row}_months"] = forms.IntegerField(
            label="Every so many months", required=False, min_value=1, max_value=60
        )
        self.fields[f"duty_{row}_first"] = DayField(label="First due on", required=False)

    @property
    def words(self) -> list[forms.BoundField]:
        return [self[name] for name in ("aim", "purpose", "accountability", "reporting", "structure")]

    @property
    def figures(self) -> list[forms.BoundField]:
        names = ("meetings_a_year", "minutes_long", "quorum", "papers_days", "pack_days", "review_months")
        return [self[name] for name in names]

    @property
    def sector_fields(self) -> list[forms.BoundField]:
        return [self[f"sector_{one.pk}"] for one in self.sectors]

    @property
    def duty_rows(self) -> list[list[forms.BoundField]]:
        names = ("title", "to", "to_words", "months", "first")
        return [[self[f"duty_{row}_{name}"] for name in names] for row in range(self.rows)]

    def clean_checks(self) -> list[actions.CheckAsked]:
        lines = [line.strip() for line in self.cleaned_data["checks"].splitlines() if line.strip()]
        found = [_check(line) for line in lines]
        if len({one.title.casefold() for one in found}) != len(found):
            raise ValidationError("A line stands here twice. Write each once.")
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        titles = []
        for row in range(self.rows):
            title = cleaned.get(f"duty_{row}_title")
            if not title:
                continue
            titles.append(title.casefold())
            for name, word in (("months", "how often it is owed"), ("first", "when it is first due")):
                if not cleaned.get(f"duty_{row}_{name}") and f"duty_{row}_{name}" not in self.errors:
                    self.add_error(f"duty_{row}_{name}", f"Say {word}")
            if titles.count(title.casefold()) > 1:
                self.add_error(f"duty_{row}_title", "This report stands in the list already")
        return cleaned

    @property
    def wording(self) -> actions.Wording:
        """All that was written, once the form is valid."""
        held = self.cleaned_data
        plain = ("aim", "purpose", "accountability", "reporting", "structure", "seniority", "meetings_a_year")
        more = ("minutes_long", "quorum", "papers_days", "pack_days", "review_months", "source", "checks")
        return actions.Wording(
            **{name: held[name] for name in (*plain, *more)},
            sectors=[actions.SectorAsked(one, seats) for one in self.sectors if (seats := held[f"sector_{one.pk}"])],
            duties=[
                actions.DutyAsked(
                    held[f"duty_{row}_title"],
                    held[f"duty_{row}_months"],
                    held[f"duty_{row}_first"],
                    to=held[f"duty_{row}_to"],
                    to_words=held[f"duty_{row}_to_words"],
                )
                for row in range(self.rows)
                if held[f"duty_{row}_title"]
            ],
        )


def _check(line: str) -> actions.CheckAsked:
    found = MINUTES.match(line)
    return actions.CheckAsked(found["title"], int(found["minutes"])) if found else actions.CheckAsked(line)


class TemplateForm(TermsForm):
    name = forms.CharField(label="Name of the template", max_length=150)
    field_order = ("name",)


class DraftForm(forms.Form):
    """What new terms start from."""

    template = forms.ModelChoiceField(
        TermsOfReference.objects.none(), label="Start from", required=False, empty_label="An empty page"
    )

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        template = self.fields["template"]
        assert isinstance(template, forms.ModelChoiceField)
        template.queryset = TermsOfReference.objects.filter(group=None).order_by("name")


class AgreeForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    on = DayField(label="Agreed on")


def initial_of(terms: TermsOfReference) -> dict[str, Any]:
    """What the form shows of terms as they stand."""
    names = (
        "aim", "purpose", "accountability", "reporting", "structure", "meetings_a_year", "minutes_long", "quorum",
        "papers_days", "pack_days", "review_months", "source",
    )  # fmt: skip
    shown: dict[str, Any] = {name: getattr(terms, name) for name in names}
    shown |= {"based_on": terms.version, "seniority": terms.seniority_id}
    shown["checks"] = "\n".join(f"{one.title} ({one.minutes} minutes)" for one in terms.standing_checks.all())
    shown |= {f"sector_{one.sector_id}": one.seats for one in terms.required_sectors.all()}
    for row, duty in enumerate(terms.reporting_duties.all()):
        values = (duty.title, duty.to_id, duty.to_words, duty.every_months, duty.first_due_on)
        keys = ("title", "to", "to_words", "months", "first")
        shown |= {f"duty_{row}_{key}": value for key, value in zip(keys, values, strict=True)}
    return shown
