"""What people know of an area, and what others have written about it, beside the numbers."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.ground.evidence.models.catalogue import Theme
from commonground.ground.evidence.models.releases import HASH
from commonground.ground.evidence.rules.intelligence import NoteKind, Standing

TOGETHER = "Who, when and what must be told together."


class Note(VersionedRow):
    """What practitioners, the community or families know or hope: never about a named person or family (E9, E23)."""

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="notes", null=True, blank=True)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.label) for kind in NoteKind])
    text = models.TextField()
    source = models.CharField("how it is known", max_length=300)
    known_on = models.DateField("known on")
    author = models.CharField(max_length=150)
    author_id = models.UUIDField(null=True, blank=True)
    organisation = models.ForeignKey("partners.Organisation", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    is_invented = models.BooleanField(default=False, help_text="An example: nobody said it.")
    reviewed_by = models.CharField(max_length=150, blank=True)
    reviewed_by_id = models.UUIDField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    is_shown = models.BooleanField(default=False)
    why_not = models.CharField("why it is turned back", max_length=300, blank=True)
    ended_on = models.DateField("first day it no longer holds", null=True, blank=True)
    ended_by = models.CharField(max_length=150, blank=True)
    why_ended = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-known_on", "-written_at")
        indexes = (
            models.Index(fields=["area", "is_shown", "ended_on"], name="note_of_area"),
            models.Index(fields=["reviewed_at"], name="note_waiting"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by="", is_shown=False)
                | (~Q(reviewed_at=None) & ~Q(reviewed_by="")),
                name="note_reviewed_by_somebody",
                violation_error_message=TOGETHER,
            ),
            models.CheckConstraint(
                condition=Q(why_not="") | Q(is_shown=False, reviewed_at__isnull=False),
                name="note_turned_back_with_reason",
                violation_error_message="Only a note that was read and turned back has a reason against it.",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_by="", why_ended="")
                | (~Q(ended_on=None) & ~Q(ended_by="") & ~Q(why_ended="")),
                name="note_ended_by_somebody",
                violation_error_message=TOGETHER,
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by_id=None) | ~Q(reviewed_by_id=F("author_id")),
                name="note_reviewed_by_another",
                violation_error_message="Somebody else than the author reviews a note.",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"note on {self.area}"

    @property
    def standing(self) -> Standing:
        if self.ended_on is not None:
            return Standing.ENDED
        if self.reviewed_at is None:
            return Standing.WAITING
        return Standing.SHOWN if self.is_shown else Standing.TURNED_BACK


class CitedReport(VersionedRow):
    """A report by somebody else on an area: a link, or a file that is kept (E3, E6)."""

    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="cited", null=True, blank=True)
    title = models.CharField(max_length=200)
    publisher = models.CharField(max_length=200)
    published_on = models.DateField("published on")
    tells = models.TextField("what it tells", blank=True)
    link = models.URLField(blank=True, max_length=500)
    file = models.CharField(max_length=200, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=HASH, blank=True)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    cited_by = models.CharField(max_length=150)
    cited_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)
    why_withdrawn = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-published_on", "title")
        constraints = (
            models.CheckConstraint(
                condition=(~Q(link="") & Q(file="", file_name="", sha256="", size=None))
                | (Q(link="") & ~Q(file="") & ~Q(file_name="") & ~Q(sha256="") & ~Q(size=None)),
                name="cited_by_link_or_file",
                violation_error_message="A report is cited by a link or by a file, one of the two.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None, why_withdrawn="") | (~Q(withdrawn_on=None) & ~Q(why_withdrawn="")),
                name="cited_withdrawn_with_reason",
                violation_error_message="A report is withdrawn with a reason.",
            ),
        )

    def __str__(self) -> str:
        return self.title
