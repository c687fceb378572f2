"""Schools, each an area that is a point, and what their heads say of the cluster proposed for them (P9)."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.ground.places.rules import Outcome, Wish


class School(VersionedRow):
    """What a register says of a school. Its area has the code URN and number; clusters are put together from areas."""

    area = models.OneToOneField("places.Area", on_delete=models.PROTECT, related_name="school")
    urn = models.PositiveIntegerField("unique reference number", unique=True)
    authority_number = models.CharField(max_length=3, help_text="Of the authority, at the Department for Education.")
    number = models.CharField(max_length=4, blank=True, help_text="Of the school within its authority.")
    phase = models.CharField(max_length=40, db_index=True)
    kind = models.CharField(max_length=100, blank=True)
    status = models.CharField(max_length=20)
    youngest = models.PositiveSmallIntegerField("lowest age", null=True, blank=True)
    oldest = models.PositiveSmallIntegerField("highest age", null=True, blank=True)
    postcode = models.CharField(max_length=8, db_index=True)
    easting = models.FloatField(null=True, blank=True, help_text="Metres of the National Grid.")
    northing = models.FloatField(null=True, blank=True)
    is_at_postcode = models.BooleanField(
        default=False, help_text="It stands where its postcode is, for want of better."
    )
    confirmed_by = models.CharField(max_length=200, blank=True, help_text="Another source that has it there.")
    remark = models.CharField(max_length=300, blank=True, help_text="What was noticed when it was read.")
    source = models.CharField(max_length=200, help_text="File or register it was read from.")
    as_at = models.DateField(help_text="Day that the source stands for.")

    class Meta:
        ordering = ("area__name", "urn")
        constraints = (
            models.CheckConstraint(
                condition=Q(easting=None, northing=None) | Q(easting__isnull=False, northing__isnull=False),
                name="school_stands_at_both_or_neither",
                violation_error_message="A school has an easting and a northing, or neither.",
            ),
            models.CheckConstraint(
                condition=Q(youngest=None) | Q(oldest=None) | Q(oldest__gte=F("youngest")),
                name="highest_age_is_not_below_the_lowest",
            ),
        )

    def __str__(self) -> str:
        return f"school {self.urn}"


class HeadsComment(VersionedRow):
    """What a head, or somebody for them, says of the cluster that a version puts their school into; and the answer."""

    drawn_in = models.ForeignKey("places.FootprintVersion", on_delete=models.PROTECT, related_name="comments")
    school = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="comments")
    cluster = models.CharField(max_length=200, blank=True, help_text="The one it was placed in when this was said.")
    wish = models.CharField(max_length=10, choices=[(wish.value, wish.label) for wish in Wish])
    rather_with = models.CharField("would rather be with", max_length=200, blank=True)
    text = models.TextField(blank=True)
    said_by = models.CharField(max_length=200)
    said_by_account = models.UUIDField(null=True, blank=True, db_index=True)
    said_at = models.DateTimeField()
    outcome = models.CharField(
        max_length=10, choices=[(outcome.value, outcome.label) for outcome in Outcome], blank=True
    )
    answer = models.TextField(blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-said_at",)
        indexes = (models.Index(fields=["drawn_in", "school"]),)
        constraints = (
            models.UniqueConstraint(
                fields=["drawn_in", "school"],
                condition=Q(answered_at=None, withdrawn_at=None),
                name="one_open_comment_a_school_and_version",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by="", answer="", outcome="")
                | (Q(answered_at__isnull=False) & ~Q(answered_by="") & ~Q(answer="") & ~Q(outcome="")),
                name="answers_say_what_was_done_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(withdrawn_at=None), name="answered_or_withdrawn_not_both"
            ),
        )

    def __str__(self) -> str:
        return f"comment on {self.school}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None and self.withdrawn_at is None
