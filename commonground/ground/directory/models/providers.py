"""Who provides services."""

from datetime import date

from django.db import models
from django.db.models import Q

from commonground.ground.directory.models.kept import Fed, Part


class ProviderQuerySet(models.QuerySet["Provider"]):
    def current_on(self, day: date) -> "ProviderQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day))


class Provider(Fed):
    """An organisation that provides services; linked to the partner where they are the same body."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=255)
    description = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(max_length=2000, blank=True)
    uri = models.CharField("its name on the web", max_length=2000, blank=True)
    founded_in = models.PositiveSmallIntegerField("founded in the year", null=True, blank=True)
    legal_status = models.CharField(max_length=200, blank=True)
    parent_public_id = models.UUIDField("part of", null=True, blank=True, editable=False)
    organisation = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name="which partner it is",
    )
    feed = models.ForeignKey(
        "directory.Feed", on_delete=models.PROTECT, related_name="providers", null=True, blank=True, editable=False
    )
    ends_on = models.DateField("first day it is no more", null=True, blank=True)
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    objects = ProviderQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        indexes = (models.Index(fields=["name"]),)

    def __str__(self) -> str:
        return self.name


class ProviderIdentifier(Part):
    """What a register outside calls the provider: a charity's or a company's number."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=100, blank=True)
    kind = models.CharField(max_length=200)
    identifier = models.CharField(max_length=200)

    class Meta(Part.Meta):
        constraints = (models.UniqueConstraint(fields=["provider", "public_id"], name="identifier_once_a_provider"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.identifier}"
