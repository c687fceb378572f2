"""Keys of calendar feeds: an address that a calendar program may read without signing in."""

from django.db import models
from django.db.models import Q

from commonground.foundation.audit.versions import Row


class FeedKey(Row):
    """One person's key, for all their meetings; only its digest is kept. A new one ends the one before."""

    account = models.ForeignKey("partners.Account", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    last_read_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["account"], condition=Q(ended_at=None), name="one_feed_key_an_account"),
        )

    def __str__(self) -> str:
        return f"calendar key of {self.account}"
