"""Risks of a plan, a programme or a workstream, and how they were rated from day to day (L12)."""

from datetime import date

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.plans.models.plans import Plan
from commonground.partnership.plans.models.programmes import Programme, Workstream
from commonground.partnership.plans.rules.risks import RiskState


class RiskQuerySet(models.QuerySet["Risk"]):
    def visible_to(self, viewer: Viewer) -> "RiskQuerySet":
        """For those who work in the partnership."""
        return self if viewer.may("plans.read") else self.none()

    def open(self) -> "RiskQuerySet":
        """Risks and issues that are not closed."""
        return self.exclude(status=RiskState.CLOSED)

    def unreviewed_on(self, day: date) -> "RiskQuerySet":
        """Open ones that nobody looked at by the day they were to be reviewed."""
        return self.open().filter(review_on__lt=day)


class Risk(VersionedRow):
    """Something that may get in the way, or that did: an issue then. `number` counts in the plan.

    Always of a plan; perhaps of one programme of it, and of one workstream of that.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="risks")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="risks", null=True, blank=True)
    workstream = models.ForeignKey(Workstream, on_delete=models.PROTECT, related_name="risks", null=True, blank=True)
    number = models.PositiveSmallIntegerField()
    kind = models.SlugField("kind", max_length=40)
    title = models.CharField("what may happen", max_length=200)
    effect = models.TextField("what that would mean", blank=True)
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    mitigation = models.TextField("what is done about it")
    organisation = models.ForeignKey("partners.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "partners.Practitioner", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    raised_on = models.DateField()
    review_on = models.DateField("to be looked at again on")
    status = models.CharField(max_length=8, default=RiskState.RISK)
    happened_on = models.DateField(null=True, blank=True)
    happened = models.TextField("what happened", blank=True)
    closed_on = models.DateField(null=True, blank=True)
    why_closed = models.CharField(max_length=300, blank=True)

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ("number", "id")
        indexes = (
            models.Index(fields=["plan", "status", "review_on"]),
            models.Index(fields=["programme", "status"]),
            models.Index(fields=["workstream", "status"]),
            models.Index(fields=["owner", "status", "review_on"]),
        )
        constraints = (
            models.UniqueConstraint(fields=["plan", "number"], name="risk_number_once"),
            models.CheckConstraint(
                condition=Q(workstream=None) | Q(programme__isnull=False), name="risk_of_workstream_and_programme"
            ),
            models.CheckConstraint(condition=Q(likelihood__gt=0, impact__gt=0), name="risk_is_rated"),
            models.CheckConstraint(condition=~Q(mitigation=""), name="risk_has_a_response"),
            models.CheckConstraint(
                condition=~Q(status=RiskState.ISSUE) | (Q(happened_on__isnull=False) & ~Q(happened="")),
                name="issue_happened_on_a_day",
                violation_error_message="Say what happened, and on which day.",
            ),
            models.CheckConstraint(
                condition=(Q(status=RiskState.CLOSED, closed_on__isnull=False) & ~Q(why_closed=""))
                | (~Q(status=RiskState.CLOSED) & Q(closed_on=None, why_closed="")),
                name="risk_closed_with_a_reason",
                violation_error_message="Say why it is closed.",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.status != RiskState.CLOSED

    @property
    def score(self) -> int:
        return self.likelihood * self.impact


class RiskRating(Row):
    """How a risk was rated on a day, by whom and why."""

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="ratings")
    likelihood = models.PositiveSmallIntegerField()
    impact = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    by = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.risk}, {self.on}"
