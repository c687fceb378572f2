"""Programmes, their workstreams and milestones, and how what was agreed is told from what came later."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.models.plans import Plan, StatusOverride
from commonground.partnership.plans.rules.programmes import Horizon, Kind, MilestoneState, WorkstreamState

PERSON = "partners.Practitioner"
BODY = "partners.Organisation"


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, viewer: Viewer) -> "ProgrammeQuerySet":
        """For those who work in the partnership: progress and risks are theirs."""
        return self if viewer.may("plans.read") else self.none()


class Programme(VersionedRow):
    """Work in several workstreams that delivers a plan. Its address is `slug`.

    `baseline` is what it held on the day it was agreed; what comes later shows as an addition (L9). `known_until`: the
    record ends on this day (a paper, a predecessor); its pages stand as at that day, and nobody is reminded of it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="programmes")
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200, unique=True)
    about = models.TextField("in a sentence or two", blank=True)
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(BODY, on_delete=models.PROTECT, related_name="+", verbose_name="answered for by")
    sponsor = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    starts_on = models.DateField("begins on")
    agreed_on = models.DateField("agreed on", null=True, blank=True)
    agreed_by = models.CharField("who agreed it", max_length=200, blank=True)
    baseline = models.JSONField(default=list, blank=True, editable=False)
    measures_agreed_on = models.DateField("measures agreed on", null=True, blank=True)
    measures_agreed_by = models.CharField("who agreed the measures", max_length=200, blank=True)
    known_until = models.DateField("what is known of it ends on", null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(agreed_on=None, agreed_by="") | (Q(agreed_on__isnull=False) & ~Q(agreed_by="")),
                name="programme_agreed_by_somebody",
                violation_error_message="Say on which day it was agreed, and by whom.",
            ),
            models.CheckConstraint(
                condition=Q(measures_agreed_on=None, measures_agreed_by="")
                | (Q(measures_agreed_on__isnull=False) & ~Q(measures_agreed_by="")),
                name="programme_measures_agreed_by_somebody",
                violation_error_message="Say on which day its measures were agreed, and by whom.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Workstream(VersionedRow):
    """A part of a programme with aims of its own, led by somebody (L8). `number` counts in the programme.

    `aims` are lines. Closed into business as usual it says who owns the work then and which group hears of it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="workstreams")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices(), default=Kind.WORKSTREAM)
    aims = models.TextField(help_text="One in a line.")
    organisation = models.ForeignKey(BODY, on_delete=models.PROTECT, related_name="+", verbose_name="led by")
    lead = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    horizon = models.CharField(max_length=8, choices=Horizon.choices())
    is_cross_cutting = models.BooleanField("runs across the others", default=False)
    starts_on = models.DateField("begins on")
    ends_on = models.DateField("is to end by", null=True, blank=True)
    added_on = models.DateField(editable=False)
    why_added = models.CharField("why it was added", max_length=300, blank=True)
    status = models.CharField(max_length=10, default=WorkstreamState.RUNNING)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)
    owner_after = models.ForeignKey(
        BODY, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name="owned then by"
    )
    group_after = models.CharField("reports then to", max_length=200, blank=True)
    closing_words = models.TextField("how it was left", blank=True)

    class Meta:
        ordering = ("number", "id")
        constraints = (
            models.UniqueConstraint(fields=["programme", "number"], name="workstream_number_once"),
            models.UniqueConstraint(
                fields=["programme", "name"],
                name="workstream_once",
                violation_error_message="The programme has a workstream with this name.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="workstream_ends_after_it_begins",
                violation_error_message="A workstream must end after it begins.",
            ),
            models.CheckConstraint(
                condition=Q(status=WorkstreamState.RUNNING, closed_on=None)
                | (
                    Q(status=WorkstreamState.CLOSED, closed_on__isnull=False, owner_after__isnull=False)
                    & ~Q(group_after="")
                ),
                name="workstream_closed_to_somebody",
                violation_error_message="Say who owns the work then and which group hears of it.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_running(self) -> bool:
        return self.status == WorkstreamState.RUNNING

    @property
    def lines(self) -> list[str]:
        """Its aims, one each."""
        return [line.strip() for line in self.aims.splitlines() if line.strip()]


class Milestone(VersionedRow):
    """Something a workstream is to have reached by a day, perhaps by a day nobody has named yet.

    `first_due_on` is the first day that was named; later ones stand beside it with their reasons.
    """

    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="milestones")
    number = models.PositiveSmallIntegerField()
    title = models.CharField("milestone", max_length=300)
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    starts_on = models.DateField("work on it begins on", null=True, blank=True)
    due_on = models.DateField("due on", null=True, blank=True)
    first_due_on = models.DateField("first due on", null=True, blank=True, editable=False)
    status = models.CharField(max_length=12, default=MilestoneState.OPEN)
    done_on = models.DateField("reached on", null=True, blank=True)
    evidence = models.TextField("how one can see that", blank=True)
    why_dropped = models.CharField(max_length=300, blank=True)
    added_on = models.DateField(editable=False)
    waits_for = models.ManyToManyField("self", through="Dependency", symmetrical=False, related_name="awaited_by")

    class Meta:
        ordering = ("number", "id")
        indexes = (models.Index(fields=["workstream", "status", "due_on"]), models.Index(fields=["owner", "status"]))
        constraints = (
            models.UniqueConstraint(fields=["workstream", "number"], name="milestone_number_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                name="milestone_due_after_it_begins",
                violation_error_message="A milestone cannot be due before it begins.",
            ),
            models.CheckConstraint(
                condition=(Q(status=MilestoneState.DONE, done_on__isnull=False) & ~Q(evidence=""))
                | (~Q(status=MilestoneState.DONE) & Q(done_on=None, evidence="")),
                name="milestone_reached_with_evidence",
                violation_error_message="Say on which day it was reached, and how one can see that.",
            ),
            models.CheckConstraint(
                condition=(Q(status=MilestoneState.DROPPED) & ~Q(why_dropped=""))
                | (~Q(status=MilestoneState.DROPPED) & Q(why_dropped="")),
                name="milestone_dropped_with_a_reason",
                violation_error_message="Say why it is dropped.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.status == MilestoneState.OPEN


class Dependency(Row):
    """`later` waits for `earlier`, in this workstream or another of the programme."""

    later = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="waiting")
    earlier = models.ForeignKey(Milestone, on_delete=models.CASCADE, related_name="awaited")

    class Meta:
        verbose_name_plural = "dependencies"
        constraints = (
            models.UniqueConstraint(fields=["later", "earlier"], name="dependency_once"),
            models.CheckConstraint(condition=~Q(later=F("earlier")), name="dependency_on_another"),
        )

    def __str__(self) -> str:
        return f"{self.later} waits for {self.earlier}"


class MovedDay(Row):
    """A milestone's day as it was before it moved, and why it did."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="moves")
    due_was = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=300)
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)

    def __str__(self) -> str:
        return f"{self.milestone} moved"


class Residual(VersionedRow):
    """What was left to do when a workstream closed: given to somebody until a day."""

    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="residuals")
    milestone = models.OneToOneField(
        Milestone, on_delete=models.PROTECT, related_name="residual", null=True, blank=True
    )
    title = models.CharField("what is to be done", max_length=300)
    organisation = models.ForeignKey(BODY, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    outcome = models.TextField("what came of it", blank=True)

    class Meta:
        ordering = ("due_on", "id")
        indexes = (models.Index(fields=["owner", "done_on", "due_on"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(done_on=None, outcome="") | (Q(done_on__isnull=False) & ~Q(outcome="")),
                name="residual_done_with_its_outcome",
                violation_error_message="Say what came of it.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class WorkstreamOverride(StatusOverride):
    """A status of a workstream that somebody set by hand."""

    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="overrides")

    class Meta(StatusOverride.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="workstream_override_with_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=F("starts_on")), name="workstream_override_until_later"),
        )

    def __str__(self) -> str:
        return f"{self.status} for {self.workstream}"


class ProgrammeOverride(StatusOverride):
    """A status of a programme that somebody set by hand."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="overrides")

    class Meta(StatusOverride.Meta):
        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="programme_override_with_a_reason"),
            models.CheckConstraint(condition=Q(until__gt=F("starts_on")), name="programme_override_until_later"),
        )

    def __str__(self) -> str:
        return f"{self.status} for {self.programme}"
