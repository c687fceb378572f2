"""Processes that are to be the same in every area and for every age, and where each of them stands (L21)."""

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.models.plans import Plan
from commonground.partnership.plans.models.programmes import BODY, PERSON, Milestone


class ProcessQuerySet(models.QuerySet["Process"]):
    def visible_to(self, viewer: Viewer) -> "ProcessQuerySet":
        """For those who work in the partnership: how far something is belongs to progress."""
        return self if viewer.may("plans.read") else self.none()


class Process(VersionedRow):
    """A way of working that a plan wants to be the same in every area of a level of a map (003:33).

    `milestone`: what it has to be ready for, such as a form that goes live.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="processes")
    title = models.CharField("process", max_length=200)
    purpose = models.TextField("what it is for")
    agreed_way = models.CharField("where the agreed way of working stands", max_length=300)
    level = models.ForeignKey("places.FootprintLevel", on_delete=models.PROTECT, related_name="+", verbose_name="areas")
    milestone = models.ForeignKey(
        Milestone,
        on_delete=models.PROTECT,
        related_name="processes",
        null=True,
        blank=True,
        verbose_name="has to be ready for",
    )
    organisation = models.ForeignKey(BODY, on_delete=models.PROTECT, related_name="+", verbose_name="looked after by")
    owner = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    started_on = models.DateField("began on")
    ended_on = models.DateField("ended on", null=True, blank=True)
    why_ended = models.CharField("why it ended", max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    objects = ProcessQuerySet.as_manager()

    class Meta:
        ordering = ("title", "id")
        verbose_name_plural = "processes"
        indexes = (
            models.Index(fields=["plan", "ended_on", "title"]),
            models.Index(fields=["milestone", "ended_on"]),
            models.Index(fields=["ended_on", "title"]),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "title"],
                condition=Q(ended_on=None),
                name="process_once_a_plan",
                violation_error_message="The plan has a process with this name.",
            ),
            models.CheckConstraint(condition=~Q(purpose=""), name="process_is_for_something"),
            models.CheckConstraint(condition=~Q(agreed_way=""), name="process_has_an_agreed_way"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="process_ends_after_it_begins",
                violation_error_message="A process cannot end before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(why_ended="") | Q(ended_on__isnull=False), name="process_why_only_once_it_ended"
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_running(self) -> bool:
        return self.ended_on is None


class StandingQuerySet(models.QuerySet["ProcessStanding"]):
    def newest(self) -> "StandingQuerySet":
        """The last that was said of each cell."""
        cell = {name: OuterRef(name) for name in ("process", "area", "band")}
        later = ProcessStanding.objects.filter(**cell, number__gt=OuterRef("number"))
        return self.filter(~Exists(later))


class ProcessStanding(Row):
    """How a process stood in an area for an age band on a day, and who said so. `number` counts in the cell: what comes
    later does not erase what was said before, and of two who say something at once one is told."""

    process = models.ForeignKey(Process, on_delete=models.PROTECT, related_name="standings")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    band = models.SlugField("age band", max_length=40)
    number = models.PositiveSmallIntegerField()
    kind = models.SlugField("standing", max_length=40)
    differs = models.TextField("what is different", blank=True)
    why = models.TextField("why", blank=True)
    as_of = models.DateField("as at")
    evidence = models.URLField("evidence", max_length=300, blank=True)
    by = models.CharField("said by", max_length=150)
    at = models.DateTimeField()

    objects = StandingQuerySet.as_manager()

    class Meta:
        ordering = ("-at", "-number", "-id")
        indexes = (models.Index(fields=["process", "-at"]),)
        constraints = (
            models.UniqueConstraint(fields=["process", "area", "band", "number"], name="standing_number_once_a_cell"),
            models.CheckConstraint(condition=Q(number__gt=0), name="standing_counts_from_one"),
            models.CheckConstraint(condition=~Q(kind=""), name="standing_says_something"),
            models.CheckConstraint(condition=~Q(by=""), name="standing_said_by_somebody"),
            models.CheckConstraint(
                condition=Q(differs="") | ~Q(why=""),
                name="standing_differs_for_a_reason",
                violation_error_message="Say why it is done differently.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.process}, {self.as_of}"
