"""What people type in registers of partners, and about links between bodies."""

from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.foundation.kernel.errors import Invalid
from commonground.ground.partners import rules
from commonground.ground.partners.forms.measures import YearField, in_words
from commonground.ground.partners.models import Organisation, Relationship

STANDINGS = [(one.value, one.label) for one in rules.Willingness]
KINDS = [(one.value, one.label) for one in rules.Kind]
NEW_LINKS = [(one.value, one.label) for one in (rules.LinkStatus.PLANNED, rules.LinkStatus.ACTIVE)]


class NewRegisterForm(forms.Form):
    name = forms.CharField(label="Name of the board or partnership", max_length=150)
    about = forms.CharField(label="What it is", required=False, max_length=500)
    source = forms.CharField(required=False, max_length=200)


class PartnerForm(forms.Form):
    """A partner of a board."""

    organisation = forms.ModelChoiceField(Organisation.objects.all(), required=False, empty_label="None of these")
    named_as = forms.CharField(
        label="Or in words", required=False, max_length=200, help_text="For a partner that is counted but not named."
    )
    standing = forms.ChoiceField(label="Does it contribute?", choices=STANDINGS)
    note = forms.CharField(required=False, max_length=300)
    starts_on = DayField(label="Partner since", required=False)

    def clean_standing(self) -> rules.Willingness:
        return rules.Willingness(self.cleaned_data["standing"])


class ChangePartnerForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    standing = forms.ChoiceField(label="Does it contribute?", choices=STANDINGS)
    note = forms.CharField(required=False, max_length=300)
    starts_on = DayField(label="Partner since", required=False)
    ends_on = DayField(label="Partner until", required=False)

    def clean_standing(self) -> rules.Willingness:
        return rules.Willingness(self.cleaned_data["standing"])


class AmountsForm(forms.Form):
    """What was pledged and given, read by the kind of contribution."""

    pledged = forms.CharField(max_length=20, help_text="Pounds and pence, or a number of the unit: £4,668.90 or 0.5.")
    given = forms.CharField(required=False, max_length=20, help_text="Leave empty while it is not known.")
    note = forms.CharField(required=False, max_length=300)
    kind_of_row: rules.Kind | None = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = self.kind_of_row or cleaned.get("kind")
        for name in ("pledged", "given"):
            if kind is not None and name in cleaned:
                cleaned[name] = self._amount(kind, name, cleaned[name])
        return cleaned

    def _amount(self, kind: rules.Kind, name: str, written: str) -> int | None:
        try:
            return rules.parse_amount(kind, written, column=name) if written.strip() else None
        except Invalid as wrong:
            self.add_error(name, in_words(wrong))
            return None


class PledgeForm(AmountsForm):
    year = YearField(label="Financial year", max_length=9, help_text="Written as 2026-27.")
    kind = forms.ChoiceField(label="What", choices=KINDS)
    source = forms.CharField(required=False, max_length=200)
    field_order = ("year", "kind", "pledged", "given", "note", "source")

    def clean_kind(self) -> rules.Kind:
        return rules.Kind(self.cleaned_data["kind"])


class ChangePledgeForm(AmountsForm):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class LinkForm(forms.Form):
    """A new link between two bodies."""

    one = forms.ModelChoiceField(Organisation.objects.all(), label="Which body", empty_label="Choose")
    other = forms.ModelChoiceField(Organisation.objects.all(), label="With", empty_label="Choose")
    about = forms.CharField(label="What it is for", max_length=300)
    status = forms.ChoiceField(label="State", choices=NEW_LINKS)
    since = DayField(label="In this state since")
    source = forms.CharField(required=False, max_length=200)

    def clean_status(self) -> rules.LinkStatus:
        return rules.LinkStatus(self.cleaned_data["status"])


class MoveLinkForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.ChoiceField(label="Becomes")
    since = DayField(label="On")

    def __init__(self, *args: Any, link: Relationship, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["status"]
        assert isinstance(field, forms.ChoiceField)
        after = rules.LINK_MOVES[rules.LinkStatus(link.status)]
        field.choices = [(one.value, one.label) for one in rules.LinkStatus if one in after]

    def clean_status(self) -> rules.LinkStatus:
        return rules.LinkStatus(self.cleaned_data["status"])
