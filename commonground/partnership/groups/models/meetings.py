"""Meetings in the calendar, where they are held, and what comes on their agendas."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.foundation.kernel.viewer import ENGLAND
from commonground.partnership.groups.models.groups import Group
from commonground.partnership.groups.models.terms import TermsOfReference
from commonground.partnership.groups.rules.states import MeetingState
from commonground.partnership.groups.rules.words import ItemFrom, Purpose, Where


class Venue(VersionedRow):
    """A place to meet, with what somebody needs to know to get in (G27)."""

    name = models.CharField(max_length=150, unique=True)
    address = models.CharField(max_length=300)
    postcode = models.CharField(max_length=8, blank=True)
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    access = models.TextField("getting in", blank=True, help_text="Step-free way, hearing loop, parking, signing in.")
    travel = models.TextField("getting there", blank=True)
    ends_on = models.DateField("no longer used from", null=True, blank=True)
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Meeting(VersionedRow):
    """One meeting of a group. `key` is its address within the group: the date, with a number where there are two.

    `terms` are those it is held under: quorum and required sectors of that day, whatever is agreed later. Changes to
    its agenda and attendance count its version up, so that two people at it are told of each other.
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="meetings")
    key = models.SlugField(max_length=14)
    title = models.CharField(max_length=200, blank=True, help_text="Where it is more than the group's next meeting.")
    status = models.CharField(max_length=12, default=MeetingState.PLANNED)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=10, choices=Where.choices(), default=Where.IN_PERSON)
    venue = models.ForeignKey(Venue, on_delete=models.PROTECT, related_name="meetings", null=True, blank=True)
    room = models.CharField(max_length=100, blank=True)
    join_link = models.URLField("link to join online", blank=True, help_text="Shown to those who attend only.")
    join_words = models.CharField("how to join by telephone or code", max_length=300, blank=True)
    terms = models.ForeignKey(TermsOfReference, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    moved_because = models.CharField(max_length=200, blank=True, help_text="Why it is not on the day of the pattern.")
    why_cancelled = models.CharField(max_length=300, blank=True)
    was_quorate = models.BooleanField(null=True, blank=True, help_text="Frozen when attendance is recorded.")
    sequence = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="How often its place in the calendar was changed: for calendar programs."
    )
    dated_at = models.DateTimeField("when its place in the calendar was last set", null=True, editable=False)
    source = models.URLField(blank=True, help_text="Where an imported meeting is published.")
    source_id = models.CharField(max_length=200, blank=True)
    about = models.TextField("notes", blank=True)

    class Meta:
        ordering = ("starts_at", "id")
        indexes = (
            models.Index(fields=["group", "starts_at"]),
            models.Index(fields=["status", "starts_at"]),
            models.Index(fields=["starts_at"]),  # the calendar of all groups
        )
        constraints = (
            models.UniqueConstraint(
                fields=["group", "key"],
                name="meeting_key_once_a_group",
                violation_error_message="The group has a meeting with this address.",
            ),
            models.UniqueConstraint(
                fields=["group", "source_id"], condition=~Q(source_id=""), name="meeting_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_starts",
                violation_error_message="A meeting must end after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(status=MeetingState.CANCELLED) & ~Q(why_cancelled="")
                | ~Q(status=MeetingState.CANCELLED) & Q(why_cancelled=""),
                name="meeting_cancelled_with_a_reason",
                violation_error_message="Say why the meeting is cancelled.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.group}, {self.key}"

    @property
    def day(self) -> date:
        """The date in England on which it begins."""
        return self.starts_at.astimezone(ENGLAND).date()


class ForwardItem(VersionedRow):
    """Something the group wants to take at a coming meeting: its forward plan."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="forward_plan")
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=12, choices=Purpose.choices(), default=Purpose.DISCUSSION)
    sponsor = models.ForeignKey(
        "partners.Practitioner", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    wanted_on = models.DateField("wanted by the meeting on or after", null=True, blank=True)
    is_restricted = models.BooleanField(default=False)
    why_restricted = models.CharField(max_length=200, blank=True)
    proposed_by = models.CharField(max_length=150)
    proposed_on = models.DateField()
    placed = models.OneToOneField(
        "groups.AgendaItem", on_delete=models.PROTECT, related_name="from_forward_plan", null=True, blank=True
    )
    dropped_because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("wanted_on", "title", "id")
        indexes = (models.Index(fields=["group", "wanted_on"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(placed=None) | Q(dropped_because=""), name="forward_item_placed_or_dropped"
            ),
            models.CheckConstraint(
                condition=Q(is_restricted=False, why_restricted="") | (Q(is_restricted=True) & ~Q(why_restricted="")),
                name="forward_item_restricted_with_a_reason",
                violation_error_message="Say why the item is restricted.",
            ),
        )

    def __str__(self) -> str:
        return self.title


class AgendaItem(VersionedRow):
    """An item of an agenda. `number` is given once, when the pack is published, and never changes: 1, 2 … for open
    items, R1, R2 … for restricted ones, so that the open part shows no gap where something is withheld.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=6, blank=True)
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=12, choices=Purpose.choices(), default=Purpose.DISCUSSION)
    sponsor = models.ForeignKey(
        "partners.Practitioner", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    sponsor_words = models.CharField("sponsor, where nobody here", max_length=150, blank=True)
    minutes = models.PositiveSmallIntegerField("minutes it takes", default=10)
    came_from = models.CharField(max_length=12, choices=ItemFrom.choices(), default=ItemFrom.BY_HAND)
    is_restricted = models.BooleanField(default=False)
    why_restricted = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("is_restricted", "order", "id")
        indexes = (models.Index(fields=["meeting", "order"]),)
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "number"], condition=~Q(number=""), name="item_number_once_a_meeting"
            ),
            models.CheckConstraint(
                condition=Q(is_restricted=False, why_restricted="") | (Q(is_restricted=True) & ~Q(why_restricted="")),
                name="item_restricted_with_a_reason",
                violation_error_message="Say why the item is restricted.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
