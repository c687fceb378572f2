"""Loading the catalogue from packs."""

import tomllib
from collections.abc import Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from django.db import models

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.actions.fingerprint import renew_fingerprint
from commonground.ground.evidence.models import Audience, Dataset, Indicator, Theme
from commonground.ground.evidence.rules.catalogue import Catalogue, DatasetEntry, IndicatorEntry, merge, parse
from commonground.ground.evidence.rules.layouts import Layout, Source

OWN_PACKS = Path(__file__).parent.parent / "packs"


def load_packs(*, by: Viewer, folder: Path = OWN_PACKS) -> list[str]:
    """Load every TOML file of a folder, the product's own by default. Returns the slugs that changed.

    Raises Invalid naming file and entry, Refused.
    """
    return load_catalogue(catalogue=merge([read_pack(path) for path in sorted(folder.glob("*.toml"))]), by=by)


def read_pack(path: Path) -> Catalogue:
    """The catalogue in one TOML file. Raises Invalid."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid(
            f"{path.name} is not a TOML file. Nothing was changed.", [Problem(str(error), where=path.name)]
        ) from error
    return parse(document, where=path.name)


@audit.atomic()
def load_catalogue(*, catalogue: Catalogue, by: Viewer) -> list[str]:
    """Add what is new, change what is different, leave the rest, remove nothing. Returns the slugs that changed."""
    access.check_can_import(by)
    _check_known(catalogue)
    changed = [
        *_save(Theme, [_plain(asdict(entry)) for entry in catalogue.themes]),
        *_save(Audience, [asdict(entry) for entry in catalogue.audiences]),
        *_save(Dataset, [_dataset(entry) for entry in catalogue.datasets]),
        *_save(Indicator, [_indicator(entry) for entry in catalogue.indicators]),
    ]
    if changed:
        renew_fingerprint()
        audit.record("catalogue loaded", by=by, details={"changed": changed})
    return changed


def _save(model: type[models.Model], entries: Sequence[dict[str, Any]]) -> list[str]:
    held = {row.pk: row for row in model._default_manager.all()}
    different = [
        entry
        for entry in entries
        if entry["slug"] not in held or any(getattr(held[entry["slug"]], key) != value for key, value in entry.items())
    ]
    names = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model._default_manager.bulk_create(
        [model(**entry) for entry in different], update_conflicts=True, unique_fields=["slug"], update_fields=names
    )
    return [str(entry["slug"]) for entry in different]


def _dataset(entry: DatasetEntry) -> dict[str, Any]:
    return {**_plain(asdict(entry)), "layouts": [_without_defaults(layout) for layout in entry.layouts]}


def _indicator(entry: IndicatorEntry) -> dict[str, Any]:
    values = _plain(asdict(entry.about))
    theme, dataset = values.pop("theme"), values.pop("dataset")
    for of_its_dataset in ("theme_name", "suppress_below"):
        values.pop(of_its_dataset)
    return {
        **values,
        "theme_id": theme,
        "dataset_id": dataset,
        "sources": [_without_defaults(source) for source in entry.sources],
    }


def _without_defaults(entry: Layout | Source) -> dict[str, Any]:
    """As a pack would say it: what a later version of the product adds leaves what is kept, and its hash, as it is."""
    named = {item.name: item.default for item in fields(entry)}
    return {name: value for name, value in _plain(asdict(entry)).items() if getattr(entry, name) != named[name]}


def _plain(value: Any) -> Any:
    """As it comes back from a JSON column, so that a second loading finds nothing different."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _check_known(catalogue: Catalogue) -> None:
    """Whatever an indicator names (themes, dataset, audiences, other indicators) must be in the pack or loaded."""
    themes = {entry.slug for entry in catalogue.themes} | _held(Theme)
    audiences = {entry.slug for entry in catalogue.audiences} | _held(Audience)
    datasets = {entry.slug for entry in catalogue.datasets} | _held(Dataset)
    indicators = {entry.about.slug for entry in catalogue.indicators} | _held(Indicator)
    problems = []
    for entry in catalogue.indicators:
        about, made_from = entry.about, entry.about.made_from
        named = (made_from.numerator, made_from.denominator, made_from.where, about.replaced_by)
        wanted = [*(("theme", slug, themes) for slug in about.themes), ("dataset", about.dataset, datasets)]
        wanted += [("indicator", slug, indicators) for slug in named if slug]
        wanted += [("audience", one.to, audiences) for one in about.reported]
        problems += [
            Problem(
                f"there is no {kind} ‘{slug}’.", do="Add it or mend the name.", where=f"indicator {entry.about.slug}"
            )
            for kind, slug, known in wanted
            if slug not in known
        ]
    if problems:
        raise Invalid("The catalogue cannot be loaded. Nothing was changed.", problems)


def _held(model: type[models.Model]) -> set[str]:
    return set(model._default_manager.values_list("pk", flat=True))
