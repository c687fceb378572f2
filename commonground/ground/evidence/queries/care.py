"""What somebody answers for, and what reviews found."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q, QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.models import Care, ColumnMapping, Dataset, Indicator, Review
from commonground.ground.partners import queries as partners

if TYPE_CHECKING:
    from commonground.ground.partners.models import Team


NAMES = ("indicator_id", "review_on", "team__name", "team__organisation__name", "person__name", "person__is_active")


@dataclass(frozen=True)
class Answering:
    """Who answers for something, by name, and when it is looked at next."""

    review_on: date | None
    team: str
    organisation: str
    person: str | None
    is_active: bool | None


def care(pk: UUID) -> Care:
    """One thing in care, with team and person. Raises NotFound."""
    found = _cares().filter(pk=pk).first()
    if found is None:
        raise NotFound("Nobody looks after anything at this address.")
    return found


def cares() -> list[Care]:
    """Everything that somebody answers for. One query."""
    return list(_cares())


def care_of(of: Dataset | Indicator) -> Care | None:
    """Who answers for a dataset or an indicator itself; None where nobody has been named."""
    wanted = {"dataset": of} if isinstance(of, Dataset) else {"indicator": of}
    return _cares().filter(**wanted).first()


def answers_for(indicator: str, dataset: str) -> Answering | None:
    """Who answers for an indicator, or else for the dataset that it comes from. One query, of names alone, because
    the page of an indicator waits for nothing else."""
    rows = Care.objects.filter(Q(indicator=indicator) | Q(dataset=dataset)).order_by().values_list(*NAMES)
    _, *names = max(rows, key=lambda row: row[0] is not None, default=(None,))
    return Answering(*names) if names else None


def reviews_of(held: Care | None) -> list[Review]:
    """What reviews found, the newest first. One query."""
    return list(held.reviews.all()) if held else []


def mappings_of(slug: str) -> list[ColumnMapping]:
    """How changed files of a dataset are read, the newest first. One query."""
    return list(ColumnMapping.objects.filter(dataset=slug, ended_at=None))


def dataset(slug: str) -> Dataset:
    """Raises NotFound."""
    found = Dataset.objects.filter(pk=slug).first()
    if found is None:
        raise NotFound(f"There is no dataset ‘{slug}’. The list of sources names them.")
    return found


def indicator_row(slug: str) -> Indicator:
    """Raises NotFound."""
    found = Indicator.objects.filter(pk=slug).first()
    if found is None:
        raise NotFound(f"There is no indicator ‘{slug}’. The evidence page lists them.")
    return found


def indicators_meant(written: str, *, most: int = 8) -> list[Indicator]:
    """Which indicator somebody means: by slug or a whole name, else by a part of one. At most `most`. Two queries."""
    words = " ".join(written.split())
    whole = Q(slug=words.lower()) | Q(short_name__iexact=words) | Q(name__iexact=words)
    if found := list(Indicator.objects.filter(whole)[:most]):
        return found
    return list(Indicator.objects.filter(Q(short_name__icontains=words) | Q(name__icontains=words))[:most])


def teams(viewer: Viewer) -> "QuerySet[Team]":
    """The teams of today that may be named as owners. Raises Refused."""
    access.check_can_look_after(viewer)
    return partners.teams(partners.Asked(), on=viewer.today)


def _cares() -> QuerySet[Care]:
    return Care.objects.select_related("dataset", "indicator", "team__organisation", "person")
