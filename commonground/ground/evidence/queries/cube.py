"""The prepared figures: one Parquet file sorted by area, read in one go for a whole page."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from django.db.models import Subquery

from commonground.foundation.audit.along import Along
from commonground.ground.evidence.models import (
    Audience,
    Dataset,
    Fingerprint,
    Indicator,
    NeighbourSet,
    Preparation,
    Release,
    Theme,
)
from commonground.ground.evidence.queries.files import local_path
from commonground.ground.places import queries as places

RECIPE = 9  # counted up when preparing changes, so that older cubes are made anew


def current_preparation() -> Preparation | None:
    """The newest prepared cube. One small query."""
    return Preparation.objects.order_by("-made_at", "-id").first()


PREPARED = Along(Preparation)


def newest_preparation() -> Subquery:
    """It, to be read along with a row of another table by a page that has its twelve queries: `PREPARED` reads it."""
    newest = Preparation.objects.order_by("-made_at", "-id").values("pk")[:1]
    return PREPARED.of(Preparation.objects.filter(pk=Subquery(newest)))


@lru_cache(maxsize=4)
def preparation_of(pk: str) -> Preparation:
    """A prepared cube by id. A row never changes."""
    return Preparation.objects.get(pk=pk)


def wanted_identity() -> str:
    """Hash of all that the cube depends on: releases, catalogue, places and the recipe. Two small queries."""
    evidence = Fingerprint.objects.values_list("value", flat=True).first()
    return hashlib.sha256(f"{RECIPE} {evidence} {places.fingerprint()}".encode()).hexdigest()


def latest_ledger() -> str:
    """The file of what was shown and hidden so far, among figures that may hold small numbers; empty for none."""
    held = Preparation.objects.exclude(ledger="").order_by("-made_at", "-id").values_list("ledger", flat=True)
    return held.first() or ""


def compute_fingerprint() -> str:
    """The hash over releases and catalogue as they are now, its names and promises too: all that is remembered under it
    or drawn from the cube says them. Every action that changes either keeps it."""
    held = [
        sorted(str(pk) for pk in Release.objects.values_list("pk", flat=True)),
        list(Indicator.objects.order_by("pk").values()),
        *(list(model.objects.order_by("pk").values()) for model in (Dataset, Theme, Audience)),
        sorted(NeighbourSet.objects.values_list("valid_from", "sha256")),
    ]
    return hashlib.sha256(json.dumps(held, sort_keys=True, default=str).encode()).hexdigest()


def is_stale(*, held: Preparation | None = None) -> bool:
    """Whether figures, catalogue or places have changed since the cube was prepared (or none was). Three queries.

    `held` is the newest preparation where a page has asked for it already: then two.
    """
    held = held or current_preparation()
    return held is None or held.identity != wanted_identity()


def rows_where(preparation: Preparation, **wanted: str | Sequence[str]) -> list[dict[str, Any]]:
    """Rows of the cube where each column named equals the text, or is one of the texts, given."""
    return _rows(preparation.file, wanted)


def beside_where(preparation: Preparation, table: str, **wanted: str | Sequence[str]) -> list[dict[str, Any]]:
    """The same of a table prepared beside the cube: spreads, ties or neighbours. None where it was not prepared."""
    name = preparation.beside.get(table)
    return _rows(name, wanted) if name else []


def _rows(name: str, wanted: Mapping[str, str | Sequence[str]]) -> list[dict[str, Any]]:
    filters = [
        (column, "==", value) if isinstance(value, str) else (column, "in", sorted(set(value)))
        for column, value in wanted.items()
        if isinstance(value, str) or value
    ]
    return pq.read_table(_path(name), filters=filters or None, use_threads=False).to_pylist()


def rows_in(path: Path, *, area: str) -> list[dict[str, Any]]:
    """Rows of an area in a file of figures that is not (yet) the cube of the site."""
    return pq.read_table(path, filters=[("area", "==", area)], use_threads=False).to_pylist()


def local_cube(preparation: Preparation) -> str:
    """The cube as a local path."""
    return _path(preparation.file)


@lru_cache(maxsize=4)
def _path(name: str) -> str:
    """The cube as a local path. A name never stands for other content, so remembering it is safe."""
    return str(local_path(name))
