"""Needs profiles: drafts that people write, and what was frozen."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.ground.evidence.models.frozen import Frozen

DRAFT, FROZEN, WITHDRAWN = "draft", "frozen", "withdrawn"
STANDINGS = [(DRAFT, "Being written"), (FROZEN, "Frozen"), (WITHDRAWN, "Withdrawn")]


class Profile(VersionedRow):
    """A needs profile of an area (E1): one draft at a time; each frozen one names the one before it."""

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    owner = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name="owned by"
    )
    due_on = models.DateField("due to be refreshed on")
    status = models.CharField(max_length=20, choices=STANDINGS, default=DRAFT)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, related_name="later", null=True, blank=True)
    frozen = models.OneToOneField(Frozen, on_delete=models.PROTECT, related_name="profile", null=True, blank=True)
    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=150)
    why_withdrawn = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("area__name", "-started_at")
        constraints = (
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(status=DRAFT),
                name="one_draft_profile_an_area",
                violation_error_message="A profile of this area is being written already.",
            ),
            models.CheckConstraint(
                condition=Q(status=DRAFT, frozen=None) | (~Q(status=DRAFT) & ~Q(frozen=None)),
                name="profile_frozen_or_draft",
                violation_error_message="A frozen profile has its content, a draft has none.",
            ),
            models.CheckConstraint(
                condition=(Q(status=WITHDRAWN) & ~Q(why_withdrawn="")) | (~Q(status=WITHDRAWN) & Q(why_withdrawn="")),
                name="profile_withdrawn_with_reason",
                violation_error_message="A profile is withdrawn with a reason.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.status == DRAFT


class ProfileText(VersionedRow):
    """A section of a profile as it stands now."""

    profile = models.ForeignKey(Profile, on_delete=models.PROTECT, related_name="texts")
    section = models.SlugField(max_length=100)
    text = models.TextField(blank=True)
    written_by = models.CharField(max_length=150)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("section",)
        constraints = (
            models.UniqueConstraint(
                fields=["profile", "section"],
                name="profile_section_once",
                violation_error_message="This section is there already.",
            ),
        )

    def __str__(self) -> str:
        return f"section {self.section} of {self.profile}"


class ProfileEdition(Row):
    """What a section said after each time it was saved."""

    of = models.ForeignKey(ProfileText, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    written_by = models.CharField(max_length=150)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["of", "number"], name="edition_number_once"),)

    def __str__(self) -> str:
        return f"edition {self.number} of {self.of}"
