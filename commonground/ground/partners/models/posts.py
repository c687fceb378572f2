"""Practitioners and the posts they hold. Nothing about families stands here."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from commonground.foundation.audit.versions import VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners.models.teams import Team
from commonground.ground.partners.models.vocabulary import Qualification, Seniority


def _own(viewer: Viewer) -> frozenset[str]:
    held = viewer.current_memberships
    return frozenset(one.organisation for one in held if "partners.keep-own" in one.permissions)


class PractitionerQuerySet(models.QuerySet["Practitioner"]):
    def visible_to(self, viewer: Viewer) -> "PractitionerQuerySet":
        """Everybody in post for those who may look people up; leavers for those who keep them; oneself always."""
        if viewer.may("partners.keep"):
            return self
        sees = Q(account=viewer.id) if viewer.id else Q(pk__in=[])
        if own := _own(viewer):
            posts = Post.objects.filter(team__organisation__name__in=own)
            sees |= Q(pk__in=posts.values("practitioner"))
        if viewer.may("partners.look-up"):
            sees |= Q(left_on__isnull=True) | Q(left_on__gt=viewer.today)
        return self.filter(sees)

    def with_address(self, email: str) -> "PractitionerQuerySet":
        return self.filter(email=email.strip().casefold())


class Practitioner(VersionedRow):
    """Somebody who works with children and families, or leads those who do. May or may not sign in."""

    name = models.CharField(max_length=150)
    email = models.EmailField("work e-mail", blank=True)
    phone = models.CharField("work telephone", max_length=40, blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="practitioner", null=True, blank=True
    )
    left_on = models.DateField("first day no longer here", null=True, blank=True)
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    objects = PractitionerQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["email"],
                condition=~Q(email=""),
                name="one_practitioner_an_address",
                violation_error_message="Somebody else has this e-mail address.",
            ),
            models.CheckConstraint(
                condition=Q(email=Lower("email")),
                name="practitioner_email_in_small_letters",
                violation_error_message="E-mail addresses are kept in small letters.",
            ),
        )

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    def current_on(self, day: date) -> "PostQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class Post(VersionedRow):
    """What somebody does in a team, how much of the week, from a day until (not including) another."""

    practitioner = models.ForeignKey(Practitioner, on_delete=models.PROTECT, related_name="posts")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="posts")
    title = models.CharField(max_length=150)
    fte_hundredths = models.PositiveSmallIntegerField("full-time equivalent, in hundredths")
    qualification = models.ForeignKey(Qualification, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    seniority = models.ForeignKey(Seniority, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("first day it is no longer held", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ("-starts_on", "title", "id")
        indexes = (models.Index(fields=["team", "starts_on"]), models.Index(fields=["practitioner", "starts_on"]))
        constraints = (
            models.CheckConstraint(
                condition=Q(fte_hundredths__gte=1, fte_hundredths__lte=100),
                name="post_is_part_of_a_week_at_most_a_whole",
                violation_error_message="A post is more than 0 and at most 1.00 of full time.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="post_ends_after_it_starts",
                violation_error_message="A post must end after it starts.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, {self.team.name}"
