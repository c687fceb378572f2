"""Spreadsheets that somebody has handed in, kept until they are taken or discarded."""

from django.conf import settings
from django.db import models

from commonground.foundation.audit.versions import VersionedRow


class PartnerSheet(VersionedRow):
    """A file with people and posts, and how its columns are read. Only who handed it in may open it."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    filename = models.CharField(max_length=200)
    file = models.CharField(max_length=120, blank=True, help_text="Name in storage; empty once taken or discarded.")
    sha256 = models.CharField(max_length=64)
    reading = models.JSONField(default=dict, help_text="Sheet, row of the heads, field of each column.")
    handed_in_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(default=dict, help_text="How much was added, changed and left; empty where discarded.")

    class Meta:
        ordering = ("-handed_in_at",)
        indexes = (models.Index(fields=["account", "closed_at"]),)

    def __str__(self) -> str:
        return self.filename
