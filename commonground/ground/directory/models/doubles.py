"""Entries that may be one service, and those that were made one: the loser is kept, and comes back when undone."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.ground.directory.models.assurance import WHO
from commonground.ground.directory.rules.doubles import Standing


class Double(VersionedRow):
    """Two entries that may be one, with what speaks for it, and what was decided. `first` is the older row."""

    first = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="+")
    why = models.JSONField(default=list, help_text="Codes of rules.doubles.Why.")
    weight = models.PositiveSmallIntegerField()
    standing = models.CharField(max_length=10, choices=Standing.choices(), default=Standing.OPEN)
    kept = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="+", null=True)
    words = models.TextField("reason", blank=True)
    decided_by = models.CharField(max_length=WHO, blank=True)
    decided_at = models.DateTimeField("decided", null=True)

    class Meta:
        ordering = ("-weight", "id")
        indexes = (models.Index(fields=["standing", "-weight"]),)
        constraints = (
            models.UniqueConstraint(fields=["first", "second"], name="double_once_a_pair"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="double_in_order"),
            models.CheckConstraint(
                condition=Q(standing__in=[one.value for one in Standing]), name="double_standing_known"
            ),
            models.CheckConstraint(
                condition=Q(standing=Standing.MERGED, kept__isnull=False)
                | (~Q(standing=Standing.MERGED) & Q(kept=None)),
                name="double_merged_into_one",
                violation_error_message="What was made one says which entry stays.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"
