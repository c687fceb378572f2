"""Sessions of people who signed in, and invitations to become one of them."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners.models.accounts import Account, Role
from commonground.ground.partners.models.organisations import Organisation


class SignInQuerySet(models.QuerySet["SignIn"]):
    def open(self) -> "SignInQuerySet":
        return self.filter(ended_at__isnull=True)

    def of(self, viewer: Viewer) -> "SignInQuerySet":
        """One's own; nobody sees those of somebody else."""
        return self.filter(account_id=viewer.id)


class SignIn(Row):
    """One session: from signing in to its end. The session itself holds no more than the id of this row."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="sign_ins")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(help_text="The last thing the person did, to the minute.")
    method = models.CharField(max_length=60)
    browser = models.CharField(max_length=60)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_because = models.CharField(max_length=40, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="sign_in_ended_for_a_reason",
                violation_error_message="A session that ended says why.",
            ),
        )
        indexes = (models.Index(fields=["account", "ended_at"]),)
        ordering = ("-started_at",)

    def __str__(self) -> str:
        return f"{self.method}, {self.browser}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, now: datetime) -> "InvitationQuerySet":
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now)

    def visible_to(self, viewer: Viewer) -> "InvitationQuerySet":
        """Those of the organisations to which the viewer may invite."""
        if viewer.may("partners.look-after"):
            return self
        own = [
            held.organisation for held in viewer.current_memberships if "partners.look-after-own" in held.permissions
        ]
        return self.filter(organisation__name__in=own)


class Invitation(Row):
    """An offer of an account with a first role. Its token is kept as a digest only; it works once."""

    email = models.EmailField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_by = models.OneToOneField(Account, on_delete=models.PROTECT, null=True, related_name="invitation")
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True, accepted_at__isnull=True)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="invitation_accepted_by_somebody_at_a_time",
                violation_error_message="Who accepted an invitation, and when, go together.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
                violation_error_message="An invitation that was accepted cannot be withdrawn.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="invitation_ends_after_it_starts",
                violation_error_message="A role must end after it starts.",
            ),
        )
        indexes = (models.Index(fields=["email"]), models.Index(fields=["organisation", "expires_at"]))
        ordering = ("-invited_at",)

    def __str__(self) -> str:
        return f"{self.role} at {self.organisation}"
