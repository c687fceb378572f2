"""Reviews from outside and inspections: what was found, recommended, answered, done, and what shows it (V9, V10)."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models.actions import Action
from commonground.partnership.groups.models.groups import Group
from commonground.partnership.groups.rules.states import AdviceState
from commonground.partnership.groups.rules.words import Response, ReviewKind


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, viewer: Viewer) -> "ReviewQuerySet":
        """Those that groups which the viewer may know of follow up."""
        return self.filter(group__in=Group.objects.visible_to(viewer).order_by().values("pk"))


class Review(VersionedRow):
    """Somebody from outside looked at something; `group` follows up what they recommend. `headlines` stand one a
    line."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="reviews", verbose_name="followed up by")
    kind = models.CharField(max_length=12, choices=ReviewKind.choices())
    title = models.CharField(max_length=200)
    by_whom = models.CharField("done by", max_length=200)
    began_on = models.DateField("first day", null=True, blank=True)
    ended_on = models.DateField("last day", null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    looked_at = models.TextField("what it looked at", blank=True)
    headlines = models.TextField("what it found", blank=True)
    link = models.URLField("where the report is", blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_invented = models.BooleanField(default=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ("-published_on", "-began_on", "title", "id")
        indexes = (models.Index(fields=["group", "-published_on"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(began_on=None) | Q(ended_on=None) | Q(ended_on__gte=F("began_on")),
                name="review_ends_after_it_begins",
                violation_error_message="A review cannot end before it begins.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class AdviceQuerySet(models.QuerySet["Advice"]):
    def visible_to(self, viewer: Viewer) -> "AdviceQuerySet":
        return self.filter(review__group__in=Group.objects.visible_to(viewer).order_by().values("pk"))

    def open(self) -> "AdviceQuerySet":
        return self.filter(status=AdviceState.OPEN)

    def late(self, on: date) -> "AdviceQuerySet":
        return self.open().filter(due_on__lt=on)


class Advice(VersionedRow):
    """One recommendation of a review, by its number there, with the response of the group and how it closed."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="advice")
    number = models.PositiveSmallIntegerField()
    text = models.TextField("the recommendation")
    response = models.CharField(max_length=10, choices=Response.choices(), blank=True)
    why = models.TextField("why not, or not wholly", blank=True)
    responded_on = models.DateField(null=True, blank=True)
    responded_by = models.CharField(max_length=150, blank=True)
    due_on = models.DateField("to be done by", null=True, blank=True)
    status = models.CharField(max_length=14, default=AdviceState.OPEN)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        verbose_name = "recommendation of a review"
        verbose_name_plural = "recommendations of reviews"
        indexes = (models.Index(fields=["status", "due_on"]),)
        constraints = (
            models.UniqueConstraint(
                fields=["review", "number"],
                name="advice_number_once_a_review",
                violation_error_message="The review has a recommendation of this number.",
            ),
            models.CheckConstraint(
                condition=Q(status=AdviceState.OPEN, closed_on=None)
                | ~Q(status=AdviceState.OPEN) & Q(closed_on__isnull=False),
                name="advice_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(response="", responded_on=None) | ~Q(response="") & Q(responded_on__isnull=False),
                name="advice_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(response__in=[Response.PARTLY, Response.NOT]) | ~Q(why=""),
                name="advice_not_wholly_accepted_says_why",
                violation_error_message="Say why it is not wholly accepted.",
            ),
        )

    def __str__(self) -> str:
        return f"recommendation {self.number} of {self.review}"


class AdviceAction(Row):
    """An action of the group carries out a recommendation."""

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="carried_by")
    action = models.OneToOneField(Action, on_delete=models.PROTECT, related_name="carries_out")

    class Meta:
        ordering = ("action__number",)

    def __str__(self) -> str:
        return f"{self.action} for {self.advice}"


class Evidence(Row):
    """What shows that a recommendation is done."""

    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="evidence")
    on = models.DateField()
    text = models.TextField("what shows it")
    link = models.URLField(blank=True)
    by = models.CharField(max_length=150)

    class Meta:
        ordering = ("on", "id")
        verbose_name_plural = "evidence"

    def __str__(self) -> str:
        return f"evidence for {self.advice}"
