"""Areas: what kinds there are, what they are called, and which lies in which.

An area never changes its extent. Where a boundary moves, one area ends and a successor with a key of its
own begins, as the Office for National Statistics does with its codes. So a figure that names an area's
key means the same ground for ever, and records made before a change keep the place they were made in (P14).
"""

from datetime import date

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row


class AreaType(models.Model):
    """A kind of area (county, ward, locality …). Data, not code: see packs/area_types.toml."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=100)
    plural = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField(default=0, help_text="Larger areas come first.")

    class Meta:
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name


class AreaSet(models.Model):
    """Areas drawn up together, which cover the country once: small areas of 2011, wards of 2025, districts.

    The same code may stand in several sets (a ward whose boundary has not moved since 2013).
    """

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    type = models.ForeignKey(AreaType, on_delete=models.PROTECT, related_name="sets")
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    areas: "models.ManyToManyField[Area, models.Model]" = models.ManyToManyField("places.Area", related_name="sets")

    class Meta:
        ordering = ("type__order", "-year", "slug")

    def __str__(self) -> str:
        return self.name


class AreaQuerySet(models.QuerySet["Area"]):
    def settled(self) -> "AreaQuerySet":
        """Without the localities of versions that are still being drawn."""
        return self.filter(is_draft=False)

    def current(self, on: date) -> "AreaQuerySet":
        """Areas that exist on a day."""
        return self.filter(Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_until=None) | Q(valid_until__gt=on))


class Area(Row):
    """A place with a name, and a code where an official one exists, from a day until (not including) another."""

    slug = models.SlugField(max_length=120, unique=True)
    code = models.CharField(max_length=12, unique=True, null=True, blank=True)
    name = models.CharField(max_length=200)
    search_name = models.CharField(max_length=200, db_index=True, editable=False)
    type = models.ForeignKey(AreaType, on_delete=models.PROTECT, related_name="areas")
    footprint = models.ForeignKey(
        "places.Footprint",
        on_delete=models.PROTECT,
        related_name="areas",
        null=True,
        blank=True,
        help_text="The footprint this area was drawn for; empty for official areas.",
    )
    is_draft = models.BooleanField(default=False, help_text="Belongs to a version that is still being drawn.")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ("name", "slug")
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="area_ends_after_it_begins",
                violation_error_message="An area must end after it begins.",
            ),
            models.CheckConstraint(
                condition=Q(code=None) | (~Q(code="") & Q(footprint=None)),
                name="area_is_official_or_of_a_footprint",
                violation_error_message="An area has an official code or belongs to a footprint, not both.",
            ),
            models.CheckConstraint(
                condition=Q(is_draft=False) | Q(footprint__isnull=False),
                name="only_footprints_have_draft_areas",
                violation_error_message="Only an area of a footprint can be a draft.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """How figures refer to the area: its official code where it has one, else its slug."""
        return self.code or self.slug


class AreaAlias(Row):
    """Another name by which people look for an area: a former name, a Welsh name, what everybody says."""

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    search_name = models.CharField(max_length=200, db_index=True, editable=False)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["area", "name"], name="alias_once_an_area"),)

    def __str__(self) -> str:
        return self.name


class Containment(Row):
    """One official area lies wholly in another: small area, district, county, region, England."""

    part = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="lies_in")
    whole = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="contains")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["part", "whole"], name="containment_once"),
            models.CheckConstraint(
                condition=~Q(part=F("whole")),
                name="containment_in_another_area",
                violation_error_message="An area cannot lie in itself.",
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="containment_ends_after_it_begins",
                violation_error_message="An area must leave the larger one after it joined it.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.part} in {self.whole}"


class Succession(Row):
    """One area took the place of another on a day: merged councils, a redrawn ward."""

    former = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="succeeded_by")
    successor = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="succeeds")
    happened_on = models.DateField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["former", "successor"], name="succession_once"),
            models.CheckConstraint(
                condition=~Q(former=F("successor")),
                name="succession_by_another_area",
                violation_error_message="An area cannot succeed itself.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.successor} after {self.former}"


class Fingerprint(models.Model):
    """One row: a hash over which area lies in which, so that anything computed from it can tell when it is stale."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.CharField(max_length=64)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_fingerprint"),)

    def __str__(self) -> str:
        return self.value
