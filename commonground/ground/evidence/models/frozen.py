"""What was frozen: written once, never changed, known by its hash. Its id is the run id that documents carry."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row
from commonground.ground.evidence.models.releases import HASH


class Frozen(Row):
    """Figures, texts and release ids as they were, and by what they can be made again."""

    content = models.TextField()
    sha256 = models.CharField(max_length=HASH)
    catalogue = models.CharField(max_length=HASH)
    definitions = models.TextField(help_text="The catalogue's entries that the figures were worked out by.")
    places = models.CharField(max_length=HASH)
    recipe = models.PositiveIntegerField()
    releases = models.JSONField(default=list)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    made_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(content="") & ~Q(sha256=""),
                name="frozen_holds_something",
                violation_error_message="What is frozen has content and a hash.",
            ),
        )

    def __str__(self) -> str:
        return f"run {self.pk}"
