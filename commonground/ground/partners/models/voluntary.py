"""Voluntary and community bodies as partners of their own: what they offer, can take on, and look for (M20)."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.ground.partners.models.organisations import Organisation
from commonground.ground.partners.models.vocabulary import SizeBand

if TYPE_CHECKING:
    from commonground.ground.places.models import Area


class VoluntaryProfile(VersionedRow):
    """What others need to know of a voluntary body. What it can take on counts from the day somebody vouched for it."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="voluntary")
    size = models.ForeignKey(SizeBand, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    serves: "models.ManyToManyField[Area, models.Model]" = models.ManyToManyField(
        "places.Area", related_name="+", verbose_name="areas it serves"
    )
    capacity = models.TextField("what it can take on now", blank=True)
    looking_for = models.TextField("what it looks for", blank=True)
    assured_on = models.DateField(null=True, blank=True)
    assured_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(assured_on=None, assured_by="") | (Q(assured_on__isnull=False) & ~Q(assured_by="")),
                name="capacity_vouched_for_by_somebody_on_a_day",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation}: what it can take on"


class OfferQuerySet(models.QuerySet["Offer"]):
    def current_on(self, day: date) -> "OfferQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class Offer(VersionedRow):
    """What a body offers to partners or families: for whom, where, until when. No person is named here."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="offers")
    title = models.CharField(max_length=150)
    for_whom = models.CharField("who it is for", max_length=200)
    about = models.TextField("what it is", blank=True)
    areas: "models.ManyToManyField[Area, models.Model]" = models.ManyToManyField(
        "places.Area", related_name="+", verbose_name="where"
    )
    starts_on = models.DateField("first day")
    ends_on = models.DateField("first day it is no longer offered", null=True, blank=True)
    assured_on = models.DateField()
    assured_by = models.CharField(max_length=200)

    objects = OfferQuerySet.as_manager()

    class Meta:
        ordering = ("organisation__name", "title", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="offer_ends_after_it_starts",
                violation_error_message="An offer must end after it starts.",
            ),
        )

    def __str__(self) -> str:
        return self.title
