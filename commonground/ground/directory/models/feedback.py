"""What anybody says is wrong with an entry, and what came of it. Nobody is asked who they are."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.models.assurance import WHO, kept_by
from commonground.ground.directory.rules.feedback import Wrong


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    def visible_to(self, viewer: Viewer) -> "FeedbackQuerySet":
        return self.filter(kept_by(viewer, "service__"))


class Feedback(VersionedRow):
    """That something of an entry is wrong. The day, not the minute, and nothing of who says so."""

    service = models.ForeignKey("directory.Service", on_delete=models.CASCADE, related_name="feedback")
    wrong = models.CharField("what is wrong", max_length=20, choices=Wrong.choices())
    words = models.TextField("in words", blank=True)
    said_on = models.DateField()
    answer = models.TextField("what was done", blank=True)
    done_by = models.CharField(max_length=WHO, blank=True)
    done_at = models.DateTimeField("done", null=True, blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "feedback"
        ordering = ("said_on", "id")
        indexes = (models.Index(fields=["done_at", "said_on"]),)
        constraints = (
            models.CheckConstraint(condition=Q(wrong__in=[one.value for one in Wrong]), name="feedback_wrong_known"),
            models.CheckConstraint(
                condition=Q(done_at=None, answer="") | (Q(done_at__isnull=False) & ~Q(answer="")),
                name="feedback_done_with_an_answer",
                violation_error_message="What is done says what was done.",
            ),
        )

    def __str__(self) -> str:
        return f"feedback on {self.service}"
