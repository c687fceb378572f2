"""What all rows of the directory have: the id by which the world knows them, and what we were told and have no
column for."""

from django.db import models

from commonground.foundation.audit.versions import VersionedRow
from commonground.foundation.kernel.identifiers import new_id


class Known(VersionedRow):
    """A row that others refer to by `public_id`: that of the feed it came from, or one made here.

    `extra` holds what a feed says beyond our columns, so that it goes out again as it came in.
    """

    public_id = models.UUIDField(default=new_id, unique=True, editable=False)
    extra = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        abstract = True


class Fed(Known):
    """A row that may come from a feed. Once somebody changes here what the feed says, the feed changes it no more."""

    is_kept_here = models.BooleanField("kept here, not by its feed", default=False, editable=False)

    class Meta:
        abstract = True


class Part(VersionedRow):
    """A row that belongs to another and is replaced with it. Publishers use the same id again for parts of several."""

    public_id = models.UUIDField(default=new_id, editable=False)
    extra = models.JSONField(default=dict, blank=True, editable=False)
    position = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True
        ordering = ("position", "id")
