"""What is missing and is worked on: a gap with who answers for it, what is done, by when, and how it ended (S3, S4)."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory.rules.kept_gaps import GapState, GapStep, Origin


class GapQuerySet(models.QuerySet["Gap"]):
    def visible_to(self, viewer: Viewer) -> "GapQuerySet":
        """For those who work in the partnership."""
        return self if viewer.may("directory.read-gaps") else self.none()

    def open(self) -> "GapQuerySet":
        return self.filter(status=GapState.OPEN)


class Gap(VersionedRow):
    """A need that is not met in an area, from when somebody answers for it. It is about no child and no family."""

    need = models.SlugField("what is missing", max_length=40, help_text="Code of packs/needs.toml.")
    band = models.SlugField("age", max_length=40, help_text="Code of packs/none_found.toml.")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+", verbose_name="where")
    origin = models.CharField("how it is known", max_length=10, choices=Origin.choices())
    about = models.TextField("what is missing, in words", blank=True)
    owner = models.ForeignKey(
        "partners.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name="who answers for it"
    )
    action = models.CharField("what is done next", max_length=300)
    due_on = models.DateField("by when")
    status = models.CharField(max_length=10, choices=GapState.choices(), default=GapState.OPEN)
    opened_on = models.DateField()
    outcome = models.SlugField("how it ended", max_length=40, blank=True)
    outcome_text = models.TextField("what changed for families", blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.CharField(max_length=150, blank=True)

    objects = GapQuerySet.as_manager()

    class Meta:
        ordering = ("due_on", "id")
        indexes = (
            models.Index(fields=["status", "due_on"]),
            models.Index(fields=["need", "area"]),
            models.Index(fields=["owner", "status"]),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["need", "band", "area"],
                condition=Q(status=GapState.OPEN),
                name="gap_open_once",
                violation_error_message="There is an open gap of this need, age and area already.",
            ),
            models.CheckConstraint(
                condition=Q(status=GapState.OPEN, closed_on=None, outcome="")
                | (Q(status=GapState.CLOSED, closed_on__isnull=False) & ~Q(outcome="") & ~Q(outcome_text="")),
                name="gap_closed_with_an_outcome",
                violation_error_message="A gap is closed with an outcome, in words too.",
            ),
        )

    def __str__(self) -> str:
        return f"gap in {self.area}"


class GapNote(Row):
    """A step in the history of a gap."""

    gap = models.ForeignKey(Gap, on_delete=models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    by = models.CharField(max_length=150)
    step = models.CharField(max_length=10, choices=GapStep.choices())
    text = models.TextField()

    class Meta:
        ordering = ("-at", "-id")
        indexes = (models.Index(fields=["gap", "-at"]),)

    def __str__(self) -> str:
        return f"note on {self.gap_id}"
