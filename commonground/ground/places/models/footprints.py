"""Footprints: a named partition of a root area, in dated versions with nested levels."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.ground.places.formats import POINTS
from commonground.ground.places.rules import Status, holds_on

# Plain text, so that migrations do not depend on the enum.
DRAFT, PROPOSED, PUBLISHED = Status.DRAFT.value, Status.PROPOSED.value, Status.PUBLISHED.value
SUPERSEDED, WITHDRAWN = Status.SUPERSEDED.value, Status.WITHDRAWN.value
EVER_IN_FORCE = (PUBLISHED, SUPERSEDED)


class Footprint(Row):
    """A way of dividing a place for working together. Several may divide the same place (P5)."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=150, unique=True)
    description = models.TextField(blank=True)
    root = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="footprints")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class FootprintLevel(Row):
    """One tier of a footprint. 1-3-12-32 is three rows here: levels are data (P3)."""

    footprint = models.ForeignKey(Footprint, on_delete=models.PROTECT, related_name="levels")
    order = models.PositiveSmallIntegerField(help_text="1 is the level of the largest areas, just below the root.")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=100)
    plural = models.CharField(max_length=100)
    type = models.ForeignKey("places.AreaType", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("order",)
        constraints = (
            models.UniqueConstraint(fields=["footprint", "order"], name="one_level_at_each_height"),
            models.UniqueConstraint(fields=["footprint", "slug"], name="level_once_a_footprint"),
            models.CheckConstraint(condition=Q(order__gte=1), name="levels_count_from_one"),
        )

    def __str__(self) -> str:
        return self.name


class VersionQuerySet(models.QuerySet["FootprintVersion"]):
    def open_to_all(self) -> "VersionQuerySet":
        """What was ever proposed or published. A draft, and a draft that was withdrawn, stay with those who draw."""
        return self.filter(Q(proposed_at__isnull=False) | Q(published_at__isnull=False))

    def shown_to_heads(self) -> "VersionQuerySet":
        """What is open to all, and drafts that heads were asked about."""
        return self.filter(Q(proposed_at__isnull=False) | Q(published_at__isnull=False) | Q(asked_at__isnull=False))

    def in_force(self, on: date) -> "VersionQuerySet":
        """The version of each footprint that holds on a day: from its first day until, not including, its last."""
        return self.filter(
            Q(valid_until=None) | Q(valid_until__gt=on),
            status__in=EVER_IN_FORCE,
            valid_from__lte=on,
        )


class FootprintVersion(VersionedRow):
    """A footprint as drawn at one time: from this date these districts form these localities."""

    footprint = models.ForeignKey(Footprint, on_delete=models.PROTECT, related_name="versions")
    slug = models.SlugField(max_length=80)
    label = models.CharField(max_length=100)
    note = models.TextField(blank=True, help_text="Why this version was drawn, and the source.")
    base = models.ForeignKey(
        "places.AreaSet", on_delete=models.PROTECT, related_name="+", help_text="The areas it is put together from."
    )
    drawn_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=12, choices=[(status.value, status.label) for status in Status], default=DRAFT)
    valid_from = models.DateField("from", null=True, blank=True)
    valid_until = models.DateField("until", null=True, blank=True)
    authors = models.JSONField(
        default=list, help_text="Accounts that have worked on the draft; none of them may publish it."
    )

    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    asked_at = models.DateTimeField(null=True, blank=True, help_text="When heads were asked to comment on the draft.")
    asked_by = models.CharField(max_length=200, blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.CharField(max_length=200, blank=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("footprint", F("valid_from").desc(nulls_first=True), "-drafted_at")
        constraints = (
            models.UniqueConstraint(fields=["footprint", "slug"], name="version_once_a_footprint"),
            models.UniqueConstraint(
                fields=["footprint"], condition=Q(status=PUBLISHED), name="one_published_version_a_footprint"
            ),
            models.UniqueConstraint(
                fields=["footprint", "valid_from"],
                condition=Q(status__in=EVER_IN_FORCE),
                name="versions_begin_on_different_days",
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")),
                name="version_ends_after_it_begins",
                violation_error_message="A version must end after it begins.",
            ),
            models.CheckConstraint(
                condition=Q(status=SUPERSEDED, valid_until__isnull=False)
                | (~Q(status=SUPERSEDED) & Q(valid_until=None)),
                name="superseded_versions_have_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(status__in=EVER_IN_FORCE, published_at__isnull=False, valid_from__isnull=False)
                | (~Q(status__in=EVER_IN_FORCE) & Q(published_at=None)),
                name="published_versions_say_from_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(status=WITHDRAWN, withdrawn_at__isnull=False)
                | (~Q(status=WITHDRAWN) & Q(withdrawn_at=None)),
                name="withdrawn_versions_say_when",
            ),
            models.CheckConstraint(
                condition=~Q(status=PROPOSED) | Q(proposed_at__isnull=False), name="proposed_versions_say_when"
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{f"{step}_at": None, f"{step}_by": ""})
                    | (Q(**{f"{step}_at__isnull": False}) & ~Q(**{f"{step}_by": ""})),
                    name=f"{step}_by_somebody_at_some_time",
                )
                for step in ("asked", "proposed", "published", "withdrawn")
            ),
        )

    def __str__(self) -> str:
        return f"{self.footprint}, {self.label}"

    @property
    def is_open_to_all(self) -> bool:
        """Whether it was ever proposed or published."""
        return self.proposed_at is not None or self.published_at is not None

    def is_in_force(self, on: date) -> bool:
        """As `in_force` asks the database."""
        return self.status in EVER_IN_FORCE and holds_on(on, self.valid_from, self.valid_until)

    @property
    def is_draft(self) -> bool:
        return self.status == DRAFT

    @property
    def groups_schools(self) -> bool:
        """Whether its areas are clusters of schools. No query where the base is loaded."""
        return self.base.type_id in POINTS

    @property
    def takes_comments(self) -> bool:
        """Whether heads may say something: a proposal, or a draft they were asked about."""
        is_shown = self.status == PROPOSED or (self.is_draft and self.asked_at is not None)
        return is_shown and self.groups_schools


class AreaMembership(Row):
    """In one version, at one level, a part forms a whole together with others.

    At the finest level the parts are areas of the version's base set; at a higher level they are the areas
    of the level below it. A district that is a locality by itself is its own whole. The unique constraint is
    the half of a partition that a database can hold: no part twice. The other half, no part left out, is
    `rules.partition_problems`.
    """

    version = models.ForeignKey(FootprintVersion, on_delete=models.CASCADE, related_name="memberships")
    level = models.ForeignKey(FootprintLevel, on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="memberships")
    whole = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="members")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["version", "level", "part"], name="part_once_a_version_and_level"),
        )
        indexes = (models.Index(fields=["version", "whole"]),)

    def __str__(self) -> str:
        return f"{self.part} in {self.whole}"
