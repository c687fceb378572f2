"""One prepared cube: read, roll up, write, and a row that names it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow.parquet as pq
from django.conf import settings

from commonground.foundation.analysis import definitions as formulas
from commonground.foundation.analysis import engine
from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access, queries
from commonground.ground.evidence.actions import storage
from commonground.ground.evidence.actions.preparation import assembling, hiding, observing, sharing
from commonground.ground.evidence.actions.preparation.beside import write_beside
from commonground.ground.evidence.actions.preparation.levels import levels
from commonground.ground.evidence.actions.preparation.observing import Held
from commonground.ground.evidence.models import Preparation, Release
from commonground.ground.evidence.queries.catalogue import all_layouts
from commonground.ground.evidence.queries.cube import wanted_identity
from commonground.ground.evidence.queries.files import local_path
from commonground.ground.evidence.rules.basis import Entire, plan
from commonground.ground.evidence.rules.coverage import Layered, Pair, covering
from commonground.ground.evidence.rules.indicators import Definition
from commonground.ground.places import queries as places

Progress = Callable[[int, int, str], None]
STEPS = 5
# Only as much of a country or region is registered as this place needs, so their parts never make them up; a layout
# that holds every small area of a country says so itself (`makes_up`).
NEVER_ROLLED_UP = frozenset({"country", "region"})


@dataclass(frozen=True)
class Prepared:
    """The cube; `is_new` is False where it was there already and nothing changed."""

    preparation: Preparation
    is_new: bool


def prepare_figures(*, by: Viewer, progress: Progress = lambda *_: None) -> Prepared:
    """Make figures for every area from all current releases. What is prepared already is not made again.

    Reads outside any transaction; `progress` may raise to cancel. Raises Refused; Invalid where nothing is released.
    """
    access.check_can_prepare(by)
    identity = wanted_identity()
    there = queries.current_preparation()
    if there is not None and there.identity == identity:
        return Prepared(there, is_new=False)
    releases = list(Release.objects.order_by("dataset", "-number"))
    if not releases:
        raise Invalid("There is nothing to prepare: no figures have been loaded yet.")
    with storage.workplace() as folder:
        made = folder / "figures.parquet"
        beside, decision = make(made, releases, progress)
        ledger = hiding.kept_ledger(decision, folder)
        name, digest = storage.keep(made, storage.CUBES)
        rows = pq.read_metadata(made).num_rows
    preparation = Preparation(
        identity=identity, beside=beside, file=name, sha256=digest, rows=rows,
        releases=sorted(str(held.pk) for held in releases), places=places.fingerprint(), made_at=by.now, ledger=ledger,
        hiding={dataset: asdict(told) for dataset, told in decision.told.items()} if decision else {},
    )  # fmt: skip
    return _record(preparation=preparation, by=by)


@audit.atomic()
def _record(*, preparation: Preparation, by: Viewer) -> Prepared:
    """The newest row is the one in use."""
    preparation.save(force_insert=True)
    audit.record(
        "figures prepared",
        by=by,
        about=preparation,
        details={
            "rows": preparation.rows,
            "sha256": preparation.sha256,
            "hidden": {dataset: told["hidden"] for dataset, told in preparation.hiding.items()},
        },
    )
    return Prepared(preparation, is_new=True)


def make(
    target: Path, releases: Sequence[Release], progress: Progress, *, about: Mapping[str, Definition] | None = None
) -> tuple[dict[str, str], hiding.Decision | None]:
    """Write the cube, and what stands beside it. Returns the files of the latter in storage, by name, and what was
    decided about small numbers. `about` are other definitions than those of the catalogue of today."""
    about = about or queries.definitions()
    progress(0, STEPS, "Reading releases and places")
    paths = {held.pk: local_path(held.file) for held in releases}
    folders = sorted({path.parent for path in paths.values()})
    membership = places.membership_table()
    sets = places.set_table()
    kinds = {row.part_code: row.part_type for row in membership}
    kinds |= {area: kind for _, area in sets if area not in kinds and (kind := places.kind_of_code(area))}
    known = set(kinds) | {row.whole_key for row in membership}
    with engine.opened(settings.ANALYSIS_ENGINE, folders=[*folders, target.parent], spill=target.parent) as connection:
        steps = _Steps(connection, target.parent)
        layered = _layered(membership, sets)
        changes, fits = places.changes_table(), places.fits_table()
        without_fit = [area.key for area in places.without_best_fit()]
        definitions = engine.table(connection, formulas.columns(definition.formula for definition in about.values()))
        tiers, plans = [], []
        for is_extract in (False, True):
            held = _standing([row for row in releases if row.is_extract is is_extract], paths)
            if held:
                observed = observing.observed(connection, held, about, done=steps.done)
                progress(1, STEPS, "Rolling up")
                directions = sharing.directions(changes, observed.rows, about)
                entire = list(_entire(observed.rows, {one.dataset for one in held}))
                plans.append(plan(layered, directions, fits, without_fit, entire=entire))
                never_shared = queries.counting_areas()
                tiers.append(
                    assembling.candidates(
                        connection, observed, plans[-1], definitions, known, never_shared=never_shared, done=steps.done
                    )
                )
        tell = partial(progress, 2, STEPS)
        chosen, decision = hiding.hide(connection, assembling.best(tiers), plans, about, done=steps.done, tell=tell)
        progress(3, STEPS, "Comparing")
        placing = {str(held.pk): held.placing for held in releases if held.placing}
        chosen = steps.done(assembling.with_placing(connection, chosen, placing))
        redrawn = {key for row in changes for key in (row.former, row.successor)}
        ranked = levels(membership, kinds)
        figures = assembling.finish(connection, chosen, definitions, ranked, known, redrawn=redrawn)
        progress(4, STEPS, "Writing figures")
        engine.write(figures, target)
        return write_beside(connection, target, ranked, definitions, redrawn=redrawn), decision


class _Steps:
    """Steps written down before the next one reads them, so that no query grows with all that came before it."""

    def __init__(self, connection: engine.Connection, folder: Path) -> None:
        self._connection, self._folder, self._count = connection, folder, 0

    def done(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        self._count += 1
        path = self._folder / f"step-{self._count}.parquet"
        engine.write(frame, path)
        return engine.scan(self._connection, [path])


def _standing(releases: Iterable[Release], paths: dict) -> list[Held]:
    return [
        Held(pk=held.pk, dataset=held.dataset_id, path=paths[held.pk], standing=place)
        for _, of_dataset in groupby(releases, key=lambda held: held.dataset_id)
        for place, held in enumerate(of_dataset, start=1)
    ]


def _layered(membership: Sequence[places.MembershipRow], sets: Sequence[tuple[str, str]]) -> list[Layered]:
    layers: dict[str, list[str]] = {}
    for layer, area in sets:
        layers.setdefault(area, []).append(layer)
    kinds = {row.part_code: row.part_type for row in membership}
    pairs = [
        Pair(row.part_code, row.whole_key)
        for row in membership
        if (kinds.get(row.whole_key) or places.kind_of_code(row.whole_key)) not in NEVER_ROLLED_UP
    ]
    return covering(pairs, layers)


def _entire(found: nw.LazyFrame, datasets: Collection[str]) -> Iterable[Entire]:
    """Countries of which one of these datasets holds as many small areas as there are."""
    wanted = {
        (dataset, layout.makes_up, layout.makes_up_prefix, layout.makes_up_count)
        for dataset, layout in all_layouts()
        if layout.makes_up and dataset in datasets
    }
    for dataset, whole, prefix, count in sorted(wanted):
        here = found.filter((nw.col("source") == dataset) & nw.col("area").str.starts_with(prefix))
        areas = [row["area"] for row in engine.rows(engine.distinct(here, "area"))]
        if len(areas) == count:
            yield Entire(dataset, whole, sorted(areas))
