"""What people set beside figures: targets of one's own, and the days on which the way of working changed."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.ground.evidence.models.catalogue import Indicator

ENDED_TOGETHER = "Say both when and why it was withdrawn."


class Target(VersionedRow):
    """Where an area wants a figure to be in a period. One at a time; a withdrawn one stays on record."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=10)
    value = models.FloatField("target")
    decided_on = models.DateField("decided on")
    reason = models.TextField("reason")
    set_by = models.CharField(max_length=150)
    set_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField("why it was withdrawn", blank=True)

    class Meta:
        ordering = ("indicator", "area", "period")
        constraints = (
            models.UniqueConstraint(
                fields=["indicator", "area", "period"],
                condition=Q(withdrawn_on=None),
                name="one_target_at_a_time",
                violation_error_message="There is a target for this figure, area and period already.",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="target_has_a_reason"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_because="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because="")),
                name="target_withdrawn_when_and_why",
                violation_error_message=ENDED_TOGETHER,
            ),
        )

    def __str__(self) -> str:
        return f"target for {self.indicator} of {self.area}, {self.period}"


class ChangeMarker(VersionedRow):
    """A day on which the way of working changed in a place: shown in series, limits may begin anew from it."""

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="markers", null=True, blank=True,
        help_text="Empty: for every figure of the place.",
    )  # fmt: skip
    happened_on = models.DateField("day of the change")
    title = models.CharField("what changed", max_length=120)
    reason = models.TextField("where this is known from")
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_because = models.TextField("why it was withdrawn", blank=True)

    class Meta:
        ordering = ("happened_on",)
        indexes = (models.Index(fields=["area", "happened_on"], name="marker_of_area"),)
        constraints = (
            models.CheckConstraint(condition=~Q(title=""), name="marker_has_a_title"),
            models.CheckConstraint(condition=~Q(reason=""), name="marker_has_a_source"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, withdrawn_because="")
                | (Q(withdrawn_on__isnull=False) & ~Q(withdrawn_because="")),
                name="marker_withdrawn_when_and_why",
                violation_error_message=ENDED_TOGETHER,
            ),
        )

    def __str__(self) -> str:
        return self.title
