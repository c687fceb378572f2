"""By what figures can be made again: releases, catalogue entries, places, recipe."""

import json
from collections.abc import Iterable, Mapping, Sequence

from commonground.ground.evidence.models import Indicator, Preparation, Theme
from commonground.ground.evidence.queries import cube
from commonground.ground.evidence.queries.catalogue import Catalogue, as_definition, catalogue, definitions
from commonground.ground.evidence.queries.releases import releases, releases_behind
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.frozen import digest
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.evidence.rules.profiles.content import From, MadeFrom


def sources(figures: Sequence[Figure]) -> tuple[From, ...]:
    """The releases that figures and their denominators come from, each once, by dataset name. One query."""
    held = releases().filter(pk__in=releases_behind(figures)).order_by("dataset__name", "number")
    return tuple(
        From(
            id=str(one.pk),
            dataset=one.dataset.name,
            publisher=one.dataset.publisher,
            licence=one.dataset.licence,
            number=one.number,
            label=one.label,
            vintage=one.vintage,
            made_on=f"{one.made_at:%Y-%m-%d}",
            sha256=one.sha256,
        )
        for one in held
    )


def made_from(preparation: Preparation, figures: Iterable[Figure], held: Catalogue) -> MadeFrom:
    """What the prepared figures were made from; the catalogue as far as these figures need it."""
    return MadeFrom(
        catalogue=digest(_as_text(held, needed((one.indicator for one in figures), held.definitions))),
        places=preparation.places,
        recipe=cube.RECIPE,
        preparation=str(preparation.pk),
        releases=tuple(sorted(preparation.releases)),
    )


def needed(slugs: Iterable[str], about: Mapping[str, Definition]) -> list[str]:
    """These indicators, those they are made from, and those that share out split areas."""
    found: set[str] = set()
    waiting = [*slugs, *(slug for slug, one in about.items() if one.shares_out)]
    while waiting:
        slug = waiting.pop()
        if slug and slug not in found and slug in about:
            found.add(slug)
            made = about[slug].made_from
            waiting += [made.numerator, made.denominator, made.where]
    return sorted(found)


def definitions_as_frozen(text: str) -> dict[str, Definition]:
    """The catalogue as it was, over the catalogue of today: `definitions_text` read back. Two queries."""
    known = {field.name for field in Indicator._meta.concrete_fields}
    themes = {theme.pk: theme for theme in Theme.objects.all()}
    rows = [
        Indicator(**{name: value for name, value in held.items() if name in known - {"theme", "dataset"}},
                  theme=themes[held["theme"]], dataset_id=held["dataset"])
        for held in json.loads(text)
        if held["theme"] in themes
    ]  # fmt: skip
    return {**definitions(), **{row.pk: as_definition(row) for row in rows}}


def definitions_text(slugs: Iterable[str]) -> str:
    """The entries of the catalogue, whole, as canonical JSON. One query."""
    return _as_text(catalogue(), slugs)


def _as_text(held: Catalogue, slugs: Iterable[str]) -> str:
    rows = [held.entries[slug] for slug in sorted(set(slugs) & held.entries.keys())]
    return json.dumps(rows, sort_keys=True, default=str, ensure_ascii=False)
