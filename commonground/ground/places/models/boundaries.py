"""Where areas lie: outlines, who borders whom, and squares for places without outlines."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row


class Boundary(Row):
    """The outline of an area as one set of areas draws it, as WKB in metres of the National Grid (EPSG:27700).

    The outline of a district or a locality is the union of its parts, so that maps of one set always fit
    together. Rows are replaced, never edited: what is computed from a row may be kept under its id.
    """

    area = models.ForeignKey("places.Area", on_delete=models.CASCADE, related_name="boundaries")
    drawn_in = models.ForeignKey("places.AreaSet", on_delete=models.PROTECT, related_name="+")
    outline = models.BinaryField(null=True, help_text="As published, mended where needed; empty for a union.")
    simple_outline = models.BinaryField(help_text="Simplified for screens; shared borders stay shared.")
    source = models.CharField(max_length=200, blank=True, help_text="File it was read from.")
    note = models.CharField(max_length=300, blank=True, help_text="What was mended.")

    class Meta:
        verbose_name_plural = "boundaries"
        constraints = (models.UniqueConstraint(fields=["area", "drawn_in"], name="one_outline_an_area_and_set"),)
        indexes = (models.Index(fields=["drawn_in", "area"]),)

    def __str__(self) -> str:
        return f"Outline of {self.area}"


class Adjacency(Row):
    """Two areas of one set share a border of some length. One row a pair, the smaller key first."""

    drawn_in = models.ForeignKey("places.AreaSet", on_delete=models.PROTECT, related_name="+")
    first = models.ForeignKey("places.Area", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("places.Area", on_delete=models.CASCADE, related_name="+")
    border_metres = models.FloatField()

    class Meta:
        verbose_name_plural = "adjacencies"
        constraints = (
            models.UniqueConstraint(fields=["drawn_in", "first", "second"], name="adjacency_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="adjacency_of_two_areas"),
            models.CheckConstraint(condition=Q(border_metres__gt=0), name="adjacent_areas_share_a_border"),
        )

    def __str__(self) -> str:
        return f"{self.first} beside {self.second}"


class TilePosition(Row):
    """Where an area stands on a map of squares, for places whose boundaries are not loaded."""

    area = models.OneToOneField("places.Area", on_delete=models.CASCADE, related_name="tile")
    column = models.PositiveSmallIntegerField()
    row = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.area} at {self.column}, {self.row}"
