"""Tokens with which programs read through the API."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners.models.accounts import Account
from commonground.ground.partners.models.organisations import Organisation


class TokenQuerySet(models.QuerySet["Token"]):
    def open(self, now: datetime) -> "TokenQuerySet":
        """Neither ended nor run out. Whether its owner still may have one is judged when it is used."""
        return self.filter(ended_at=None, expires_at__gt=now)

    def of(self, viewer: Viewer) -> "TokenQuerySet":
        return self.filter(account_id=viewer.id)

    def looked_after_by(self, viewer: Viewer) -> "TokenQuerySet":
        """Those of the organisations whose accounts the viewer looks after."""
        if viewer.may("partners.look-after"):
            return self
        own = [
            held.organisation for held in viewer.current_memberships if "partners.look-after-own" in held.permissions
        ]
        return self.filter(organisation__name__in=own)


class Token(Row):
    """Lets a program of a person read for one organisation. Shown once; kept as a salted digest; never edited."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="tokens", help_text="For whose work it reads."
    )
    name = models.CharField("what it is for", max_length=100)
    scopes = models.JSONField(default=list, help_text="Slugs of packs/tokens.toml.")
    key = models.CharField(max_length=16, unique=True, help_text="The beginning, which finds the row. No secret.")
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True, help_text="Last used, to the hour.")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=40, blank=True)
    ended_by = models.CharField(max_length=150, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_because="", ended_by="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="") & ~Q(ended_by="")),
                name="token_ended_when_why_and_by_whom",
                violation_error_message="A token that ended says when, why and by whom.",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="token_runs_out_after_it_was_made",
                violation_error_message="A token must run out after it was made.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""), name="token_has_a_name", violation_error_message="Say what the token is for."
            ),
        )
        indexes = (
            models.Index(fields=["account", "ended_at"], name="token_of_account"),
            models.Index(fields=["organisation", "-made_at"], name="token_of_organisation"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def beginning(self) -> str:
        """By what its owner knows it again."""
        return f"cg_{self.key}_…"
