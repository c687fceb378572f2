"""How the columns of a changed file are read, and files on their way in."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.ground.evidence.models.catalogue import Dataset
from commonground.ground.evidence.models.releases import HASH


class ColumnMapping(VersionedRow):
    """Which column of a changed file stands for which column of a layout, as somebody has confirmed.

    The next file with the same heads (`signature`) is read by it straight away.
    """

    dataset = models.ForeignKey(Dataset, on_delete=models.PROTECT, related_name="mappings")
    layout = models.SlugField(max_length=80)
    signature = models.CharField(max_length=HASH, help_text="Hash of the heads and of what the table says it is.")
    heads = models.JSONField(default=list)
    says = models.CharField(max_length=200, blank=True, help_text="What the table says it is, where it says so.")
    columns = models.JSONField(default=dict, help_text="Column of the layout: head in the file, or nothing.")
    example = models.CharField(max_length=255, help_text="The file it was confirmed with.")
    confirmed_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=150)
    confirmed_by_id = models.UUIDField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-confirmed_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["signature"],
                condition=Q(ended_at=None),
                name="column_mapping_once_a_signature",
                violation_error_message="Files with these heads are read already.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.dataset_id}/{self.layout} as in {self.example}"


class IncomingFile(VersionedRow):
    """A published file that somebody has handed in on a page, until it is loaded or discarded."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    kind = models.SlugField()
    filename = models.CharField(max_length=200)
    file = models.CharField(max_length=200, blank=True, help_text="Name in storage; empty once loaded or discarded.")
    sha256 = models.CharField(max_length=HASH)
    received_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-received_at",)
        indexes = (models.Index(fields=["account", "closed_at"]),)
        constraints = (
            models.CheckConstraint(condition=Q(closed_at=None) | Q(file=""), name="incoming_file_closed_is_forgotten"),
        )

    def __str__(self) -> str:
        return self.filename
