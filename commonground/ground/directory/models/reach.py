"""Whom a service is for by where they live."""

from django.db import models

from commonground.ground.directory.models.kept import Part


class ServiceArea(Part):
    """An area that a service reaches: one of the site's areas, a polygon, or words alone.

    `extent` and `extent_type` are as the standard has them; `area` is what this site takes them to mean. A service
    without any reaches everybody.
    """

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="service_areas")
    name = models.TextField(blank=True)
    extent = models.TextField(blank=True)
    extent_type = models.CharField(max_length=60, blank=True)
    uri = models.CharField(max_length=2000, blank=True)
    service_area = models.TextField("in words", blank=True)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta(Part.Meta):
        indexes = (models.Index(fields=["area"]),)
        constraints = (models.UniqueConstraint(fields=["service", "public_id"], name="area_once_a_service"),)

    def __str__(self) -> str:
        return self.name[:80] or "an area"
