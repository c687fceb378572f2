"""Links between two bodies, as they are built, kept and ended (M24)."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import VersionedRow
from commonground.ground.partners.models.organisations import Organisation
from commonground.ground.partners.rules.relationships import LinkStatus


class Relationship(VersionedRow):
    """One body seeks or keeps a link with another. A link that has ended stays on record; a new one is a new row."""

    one = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="links_out")
    other = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="links_in")
    about = models.CharField("what it is for", max_length=300)
    status = models.CharField(max_length=10, choices=[(one.value, one.label) for one in LinkStatus])
    since = models.DateField("in this state since")
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("one__name", "other__name", "-since")
        indexes = (models.Index(fields=["status", "since"]),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(one=F("other")),
                name="a_link_joins_two_bodies",
                violation_error_message="A body has no link with itself.",
            ),
            models.UniqueConstraint(
                fields=["one", "other"],
                condition=~Q(status="ended"),
                name="one_living_link_a_pair",
                violation_error_message="There is a link between these two already. Change that one.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.one} with {self.other}"
