"""Who answers here for a dataset, an indicator or a chapter of a needs assessment, and when it is next looked at."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.ground.evidence.models.catalogue import Dataset, Indicator

ONE_THING = (
    Q(dataset__isnull=False, indicator=None, chapter="")
    | Q(dataset=None, indicator__isnull=False, chapter="")
    | (Q(dataset=None, indicator=None) & ~Q(chapter=""))
)


class Care(VersionedRow):
    """Owner and dates of one thing: a dataset, an indicator, or a chapter that is kept elsewhere (E2, E15, E19).

    The team owns it; the person, where one is named, does it. `expected_on` is when the next release is expected
    here, where the publisher has put it off; it holds until a release newer than `expected_after` is loaded.
    """

    dataset = models.OneToOneField(Dataset, on_delete=models.PROTECT, related_name="care", null=True, blank=True)
    indicator = models.OneToOneField(Indicator, on_delete=models.PROTECT, related_name="care", null=True, blank=True)
    chapter = models.CharField(max_length=200, blank=True, help_text="Title of a chapter that is kept elsewhere.")
    page = models.URLField(blank=True, help_text="Where the chapter stands.")
    team = models.ForeignKey("partners.Team", on_delete=models.PROTECT, related_name="+", verbose_name="owning team")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    review_on = models.DateField("next review", null=True, blank=True)
    review_months = models.PositiveSmallIntegerField("months between reviews", null=True, blank=True)
    expected_on = models.DateField("next release expected", null=True, blank=True)
    expected_after = models.PositiveIntegerField(
        null=True, blank=True, editable=False, help_text="Number of the newest release when that was said."
    )
    expected_why = models.CharField("why then", max_length=300, blank=True)

    class Meta:
        ordering = ("dataset", "indicator", "chapter")
        constraints = (
            models.CheckConstraint(
                condition=ONE_THING,
                name="care_of_one_thing",
                violation_error_message="Say of which one thing: a dataset, an indicator or a chapter.",
            ),
            models.UniqueConstraint(
                fields=["chapter"],
                condition=~Q(chapter=""),
                name="care_of_a_chapter_once",
                violation_error_message="There is a chapter of this title.",
            ),
            models.CheckConstraint(
                condition=Q(expected_on=None, expected_after=None, expected_why="")
                | (Q(expected_on__isnull=False, expected_after__isnull=False) & ~Q(expected_why="")),
                name="care_expected_when_and_why",
                violation_error_message="Say when the next release is expected, and why then.",
            ),
            models.CheckConstraint(
                condition=Q(review_months=None) | Q(review_months__gt=0, review_on__isnull=False),
                name="care_reviewed_from_a_day",
                violation_error_message="Say when the first review is due.",
            ),
        )

    def __str__(self) -> str:
        return self.chapter or str(self.dataset or self.indicator)


class Review(Row):
    """Somebody has looked at a thing in care and says what it shows, and where need is greatest (E15)."""

    care = models.ForeignKey(Care, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField()
    note = models.TextField()
    greatest_need = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    made_by_id = models.UUIDField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(note=""), name="review_says_something", violation_error_message="Say what you found."
            ),
        )

    def __str__(self) -> str:
        return f"review of {self.on:%d.%m.%Y}"
