"""The register of information governance: who answers for data, what is shared on what basis, and what has lapsed."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.ground.partners.models.organisations import Organisation
from commonground.ground.partners.rules.governance import Capacity, LapseKind, Sensitivity

SOON = frozenset({LapseKind.AGREEMENT_EXPIRES.value, LapseKind.REGISTRATION_EXPIRES.value})


def choices(kind: type[Capacity] | type[Sensitivity] | type[LapseKind]) -> list[tuple[str, str]]:
    return [(one.value, one.label) for one in kind]


class SharingPurpose(models.Model):
    """What information is used for. Data, from packs/governance.toml."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=150, unique=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order",)

    def __str__(self) -> str:
        return self.name


class LawfulBasis(models.Model):
    """What processing may rest on; `is_special` for the conditions of special-category data."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=150, unique=True)
    citation = models.CharField(max_length=200)
    is_special = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name_plural = "lawful bases"
        ordering = ("order",)

    def __str__(self) -> str:
        return self.name


class Controller(VersionedRow):
    """An organisation that answers for personal data: its registration with the regulator and its officer."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="controller")
    registration = models.CharField("registration number", max_length=20, unique=True)
    registered_until = models.DateField("registered until")
    officer = models.CharField("data protection officer", max_length=150)
    contact = models.EmailField("contact of the officer")

    class Meta:
        ordering = ("organisation__name",)

    def __str__(self) -> str:
        return f"{self.organisation} as controller"


class OnBasis(VersionedRow):
    """What has a purpose and rests on a lawful basis."""

    purpose = models.ForeignKey(SharingPurpose, on_delete=models.PROTECT, related_name="+")
    basis = models.ForeignKey(LawfulBasis, on_delete=models.PROTECT, related_name="+", verbose_name="lawful basis")
    special_basis = models.ForeignKey(
        LawfulBasis,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="condition for special-category data",
    )

    class Meta:
        abstract = True


class SharingAgreement(OnBasis):
    """Bodies agree to share some fields for a purpose on a basis. When it holds is told by its terms."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200, unique=True)
    details = models.TextField("why it is needed")
    keeper = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name="kept by", help_text="Who renews it."
    )
    assessed_on = models.DateField("impact assessed on", null=True, blank=True)
    ended_on = models.DateField("ended on", null=True, blank=True)
    end_reason = models.CharField("why it ended", max_length=300, blank=True)
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    class Meta:
        ordering = ("title",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="") | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="agreement_ends_with_a_reason",
                violation_error_message="An agreement that ended says when and why.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class AgreementTerm(Row):
    """A span in which an agreement holds; a renewal is one more term, so the past stays as it was."""

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.PROTECT, related_name="terms")
    starts_on = models.DateField("first day")
    expires_on = models.DateField("expires on", help_text="The first day on which it no longer holds.")

    class Meta:
        ordering = ("starts_on",)
        constraints = (
            models.UniqueConstraint(fields=["agreement", "starts_on"], name="terms_begin_on_different_days"),
            models.CheckConstraint(
                condition=Q(expires_on__gt=F("starts_on")),
                name="term_expires_after_it_starts",
                violation_error_message="A term must expire after it starts.",
            ),
        )
        indexes = (models.Index(fields=["agreement", "expires_on"]),)

    def __str__(self) -> str:
        return f"{self.agreement} from {self.starts_on}"


class AgreementParty(Row):
    """An organisation that an agreement binds once it has signed."""

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    capacity = models.CharField(max_length=20, choices=choices(Capacity))
    signed_on = models.DateField("signed on", null=True, blank=True)
    signatory = models.CharField("signed by", max_length=150, blank=True)

    class Meta:
        verbose_name_plural = "agreement parties"
        ordering = ("organisation__name",)
        constraints = (
            models.UniqueConstraint(fields=["agreement", "organisation"], name="party_once_an_agreement"),
            models.CheckConstraint(
                condition=Q(signed_on=None, signatory="") | (Q(signed_on__isnull=False) & ~Q(signatory="")),
                name="party_signs_with_a_name_and_a_day",
                violation_error_message="A signature has a name and a day.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} in {self.agreement}"


class SharedField(Row):
    """One thing that an agreement lets pass: the least that serves."""

    agreement = models.ForeignKey(SharingAgreement, on_delete=models.PROTECT, related_name="fields")
    name = models.CharField(max_length=150)
    sensitivity = models.CharField(max_length=12, choices=choices(Sensitivity))

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["agreement", "name"], name="field_once_an_agreement"),)

    def __str__(self) -> str:
        return self.name


class ProcessingRecord(OnBasis):
    """What a controller does with personal data and why (UK GDPR article 30)."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=200, unique=True)
    controller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="processing")
    people = models.CharField("whose data", max_length=300)
    categories = models.TextField("what data")
    recipients = models.CharField("who receives it", max_length=300)
    retention = models.CharField("how long it is kept", max_length=300)
    security = models.CharField("how it is protected", max_length=300)
    agreement = models.ForeignKey(
        SharingAgreement, on_delete=models.PROTECT, null=True, blank=True, related_name="processing"
    )
    review_due_on = models.DateField("review due on")
    ended_on = models.DateField("ended on", null=True, blank=True)
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    class Meta:
        ordering = ("title",)
        indexes = (models.Index(fields=["review_due_on"]),)

    def __str__(self) -> str:
        return self.title


class Lapse(Row):
    """Something of the register that no longer holds, or soon will not. Raised once, answered by its owner."""

    kind = models.CharField(max_length=32, choices=choices(LapseKind))
    agreement = models.ForeignKey(SharingAgreement, on_delete=models.PROTECT, null=True, related_name="lapses")
    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, null=True, related_name="lapses")
    processing = models.ForeignKey(ProcessingRecord, on_delete=models.PROTECT, null=True, related_name="lapses")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    says = models.CharField(max_length=400)
    raised_at = models.DateTimeField()
    raised_by = models.CharField(max_length=200)
    answer_by_on = models.DateField("to be answered by")
    answer = models.CharField(max_length=400, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    cured_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("answer_by_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(agreement__isnull=False, controller=None, processing=None)
                | Q(agreement=None, controller__isnull=False, processing=None)
                | Q(agreement=None, controller=None, processing__isnull=False),
                name="lapse_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by="", answer="")
                | (Q(answered_at__isnull=False) & ~Q(answered_by="") & ~Q(answer="")),
                name="lapse_answered_by_somebody",
            ),
            *(
                models.UniqueConstraint(
                    fields=["kind", subject],
                    condition=Q(cured_at=None, **{f"{subject}__isnull": False}),
                    name=f"one_open_lapse_a_kind_and_{subject}",
                )
                for subject in ("agreement", "controller", "processing")
            ),
        )
        indexes = (models.Index(fields=["cured_at", "answer_by_on"]),)

    def __str__(self) -> str:
        return self.says

    @property
    def is_pressing(self) -> bool:
        """Whether it no longer holds, rather than soon will not."""
        return self.kind not in SOON
