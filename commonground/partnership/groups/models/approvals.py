"""What groups have approved: strategies, plans, policies (G31)."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models.groups import Group, ids_inside
from commonground.partnership.groups.models.meetings import Meeting
from commonground.partnership.groups.models.minutes import Decision
from commonground.partnership.groups.rules.words import Document


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def visible_to(self, viewer: Viewer) -> "ApprovalQuerySet":
        """Of groups that the viewer may know of; restricted ones at the table alone."""
        seen = Q(is_restricted=False)
        if viewer.id and viewer.may("groups.take-part"):
            seen |= Q(group__in=ids_inside(viewer.id, viewer.today, at_table=True))
        return self.filter(seen, group__in=Group.objects.visible_to(viewer).order_by().values("pk"))


class Approval(VersionedRow):
    """A document that a group approved on a day, perhaps by a decision of a meeting, and until when it holds."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="approvals")
    title = models.CharField("what was approved", max_length=200)
    kind = models.CharField(max_length=10, choices=Document.choices(), default=Document.STRATEGY)
    link = models.URLField("where the document is", blank=True)
    approved_on = models.DateField()
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="approvals", null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="approvals", null=True, blank=True)
    valid_until = models.DateField("holds until", null=True, blank=True)
    review_on = models.DateField("to be reviewed on", null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    why_withdrawn = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=300, blank=True)
    is_restricted = models.BooleanField("for members at the table alone", default=False)
    recorded_by = models.CharField(max_length=150)
    source = models.CharField(max_length=300, blank=True)
    is_invented = models.BooleanField(default=False)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        ordering = ("-approved_on", "title", "id")
        indexes = (models.Index(fields=["group", "-approved_on"]), models.Index(fields=["-approved_on"]))
        constraints = (
            models.UniqueConstraint(
                fields=["group", "title", "approved_on"],
                name="approved_once_a_day",
                violation_error_message="The group has approved this on this day already.",
            ),
            models.CheckConstraint(
                condition=(Q(valid_until=None) | Q(valid_until__gte=F("approved_on")))
                & (Q(review_on=None) | Q(review_on__gte=F("approved_on"))),
                name="approval_holds_after_it_was_given",
                violation_error_message="What was approved holds from that day on.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, why_withdrawn="") | Q(withdrawn_on__isnull=False) & ~Q(why_withdrawn=""),
                name="approval_withdrawn_with_a_reason",
                violation_error_message="Say why it is withdrawn.",
            ),
        )

    def __str__(self) -> str:
        return self.title
