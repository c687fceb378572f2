"""Areas, footprints and their versions, boundaries."""

from django.db import models

from commonground.foundation.audit.versions import Row


class AreaType(models.Model):
    """A kind of area (county, district, small area of 2011, locality …). Data, not code."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    plural = models.CharField(max_length=100)

    def __str__(self) -> str:
        return self.name


class Area(Row):
    """A place with a name, and a code where an official one exists, from a day until another."""

    slug = models.SlugField(max_length=120, unique=True)
    code = models.CharField(max_length=12, unique=True, null=True, blank=True)
    name = models.CharField(max_length=200)
    type = models.ForeignKey(AreaType, on_delete=models.PROTECT, related_name="areas")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
