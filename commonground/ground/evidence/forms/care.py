"""Who answers for figures, and what a review found."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from commonground.foundation.design.forms import DayField
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import actions
from commonground.ground.evidence.models import Care

if TYPE_CHECKING:
    from commonground.ground.partners.models import Team

NOBODY, ME, THE_SAME = "", "me", "same"


class CareForm(forms.Form):
    """Who answers for a dataset, an indicator or a chapter, and when it is due."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    chapter = forms.CharField(label="Title of the chapter", max_length=200)
    page = forms.URLField(
        label="Where it stands",
        required=False,
        assume_scheme="https",
        help_text="The address of the published chapter.",
    )
    team: "forms.ModelChoiceField[Team]" = forms.ModelChoiceField(
        queryset=None, label="Team that answers for it", empty_label="Choose a team"
    )
    person = forms.ChoiceField(label="Who does it", required=False, widget=forms.RadioSelect)
    review_on = DayField(label="Next review", required=False, help_text="When somebody looks at it next.")
    review_months = forms.IntegerField(
        label="Months between reviews", required=False, min_value=1, max_value=120, help_text="For example 12."
    )
    expected_on = DayField(
        label="Next release expected", required=False, help_text="Only where the publisher has put it off."
    )
    expected_why = forms.CharField(label="Why then", required=False, max_length=300)

    def __init__(
        self, data: Any = None, *, teams: "QuerySet[Team]", care: Care | None, without: tuple[str, ...]
    ) -> None:
        super().__init__(data, initial=_initial(care))
        self._care = care
        for name in without:
            del self.fields[name]
        team, person = self.fields["team"], self.fields["person"]
        assert isinstance(team, forms.ModelChoiceField)
        assert isinstance(person, forms.ChoiceField)
        team.queryset = teams
        same = [(THE_SAME, str(care.person))] if care and care.person else []
        person.choices = [(NOBODY, "Nobody in particular: the team"), (ME, "I do"), *same]

    def charge(self, by: Viewer) -> actions.Charge:
        """What was filled in."""
        held = dict(self.cleaned_data)
        return actions.Charge(
            team=held["team"], person=self._person(held["person"], by), review_on=held["review_on"],
            review_months=held["review_months"], expected_on=held.get("expected_on"),
            expected_why=held.get("expected_why", ""), page=held.get("page", ""),
        )  # fmt: skip

    def _person(self, said: str, by: Viewer) -> UUID | None:
        if said == ME:
            return by.id
        return self._care.person_id if said == THE_SAME and self._care else None


class ReviewForm(forms.Form):
    """What a look at it found."""

    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    note = forms.CharField(label="What you found", widget=forms.Textarea, max_length=10000)
    greatest_need = forms.CharField(
        label="Where need is greatest", required=False, widget=forms.Textarea, max_length=10000,
        help_text="For example which areas, and for which children.",
    )  # fmt: skip
    next_on = DayField(label="Next review", required=False)


def _initial(care: Care | None) -> dict[str, Any]:
    if care is None:
        return {"based_on": actions.NEW}
    names = ("chapter", "page", "review_on", "review_months", "expected_on", "expected_why")
    held = {name: getattr(care, name) for name in names}
    return {**held, "based_on": care.version, "team": care.team_id, "person": THE_SAME if care.person_id else NOBODY}
