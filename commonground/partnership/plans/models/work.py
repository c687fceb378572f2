"""What a plan has done: actions under its priorities, and what was reported of them."""

from datetime import date

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.search.index import Index
from commonground.partnership.plans.models.plans import Plan
from commonground.partnership.plans.models.priorities import Priority
from commonground.partnership.plans.rules.states import ActionState
from commonground.partnership.plans.rules.words import ActionKind

WORDS = Index("plans_planaction_words", table="plans_planaction", columns=("title", "next_step"))


class PlanActionQuerySet(models.QuerySet["PlanAction"]):
    def visible_to(self, viewer: Viewer) -> "PlanActionQuerySet":
        """For those who work in the partnership; others read what was agreed in a version."""
        return self if viewer.may("plans.read") else self.none()

    def open(self) -> "PlanActionQuerySet":
        return self.filter(status=ActionState.OPEN)

    def overdue_on(self, day: date) -> "PlanActionQuerySet":
        return self.filter(status=ActionState.OPEN, due_on__lt=day)

    def mine(self, viewer: Viewer) -> "PlanActionQuerySet":
        """Given to the viewer in person."""
        return self.filter(owner__account=viewer.id) if viewer.id else self.none()


class PlanAction(VersionedRow):
    """Something a body does under a priority until a day (L5, L6). `number` counts in the plan.

    The organisation always owns it; a person of it perhaps does it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="actions")
    workstream = models.ForeignKey(
        "plans.Workstream", on_delete=models.PROTECT, related_name="actions", null=True, blank=True
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=14, choices=ActionKind.choices(), default=ActionKind.KEY)
    title = models.CharField("what is to be done", max_length=300)
    organisation = models.ForeignKey("partners.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "partners.Practitioner", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    starts_on = models.DateField("begins on", null=True, blank=True)
    due_on = models.DateField()
    first_due_on = models.DateField(editable=False)
    next_step = models.CharField(max_length=300, blank=True)
    reported_on = models.DateField(null=True, blank=True, editable=False)
    status = models.CharField(max_length=10, default=ActionState.OPEN)
    effect = models.TextField("what it has changed, and how that is known", blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)
    why_dropped = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    objects = PlanActionQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "number", "id")
        indexes = (
            models.Index(fields=["plan", "status", "due_on"]),
            models.Index(fields=["priority", "status", "due_on"]),
            models.Index(fields=["workstream", "status", "due_on"]),
            models.Index(fields=["owner", "status", "due_on"]),
            models.Index(fields=["organisation", "status", "due_on"]),
        )
        constraints = (
            models.UniqueConstraint(fields=["plan", "number"], name="plan_action_number_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(due_on__gte=models.F("starts_on")),
                name="plan_action_due_after_it_begins",
                violation_error_message="An action cannot be due before it begins.",
            ),
            models.CheckConstraint(
                condition=Q(status=ActionState.OPEN, closed_on=None)
                | (~Q(status=ActionState.OPEN) & Q(closed_on__isnull=False)),
                name="plan_action_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status=ActionState.DONE) | ~Q(effect=""),
                name="plan_action_done_with_its_effect",
                violation_error_message="Say what it has changed, and how that is known, before it is closed.",
            ),
            models.CheckConstraint(
                condition=(Q(status=ActionState.DROPPED) & ~Q(why_dropped=""))
                | (~Q(status=ActionState.DROPPED) & Q(why_dropped="")),
                name="plan_action_dropped_with_a_reason",
                violation_error_message="Say why it is not done after all.",
            ),
        )

    def __str__(self) -> str:
        return f"action {self.number} of {self.plan}"


class ActionNote(Row):
    """What somebody reported on an action, and the day it was due until then where that changed."""

    action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    text = models.TextField()
    due_was = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.action}, {self.at}"
