"""Set up a footprint: its name, the area it divides, its levels."""

from collections.abc import Sequence
from dataclasses import dataclass

from commonground.foundation.audit import actions as audit
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access, rules
from commonground.ground.places.actions.types import add_type
from commonground.ground.places.models import Area, Footprint, FootprintLevel


@dataclass(frozen=True)
class LevelRow:
    """One level, the largest areas first. `type` is the slug of its kind of area; by default its name as a slug."""

    name: str
    plural: str
    type: str = ""

    @property
    def slug(self) -> str:
        return next(rules.slug_candidates(self.name))


@audit.atomic()
def create_footprint(
    *, slug: str, name: str, root: Area, levels: Sequence[LevelRow], description: str = "", by: Viewer
) -> Footprint:
    """Create a footprint that divides `root` into nested levels. Any number of levels: they are rows, not code.

    Raises Invalid where the slug or name is taken, or a level comes twice or is missing.
    """
    access.check_can_register(by)
    _check(slug, name, levels)
    footprint = Footprint.objects.create(slug=slug, name=name, description=description, root=root)
    for order, level in enumerate(levels, start=1):
        kind = add_type(slug=level.type or level.slug, name=level.name, plural=level.plural)
        FootprintLevel.objects.create(
            footprint=footprint, order=order, slug=level.slug, name=level.name, plural=level.plural, type=kind
        )
    audit.record("footprint created", by=by, about=footprint, details={"levels": [level.name for level in levels]})
    return footprint


def _check(slug: str, name: str, levels: Sequence[LevelRow]) -> None:
    problems: list[Problem] = []
    if Footprint.objects.filter(slug=slug).exists():
        problems.append(Problem(where=slug, what="is the address of another footprint.", do="Choose another."))
    if Footprint.objects.filter(name=name).exists():
        problems.append(Problem(where=name, what="is the name of another footprint.", do="Choose another."))
    if not levels:
        problems.append(Problem(where=name, what="has no levels.", do="Give it at least one, such as “Locality”."))
    slugs = [level.slug for level in levels]
    for level in levels:
        if slugs.count(level.slug) > 1:
            problems.append(Problem(where=level.name, what="is given twice.", do="Give each level its own name."))
    if problems:
        raise Invalid("This footprint cannot be created.", problems)
