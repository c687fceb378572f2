"""Registers of partners: who belongs to a board, and what each pledges and gives, year by year (M18, M22)."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.ground.partners.models.organisations import Organisation
from commonground.ground.partners.rules.contributions import Kind, Willingness


class Register(VersionedRow):
    """The partners of one board or partnership."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=150, unique=True)
    about = models.TextField(blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class RegisterEntry(VersionedRow):
    """A partner of a board: an organisation, or words for one that the sources count but do not name."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="entries")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="register_entries", null=True, blank=True
    )
    named_as = models.CharField(max_length=200, blank=True)
    standing = models.CharField(
        "does it contribute?", max_length=12, choices=[(one.value, one.label) for one in Willingness]
    )
    note = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField("partner since", null=True, blank=True)
    ends_on = models.DateField("partner until", null=True, blank=True)

    class Meta:
        ordering = ("organisation__name", "named_as")
        verbose_name_plural = "register entries"
        constraints = (
            models.UniqueConstraint(
                fields=["register", "organisation"],
                condition=Q(ends_on=None, organisation__isnull=False),
                name="partner_once_a_register",
                violation_error_message="This organisation is a partner there already.",
            ),
            models.CheckConstraint(
                condition=(Q(organisation=None) & ~Q(named_as="")) | Q(organisation__isnull=False, named_as=""),
                name="partner_is_a_body_or_words_for_one",
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="partner_leaves_after_it_joins",
            ),
        )

    def __str__(self) -> str:
        return self.named_as or str(self.organisation)


class Contribution(VersionedRow):
    """What a partner pledged and gave in one year: pence, or hundredths of the unit of its kind (FTE, hours)."""

    entry = models.ForeignKey(RegisterEntry, on_delete=models.PROTECT, related_name="contributions")
    year = models.PositiveSmallIntegerField(help_text="The calendar year in which the financial year begins.")
    kind = models.CharField(max_length=12, choices=[(one.value, one.label) for one in Kind])
    pledged = models.PositiveBigIntegerField()
    given = models.PositiveBigIntegerField(null=True, blank=True, help_text="Empty while it is not known.")
    note = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-year", "entry", "kind")
        constraints = (
            models.UniqueConstraint(
                fields=["entry", "year", "kind"],
                name="contribution_once_a_year_and_kind",
                violation_error_message="This partner has a contribution of this kind in this year. Change that one.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.entry}, {self.year}: {self.get_kind_display()}"
