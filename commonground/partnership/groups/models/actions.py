"""What groups agreed to do, who does it, by when, and what came of it."""

from datetime import date

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.search.index import Index
from commonground.partnership.groups.models.groups import Group, ids_inside
from commonground.partnership.groups.models.meetings import AgendaItem, Meeting
from commonground.partnership.groups.models.minutes import Decision
from commonground.partnership.groups.rules.words import Urgency
from commonground.partnership.plans.rules.states import ActionState
from commonground.partnership.plans.rules.work import SOON

WORDS = Index("groups_action_words", table="groups_action", columns=("title", "next_step"))


def state_on(state: str, on: date) -> Q:
    """open, overdue, soon (due within two weeks), done or dropped; everything for any other word."""
    narrowed = {
        "open": Q(status=ActionState.OPEN),
        "overdue": Q(status=ActionState.OPEN, due_on__lt=on),
        "soon": Q(status=ActionState.OPEN, due_on__gte=on, due_on__lte=on + SOON),
        "done": Q(status=ActionState.DONE),
        "dropped": Q(status=ActionState.DROPPED),
    }
    return narrowed.get(state, Q())


class ActionQuerySet(models.QuerySet["Action"]):
    def visible_to(self, viewer: Viewer) -> "ActionQuerySet":
        """Those of groups that the viewer may know of, for whoever reads groups; restricted ones at the table alone."""
        if not viewer.may("groups.read"):
            return self.none()
        known = Group.objects.visible_to(viewer).order_by().values("pk")
        if not viewer.may("groups.take-part"):
            return self.filter(group__in=known, is_restricted=False)
        seen = Q(is_restricted=False)
        if viewer.id:
            seen |= Q(group__in=ids_inside(viewer.id, viewer.today, at_table=True))
        return self.filter(seen, group__in=known)

    def in_state(self, state: str, *, on: date) -> "ActionQuerySet":
        """Those of `state_on`."""
        return self.filter(state_on(state, on))

    def open(self) -> "ActionQuerySet":
        return self.filter(status=ActionState.OPEN)

    def mine(self, viewer: Viewer) -> "ActionQuerySet":
        """Given to the viewer in person."""
        return self.filter(owner__account=viewer.id) if viewer.id else self.none()


class Action(VersionedRow):
    """Something to be done by a body, perhaps by a person of it, until a day (G19).

    The organisation always owns it: when the person's post ends it is still somebody's. `number` counts in the group.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="actions")
    number = models.PositiveIntegerField()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="actions", null=True, blank=True)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="actions", null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="actions", null=True, blank=True)
    title = models.CharField("what is to be done", max_length=300)
    organisation = models.ForeignKey("partners.Organisation", on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(
        "partners.Practitioner", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    due_on = models.DateField()
    first_due_on = models.DateField(editable=False)
    urgency = models.CharField("priority", max_length=8, choices=Urgency.choices(), default=Urgency.MEDIUM)
    next_step = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, default=ActionState.OPEN)
    effect = models.TextField("what it has changed, and how that is known", blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)
    why_dropped = models.CharField(max_length=300, blank=True)
    is_restricted = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "number", "id")
        indexes = (
            models.Index(fields=["group", "status", "due_on"]),
            models.Index(fields=["owner", "status", "due_on"]),
            models.Index(fields=["organisation", "status", "due_on"]),
            models.Index(fields=["status", "due_on", "group", "is_restricted"]),  # counted without reading a row
        )
        constraints = (
            models.UniqueConstraint(fields=["group", "number"], name="action_number_once_a_group"),
            models.CheckConstraint(
                condition=Q(status=ActionState.OPEN, closed_on=None)
                | (~Q(status=ActionState.OPEN) & Q(closed_on__isnull=False)),
                name="action_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(status=ActionState.DONE) | ~Q(effect=""),
                name="action_done_with_its_effect",
                violation_error_message="Say what it has changed, and how that is known, before it is closed.",
            ),
            models.CheckConstraint(
                condition=Q(status=ActionState.DROPPED) & ~Q(why_dropped="")
                | ~Q(status=ActionState.DROPPED) & Q(why_dropped=""),
                name="action_dropped_with_a_reason",
                violation_error_message="Say why it is not done after all.",
            ),
        )

    def __str__(self) -> str:
        return f"action {self.number} of {self.group}"


class Progress(Row):
    """What somebody reported on an action, and what changed of it then."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="progress")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    text = models.TextField()
    due_was = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-at",)
        verbose_name_plural = "progress"

    def __str__(self) -> str:
        return f"{self.action}, {self.at}"
