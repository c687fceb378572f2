"""Impact panels: figures before and now, with the day of the change that they are to speak for."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.ground.evidence.models.catalogue import Indicator
from commonground.ground.evidence.rules.indicators import Polarity


class ImpactPanel(VersionedRow):
    """Measures of one change in one place."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=150)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    change = models.CharField("what changed", max_length=150)
    changed_on = models.DateField("day of the change", null=True, blank=True)
    changed_label = models.CharField("when, in words", max_length=60, blank=True)
    stage = models.CharField(
        "what went on before the change", max_length=120, blank=True, help_text="Such as: during pilots."
    )
    source = models.CharField("source", max_length=300)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("title",)
        constraints = (
            models.CheckConstraint(condition=~Q(source=""), name="impact_has_a_source"),
            models.CheckConstraint(condition=~Q(change=""), name="impact_names_the_change"),
        )

    def __str__(self) -> str:
        return self.title


class ImpactLine(models.Model):
    """One measure: entered with its source, or two periods of an indicator. Days are half open."""

    panel = models.ForeignKey(ImpactPanel, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField()
    name = models.CharField("measure", max_length=150)
    unit = models.CharField("unit", max_length=60, blank=True)
    polarity = models.CharField(max_length=10, choices=[(one.value, one.value) for one in Polarity])
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    baseline = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    baseline_label = models.CharField(max_length=60)
    baseline_from = models.DateField()
    baseline_until = models.DateField()
    now = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    now_label = models.CharField(max_length=60)
    now_from = models.DateField()
    now_until = models.DateField()
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("panel", "order")
        constraints = (
            models.UniqueConstraint(fields=["panel", "order"], name="impact_line_order_once"),
            models.CheckConstraint(
                condition=Q(indicator__isnull=False, baseline=None, now=None)
                | (Q(indicator=None, baseline__isnull=False, now__isnull=False) & ~Q(source="")),
                name="impact_line_of_an_indicator_or_entered",
                violation_error_message="A measure has two periods of an indicator, or two numbers and their source.",
            ),
            models.CheckConstraint(
                condition=Q(baseline_until__gt=F("baseline_from")) & Q(now_until__gt=F("now_from")),
                name="impact_periods_end_after_they_begin",
            ),
            models.CheckConstraint(
                condition=Q(now_from__gte=F("baseline_until")),
                name="impact_now_follows_baseline",
                violation_error_message="The period of now must begin after that of before has ended.",
            ),
        )

    def __str__(self) -> str:
        return self.name
