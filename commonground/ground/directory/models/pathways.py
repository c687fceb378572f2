"""From one service to the next (S9)."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.ground.directory.rules.pathways import Step
from commonground.ground.directory.rules.words import Route


class Pathway(VersionedRow):
    """That a service leads on to another: more help, less, or other help, and how somebody gets there."""

    start = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="leads_on")
    to = models.ForeignKey(
        "directory.Service", on_delete=models.CASCADE, related_name="comes_from", verbose_name="to which service"
    )
    step = models.CharField("which way", max_length=10, choices=Step.choices())
    route = models.CharField("how somebody comes to it", max_length=20, choices=Route.choices(), blank=True)
    how = models.CharField("how it is done", max_length=500, blank=True)

    class Meta:
        ordering = ("step", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["start", "to"], name="pathway_once", violation_error_message="This way is there already."
            ),
            models.CheckConstraint(
                condition=~Q(start=F("to")),
                name="pathway_between_two",
                violation_error_message="A service does not lead on to itself.",
            ),
        )

    def __str__(self) -> str:
        return f"from {self.start} to {self.to}"
