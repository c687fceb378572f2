"""What happened at a meeting: who came, interests, decisions, minutes, and what people say under an item."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.partnership.groups.models.meetings import AgendaItem, Meeting
from commonground.partnership.groups.models.papers import Recommendation
from commonground.partnership.groups.models.seats import Seat
from commonground.partnership.groups.models.vocabulary import AbsenceReason
from commonground.partnership.groups.rules.states import MinutesState
from commonground.partnership.groups.rules.words import Came, Outcome, Stayed


class Attendance(VersionedRow):
    """Whether a seat was filled at a meeting; without a seat, somebody in attendance who has none.

    `mode` and `sector` are those of the day, so that shares of earlier times stay what they were.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendance")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="attendance", null=True, blank=True)
    practitioner = models.ForeignKey(
        "partners.Practitioner", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField("name, where nobody here", max_length=150, blank=True)
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    sector = models.ForeignKey("partners.Sector", on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    came = models.CharField(max_length=10, choices=Came.choices())
    was_expected = models.BooleanField(default=True, help_text="Holders on papers only or by invitation are not.")
    is_online = models.BooleanField(default=False)
    reason = models.ForeignKey(AbsenceReason, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("sector__name", "id")
        verbose_name_plural = "attendance"
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "seat"], condition=Q(seat__isnull=False), name="seat_once_a_meeting"
            ),
            models.UniqueConstraint(
                fields=["meeting", "practitioner"],
                condition=Q(practitioner__isnull=False, came__in=["present", "deputy"]),
                name="person_fills_one_seat_a_meeting",
                violation_error_message="One person cannot fill two seats at a meeting.",
            ),
            models.CheckConstraint(
                condition=Q(seat__isnull=False) | Q(came="present"), name="without_a_seat_only_present"
            ),
            models.CheckConstraint(
                condition=Q(reason=None) | Q(came__in=["apologies", "absent"]), name="reason_of_an_absence"
            ),
        )

    def __str__(self) -> str:
        return f"{self.seat or self.practitioner or self.name}: {self.get_came_display().lower()}"


class SaidBefore(VersionedRow):
    """What a member said beforehand: coming, sending a deputy, or not, and why."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="said_before")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    came = models.CharField("will the seat be filled?", max_length=10, choices=Came.choices())
    deputy = models.ForeignKey(
        "partners.Practitioner", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reason = models.ForeignKey(AbsenceReason, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    is_online = models.BooleanField(default=False)
    said_at = models.DateTimeField()
    said_by = models.CharField(max_length=150)

    class Meta:
        ordering = ("said_at",)
        verbose_name_plural = "said before"
        constraints = (models.UniqueConstraint(fields=["meeting", "seat"], name="said_before_once_a_seat"),)

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_came_display().lower()}"


class Interest(VersionedRow):
    """An interest that somebody declared, and what they did about it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="interests")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="interests", null=True, blank=True)
    practitioner = models.ForeignKey("partners.Practitioner", on_delete=models.PROTECT, related_name="+")
    nature = models.CharField("what the interest is", max_length=300)
    stayed = models.CharField("what they did", max_length=10, choices=Stayed.choices())
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ("practitioner__name",)
        constraints = (
            models.UniqueConstraint(fields=["meeting", "item", "practitioner"], name="interest_once_an_item"),
        )

    def __str__(self) -> str:
        return f"{self.practitioner}: {self.nature}"


class Decision(VersionedRow):
    """What was decided on a recommendation at an item: one each, and none without a recommendation (G11)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="decisions")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="decisions")
    number = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices())
    text = models.TextField("as decided", blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(null=True, blank=True)
    decided_on = models.DateField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ("item__is_restricted", "item__order", "recommendation__order")
        indexes = (models.Index(fields=["decided_on"]),)
        constraints = (
            models.UniqueConstraint(
                fields=["item", "recommendation"],
                name="recommendation_decided_once_an_item",
                violation_error_message="This recommendation has its decision.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["amended", "deferred"]) | ~Q(text=""),
                name="decision_amended_or_deferred_says_how",
                violation_error_message="Say how it was amended, or until when it is deferred.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.get_outcome_display()}".strip()


class Minutes(VersionedRow):
    """Minutes of a meeting. Number 1 is what was approved first; a correction is the next number and says why."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="minutes")
    number = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=12, default=MinutesState.DRAFT)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="corrected_by", null=True, blank=True
    )
    why_corrected = models.CharField(max_length=300, blank=True)
    drafted_by = models.ForeignKey("partners.Account", on_delete=models.PROTECT, related_name="+", null=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    approved_at_meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="approved_minutes", null=True, blank=True
    )
    approved_by = models.CharField(max_length=150, blank=True)
    content = models.JSONField(null=True, blank=True, help_text="All they say, once approved.")

    class Meta:
        indexes = (models.Index(fields=["status", "meeting"]),)  # drafts: the few of thousands
        ordering = ("-number",)
        verbose_name_plural = "minutes"
        constraints = (
            models.UniqueConstraint(fields=["meeting", "number"], name="minutes_number_once"),
            models.CheckConstraint(
                condition=Q(corrects=None, why_corrected="") | (Q(corrects__isnull=False) & ~Q(why_corrected="")),
                name="minutes_corrected_with_a_reason",
                violation_error_message="Say what was wrong.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["approved", "corrected"])
                | Q(approved_on__isnull=False, content__isnull=False),
                name="minutes_approved_on_a_day_and_kept",
            ),
        )

    def __str__(self) -> str:
        return f"minutes of {self.meeting}"


class MinuteText(VersionedRow):
    """What the minutes say under an item."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="texts")
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    written_by = models.CharField(max_length=150)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("item__is_restricted", "item__order")
        constraints = (models.UniqueConstraint(fields=["minutes", "item"], name="minute_once_an_item"),)

    def __str__(self) -> str:
        return f"minute of {self.item}"


class Comment(Row):
    """What somebody says under an item of published minutes, for everybody who may read them (G17)."""

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="comments")
    account = models.ForeignKey("partners.Account", on_delete=models.PROTECT, related_name="+")
    author = models.CharField(max_length=150)
    text = models.TextField()
    at = models.DateTimeField()
    hidden_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("at",)
        indexes = (models.Index(fields=["item", "at"]),)

    def __str__(self) -> str:
        return f"{self.author}, {self.at}"
