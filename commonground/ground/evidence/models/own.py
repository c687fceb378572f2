"""Figures of one's own: the series, the files that were handed in for it, and their rows that wait to be corrected."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.ground.evidence.models.catalogue import Dataset, Indicator
from commonground.ground.evidence.models.releases import HASH, Release
from commonground.ground.evidence.rules.own import RowState, UploadState

CLOSED = (UploadState.TAKEN.value, UploadState.DISCARDED.value)
ENDED = (RowState.TAKEN.value, RowState.LEFT_OUT.value)


class OwnSeries(VersionedRow):
    """A dataset of one's own with its one indicator, kept by an organisation."""

    dataset = models.OneToOneField(Dataset, on_delete=models.PROTECT, related_name="own")
    indicator = models.OneToOneField(Indicator, on_delete=models.PROTECT, related_name="own")
    organisation = models.ForeignKey("partners.Organisation", on_delete=models.PROTECT, related_name="+")
    readings = models.JSONField(default=dict, help_text="Shape of a file's headings → how it was read the last time.")
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    class Meta:
        ordering = ("dataset__name",)
        verbose_name_plural = "own series"

    def __str__(self) -> str:
        return str(self.dataset)


class OwnUpload(VersionedRow):
    """A file that somebody handed in, from choosing it to the release. The file goes when it is closed."""

    series = models.ForeignKey(OwnSeries, on_delete=models.PROTECT, related_name="uploads")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    organisation = models.ForeignKey("partners.Organisation", on_delete=models.PROTECT, related_name="+")
    handed_in_by = models.CharField(max_length=150)
    handed_in_at = models.DateTimeField()
    filename = models.CharField(max_length=200)
    file = models.CharField(max_length=200, blank=True, help_text="Name in storage; empty once it is closed.")
    sha256 = models.CharField(max_length=HASH)
    size = models.PositiveBigIntegerField()
    reading = models.JSONField(default=dict, help_text="Sheet, row of the heads, what each column holds.")
    state = models.CharField(
        max_length=12, choices=[(state.value, state.value) for state in UploadState], default=UploadState.CHOSEN.value
    )
    job = models.UUIDField(null=True, blank=True, help_text="The work that checks or takes it.")
    checked = models.JSONField(default=dict, help_text="What the check found, in numbers.")
    observations = models.CharField(max_length=200, blank=True, help_text="Figures of the good rows, in storage.")
    findings = models.CharField(max_length=200, blank=True, help_text="Faulty rows with their cells, in storage.")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="uploads", null=True, blank=True)
    outcome = models.JSONField(default=dict, help_text="How much was added, changed and left.")
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-handed_in_at",)
        indexes = (models.Index(fields=["series", "state"]),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=CLOSED, closed_at__isnull=False, file="", observations="", findings="")
                | (~Q(state__in=CLOSED) & Q(closed_at=None)),
                name="own_upload_keeps_no_file_once_closed",
            ),
            models.CheckConstraint(
                condition=Q(state=UploadState.TAKEN.value, release__isnull=False)
                | (~Q(state=UploadState.TAKEN.value) & Q(release=None)),
                name="own_upload_taken_has_its_release",
            ),
        )

    def __str__(self) -> str:
        return self.filename


class QuarantinedRow(VersionedRow):
    """A row that was left out for its faulty cells. What it said is erased when it is taken or left out for good."""

    upload = models.ForeignKey(OwnUpload, on_delete=models.PROTECT, related_name="quarantined")
    number = models.PositiveIntegerField(help_text="As the spreadsheet counts.")
    texts = models.JSONField(default=dict, help_text="What its cells say, by field.")
    problems = models.JSONField(default=list, help_text="Each: field, where, what, do.")
    state = models.CharField(
        max_length=10, choices=[(state.value, state.value) for state in RowState], default=RowState.WAITING.value
    )
    changed_at = models.DateTimeField(null=True, blank=True)
    changed_by = models.CharField(max_length=150, blank=True)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=["upload", "state"]),)
        constraints = (
            models.UniqueConstraint(fields=["upload", "number"], name="quarantined_row_once_an_upload"),
            models.CheckConstraint(
                condition=(Q(state__in=ENDED) & Q(texts={})) | ~Q(state__in=ENDED),
                name="quarantined_row_is_erased_when_done",
            ),
            models.CheckConstraint(
                condition=Q(changed_at=None, changed_by="") | (Q(changed_at__isnull=False) & ~Q(changed_by="")),
                name="quarantined_row_changed_when_and_by_whom",
            ),
        )

    def __str__(self) -> str:
        return f"row {self.number} of {self.upload.filename}"
