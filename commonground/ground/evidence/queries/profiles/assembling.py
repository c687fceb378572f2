"""What a profile says now: put together from the prepared figures, the texts, the notes and the reports."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import OuterRef

from commonground.foundation.audit.along import Along
from commonground.foundation.kernel.errors import Invalid
from commonground.ground.evidence.models import Note, Preparation, Profile, ProfileText, Theme
from commonground.ground.evidence.queries.comparators import above_root
from commonground.ground.evidence.queries.cube import PREPARED, newest_preparation
from commonground.ground.evidence.queries.edition import Edition, edition_on
from commonground.ground.evidence.queries.figures import REMEMBERED, Kept, catalogue_of, definitions_of, figures_for
from commonground.ground.evidence.queries.frozen import made_from, sources
from commonground.ground.evidence.queries.notes import cited_in, notes_that_stand, within
from commonground.ground.evidence.queries.profiles import measuring
from commonground.ground.evidence.queries.profiles.around import ENGLAND, wholes_of
from commonground.ground.evidence.queries.profiles.sections import policy, sections
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.profiles.content import (
    Cited,
    From,
    MadeFrom,
    Measured,
    ProfileContent,
    Text,
    Told,
    Working,
)
from commonground.ground.partners import queries as partners

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    from commonground.ground.places.models import Area

__all__ = ["Said", "along", "assembled", "said_of"]

TEXTS = Along(ProfileText, order=lambda one: one.section)
THEMES = Along(Theme, order=lambda one: (one.order, one.name))


@dataclass(frozen=True)
class Said:
    """What people say of an area and of what lies in it: notes that stand, also those that wait, and the texts of its
    profile; under what, and how evidence stood when that was asked."""

    edition: Edition
    preparation: Preparation | None
    themes: Sequence[Theme]
    texts: Sequence[ProfileText]
    ids: frozenset[UUID]
    notes: Sequence[Note]


def along() -> "dict[str, Combinable]":
    """What is read along with a profile that is to be put together: its texts, the newest cube, themes."""
    texts = ProfileText.objects.filter(profile=OuterRef("pk"))
    return {"texts_read": TEXTS.of(texts), "cube": newest_preparation(), "themes": THEMES.of(Theme.objects.all())}


def _with_along(profile: Profile) -> Any:
    """With what `along` reads, which is asked for where the profile was read without it."""
    return profile if hasattr(profile, "texts_read") else Profile.objects.annotate(**along()).get(pk=profile.pk)


def said_of(profile: Profile, *, on: date) -> Said:
    """Two queries, and one more where nobody asked of this area before."""
    read = _with_along(profile)
    edition = edition_on(on)
    ids = within(profile.area, as_areas_are=edition.places.fingerprint)
    cube = next((one for one in PREPARED.read(read.cube) if edition.is_of(one)), None) or edition.preparation
    return Said(edition, cube, THEMES.read(read.themes), TEXTS.read(read.texts_read), ids, notes_that_stand(ids))


def assembled(profile: Profile, *, on: date, said: Said | None = None) -> ProfileContent:
    """The profile as it would be frozen on a day; `said` where a page has it already.

    Raises Invalid where no figures have been prepared.
    """
    said = said or said_of(profile, on=on)
    preparation = said.preparation
    if preparation is None:
        raise Invalid("No figures have been prepared yet, so there is nothing to write a profile of.")
    area, about = profile.area, definitions_of(Kept(preparation))
    held = _of_figures(Kept(preparation), area)
    return ProfileContent(
        title=profile.title,
        area_key=area.key,
        area_slug=area.slug,
        area_name=area.name,
        area_kind=str(area.type),
        on_map=str(area.footprint) if area.footprint else "",
        as_at=on.isoformat(),
        owner=profile.owner.name,
        due_on=profile.due_on.isoformat(),
        texts=_texts(said.texts, said.themes),
        measured=held.measured,
        told=tuple(told(note) for note in said.notes if note.is_shown),
        cited=_cited(said.ids),
        missing=measuring.missing((one.indicator for one in held.latest), about, held.elsewhere),
        overdue=measuring.overdue(held.latest, held.elsewhere, on=on, months=policy().stale_after_months),
        working=_working(area, on, said.edition),
        sources=held.sources,
        made_from=held.made_from,
    )


@dataclass(frozen=True)
class _OfFigures:
    """What a profile takes from figures alone; `elsewhere` is the newest period of each indicator in larger areas."""

    measured: tuple[Measured, ...]
    latest: Sequence[Figure]
    elsewhere: Mapping[str, str]
    sources: tuple[From, ...]
    made_from: MadeFrom


@lru_cache(maxsize=REMEMBERED)
def _of_figures(kept: Kept, area: "Area") -> _OfFigures:
    """Public evidence only, remembered under the cube that it was read from."""
    preparation, above = kept.preparation, above_root(area)
    read = partial(figures_for, held=preparation)
    latest = [figures[-1] for figures in measuring.by_indicator(read(area.key)).values()]
    return _OfFigures(
        measured=measuring.measured_all(area, above, read, preparation),
        latest=latest,
        elsewhere=_newest(read(whole) for whole in (ENGLAND, *(one.key for one in wholes_of(area, above)))),
        sources=sources(latest),
        made_from=made_from(preparation, latest, catalogue_of(kept)),
    )


def told(note: Note) -> Told:
    """A note as a profile keeps it."""
    return Told(
        id=str(note.pk),
        kind=note.kind,
        text=note.text,
        area=note.area.name,
        theme=note.theme_id or "",
        author=note.author,
        organisation=note.organisation.name,
        source=note.source,
        known_on=note.known_on.isoformat(),
        is_invented=note.is_invented,
    )


def _newest(held: Iterable[Sequence[Figure]]) -> dict[str, str]:
    """Indicator → its newest period with a number, of any of the areas."""
    found: dict[str, str] = {}
    for figure in chain.from_iterable(held):
        if figure.value is not None:
            found[figure.indicator] = max(figure.period, found.get(figure.indicator, ""))
    return found


def _texts(texts: Sequence[ProfileText], themes: Sequence[Theme]) -> tuple[Text, ...]:
    written = {one.section: one for one in texts if one.text.strip()}
    return tuple(
        Text(
            section=section.slug,
            heading=section.heading,
            theme=section.theme,
            text=written[section.slug].text,
            written_by=written[section.slug].written_by,
            written_on=f"{written[section.slug].written_at:%Y-%m-%d}",
            edition=written[section.slug].version,
        )
        for section in sections(themes)
        if section.slug in written
    )


def _cited(ids: frozenset[UUID]) -> tuple[Cited, ...]:
    return tuple(
        Cited(
            id=str(one.pk),
            title=one.title,
            publisher=one.publisher,
            published_on=one.published_on.isoformat(),
            area=one.area.name,
            theme=one.theme_id or "",
            tells=one.tells,
            link=one.link,
            file_name=one.file_name,
            sha256=one.sha256,
        )
        for one in cited_in(ids)
    )


def _working(area: "Area", on: date, edition: Edition) -> tuple[Working, ...]:
    """Teams that cover the area or a part of it, by service."""
    teams = partners.teams_covering(area, on=on, as_areas_are=edition.places.fingerprint)
    found: dict[str, list[int]] = defaultdict(list)
    for team in teams:
        found[team.service.name].append(getattr(team, "fte", None) or 0)  # annotated by the query
    return tuple(Working(service, len(held), sum(held)) for service, held in sorted(found.items()))
