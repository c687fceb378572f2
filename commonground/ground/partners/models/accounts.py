"""Accounts, roles, and who holds which where."""

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from commonground.foundation.audit.versions import Row
from commonground.foundation.kernel.identifiers import new_id
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners.models.organisations import Organisation


class Role(models.Model):
    """What somebody may do. Roles are data: see packs/roles.toml and docs/reference/permissions.md."""

    slug = models.SlugField(primary_key=True)
    name = models.CharField(max_length=100, unique=True)
    description = models.TextField()
    permissions = models.JSONField(default=list)
    permits = models.JSONField(default=list, help_text="The permissions as sentences, for the page of roles.")
    order = models.PositiveSmallIntegerField(default=0)
    needs_second_factor = models.BooleanField(
        default=False, help_text="Gives nothing in a session that did not pass a second factor."
    )
    idle_minutes = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="A session in which nothing happens for so long is over."
    )

    class Meta:
        ordering = ("order", "name")

    def __str__(self) -> str:
        return self.name


class AccountQuerySet(models.QuerySet["Account"]):
    def visible_to(self, viewer: Viewer) -> "AccountQuerySet":
        """Everybody, or those of organisations in which the viewer may see people, and always oneself."""
        if viewer.may("partners.read"):
            return self
        own = [held.organisation for held in viewer.current_memberships if "partners.read-own" in held.permissions]
        return self.filter(Q(pk=viewer.id) | Q(memberships__organisation__name__in=own)).distinct()


class Accounts(BaseUserManager.from_queryset(AccountQuerySet)["Account"]):  # type: ignore[misc]  # built by Django
    def get_by_natural_key(self, username: str | None) -> "Account":
        """Sign-in ignores the case of an e-mail address."""
        return self.get(email=(username or "").casefold())


class Account(AbstractBaseUser):
    """Somebody who can sign in. The user model from the first migration."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(
        "e-mail address",
        unique=True,
        error_messages={"unique": "There is already an account with this e-mail address."},
    )
    name = models.CharField(max_length=150)
    is_active = models.BooleanField(default=True)
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    objects = Accounts()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="account_email_in_small_letters",
                violation_error_message="E-mail addresses are kept in small letters.",
            ),
        )
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current_on(self, day: date) -> "MembershipQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class Membership(Row):
    """A role held by an account in an organisation, from a day until (not including) another."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="memberships")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
                name="membership_ends_after_it_starts",
                violation_error_message="A membership must end after it starts.",
            ),
        )
        indexes = (models.Index(fields=["account", "starts_on"]),)

    def __str__(self) -> str:
        return f"{self.role} at {self.organisation}"
