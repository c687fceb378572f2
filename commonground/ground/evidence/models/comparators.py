"""Whom an authority is compared with: dated sets of statistical neighbours."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row
from commonground.ground.evidence.models.releases import HASH


class NeighbourSet(Row):
    """One edition of a list of statistical neighbours, in force from a day until (not including) another."""

    slug = models.SlugField(unique=True)
    label = models.CharField(max_length=100)
    publisher = models.CharField(max_length=200)
    valid_from = models.DateField(unique=True)
    valid_until = models.DateField(null=True, blank=True)
    file = models.CharField(max_length=255, help_text="Name of the file it was read from.")
    sha256 = models.CharField(max_length=HASH)
    is_extract = models.BooleanField(
        default=False, help_text="A part carried in an example pack: gives way to the publisher's own file."
    )
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    class Meta:
        ordering = ("valid_from",)
        constraints = (
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="neighbour_set_ends_after_it_begins",
                violation_error_message="A set of neighbours must end after it begins.",
            ),
        )

    def __str__(self) -> str:
        return f"Statistical neighbours of {self.label}"


class Neighbour(models.Model):
    """One authority that a set calls like another. `place` counts from 1, the most alike."""

    set = models.ForeignKey(NeighbourSet, on_delete=models.PROTECT, related_name="neighbours")
    area = models.CharField(max_length=12, help_text="Code of the authority whose neighbour it is.")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=12, help_text="Code of the neighbour.")
    closeness = models.CharField(max_length=40, blank=True, help_text="In the words of the publisher.")

    class Meta:
        ordering = ("set", "area", "place")
        constraints = (
            models.UniqueConstraint(fields=["set", "area", "place"], name="neighbour_place_once"),
            models.UniqueConstraint(fields=["set", "area", "code"], name="neighbour_once"),
            models.CheckConstraint(condition=~Q(area=F("code")), name="neighbour_of_another_area"),
            models.CheckConstraint(condition=Q(place__gt=0), name="neighbour_place_counts_from_one"),
        )

    def __str__(self) -> str:
        return f"{self.code}, number {self.place} of {self.area}"
