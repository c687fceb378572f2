"""Lists of measures with who reads them and how often, and the reports on them (E10 to E13)."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.ground.evidence.models.catalogue import Indicator
from commonground.ground.evidence.models.frozen import Frozen
from commonground.ground.evidence.models.profiles import DRAFT, STANDINGS, WITHDRAWN
from commonground.ground.evidence.rules.performance import Frequency, Side

FREQUENCIES = [(one.value, one.label) for one in Frequency]


class MeasureList(VersionedRow):
    """The measures of a plan: who reads the report on them, and how often.

    `stated_…` is for a report of the past that told which measures were above and below England, without figures:
    who said so, for which day, and how many measures could be compared.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200, unique=True)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    audience = models.CharField("who reads it", max_length=200)
    frequency = models.CharField(max_length=20, choices=FREQUENCIES)
    about = models.TextField(blank=True)
    owner = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name="owned by"
    )
    stated_on = models.DateField(null=True, blank=True)
    stated_count = models.PositiveSmallIntegerField(null=True, blank=True)
    stated_source = models.CharField(max_length=300, blank=True)
    kept_by = models.CharField(max_length=150)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(stated_on=None, stated_count=None, stated_source="")
                | (~Q(stated_on=None) & ~Q(stated_count=None) & ~Q(stated_source="")),
                name="stated_with_day_count_and_source",
                violation_error_message="What a report of the past stated has a day, a count and a source.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Measure(Row):
    """One measure of a list: an indicator of the catalogue, or one that a report of the past told of in words."""

    of = models.ForeignKey(MeasureList, on_delete=models.PROTECT, related_name="measures")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="measures", null=True, blank=True)
    audience = models.CharField(max_length=200, blank=True, help_text="Who else reads it.")
    frequency = models.CharField(max_length=20, choices=FREQUENCIES, blank=True)
    stated_side = models.CharField(max_length=20, choices=[(one.value, one.label) for one in Side], blank=True)
    until = models.DateField("no longer measured from", null=True, blank=True)

    class Meta:
        ordering = ("order", "name")
        constraints = (
            models.UniqueConstraint(
                fields=["of", "name"],
                condition=Q(until=None),
                name="measure_once_in_list",
                violation_error_message="This measure is in the list already.",
            ),
            models.CheckConstraint(
                condition=Q(indicator__isnull=False, stated_side="") | (Q(indicator=None) & ~Q(stated_side="")),
                name="measure_of_indicator_or_stated",
                violation_error_message="A measure is an indicator, or one of which a source says how it stood.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.name


class PerformanceReport(VersionedRow):
    """The report on a list for a period: explanations that people write, then frozen."""

    of = models.ForeignKey(MeasureList, on_delete=models.PROTECT, related_name="reports")
    until = models.DateField("period to", help_text="The last day of the period reported on.")
    frequency = models.CharField(max_length=20, choices=FREQUENCIES)
    status = models.CharField(max_length=20, choices=STANDINGS, default=DRAFT)
    frozen = models.OneToOneField(Frozen, on_delete=models.PROTECT, related_name="report", null=True, blank=True)
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=150)
    why_withdrawn = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("of__name", "-until")
        constraints = (
            models.UniqueConstraint(
                fields=["of", "until", "frequency"],
                condition=~Q(status=WITHDRAWN),
                name="report_once_a_period",
                violation_error_message="There is a report on this list for this period already.",
            ),
            models.CheckConstraint(
                condition=Q(status=DRAFT, frozen=None) | (~Q(status=DRAFT) & ~Q(frozen=None)),
                name="report_frozen_or_draft",
                violation_error_message="A frozen report has its content, a draft has none.",
            ),
            models.CheckConstraint(
                condition=(Q(status=WITHDRAWN) & ~Q(why_withdrawn="")) | (~Q(status=WITHDRAWN) & Q(why_withdrawn="")),
                name="report_withdrawn_with_reason",
                violation_error_message="A report is withdrawn with a reason.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.of}, period to {self.until:%-d %B %Y}"

    @property
    def is_draft(self) -> bool:
        return self.status == DRAFT


class Explanation(VersionedRow):
    """What a person says of how a measure stands in a report."""

    report = models.ForeignKey(PerformanceReport, on_delete=models.PROTECT, related_name="explanations")
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="explanations")
    text = models.TextField(blank=True)
    written_by = models.CharField(max_length=150)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("measure__order",)
        constraints = (
            models.UniqueConstraint(
                fields=["report", "measure"],
                name="explanation_once_a_measure",
                violation_error_message="This measure is explained already.",
            ),
        )

    def __str__(self) -> str:
        return f"explanation of {self.measure}"
