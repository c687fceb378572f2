"""What a workstream reports and learns: progress by day, tests, reviews after a change, pilots."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.partnership.plans.models.measures import Measure
from commonground.partnership.plans.models.programmes import Workstream
from commonground.partnership.plans.rules.programmes import PilotDecision


class ProgressNote(Row):
    """How a workstream stood on a day, and perhaps what was learned. Never changed: the next one says what is new."""

    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="notes")
    on = models.DateField("as it stood on")
    text = models.TextField("what has happened")
    learned = models.TextField("what we learned", blank=True)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-on", "-at", "-id")
        indexes = (models.Index(fields=["workstream", "on"]),)
        constraints = (models.CheckConstraint(condition=~Q(text=""), name="progress_note_says_something"),)

    def __str__(self) -> str:
        return f"{self.workstream}, {self.on}"


class Trial(VersionedRow):
    """Something tried before it became the way of working, and which guidance the result changed (L15; 002:109)."""

    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="trials")
    title = models.CharField("test", max_length=200)
    hypothesis = models.TextField("what we thought would happen")
    tried = models.TextField("what was tried, where")
    starts_on = models.DateField("tried from", null=True, blank=True)
    result = models.TextField("what was found", blank=True)
    found_on = models.DateField("found on", null=True, blank=True)
    guidance = models.TextField("which guidance it changed", blank=True)

    class Meta:
        ordering = ("starts_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(result="", found_on=None, guidance="") | (~Q(result="") & Q(found_on__isnull=False)),
                name="trial_found_on_a_day",
                violation_error_message="Say what was found, and on which day.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class ReviewPoint(VersionedRow):
    """A look at what a change has done, so many months after it (L16; 002:125)."""

    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="reviews")
    change = models.CharField("what changed", max_length=200)
    changed_on = models.DateField("changed on")
    months = models.PositiveSmallIntegerField("months after it")
    due_on = models.DateField("due on", editable=False)
    done_on = models.DateField("held on", null=True, blank=True)
    found = models.TextField("what was found", blank=True)

    class Meta:
        ordering = ("due_on", "id")
        indexes = (models.Index(fields=["workstream", "done_on", "due_on"]),)
        constraints = (
            models.UniqueConstraint(
                fields=["workstream", "change", "months"],
                name="review_point_once",
                violation_error_message="There is a review of this change after so many months already.",
            ),
            models.CheckConstraint(condition=Q(months__gt=0), name="review_point_after_the_change"),
            models.CheckConstraint(
                condition=Q(done_on=None, found="") | (Q(done_on__isnull=False) & ~Q(found="")),
                name="review_held_with_what_was_found",
                violation_error_message="Say what was found, and on which day.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.months} months after: {self.change}"


class Pilot(VersionedRow):
    """Something done in one place first, with a measure, and a decision once it was read (H20)."""

    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="pilots")
    name = models.CharField(max_length=200)
    where = models.CharField(max_length=200)
    about = models.TextField("what is tried", blank=True)
    measured_by = models.CharField("what is measured", max_length=300)
    success = models.CharField("what counts as success", max_length=300)
    measure = models.ForeignKey(
        Measure,
        on_delete=models.PROTECT,
        related_name="pilots",
        null=True,
        blank=True,
        verbose_name="measure of the plan",
    )
    starts_on = models.DateField("from")
    ends_on = models.DateField("until", null=True, blank=True)
    decision = models.CharField(max_length=8, choices=PilotDecision.choices(), blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.CharField("who decided", max_length=200, blank=True)
    why = models.TextField("why", blank=True)

    class Meta:
        ordering = ("starts_on", "name")
        constraints = (
            models.UniqueConstraint(
                fields=["workstream", "name"],
                name="pilot_once",
                violation_error_message="The workstream has a pilot with this name.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="pilot_ends_after_it_starts",
                violation_error_message="A pilot must end after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_on=None, why="")
                | (~Q(decision="") & Q(decided_on__isnull=False) & ~Q(why="") & ~Q(decided_by="")),
                name="pilot_decided_with_a_reason",
                violation_error_message="Say who decided it, on which day and why.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class PilotReading(Row):
    """What was measured of a pilot on a day, in figures and words, with its source."""

    pilot = models.ForeignKey(Pilot, on_delete=models.PROTECT, related_name="readings")
    on = models.DateField("as it stood on")
    value = models.DecimalField("figure", max_digits=12, decimal_places=2, null=True, blank=True)
    text = models.CharField("in words", max_length=300)
    source = models.CharField(max_length=300)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("on", "at")
        constraints = (models.CheckConstraint(condition=~Q(text="") & ~Q(source=""), name="pilot_reading_says_whence"),)

    def __str__(self) -> str:
        return f"{self.pilot}, {self.on}"
