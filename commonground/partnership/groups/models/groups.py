"""Groups, the areas they are for, the reports they owe and how they stand to each other."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models import F, Q, UUIDField
from django.db.models.expressions import RawSQL

from commonground.foundation.audit.versions import Row, VersionedRow
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models.vocabulary import GroupType
from commonground.partnership.groups.rules.words import AT_THE_TABLE, Link, Openness, Part

SEATED = """
    SELECT s.group_id FROM partners_practitioner p
    JOIN groups_holding h ON h.practitioner_id = p.id JOIN groups_seat s ON s.id = h.seat_id
    WHERE p.account_id = %s AND s.starts_on <= %s AND (s.ends_on IS NULL OR s.ends_on > %s)
    AND h.starts_on <= %s AND (h.ends_on IS NULL OR h.ends_on > %s)"""
AT_TABLE = f" AND (h.part = %s OR h.mode IN ({', '.join('%s' for _ in AT_THE_TABLE)}))"
IN_OFFICE = """
    SELECT o.group_id FROM partners_practitioner p JOIN groups_officeheld o ON o.practitioner_id = p.id
    WHERE p.account_id = %s AND o.starts_on <= %s AND (o.ends_on IS NULL OR o.ends_on > %s)"""


def current_on(day: date, prefix: str = "") -> Q:
    """Half-open validity: begun, and not yet ended. `prefix` as in `"group__"`."""
    return Q(Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gt": day}), **{f"{prefix}starts_on__lte": day})


class GroupQuerySet(models.QuerySet["Group"]):
    def current_on(self, day: date) -> "GroupQuerySet":
        return self.filter(current_on(day))

    def visible_to(self, viewer: Viewer) -> "GroupQuerySet":
        return self.filter(known_to(viewer))


def known_to(viewer: Viewer, prefix: str = "") -> Q:
    """What the viewer may know of: public groups; those of partners with a role; closed ones from inside alone.
    `prefix` as in `"to__"`, where rows point to the group."""
    seen = Q(**{f"{prefix}openness": Openness.PUBLIC})
    if viewer.may("groups.read"):
        seen |= Q(**{f"{prefix}openness": Openness.PARTNERS})
    if viewer.id and viewer.may("groups.take-part"):
        seen |= Q(**{f"{prefix}pk__in": ids_inside(viewer.id, viewer.today)})
    return seen


def ids_inside(account: UUID, day: date, *, at_table: bool = False) -> RawSQL:
    """Ids of groups in which an account is on a seat, perhaps one that reads restricted items, or in an office. Written
    out: nearly every page of groups asks this several times, and putting it together from models took far longer than
    running it (record 0099). `account` is somebody: nobody is inside of nothing."""
    who, on = UUIDField().get_db_prep_value(account, connection), connection.ops.adapt_datefield_value(day)
    way = (AT_TABLE, [Part.DEPUTY.value, *(mode.value for mode in AT_THE_TABLE)]) if at_table else ("", [])
    return RawSQL(f"{SEATED}{way[0]} UNION ALL {IN_OFFICE}", [who, on, on, on, on, *way[1], who, on, on])  # noqa: S611  # no text but that above


class Group(VersionedRow):
    """People of several bodies who work together under terms of reference, from a day until, not including, another.

    Its address is `slug`. A closed group's slug says nothing of its name, and names need not be unique: a clash would
    tell an outsider that there is such a group.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    type = models.ForeignKey(GroupType, on_delete=models.PROTECT, related_name="groups")
    openness = models.CharField("who may know of it", max_length=10, choices=Openness.choices())
    about = models.TextField("in a sentence or two", blank=True)
    host = models.ForeignKey(
        "partners.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="run by",
        help_text="The body that provides the clerk.",
    )
    seats_chairs = models.BooleanField("the chairs of groups that report to it sit on it", default=False)
    starts_on = models.DateField("first day")
    ends_on = models.DateField("first day it is no more", null=True, blank=True)
    outcome = models.TextField("what came of it", blank=True)
    closed_by = models.CharField(max_length=150, blank=True, editable=False)
    source = models.CharField(max_length=300, blank=True, help_text="What says that this group exists.")
    also = models.CharField("also known as", max_length=200, blank=True)
    is_invented = models.BooleanField(default=False, help_text="Made up for an example place.")

    objects = GroupQuerySet.as_manager()
    read_by: Any = None  # who read this row, and what they are to the group: kept by access.remember

    class Meta:
        ordering = ("name", "id")
        indexes = (models.Index(fields=["type", "starts_on"]), models.Index(fields=["openness"]))
        constraints = (
            models.CheckConstraint(
                condition=Q(openness__in=[one.value for one in Openness]), name="group_openness_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
                name="group_ends_after_it_starts",
                violation_error_message="A group must end after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(ends_on__isnull=False),
                name="group_outcome_when_it_ends",
                violation_error_message="What came of a group is said when it ends.",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def is_closed(self) -> bool:
        """Whether outsiders may not even know of it."""
        return self.openness == Openness.CLOSED


class GroupArea(Row):
    """A group works for an area, of any level of any map, from a day until, not including, another (P6, P8, P11)."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="areas")
    area = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("area__name", "starts_on")
        indexes = (models.Index(fields=["area", "starts_on"]),)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "area"], condition=Q(ends_on=None), name="group_area_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="group_area_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.group} in {self.area}"


class GroupLink(VersionedRow):
    """One group reports to, works for or is aligned with another, from a day until another. Reports never go round."""

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="links_up")
    to = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="links_down")
    kind = models.CharField(max_length=12, choices=Link.choices())
    note = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField("since")
    ends_on = models.DateField("until", null=True, blank=True)

    class Meta:
        ordering = ("kind", "to__name", "starts_on")
        indexes = (models.Index(fields=["to", "starts_on"]),)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "to", "kind"],
                condition=Q(ends_on=None),
                name="group_link_once_at_a_time",
                violation_error_message="These two groups are linked like this already.",
            ),
            models.CheckConstraint(
                condition=~Q(group=F("to")),
                name="group_link_to_another",
                violation_error_message="A group cannot report to itself.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="group_link_ends_after_it_starts"
            ),
        )

    def __str__(self) -> str:
        return f"{self.group} {self.get_kind_display().lower()} {self.to}"
