"""Prepared figures, and whether they are still what they were made from."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row
from commonground.ground.evidence.models.releases import HASH


class Preparation(Row):
    """One prepared cube: every figure of every area, made from the releases and places of its identity."""

    identity = models.CharField(max_length=HASH, db_index=True)
    file = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=HASH)
    rows = models.PositiveBigIntegerField()
    releases = models.JSONField(default=list)
    beside = models.JSONField(default=dict, blank=True, help_text="Name of each table beside the cube → its file.")
    places = models.CharField(max_length=HASH, help_text="Fingerprint of areas and memberships.")
    made_at = models.DateTimeField()
    hiding = models.JSONField(default=dict, blank=True, help_text="Dataset → what hiding its small numbers cost.")
    ledger = models.CharField(
        max_length=200, blank=True, help_text="Which counts were shown and which hidden so far, in storage."
    )

    class Meta:
        ordering = ("-made_at",)

    def __str__(self) -> str:
        return f"figures prepared {self.made_at:%d.%m.%Y %H:%M}"


class Fingerprint(models.Model):
    """One row: a hash over releases and catalogue, so that prepared figures can tell when they are stale."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.CharField(max_length=HASH)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=1), name="one_fingerprint_of_evidence"),)

    def __str__(self) -> str:
        return self.value
