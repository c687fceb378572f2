"""Questions that scrutiny asks of a group, and their answers (G30)."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models.groups import Group
from commonground.partnership.groups.rules.states import QuestionState


class QuestionQuerySet(models.QuerySet["Question"]):
    def visible_to(self, viewer: Viewer) -> "QuestionQuerySet":
        """Those asked of groups that the viewer may know of: of a public one, everybody's."""
        return self.filter(group__in=Group.objects.visible_to(viewer).order_by().values("pk"))

    def waiting(self) -> "QuestionQuerySet":
        return self.filter(status=QuestionState.ASKED)

    def late(self, on: date) -> "QuestionQuerySet":
        return self.waiting().filter(due_on__lt=on)


class Question(VersionedRow):
    """Asked of `group` by a committee that is a group here, or by one in words. Somebody owns the answer until it is
    there: an organisation, perhaps a person of it."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="questions", verbose_name="asked of")
    asked_by = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="asks", null=True, blank=True)
    asked_by_words = models.CharField("asked by, where nobody here", max_length=200, blank=True)
    text = models.TextField("the question")
    asked_on = models.DateField()
    due_on = models.DateField("answer due")
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name="answered by"
    )
    owner = models.ForeignKey(
        "partners.Practitioner", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    status = models.CharField(max_length=10, default=QuestionState.ASKED)
    answer = models.TextField(blank=True)
    closed_on = models.DateField("answered or withdrawn", null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)
    why_withdrawn = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_invented = models.BooleanField(default=False)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "id")
        indexes = (
            models.Index(fields=["group", "status", "due_on"]),
            models.Index(fields=["status", "due_on"]),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(due_on__gte=F("asked_on")),
                name="question_due_after_it_was_asked",
                violation_error_message="An answer cannot be due before the question.",
            ),
            models.CheckConstraint(
                condition=~Q(asked_by=None, asked_by_words=""),
                name="question_asked_by_somebody",
                violation_error_message="Say who asked.",
            ),
            models.CheckConstraint(
                condition=Q(status=QuestionState.ASKED, closed_on=None, answer="")
                | Q(status=QuestionState.ANSWERED, closed_on__isnull=False) & ~Q(answer="")
                | Q(status=QuestionState.WITHDRAWN, closed_on__isnull=False) & ~Q(why_withdrawn=""),
                name="question_answered_with_an_answer",
                violation_error_message="Write the answer, or say why it is not asked any more.",
            ),
        )

    def __str__(self) -> str:
        return f"a question to {self.group}"
