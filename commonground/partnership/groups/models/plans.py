"""Which plans are whose: a group answers for a plan from a day until another (L1)."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.partnership.groups.models.groups import Group


class PlanOfGroup(VersionedRow):
    """A group owns a plan: it agreed it, follows it up, tells of it in its reports. A plan has one group at a time."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="plans")
    plan = models.ForeignKey("plans.Plan", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField("since")
    ends_on = models.DateField("until", null=True, blank=True)

    class Meta:
        ordering = ("starts_on", "id")
        verbose_name_plural = "plans of groups"
        constraints = (
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(ends_on=None),
                name="plan_of_one_group_at_a_time",
                violation_error_message="Another group owns this plan.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="plan_of_group_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan} of {self.group}"
