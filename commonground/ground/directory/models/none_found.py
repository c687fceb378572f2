"""That somebody found no service: how often it was said in a week, for codes that name nobody (S3)."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row


class NoneFound(models.Model):
    """How often one combination of codes was said in one week. There is no row for a saying, and so none for a sayer.

    The key is worked out from the codes: a UUIDv7 would tell the millisecond of the first saying. Nothing is recorded
    in the audit when it counts up (docs/decisions).
    """

    id = models.UUIDField(primary_key=True, editable=False)
    week = models.DateField(help_text="The Monday of the week.")
    need = models.SlugField(max_length=40, help_text="Code of packs/needs.toml.")
    band = models.SlugField(max_length=40, help_text="Code of packs/none_found.toml.")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    why = models.SlugField(max_length=40, help_text="Code of packs/none_found.toml.")
    count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=["week", "need", "area"]), models.Index(fields=["need", "area", "week"]))
        constraints = (
            models.UniqueConstraint(fields=["week", "need", "band", "area", "why"], name="none_found_once_a_week"),
        )

    def __str__(self) -> str:
        return f"none found, week of {self.week:%-d %B %Y}"


class CountedWeek(Row):
    """A week that is over: how much was said in it altogether. Its rows do not change any more."""

    week = models.DateField(unique=True)
    said = models.PositiveIntegerField()

    class Meta:
        ordering = ("-week",)
        constraints = (models.CheckConstraint(condition=Q(said__gte=0), name="counted_week_not_negative"),)

    def __str__(self) -> str:
        return f"the week of {self.week:%-d %B %Y}"
