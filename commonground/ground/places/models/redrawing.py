"""What became of areas when a set was drawn anew, and which larger area each is counted to by best fit."""

from django.db import models
from django.db.models import F, Q

from commonground.foundation.audit.versions import Row
from commonground.ground.places.rules import Kind

# Plain text, so that migrations do not depend on the enum.
UNCHANGED = Kind.UNCHANGED.value


class AreaChange(Row):
    """A former area of one set and a successor of a later one share ground (P14). One row a pair.

    An area that was kept is its own successor, since a code means one ground for ever. What is merely counted to a
    larger area by best fit shares no boundary with it and is a `BestFit`.
    """

    before = models.ForeignKey("places.AreaSet", on_delete=models.PROTECT, related_name="+")
    after = models.ForeignKey("places.AreaSet", on_delete=models.PROTECT, related_name="+")
    former = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="became")
    successor = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="came_from")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["before", "after", "former", "successor"], name="area_change_once"),
            models.CheckConstraint(
                condition=~Q(before=F("after")),
                name="area_change_between_two_sets",
                violation_error_message="A set of areas does not change into itself.",
            ),
            models.CheckConstraint(
                condition=Q(kind=UNCHANGED, former=F("successor")) | (~Q(kind=UNCHANGED) & ~Q(former=F("successor"))),
                name="unchanged_is_the_same_area",
                violation_error_message="An unchanged area is its own successor; any other has one of its own.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="area_change_of_a_known_kind"
            ),
        )
        indexes = (models.Index(fields=["kind", "before", "after"]),)

    def __str__(self) -> str:
        return f"{self.former} to {self.successor} ({self.kind})"


class BestFit(Row):
    """A small area is counted to the larger area that holds most of its people, as its publisher decided.

    It need not lie wholly within, so this is no containment. Each small area has one in a set of larger areas; a
    larger area may have none, and then has no figure of its own.
    """

    base = models.ForeignKey("places.AreaSet", on_delete=models.PROTECT, related_name="+")
    fitted_to = models.ForeignKey("places.AreaSet", on_delete=models.PROTECT, related_name="+")
    part = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="best_fits")
    whole = models.ForeignKey("places.Area", on_delete=models.PROTECT, related_name="fitted")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["base", "fitted_to", "part"], name="one_best_fit_in_a_set"),
            models.CheckConstraint(condition=~Q(part=F("whole")), name="best_fit_to_another_area"),
        )

    def __str__(self) -> str:
        return f"{self.part} counted to {self.whole}"
