"""Seats at the table, who fills them, and who leads and serves the group."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.partnership.groups.models.groups import Group, current_on
from commonground.partnership.groups.models.vocabulary import EngagementKind
from commonground.partnership.groups.rules.words import Mode, Office, Part


class Seat(VersionedRow):
    """A place at the table for a sector, and mostly for one organisation of it. It outlasts whoever holds it.

    `because_of` is the office in another group that gives this seat: chairs sit on the board above (M15, G22).
    """

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="seats")
    sector = models.ForeignKey("partners.Sector", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    title = models.CharField("post or role that sits here", max_length=150)
    because_of = models.ForeignKey(
        "groups.OfficeHeld", on_delete=models.PROTECT, related_name="gives", null=True, blank=True, editable=False
    )
    starts_on = models.DateField("first day")
    ends_on = models.DateField("first day it is no more", null=True, blank=True)

    class Meta:
        ordering = ("sector__name", "title", "id")
        indexes = (models.Index(fields=["group", "starts_on"]), models.Index(fields=["organisation", "starts_on"]))
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="seat_ends_after_it_starts",
                violation_error_message="A seat must end after it starts.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.sector})"


class HoldingQuerySet(models.QuerySet["Holding"]):
    def current_on(self, day: date) -> "HoldingQuerySet":
        """Held that day, on a seat that stands that day."""
        return self.filter(current_on(day), current_on(day, "seat__"))


class Holding(VersionedRow):
    """Somebody holds a seat or deputises for it, in a way of taking part, from a day until another.

    A change of the way is an end and a new row, so that shares of earlier times stay what they were.
    """

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="holdings")
    practitioner = models.ForeignKey("partners.Practitioner", on_delete=models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=Part.choices(), default=Part.HOLDER)
    mode = models.CharField("way of taking part", max_length=10, choices=Mode.choices(), default=Mode.ATTENDS)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("first day no longer", null=True, blank=True)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        ordering = ("-part", "practitioner__name", "starts_on")
        indexes = (models.Index(fields=["practitioner", "starts_on"]), models.Index(fields=["seat", "starts_on"]))
        constraints = (
            models.UniqueConstraint(
                fields=["seat"],
                condition=Q(part=Part.HOLDER, ends_on=None),
                name="seat_held_by_one",
                violation_error_message="Somebody holds this seat already. End that first.",
            ),
            models.UniqueConstraint(
                fields=["seat", "practitioner"],
                condition=Q(ends_on=None),
                name="person_once_a_seat",
                violation_error_message="This person is on this seat already.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="holding_ends_after_it_starts",
                violation_error_message="The last day must come after the first.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.practitioner}, {self.seat}"


class OfficeHeldQuerySet(models.QuerySet["OfficeHeld"]):
    def current_on(self, day: date) -> "OfficeHeldQuerySet":
        return self.filter(current_on(day))

    def not_over(self, day: date) -> "OfficeHeldQuerySet":
        """Held that day or to be held later."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gt=day))


class OfficeHeld(VersionedRow):
    """Somebody chairs or clerks a group from a day until another: a rota is several of these (M14)."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="offices")
    office = models.CharField(max_length=12, choices=Office.choices())
    practitioner = models.ForeignKey("partners.Practitioner", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField("first day")
    ends_on = models.DateField("first day no longer", null=True, blank=True)

    objects = OfficeHeldQuerySet.as_manager()

    class Meta:
        ordering = ("office", "starts_on")
        verbose_name_plural = "offices held"
        indexes = (
            models.Index(fields=["group", "office", "starts_on"]),
            models.Index(fields=["practitioner", "starts_on"]),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["group", "office"],
                condition=Q(ends_on=None),
                name="office_held_by_one",
                violation_error_message="Somebody holds this office without an end. Say until when first.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="office_ends_after_it_starts",
                violation_error_message="The last day must come after the first.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.practitioner}, {self.get_office_display().lower()} of {self.group}"


class Engagement(VersionedRow):
    """How a body that does not come to meetings is kept in touch, and how often (G28, K18)."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="engagements")
    sector = models.ForeignKey("partners.Sector", on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    kind = models.ForeignKey(EngagementKind, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField("since")
    ends_on = models.DateField("until", null=True, blank=True)

    class Meta:
        ordering = ("sector__name", "starts_on")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="engagement_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} for {self.organisation or self.sector}"


class EngagementDelivered(Row):
    """A note was sent or a visit made."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="delivered")
    on = models.DateField()
    by = models.CharField(max_length=150)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-on",)
        verbose_name_plural = "engagements delivered"
        constraints = (models.UniqueConstraint(fields=["engagement", "on"], name="engagement_delivered_once_a_day"),)

    def __str__(self) -> str:
        return f"{self.engagement}, {self.on}"
