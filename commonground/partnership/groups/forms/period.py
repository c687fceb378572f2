"""The period that a page counts over: it stands in the address."""

from datetime import date

from django import forms

from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.partnership.groups.forms.narrowing import checked
from commonground.partnership.groups.rules.terms import months_after

YEAR = 12
AS = "As 2026-04-01."


class PeriodForm(forms.Form):
    """`?since=2025-04-01&until=2026-04-01`; the last twelve months where nothing is said."""

    since = forms.DateField(required=False, input_formats=["%Y-%m-%d"], label="From the day", help_text=AS)
    until = forms.DateField(required=False, input_formats=["%Y-%m-%d"], label="Until before the day", help_text=AS)

    def period(self, today: date) -> tuple[date, date]:
        """From a day until, not including, another. Raises Invalid where that is no time at all."""
        held = checked(self)
        until = held["until"] or today
        since = held["since"] or months_after(until, -YEAR)
        if since >= until:
            why = "The first day must come before the day until which is counted."
            raise Invalid("This address is not understood.", [Problem(why, where="From the day")])
        return since, until
