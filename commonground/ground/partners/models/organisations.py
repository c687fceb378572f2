"""The partnership, sectors and organisations, with their codes, other names and successors."""

from datetime import date

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.ground.partners.models.vocabulary import CodeScheme, OrganisationType


class Partnership(models.Model):
    """The partnership this deployment serves: one, with its name and colour, and the place it works in."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=200)
    colour = models.CharField(max_length=7, validators=[RegexValidator(r"^#[0-9a-f]{6}$", "Write it as #1d4f60.")])
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    is_only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(is_only=True), name="partnership_is_the_only_one"),)

    def __str__(self) -> str:
        return self.name


class Sector(models.Model):
    """A kind of partner, as terms of reference ask for them (000:275). Data, from the rule pack."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)

    def __str__(self) -> str:
        return self.name


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def current_on(self, day: date) -> "OrganisationQuerySet":
        """Those that exist on a day: not yet ended, not merged away."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=day), Q(starts_on__isnull=True) | Q(starts_on__lte=day)
        )


class Organisation(VersionedRow):
    """A body that takes part in locality working. It ends where another takes its place; it is never removed."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200, unique=True)
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="organisations")
    type = models.ForeignKey(
        OrganisationType, on_delete=models.PROTECT, related_name="organisations", null=True, blank=True
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="parts", null=True, blank=True, verbose_name="part of"
    )
    about = models.TextField(blank=True)
    website = models.URLField(blank=True)
    source = models.CharField(max_length=200, blank=True, help_text="What says that this body exists.")
    starts_on = models.DateField("first day", null=True, blank=True)
    ends_on = models.DateField("first day it is no more", null=True, blank=True)
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="organisation_ends_after_it_starts",
                violation_error_message="An organisation must end after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")),
                name="organisation_is_no_part_of_itself",
                violation_error_message="An organisation cannot be part of itself.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class OrganisationCode(Row):
    """What a register outside calls the organisation."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="codes")
    scheme = models.ForeignKey(CodeScheme, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)

    class Meta:
        ordering = ("scheme__order", "code")
        constraints = (
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="code_once_a_scheme",
                violation_error_message="Another organisation has this code.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


class OrganisationAlias(Row):
    """Another name of an organisation; with `until`, the day from which it no longer bears it ("formerly")."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    until = models.DateField(null=True, blank=True)
    is_former = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "organisation aliases"
        constraints = (models.UniqueConstraint(fields=["organisation", "name"], name="alias_once_an_organisation"),)

    def __str__(self) -> str:
        return self.name


class OrganisationSuccession(Row):
    """One organisation took the place of another on a day: several rows for one former body are a split."""

    former = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="succeeded_by")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="succeeds")
    happened_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("happened_on", "successor__name")
        constraints = (
            models.UniqueConstraint(fields=["former", "successor"], name="organisation_succession_once"),
            models.CheckConstraint(
                condition=~Q(former=F("successor")),
                name="organisation_succession_by_another",
                violation_error_message="An organisation cannot merge into itself.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.successor} after {self.former}"
