"""What keepers write of what hangs on a service or a place. Each form gives its values by column."""

import re
from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField, ForViewer
from commonground.ground.directory.forms.fields import WHICH, AreaField, WeekdaysField, clock, email, line, lines, web
from commonground.ground.directory.rules.words import Frequency

DAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")
GEOJSON = "geojson"
ONS = "ons"


class PartForm(ForViewer):
    """A piece of something. `based_on` is empty for a new one."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def values(self) -> dict[str, Any]:
        """By column of the table."""
        return {name: value for name, value in self.cleaned_data.items() if name != "based_on"}

    @classmethod
    def begin(cls, row: Any) -> dict[str, Any]:
        """What the form begins with for a row that is there."""
        return {"based_on": row.version} | {
            name: getattr(row, name, None) for name in cls.base_fields if name != "based_on"
        }


class HoursForm(PartForm):
    """When it happens. Days that repeat in a way that boxes cannot say are written as the standard writes them."""

    freq = forms.ChoiceField(label="Repeats", required=False, choices=[("", "Not said"), *Frequency.choices()])
    byday = WeekdaysField(label="On")
    which = forms.ChoiceField(
        label="Which of them", required=False, choices=WHICH, help_text="Such as the first Monday of the month."
    )
    opens_at = clock("From")
    closes_at = clock("Until")
    interval = forms.IntegerField(label="Every so many weeks or months", required=False, min_value=0, max_value=1_000)
    dtstart = DayField(
        label="First time", required=False, help_text="Where it is not every week or month: from which it is counted."
    )
    bymonthday = line("Days of the month", longest=200, help_text="Such as 1,15; -1 is the last day.")
    valid_from = DayField(label="From the day", required=False)
    valid_to = DayField(label="Until the day", required=False, help_text="The last day.")
    description = lines("In words", rows=2, help_text="Such as: in term time only.")
    schedule_link = web("Where to see dates")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "raw_days" in self.initial:
            del self.fields["which"]
            self.fields["byday"] = line("Days", longest=100, help_text="As the standard writes them: MO,1TU,-1FR.")

    @property
    def values(self) -> dict[str, Any]:
        held = super().values
        which, days = held.pop("which", ""), held["byday"]
        return {**held, "byday": days if isinstance(days, str) else ",".join(f"{which}{day}" for day in days)}

    @classmethod
    def begin(cls, row: Any) -> dict[str, Any]:
        found = [DAY.fullmatch(part.strip()) for part in row.byday.split(",") if part.strip()]
        known = [one for one in found if one is not None]
        which = {(one[1] or "").lstrip("+") for one in known}
        begun = super().begin(row)
        if len(known) != len(found) or len(which) > 1 or not which <= {code for code, _ in WHICH}:
            return {**begun, "raw_days": True}
        return {**begun, "byday": [one[2] for one in known], "which": next(iter(which), "")}


class CostForm(PartForm):
    option = line("For whom or what", longest=500, help_text="Such as: free, or: for each child.")
    amount = forms.DecimalField(label="Pounds", required=False, min_value=0, max_digits=9, decimal_places=2)
    amount_description = line("In words", longest=500, help_text="Such as: a donation, if you can.")
    valid_from = DayField(label="From the day", required=False)
    valid_to = DayField(label="Until the day", required=False, help_text="The last day.")

    @property
    def values(self) -> dict[str, Any]:
        held = super().values
        return {**held, "amount": None if held["amount"] is None else int(held["amount"] * 100)}

    @classmethod
    def begin(cls, row: Any) -> dict[str, Any]:
        pounds = None if row.amount is None else f"{row.amount / 100:.2f}"
        return {**super().begin(row), "amount": pounds}


class LanguageForm(PartForm):
    name = line("Language", longest=100)
    code = line("Its code", longest=40, help_text="Such as pl, ur, bfi. Not needed.")
    note = lines("Note", rows=2, help_text="Such as: on Tuesdays.")


class ContactForm(PartForm):
    title = line("Role", help_text="Such as: co-ordinator.")
    department = line("Department")
    email = email()
    name = line("Name of the person")
    is_public = forms.BooleanField(label="The person agreed that everybody reads the name", required=False)


class PhoneForm(PartForm):
    number = forms.CharField(label="Number", max_length=60)
    extension = line("Extension", longest=20)
    description = line("What for, or when", longest=500)


class AreaForm(PartForm):
    """Whom the service reaches by where they live."""

    area = AreaField(label="Area of this site")
    name = lines("In words", rows=2, longest=1000, help_text="Left empty, the name of the area.")
    outline = lines(
        "Outline",
        rows=4,
        longest=5_000_000,
        help_text="GeoJSON in WGS84, longitude first. Lists find a service by its area: name that one too.",
    )

    @property
    def values(self) -> dict[str, Any]:
        """The outline is the extent where there is one, else the code of the area."""
        area, words, outline = (self.cleaned_data[name] for name in ("area", "name", "outline"))
        name = words or (area.name if area else "")
        if outline.strip():
            return {"area": area, "name": name, "extent": outline.strip(), "extent_type": GEOJSON}
        code = area.code if area and area.code else ""
        return {"area": area, "name": name, "extent": code, "extent_type": ONS if code else ""}

    @classmethod
    def begin(cls, row: Any) -> dict[str, Any]:
        outline = row.extent if row.extent.startswith("{") else ""
        area = (row.area.code or row.area.slug) if row.area else ""
        return {**super().begin(row), "area": area, "outline": outline}


class DocumentForm(PartForm):
    document = lines("What to bring", rows=2)


class FundingForm(PartForm):
    source = lines("Where the money comes from", rows=2, help_text="Everybody reads it.")


class AccessForm(PartForm):
    description = lines(
        "How the place can be used", rows=2, help_text="Such as: level access from the car park, hearing loop."
    )
    details = lines("More", rows=2)
    url = web("Where to read more")


FORMS: dict[str, type[PartForm]] = {
    "hours": HoursForm,
    "hours-there": HoursForm,
    "cost": CostForm,
    "language": LanguageForm,
    "contact": ContactForm,
    "phone": PhoneForm,
    "area": AreaForm,
    "document": DocumentForm,
    "funding": FundingForm,
    "access": AccessForm,
    "phone-there": PhoneForm,
}
