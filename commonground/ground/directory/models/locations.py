"""Where services are. A confidential place (a refuge) is known to few, and stands in nothing that goes out."""

from datetime import date

from django.db import models
from django.db.models import Q

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.models.kept import Fed, Part
from commonground.ground.directory.rules.words import LocationKind


class LocationQuerySet(models.QuerySet["Location"]):
    def visible_to(self, viewer: Viewer) -> "LocationQuerySet":
        """All but confidential ones, which only those see who keep them."""
        return self if viewer.may("directory.confidential") else self.in_the_open()

    def in_the_open(self) -> "LocationQuerySet":
        return self.filter(is_confidential=False)

    def current_on(self, day: date) -> "LocationQuerySet":
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day))


class Location(Fed):
    """A place, a postal address, or a place on line. `area` is the smallest official area that it lies in."""

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=10, choices=LocationKind.choices(), default=LocationKind.PHYSICAL)
    name = models.CharField(max_length=255, blank=True)
    description = models.TextField(blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    is_placed_by_postcode = models.BooleanField(
        default=False, editable=False, help_text="Nobody gave coordinates: they are the middle of the postcode."
    )
    external_identifier = models.CharField("number in a register", max_length=200, blank=True)
    external_identifier_type = models.CharField("which register", max_length=100, blank=True, help_text="Such as UPRN.")
    postcode = models.CharField(max_length=10, blank=True)
    area = models.ForeignKey(
        "places.Area", on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    venue_access = models.TextField("getting in", blank=True, help_text="Keys, steps, who opens, for other uses (S15).")
    is_bookable = models.BooleanField("can be used by others", default=False)
    is_hub = models.BooleanField("is a hub", default=False, help_text="Several services work from here (S10).")
    is_confidential = models.BooleanField(
        "is confidential", default=False, help_text="A refuge, say: where it is never leaves the record."
    )
    feed = models.ForeignKey(
        "directory.Feed", on_delete=models.PROTECT, related_name="locations", null=True, blank=True, editable=False
    )
    ends_on = models.DateField("first day it is no more", null=True, blank=True)
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    objects = LocationQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        indexes = (
            models.Index(fields=["area"]),
            models.Index(fields=["postcode"]),
            models.Index(fields=["is_hub", "name"]),
            models.Index(fields=["latitude", "longitude"]),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[one.value for one in LocationKind]), name="location_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
                name="location_has_both_coordinates",
                violation_error_message="Give latitude and longitude, or neither.",
            ),
        )

    def __str__(self) -> str:
        """What the audit and messages say: never the name of a confidential place."""
        return self.shown_name

    @property
    def shown_name(self) -> str:
        if self.is_confidential:
            return "a confidential place"
        return self.name or self.postcode or "a place without a name"


class Address(Part):
    """A postal address of a location, in the parts of the standard."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="addresses")
    kind = models.CharField(max_length=10, choices=LocationKind.choices(), default=LocationKind.PHYSICAL)
    attention = models.CharField(max_length=255, blank=True)
    address_1 = models.CharField("street", max_length=255, blank=True)
    address_2 = models.CharField("second line", max_length=255, blank=True)
    city = models.CharField("town", max_length=255, blank=True)
    region = models.CharField(max_length=255, blank=True)
    state_province = models.CharField("county", max_length=255, blank=True)
    postal_code = models.CharField("postcode", max_length=20, blank=True)
    country = models.CharField(max_length=40, default="GB")

    class Meta(Part.Meta):
        constraints = (models.UniqueConstraint(fields=["location", "public_id"], name="address_once_a_location"),)

    def __str__(self) -> str:
        return "an address"

    @property
    def in_a_line(self) -> str:
        parts = (self.attention, self.address_1, self.address_2, self.city, self.state_province, self.postal_code)
        return ", ".join(part for part in parts if part)


class Accessibility(Part):
    """How a place can be used by disabled people."""

    location = models.ForeignKey(Location, on_delete=models.CASCADE, related_name="accessibility")
    description = models.TextField(blank=True)
    details = models.TextField(blank=True)
    url = models.URLField(max_length=2000, blank=True)
    accessibility = models.TextField("in a word", blank=True)

    class Meta(Part.Meta):
        constraints = (models.UniqueConstraint(fields=["location", "public_id"], name="accessibility_once_a_location"),)

    def __str__(self) -> str:
        return self.description or self.accessibility or "accessibility"
