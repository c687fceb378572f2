"""Issues that go up from group to group and come back answered, and every step of them."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models.actions import Action
from commonground.partnership.groups.models.groups import Group, ids_inside
from commonground.partnership.groups.models.meetings import AgendaItem
from commonground.partnership.groups.models.minutes import Decision
from commonground.partnership.groups.rules.escalations import CAME_BACK, OPEN
from commonground.partnership.groups.rules.states import EscalationState
from commonground.partnership.groups.rules.words import Upward

IS_OPEN = Q(status__in=[one.value for one in OPEN])
IS_BACK = Q(status__in=[one.value for one in CAME_BACK])


class EscalationQuerySet(models.QuerySet["Escalation"]):
    def visible_to(self, viewer: Viewer) -> "EscalationQuerySet":
        """Those that came from, are with or went through a group that the viewer may know of, for whoever reads groups;
        those for the tables alone at one of these tables."""
        if not viewer.may("groups.read"):
            return self.none()
        known = Group.objects.visible_to(viewer).order_by().values("pk")
        seen = _through(known) & Q(is_restricted=False)
        if viewer.id and viewer.may("groups.take-part"):
            seen |= _through(ids_inside(viewer.id, viewer.today, at_table=True))
        return self.filter(seen)

    def open(self) -> "EscalationQuerySet":
        return self.filter(IS_OPEN)

    def overdue(self, on: date) -> "EscalationQuerySet":
        return self.filter(IS_OPEN, due_on__lt=on)

    def of_group(self, group: Group) -> "EscalationQuerySet":
        """Those that came from it and those that are with it."""
        return self.filter(Q(origin=group) | Q(to=group))


def _through(groups: "models.QuerySet[Group, Any] | RawSQL") -> Q:
    passed = EscalationStep.objects.filter(group__in=groups).order_by().values("escalation")
    return Q(origin__in=groups) | Q(to__in=groups) | Q(pk__in=passed)


class Escalation(VersionedRow):
    """An issue that a group sent to one above it (G20), or shared with it (G21).

    `title` and `words` are written for those above and are all that they see of it: `item` and `action` are what it
    came from in the group's own record, and nothing of these goes along. While it is open it has one owner (the
    organisation, perhaps a person), a next step and a day; `due_on` is the day of whoever's turn it is.
    """

    origin = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="escalated")
    to = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="received", verbose_name="with")
    what = models.CharField("what goes up", max_length=10, choices=Upward.choices(), default=Upward.ISSUE)
    title = models.CharField("the issue in a few words", max_length=200)
    words = models.TextField("in words for the group above")
    is_restricted = models.BooleanField("for members at the tables alone", default=False)
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        related_name="escalations",
        null=True,
        blank=True,
        verbose_name="from item",
    )
    action = models.ForeignKey(
        Action, on_delete=models.PROTECT, related_name="escalations", null=True, blank=True, verbose_name="from action"
    )
    status = models.CharField(max_length=14, default=EscalationState.RAISED)
    raised_on = models.DateField()
    raised_by = models.CharField(max_length=150)
    raised_by_account = models.ForeignKey(
        "partners.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    received_on = models.DateField("came to the group it is with")
    take_by = models.DateField("to be taken on by")
    answer_by = models.DateField("to be answered by", null=True, blank=True)
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name="owned by"
    )
    owner = models.ForeignKey(
        "partners.Practitioner", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    next_step = models.CharField(max_length=300, blank=True)
    due_on = models.DateField("due")
    placed = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="takes", null=True, blank=True, verbose_name="on the agenda"
    )
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="answers", null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = EscalationQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "id")
        indexes = (
            models.Index(fields=["origin", "status", "due_on"]),
            models.Index(fields=["to", "status", "due_on"]),
            models.Index(fields=["status", "due_on"]),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(origin=F("to")),
                name="escalation_to_another",
                violation_error_message="A group cannot escalate to itself.",
            ),
            models.CheckConstraint(
                condition=Q(IS_OPEN, closed_on=None) & ~Q(next_step="") | ~IS_OPEN & Q(closed_on__isnull=False),
                name="escalation_open_has_a_next_step",
                violation_error_message="What is open has a next step; what is over has its day.",
            ),
            models.CheckConstraint(
                condition=~Q(status=EscalationState.ANSWERED) | ~Q(answer="") & Q(answered_on__isnull=False),
                name="escalation_answered_with_an_answer",
                violation_error_message="Say what the answer is.",
            ),
            models.UniqueConstraint(
                fields=["item", "to"], condition=IS_OPEN & Q(item__isnull=False), name="escalation_of_item_once_open"
            ),
            models.UniqueConstraint(
                fields=["action", "to"],
                condition=IS_OPEN & Q(action__isnull=False),
                name="escalation_of_action_once_open",
            ),
        )

    def __str__(self) -> str:
        return f"the issue “{self.title}”"


class EscalationStep(Row):
    """What happened to an issue: when, by whom, in which group, and in what words."""

    escalation = models.ForeignKey(Escalation, on_delete=models.PROTECT, related_name="steps")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=14)
    at = models.DateTimeField()
    on = models.DateField()
    by = models.CharField(max_length=150)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=["group", "escalation"]),)

    def __str__(self) -> str:
        return f"{self.escalation}: {self.status}"
