"""What a plan wants to change, and how it will be known: outcomes, measures, their targets and readings."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.partnership.plans.models.plans import Plan
from commonground.partnership.plans.models.priorities import Priority
from commonground.partnership.plans.rules.words import OutcomeFor, Telling, Wanted


class Outcome(VersionedRow):
    """What is to be different, for whom (L14): the four groups of 002:46-71."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="outcomes")
    order = models.PositiveSmallIntegerField()
    for_whom = models.CharField(max_length=12, choices=OutcomeFor.choices())
    text = models.CharField("outcome", max_length=300)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("order", "id")
        indexes = (models.Index(fields=["plan", "ended_on"]),)
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "text"],
                condition=Q(ended_on=None),
                name="outcome_once_in_a_plan",
                violation_error_message="The plan has this outcome already.",
            ),
            models.CheckConstraint(
                condition=Q(for_whom__in=[one.value for one in OutcomeFor]), name="outcome_for_somebody_known"
            ),
        )

    def __str__(self) -> str:
        return self.text


class Measure(VersionedRow):
    """How it is known whether a plan works: an indicator of the catalogue, or a number of the plan's own.

    `per` is the multiplier of a share or rate (100, 1,000): its readings then have a count and a base. Baseline and
    target are values in the measure's unit, `wanted` says on which side of the baseline the target must be.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="measures")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="measures", null=True, blank=True)
    outcome = models.ForeignKey(Outcome, on_delete=models.PROTECT, related_name="measures", null=True, blank=True)
    programme = models.ForeignKey(
        "plans.Programme", on_delete=models.PROTECT, related_name="measures", null=True, blank=True
    )
    order = models.PositiveSmallIntegerField()
    name = models.CharField("measure", max_length=200)
    telling = models.CharField("what it tells", max_length=12, choices=Telling.choices())
    wanted = models.CharField("where it is to go", max_length=6, choices=Wanted.choices())
    indicator = models.ForeignKey(
        "evidence.Indicator", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=60, blank=True, help_text="Such as children, or % of families.")
    per = models.PositiveIntegerField("out of", null=True, blank=True)
    baseline = models.FloatField()
    baseline_on = models.DateField("baseline of")
    target = models.FloatField()
    target_on = models.DateField("target by")
    impact = models.ForeignKey(
        "evidence.ImpactPanel", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    story = models.TextField("the story behind the curve", blank=True)
    partners = models.TextField("partners with a part to play", blank=True)
    works = models.TextField("what works", blank=True)
    ended_on = models.DateField(null=True, blank=True)
    why_ended = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("order", "id")
        indexes = (models.Index(fields=["plan", "ended_on"]), models.Index(fields=["priority", "ended_on"]))
        constraints = (
            models.CheckConstraint(
                condition=Q(wanted=Wanted.UP, target__gt=F("baseline"))
                | Q(wanted=Wanted.DOWN, target__lt=F("baseline")),
                name="measure_target_on_the_right_side",
                violation_error_message="The target is on the wrong side of the baseline.",
            ),
            models.CheckConstraint(
                condition=Q(target_on__gt=F("baseline_on")),
                name="measure_target_after_the_baseline",
                violation_error_message="The target must be for a later day than the baseline.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, why_ended="") | (Q(ended_on__isnull=False) & ~Q(why_ended="")),
                name="plan_measure_ended_with_a_reason",
                violation_error_message="Say why it is no longer measured.",
            ),
            models.UniqueConstraint(
                fields=["plan", "name"],
                condition=Q(ended_on=None),
                name="plan_measure_once",
                violation_error_message="The plan has a measure with this name.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class TrajectoryPoint(Row):
    """Where a measure should be on a day between baseline and target; without any, the way is straight."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="trajectory")
    on = models.DateField()
    value = models.FloatField()

    class Meta:
        ordering = ("on",)
        constraints = (models.UniqueConstraint(fields=["measure", "on"], name="trajectory_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.measure}, {self.on}"


class Reading(Row):
    """A measure of the plan's own as it was found: a count, with its base where it is a share, or a symbol (c, x, z, u)
    where there is no number. A correction is a new reading that replaces the older one; nothing is overwritten."""

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="readings")
    on = models.DateField("as it stood on")
    label = models.CharField("period, in words", max_length=60, blank=True)
    count = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    base = models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True)
    symbol = models.CharField(max_length=1, blank=True)
    source = models.CharField(max_length=300)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True)

    class Meta:
        ordering = ("on", "at")
        indexes = (models.Index(fields=["measure", "on"]),)
        constraints = (
            models.CheckConstraint(
                condition=(Q(count__isnull=False) & Q(symbol=""))
                | (Q(count=None, base=None) & Q(symbol__in=["c", "x", "z", "u"])),
                name="reading_is_a_number_or_a_symbol",
                violation_error_message="A reading is a number, or one of the symbols c, x, z and u.",
            ),
            models.CheckConstraint(
                condition=Q(base=None) | Q(base__gt=0),
                name="reading_base_above_nought",
                violation_error_message="A share of nobody cannot be worked out: the base must be above nought.",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="reading_has_a_source"),
        )

    def __str__(self) -> str:
        return f"{self.measure}, {self.on}"
