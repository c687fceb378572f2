"""What is measured."""

from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from commonground.foundation.design.doors import viewer_of
from commonground.foundation.design.endpoints import (
    USUAL,
    Cursor,
    Limit,
    Slug,
    Words,
    begin_again,
    next_page,
    pack,
    reads,
    unpack,
)
from commonground.ground.evidence import queries
from commonground.ground.evidence.queries import Entry, Narrowed
from commonground.ground.evidence.rules.freshness import Frequency, State

router = Router()


class DatasetAnswer(Schema):
    slug: str
    name: str
    publisher: str
    licence: str
    page: str
    vintage: str = Field(description="The population or edition that its figures stand on.")
    suppress_below: int = Field(description="Counts from 1 up to, not including, this are not shown; nought: none are.")


class IndicatorAnswer(Schema):
    """An indicator in a list."""

    slug: str
    reference: str
    name: str
    short_name: str
    definition: str
    themes: list[str]
    unit: str
    method: str
    polarity: str = Field(description="Whether a `high` or a `low` value is good, or neither (`context`).")
    period_kind: str
    frequency: str
    dataset: str
    is_headline: bool
    discontinued_since: str
    replaced_by: str
    first_period: str | None = Field(description="Null where no figures are loaded.")
    last_period: str | None
    freshness: str
    due_on: date | None


class WholeIndicatorAnswer(IndicatorAnswer):
    """Everything that is known of an indicator but its figures."""

    caveat: str
    method_in_words: str
    polarity_in_words: str
    multiplier: float
    decimals: int
    numerator: str
    denominator: str
    aliases: list[str]
    audiences: list[str]
    supplier: str
    page: str
    discontinued_why: str
    source: DatasetAnswer


class IndicatorsAnswer(Schema):
    items: list[IndicatorAnswer]
    next: str | None = Field(description="Address of the next page; null on the last.")


class IndicatorsAsked(Schema):
    q: Words = Field("", description="Words of names, other names and definitions; slips are forgiven.")
    theme: Slug = Field("", description="Slug of a theme; an indicator may stand under several.")
    audience: Slug = Field("", description="Slug of an audience that it is reported to.")
    frequency: Frequency | None = Field(None, description="How often it is published.")
    freshness: State | None = Field(None, description="Whether figures are as new as was promised.")
    discontinued: Literal["no", "only"] | None = Field(None, description="`no`: without them; `only`: nothing else.")
    limit: Limit = USUAL
    cursor: Cursor = ""


@router.get("/indicators", response=IndicatorsAnswer)
@reads("public", edition=queries.catalogue_edition)
def indicators(request: HttpRequest, asked: Query[IndicatorsAsked]) -> dict[str, object]:
    """Indicators in the order of themes; with words, the best first."""
    viewer = viewer_of(request)
    chosen = {name: str(getattr(asked, name) or "") for name in ("theme", "audience", "frequency", "freshness")}
    narrowed = Narrowed(words=asked.q, discontinued=asked.discontinued or "", **chosen)
    queries.check_choices(narrowed)
    edition = queries.catalogue_edition(viewer)[:16]
    before, first = unpack(asked.cursor, str, int) if asked.cursor else (edition, 0)
    if before != edition:
        raise begin_again()
    listed = queries.catalogue_page(narrowed, viewer=viewer).listed
    last = first + asked.limit
    more = pack(edition, last) if last < len(listed) else None
    return {"items": [_listed(one) for one in listed[first:last]], "next": next_page(request, more)}


@router.get("/indicators/{slug}", response=WholeIndicatorAnswer)
@reads("public", edition=queries.catalogue_edition)
def indicator(request: HttpRequest, slug: Slug) -> dict[str, object]:
    """One indicator: definition, formula, source, licence, how fresh its figures are."""
    facts = queries.entry(slug, viewer_of(request))
    about = facts.entry.about
    return {
        **_listed(facts.entry),
        "caveat": about.caveat,
        "method_in_words": about.method_sentence,
        "polarity_in_words": about.polarity_sentence,
        "multiplier": about.multiplier,
        "decimals": about.decimals,
        "numerator": about.numerator,
        "denominator": about.denominator,
        "aliases": about.aliases,
        "audiences": [one.to for one in about.reported],
        "supplier": about.supplier,
        "page": about.page,
        "discontinued_why": about.discontinued_why,
        "source": facts.entry.dataset,
    }


def _listed(entry: Entry) -> dict[str, object]:
    about, newest = entry.about, entry.newest
    return {
        "slug": about.slug,
        "reference": about.reference,
        "name": about.name,
        "short_name": about.short_name,
        "definition": about.definition,
        "themes": about.themes,
        "unit": about.unit,
        "method": about.method.value,
        "polarity": about.polarity.value,
        "period_kind": about.period_kind,
        "frequency": about.frequency,
        "dataset": about.dataset,
        "is_headline": about.is_headline,
        "discontinued_since": about.discontinued_since,
        "replaced_by": about.replaced_by,
        "first_period": newest.first_period if newest else None,
        "last_period": newest.last_period if newest else None,
        "freshness": entry.freshness.state.value,
        "due_on": entry.freshness.due_on,
    }
