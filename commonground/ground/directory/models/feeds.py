"""Directories of others, each time they were read, and what could not be taken of them."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.ground.directory.rules.words import Layout, Outcome, Source


class Feed(VersionedRow):
    """A directory that somebody else keeps: an address on the web, or files that are handed in under one name."""

    name = models.CharField(max_length=200, unique=True)
    source = models.CharField(max_length=10, choices=Source.choices())
    address = models.CharField(max_length=2000, blank=True)
    is_nightly = models.BooleanField("read every night", default=False)
    ends_on = models.DateField("first day it is not read any more", null=True, blank=True)
    failed_at = models.DateTimeField("could not be read at", null=True, blank=True, editable=False)
    failure = models.TextField("why it could not be read", blank=True, editable=False)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.CheckConstraint(
                condition=Q(failed_at=None, failure="") | (Q(failed_at__isnull=False) & ~Q(failure="")),
                name="feed_failure_says_why",
            ),
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


class Quarantined(VersionedRow):
    """What could not be taken of a feed: where it stands, why not, and what it says; then what somebody did with it.

    `sha256` is of what the feed says, so that the same is not asked of anybody again when the feed is read again.
    """

    run = models.ForeignKey(FeedRun, on_delete=models.CASCADE, related_name="quarantine")
    place = models.CharField("where it stands", max_length=300)
    name = models.CharField(max_length=255, blank=True)
    problems = models.JSONField(default=list)
    raw = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    is_confidential = models.BooleanField(
        default=False, editable=False, help_text="It tells where something confidential is."
    )
    service = models.ForeignKey(
        "directory.Service",
        on_delete=models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name="what it became",
    )
    outcome = models.CharField("what became of it", max_length=10, choices=Outcome.choices(), default=Outcome.WAITS)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField("why it was set aside", max_length=500, blank=True)

    class Meta:
        ordering = ("place", "id")
        verbose_name_plural = "quarantined"
        indexes = (models.Index(fields=["run", "outcome"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITS.value, settled_at=None)
                | (~Q(outcome=Outcome.WAITS.value) & Q(settled_at__isnull=False)),
                name="quarantined_settled_at_a_time",
            ),
        )

    def __str__(self) -> str:
        return self.place
