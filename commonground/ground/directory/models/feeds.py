"""Directories of others, each time they were read, and what could not be taken of them."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.ground.directory.rules.words import Layout, Source


class Feed(VersionedRow):
    """A directory that somebody else keeps: an address on the web, or files that are handed in under one name."""

    name = models.CharField(max_length=200, unique=True)
    source = models.CharField(max_length=10, choices=Source.choices())
    address = models.CharField(max_length=2000, blank=True)
    is_nightly = models.BooleanField("read every night", default=False)
    ends_on = models.DateField("first day it is not read any more", null=True, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(is_nightly=False) | ~Q(address=""),
                name="feed_nightly_from_an_address",
                violation_error_message="Only an address can be read every night.",
            ),
            models.UniqueConstraint(
                fields=["address"],
                condition=~Q(address=""),
                name="feed_address_once",
                violation_error_message="This address is read already.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class FeedRun(Row):
    """One reading of a feed: what it held and what became of it."""

    feed = models.ForeignKey(Feed, on_delete=models.PROTECT, related_name="runs")
    started_at = models.DateTimeField()
    layout = models.CharField(max_length=10, choices=Layout.choices())
    version_named = models.CharField("version of the standard", max_length=60, blank=True)
    sha256 = models.CharField(max_length=64)
    declared = models.PositiveIntegerField("said to hold", null=True, blank=True)
    read = models.PositiveIntegerField("read", default=0)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    quarantined = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField("no longer in it", default=0)
    notes = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ("-started_at", "-id")
        indexes = (models.Index(fields=["feed", "-started_at"]),)

    def __str__(self) -> str:
        return f"{self.feed}, {self.started_at:%-d %B %Y}"


class Quarantined(Row):
    """What could not be taken of a feed: where it stands, why not, and what it says."""

    run = models.ForeignKey(FeedRun, on_delete=models.CASCADE, related_name="quarantine")
    place = models.CharField("where it stands", max_length=300)
    name = models.CharField(max_length=255, blank=True)
    problems = models.JSONField(default=list)
    raw = models.JSONField(default=dict)

    class Meta:
        ordering = ("place", "id")
        verbose_name_plural = "quarantined"

    def __str__(self) -> str:
        return self.place
