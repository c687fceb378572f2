"""Making the figures of a frozen profile again, from the releases and the catalogue that it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access, queries
from commonground.ground.evidence.actions import storage
from commonground.ground.evidence.actions.preparation.preparing import Progress, make
from commonground.ground.evidence.models import Frozen, Preparation, Profile, Release
from commonground.ground.evidence.queries import cube
from commonground.ground.evidence.queries.comparators import above_root
from commonground.ground.evidence.queries.figures import as_figures
from commonground.ground.evidence.queries.frozen import definitions_as_frozen
from commonground.ground.evidence.queries.profiles.measuring import measured_all
from commonground.ground.evidence.rules import frozen
from commonground.ground.evidence.rules.figures import Figure
from commonground.ground.evidence.rules.profiles.content import Measured, ProfileContent
from commonground.ground.places import queries as places


@dataclass(frozen=True)
class Reproduction:
    """Both contents, the figures that came out otherwise, and what else is not as it was."""

    kept: ProfileContent
    made: Sequence[Measured]
    different: Sequence[str]
    notes: Sequence[str]

    @property
    def is_same(self) -> bool:
        return not self.different


def reproduce_profile(*, run: UUID, by: Viewer, progress: Progress = lambda *_: None) -> Reproduction:
    """Make every figure of a frozen profile again and hold it against what was kept. Changes nothing.

    Raises Refused, NotFound for an unknown run and for a release that is gone; `progress` may raise.
    """
    access.check_can_import(by)
    held = queries.profile_by_run(run)
    kept = held.frozen
    assert kept is not None  # found by its run
    content = frozen.unpack(ProfileContent, kept.content, sha256=kept.sha256)
    with storage.workplace() as folder:
        made = _made(held, kept, folder / "figures.parquet", progress)
    return Reproduction(
        kept=content, made=made, different=list(_differences(content.measured, made)), notes=_notes(kept)
    )


def _made(held: Profile, kept: Frozen, target: Path, progress: Progress) -> tuple[Measured, ...]:
    releases = list(Release.objects.filter(pk__in=kept.releases).order_by("dataset", "-number"))
    if len(releases) < len(kept.releases):
        gone = len(kept.releases) - len(releases)
        raise NotFound(f"{gone} of the releases of this run are gone. Restore them from a backup.")
    about = definitions_as_frozen(kept.definitions)
    beside, _ = make(target, releases, progress, about=about)
    again = Preparation(identity=f"run {kept.pk}", file=storage.keep(target, storage.CUBES)[0], beside=beside)
    sets, shown = places.set_names(), {slug for slug, one in about.items() if one.on_place_page}

    def read(area_key: str) -> tuple[Figure, ...]:
        rows = cube.rows_in(target, area=area_key)
        return as_figures([row for row in rows if row["indicator"] in shown], about, sets)

    return measured_all(held.area, above_root(held.area), read, again)


def _differences(kept: Sequence[Measured], made: Sequence[Measured]) -> Sequence[str]:
    """A sentence for each figure that is otherwise, gone or new."""
    ours, theirs = {one.indicator: one for one in made}, {one.indicator: one for one in kept}
    said = [f"{one.short_name}: kept, and not made again." for slug, one in theirs.items() if slug not in ours]
    said += [f"{one.short_name}: made, and not kept." for slug, one in ours.items() if slug not in theirs]
    for slug in ours.keys() & theirs.keys():
        if ours[slug] != theirs[slug]:
            said.append(f"{ours[slug].short_name}: kept {theirs[slug].now.text}, made {ours[slug].now.text}.")
    return sorted(said)


def _notes(kept: Frozen) -> list[str]:
    said = []
    if kept.recipe != cube.RECIPE:
        said.append(f"Figures are prepared by recipe {cube.RECIPE} now; this run used recipe {kept.recipe}.")
    if kept.places != places.fingerprint():
        said.append("Areas or maps were added since; an area itself never changes its extent.")
    return said
