"""How far a group and the people in it are with the stages of leadership development (M21)."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row
from commonground.partnership.groups.models.groups import Group
from commonground.partnership.groups.rules.words import StageStanding


class StageNoted(Row):
    """On a day a stage of a group, or of one person in it, was planned, begun or done. The latest note counts; none is
    changed. `stage` is a slug of packs/development.toml."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="stages")
    practitioner = models.ForeignKey(
        "partners.Practitioner", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    stage = models.SlugField(max_length=50)
    standing = models.CharField(max_length=10, choices=StageStanding.choices())
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=150)

    class Meta:
        ordering = ("noted_at", "id")
        verbose_name_plural = "stages noted"
        indexes = (models.Index(fields=["group", "stage", "noted_at"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(standing__in=[one.value for one in StageStanding]), name="stage_standing_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.stage} of {self.practitioner or self.group}: {self.get_standing_display().lower()}"
