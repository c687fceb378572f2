"""Figures, as JSON page by page and as CSV in one stream."""

from collections.abc import Iterable, Iterator

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from ninja import Field, Query, Router, Schema

from commonground.foundation.design.doors import viewer_of
from commonground.foundation.design.endpoints import (
    USUAL,
    AreaFootprint,
    AreaReference,
    Cursor,
    Limit,
    PeriodSlug,
    Slug,
    next_page,
    pack,
    reads,
    unpack,
)
from commonground.foundation.documents.doors import stream_csv
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import queries
from commonground.ground.evidence.queries import ObservationFilter
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.places.queries import AreaFilter

router = Router()
FORMATS = {"200": {"description": "OK", "content": {"text/csv": {"schema": {"type": "string"}}}}}


class ObservationAnswer(Schema):
    """One figure. Where `value` is null, `symbol` says why: c, x, z, u or low."""

    indicator: str
    area: str = Field(description="Key of the area: its official code where it has one, else its slug.")
    area_name: str
    period: str
    value: float | None
    symbol: str | None
    numerator: float | None
    denominator: float | None
    lower: float | None = Field(description="Lower end of the 95% interval.")
    upper: float | None
    vintage: str = Field(description="The population or edition that it stands on.")
    release: str | None = Field(description="Id of the release that it comes from.")
    denominator_release: str | None
    source: str = Field(description="Slug of the dataset.")
    made: str = Field(description="How it came about: published, worked out, rolled up from parts, carried over.")


class ObservationsAnswer(Schema):
    edition: str = Field(description="Which preparation of figures this is; equal editions hold equal figures.")
    items: list[ObservationAnswer]
    next: str | None = Field(description="Address of the next page; null on the last.")


class FiguresAsked(Schema):
    indicator: list[Slug] = Field([], max_length=50, description="Repeat it for several.")
    area: list[AreaReference] = Field(
        [], max_length=200, description="Code, slug or `footprint/slug`. Repeat it for several."
    )
    period: list[PeriodSlug] = Field([], max_length=50, description="Such as 2024, 2024-q2 or 2024-03.")
    kind: Slug = Field("", description="Kind of area, such as `district` or `ward`.")
    footprint: AreaFootprint = Field("", description="`localities`, or one version of it: `localities@six-2015`.")
    level: Slug = Field("", description="Level of that footprint.")

    @property
    def wanted(self) -> ObservationFilter:
        among = AreaFilter(self.kind, self.footprint, self.level)
        return ObservationFilter(self.indicator, self.area, self.period, among)


class FiguresPageAsked(FiguresAsked):
    limit: Limit = USUAL
    cursor: Cursor = ""


def _edition(viewer: Viewer) -> str:
    """Which map of a footprint is in force depends on the day."""
    return f"{queries.evidence_edition()} {viewer.today}"


@router.get("/observations", response=ObservationsAnswer)
@reads("public", edition=_edition)
def observations(request: HttpRequest, asked: Query[FiguresPageAsked]) -> dict[str, object]:
    """Figures by area, indicator and period, in that order. What pages hide is hidden here."""
    edition, row = unpack(asked.cursor, str, int) if asked.cursor else ("", 0)
    page = queries.observation_page(
        asked.wanted, viewer=viewer_of(request), limit=asked.limit, edition=edition, row=row
    )
    now = queries.edition_of(page.preparation)
    more = pack(now, page.next_row) if page.next_row is not None else None
    items = [_as_answer(one, page.names.get(one.area_key, one.area_key)) for one in page.figures]
    return {"edition": now, "items": items, "next": next_page(request, more)}


@router.get("/observations.csv", openapi_extra={"responses": FORMATS})
@reads("public", edition=_edition)
def observations_csv(request: HttpRequest, asked: Query[FiguresAsked]) -> HttpResponseBase:
    """The same as one CSV file in UTF-8, with the same columns, however many rows; half a million at most."""
    found = queries.stream_observations(asked.wanted, viewer=viewer_of(request))
    return stream_csv(request, "observations", list(ObservationAnswer.model_fields), _rows(found))


def _rows(found: Iterable[tuple[Figure, str]]) -> Iterator[list[object]]:
    return (list(_as_answer(figure, name).values()) for figure, name in found)


def _as_answer(figure: Figure, name: str) -> dict[str, object]:
    """In the order of the fields above, which are the columns of the CSV."""
    return {
        "indicator": figure.indicator,
        "area": figure.area_key,
        "area_name": name,
        "period": figure.period,
        "value": figure.value,
        "symbol": None if figure.value is not None else figure.symbol or "x",
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "lower": figure.lower,
        "upper": figure.upper,
        "vintage": figure.vintage,
        "release": str(figure.release) if figure.release else None,
        "denominator_release": str(figure.denominator_release) if figure.denominator_release else None,
        "source": figure.source,
        "made": figure.computed,
    }
