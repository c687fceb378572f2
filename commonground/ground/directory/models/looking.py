"""When somebody last looked at what is new in the directory, area by area (S13)."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row


class LookedAt(Row):
    """The last time that somebody said they had looked; without an area everywhere. Shown to nobody else."""

    account = models.ForeignKey("partners.Account", on_delete=models.CASCADE, related_name="+")
    area = models.ForeignKey("places.Area", on_delete=models.CASCADE, related_name="+", null=True)
    looked_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["account", "area"], name="looked_once_at_an_area"),
            models.UniqueConstraint(fields=["account"], condition=Q(area=None), name="looked_once_everywhere"),
        )

    def __str__(self) -> str:
        return "when somebody last looked"
