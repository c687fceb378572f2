"""Find entries that may be one; make two one, and two of one again; or say that they are two."""

from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change, check_as_seen
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.states import check_move
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access, queries
from commonground.ground.directory.models import Double, Service
from commonground.ground.directory.models.assurance import WHO
from commonground.ground.directory.rules import doubles as rules
from commonground.ground.directory.rules.doubles import Standing


@audit.atomic()
def find_doubles(*, by: Viewer) -> dict[str, int]:
    """Look through every entry. What was decided stays; what is open and not likely any more is taken off the list.

    Raises Refused. Returns how many are open, and how many of those are new.
    """
    access.check_can_keep(by)
    found = {(pair.first, pair.second): pair for pair in rules.pairs(queries.to_compare())}
    known = {(str(one.first_id), str(one.second_id)): one for one in Double.objects.all()}
    Double.objects.filter(
        pk__in=[one.pk for key, one in known.items() if key not in found and one.standing == Standing.OPEN]
    ).delete()
    for key in found.keys() & known.keys():
        row, pair = known[key], found[key]
        if row.why != list(pair.why):
            change(row, based_on=row.version, why=list(pair.why), weight=pair.weight)
    new = [
        Double(first_id=pair.first, second_id=pair.second, why=list(pair.why), weight=pair.weight)
        for key, pair in found.items()
        if key not in known
    ]
    Double.objects.bulk_create(new)
    still = Double.objects.filter(standing=Standing.OPEN).count()
    audit.record("doubles looked for", by=by, details={"open": still, "new": len(new)})
    return {"open": still, "new": len(new)}


@audit.atomic()
def merge(*, double: Double, kept: Service, based_on: int, words: str = "", by: Viewer) -> None:
    """Make two entries one: `kept` stays, the other is not shown any more and its address leads to it.

    Nothing of the other is lost: a feed goes on to bring it up to date, unseen. Raises Refused, Conflict, and Invalid
    where one of them is part of a third already.
    """
    access.check_can_keep(by)
    check_as_seen(double, based_on=based_on, words=words)
    check_move(rules.MOVES, Standing(double.standing), Standing.MERGED, what="This pair")
    stays, goes = _ordered(double, kept)
    # First, so that whoever comes second meets what the first decided, and not what followed from it.
    _decide(double, Standing.MERGED, based_on, words, by, kept=kept)
    keeps, lost = Service.objects.get(pk=stays), Service.objects.get(pk=goes)
    if keeps.merged_into_id or lost.merged_into_id:
        raise Invalid(
            "Nothing was made one.", [Problem("One of them was made one with a third entry. Look at that first.")]
        )
    change(lost, based_on=lost.version, merged_into=keeps)
    audit.record("entries made one", by=by, about=keeps, details={"lost": lost.slug, "words": words})


@audit.atomic()
def keep_apart(*, double: Double, based_on: int, words: str = "", by: Viewer) -> None:
    """They are two services: they are not listed again."""
    access.check_can_keep(by)
    check_as_seen(double, based_on=based_on, words=words)
    check_move(rules.MOVES, Standing(double.standing), Standing.APART, what="This pair")
    _decide(double, Standing.APART, based_on, words, by)
    audit.record("entries kept apart", by=by, about=double, details={"words": words})


@audit.atomic()
def undo(*, double: Double, based_on: int, words: str = "", by: Viewer) -> None:
    """Take back what was decided: what was made one is two entries again, each at its own address."""
    access.check_can_keep(by)
    check_as_seen(double, based_on=based_on, words=words)
    check_move(rules.MOVES, Standing(double.standing), Standing.OPEN, what="This pair")
    was, kept_id = double.standing, double.kept_id
    _decide(double, Standing.OPEN, based_on, words, by)
    if was == Standing.MERGED:
        lost = Service.objects.get(pk=double.second_id if kept_id == double.first_id else double.first_id)
        change(lost, based_on=lost.version, merged_into=None)
    audit.record("decision on doubles taken back", by=by, about=double, details={"was": was, "words": words})


def _ordered(double: Double, kept: Service) -> tuple[UUID, UUID]:
    """Ids of the one that stays and of the other. Raises Invalid for a third."""
    if kept.pk not in (double.first_id, double.second_id):
        raise Invalid("Nothing was made one.", [Problem("Choose which of the two stays.", column="kept")])
    return kept.pk, double.second_id if kept.pk == double.first_id else double.first_id


def _decide(
    double: Double, to: Standing, based_on: int, words: str, by: Viewer, *, kept: Service | None = None
) -> None:
    decided = {"decided_by": by.label[:WHO], "decided_at": by.now}
    change(double, based_on=based_on, standing=to, words=words, kept=kept, **decided)
