"""What the information governance officer types, and whoever signs or answers for an organisation."""

from collections.abc import Sequence
from typing import Any

from django import forms

from commonground.foundation.design.forms import DayField
from commonground.ground.partners import queries, rules
from commonground.ground.partners.models import LawfulBasis, Organisation, SharingAgreement, SharingPurpose

LINES = "One a line. Only what the purpose needs."
GUARDED = (rules.Sensitivity.PERSONAL, rules.Sensitivity.SENSITIVE, rules.Sensitivity.RESTRICTED)


class OnBasis(forms.Form):
    """A purpose and what it rests on."""

    purpose = forms.ModelChoiceField(queryset=SharingPurpose.objects.none(), empty_label="Choose a purpose")
    basis = forms.ModelChoiceField(
        queryset=LawfulBasis.objects.none(), label="Lawful basis", empty_label="Choose a basis"
    )
    special_basis = forms.ModelChoiceField(
        queryset=LawfulBasis.objects.none(),
        label="Condition for special-category data",
        required=False,
        empty_label="None: nothing sensitive passes",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("purpose", queries.purposes())
        self.offer("basis", queries.lawful_bases(special=False))
        self.offer("special_basis", queries.lawful_bases(special=True))

    def offer(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows


class AgreementFacts(OnBasis):
    """What an agreement says of itself."""

    details = forms.CharField(label="Why it is needed", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    keeper = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label="Kept by",
        empty_label="Choose an organisation",
        help_text="Who sees to its renewal.",
    )
    assessed_on = DayField(
        label="Impact assessed on",
        required=False,
        help_text="The day of the data protection impact assessment. Without it the agreement cannot be put in force.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("keeper", queries.bodies())


class DrawUpForm(AgreementFacts):
    """A new agreement: who, what, why."""

    title = forms.CharField(max_length=200)
    parties = forms.ModelMultipleChoiceField(
        queryset=Organisation.objects.none(),
        label="Controllers",
        widget=forms.CheckboxSelectMultiple,
        help_text="They decide what for.",
    )
    processors = forms.ModelMultipleChoiceField(
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="They only work on instruction.",
    )
    personal = forms.CharField(
        label="Personal fields", required=False, help_text=LINES, widget=forms.Textarea(attrs={"rows": 4})
    )
    sensitive = forms.CharField(
        label="Sensitive fields",
        required=False,
        help_text="Health, youth justice, special educational needs. One a line.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    restricted = forms.CharField(
        label="Restricted fields", required=False, help_text=LINES, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("parties", "processors"):
            self.offer(name, queries.bodies())

    @property
    def agreed(self) -> dict[str, Any]:
        """What `actions.draw_up_agreement` takes."""
        held = self.cleaned_data
        facts = {
            name: held[name]
            for name in ("title", "purpose", "basis", "special_basis", "details", "keeper", "assessed_on")
        }
        return {"facts": facts, "fields": self._fields(), "parties": self._parties()}

    def _fields(self) -> list[tuple[str, str]]:
        return [
            (" ".join(line.split()), guard.value)
            for guard in GUARDED
            for line in self.cleaned_data[guard.value].splitlines()
            if line.strip()
        ]

    def _parties(self) -> Sequence[tuple[Organisation, str]]:
        named = [(one, rules.Capacity.CONTROLLER.value) for one in self.cleaned_data["parties"]]
        return [*named, *((one, rules.Capacity.PROCESSOR.value) for one in self.cleaned_data["processors"])]


class ChangeAgreementForm(AgreementFacts):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class SignForm(forms.Form):
    signatory = forms.CharField(label="Signed by", max_length=150, help_text="Name and post of who signed.")
    signed_on = DayField(label="Signed on")


class TermForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    starts_on = DayField(label="First day")
    expires_on = DayField(label="Expires on", help_text="The first day on which it no longer holds.")


class EndAgreementForm(forms.Form):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    ended_on = DayField(label="Ends on")
    end_reason = forms.CharField(label="Why it ends", max_length=300)


class ControllerFacts(forms.Form):
    registration = forms.RegexField(
        r"^[A-Z]{1,2}\d{6,7}$",
        label="Registration number",
        help_text="As on the register of fee payers, for example ZA123456.",
        error_messages={"invalid": "Enter one or two capital letters and six or seven numbers"},
    )
    registered_until = DayField(label="Registered until", help_text="The first day on which it no longer is.")
    officer = forms.CharField(label="Data protection officer", max_length=150)
    contact = forms.EmailField(label="E-mail address of the officer")


class RegisterControllerForm(ControllerFacts):
    organisation = forms.ModelChoiceField(queryset=Organisation.objects.none(), empty_label="Choose an organisation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = queries.bodies().filter(controller=None)


class ChangeControllerForm(ControllerFacts):
    based_on = forms.IntegerField(widget=forms.HiddenInput)


class ProcessingFacts(OnBasis):
    """What a record of processing says (UK GDPR article 30)."""

    people = forms.CharField(label="Whose data", max_length=300)
    categories = forms.CharField(label="What data", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    recipients = forms.CharField(label="Who receives it", max_length=300)
    retention = forms.CharField(label="How long it is kept", max_length=300)
    security = forms.CharField(label="How it is protected", max_length=300)
    agreement = forms.ModelChoiceField(
        queryset=SharingAgreement.objects.none(),
        label="Sharing agreement",
        required=False,
        empty_label="None: nothing is shared",
    )
    review_due_on = DayField(label="Review due on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("agreement", queries.agreements_to_rest_on())


class RecordProcessingForm(ProcessingFacts):
    title = forms.CharField(max_length=200)
    controller = forms.ModelChoiceField(queryset=Organisation.objects.none(), empty_label="Choose an organisation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("controller", queries.bodies())


class ChangeProcessingForm(ProcessingFacts):
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    ended_on = DayField(label="Ended on", required=False, help_text="Leave empty while it goes on.")


class AnswerForm(forms.Form):
    answer = forms.CharField(label="What happens now", widget=forms.Textarea(attrs={"rows": 3}), max_length=400)
