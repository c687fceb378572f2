"""Teams of organisations, and the areas that each covers from a day until another."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.ground.partners.models.organisations import Organisation, Sector


class TeamQuerySet(models.QuerySet["Team"]):
    def current_on(self, day: date) -> "TeamQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class Team(VersionedRow):
    """People of one organisation who do one service together, for some areas (P13, M23)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=200)
    service = models.ForeignKey(
        Sector,
        on_delete=models.PROTECT,
        related_name="teams",
        help_text="The sector whose work this team does; a council has teams of several.",
    )
    about = models.TextField(blank=True)
    within = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="parts", null=True, blank=True, verbose_name="part of the team"
    )
    accountable = models.ForeignKey(
        "partners.Practitioner",
        on_delete=models.PROTECT,
        related_name="answers_for",
        null=True,
        blank=True,
        verbose_name="accountable officer",
    )
    starts_on = models.DateField("first day")
    ends_on = models.DateField("first day it is no more", null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ("organisation__name", "name")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="team_once_an_organisation",
                violation_error_message="The organisation has a team of this name.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="team_ends_after_it_starts",
                violation_error_message="A team must end after it starts.",
            ),
            models.CheckConstraint(condition=Q(within=None) | ~Q(within=F("id")), name="team_is_no_part_of_itself"),
        )

    def __str__(self) -> str:
        return f"{self.name}, {self.organisation}"


class CoverageQuerySet(models.QuerySet["TeamCoverage"]):
    def current_on(self, day: date) -> "CoverageQuerySet":
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day), starts_on__lte=day)


class TeamCoverage(Row):
    """A team works in an area (of any footprint, or official) from a day until, not including, another."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="coverage")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = CoverageQuerySet.as_manager()

    class Meta:
        ordering = ("area__name", "starts_on")
        verbose_name_plural = "team coverage"
        indexes = (models.Index(fields=["area", "starts_on"]),)
        constraints = (
            models.UniqueConstraint(
                fields=["team", "area"], condition=Q(ends_on=None), name="area_covered_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="coverage_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.team} in {self.area}"
