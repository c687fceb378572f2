"""Lists of measures: kept, changed; what is no longer measured ends and is never taken out (E10, E12)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.text import slugify

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access, queries
from commonground.ground.evidence.models import Indicator, Measure, MeasureList
from commonground.ground.evidence.rules import privacy
from commonground.ground.evidence.rules.performance import Frequency, Side

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation
    from commonground.ground.places.models import Area

WRONG = "This list cannot be kept as it is."


@dataclass(frozen=True)
class MeasureRow:
    """A measure as it is asked for: an indicator of the catalogue, or a name and the side that a source states."""

    indicator: str = ""
    name: str = ""
    stated_side: str = ""
    audience: str = ""
    frequency: str = ""


@dataclass(frozen=True)
class Stated:
    """What a report of the past told without figures: for which day, of how many measures, and who said so."""

    on: date
    count: int
    source: str


@audit.atomic()
def keep_measures(
    *,
    name: str,
    area: "Area",
    audience: str,
    frequency: str,
    owner: "Organisation",
    measures: Sequence[MeasureRow],
    about: str = "",
    slug: str = "",
    stated: Stated | None = None,
    by: Viewer,
) -> MeasureList:
    """Begin a list. Raises Refused, Invalid by field."""
    access.check_can_write(by)
    wanted = slug or slugify(name)
    _check(name=name, audience=audience, frequency=frequency, about=about, measures=measures)
    if MeasureList.objects.filter(slug=wanted).exists() or MeasureList.objects.filter(name=name.strip()).exists():
        raise Invalid(WRONG, [Problem("There is a list of this name already.", column="name")])
    held = MeasureList.objects.create(
        slug=wanted,
        name=name.strip(),
        area=area,
        audience=audience.strip(),
        frequency=frequency,
        about=about.strip(),
        owner=owner,
        stated_on=stated.on if stated else None,
        stated_count=stated.count if stated else None,
        stated_source=stated.source if stated else "",
        kept_by=by.label,
        kept_at=by.now,
    )
    _fill(held, measures, by=by)
    audit.record("measures listed", by=by, about=held, details={"measures": len(measures)})
    return held


@audit.atomic()
def change_measures(
    *,
    measure_list: MeasureList,
    based_on: int,
    name: str,
    audience: str,
    frequency: str,
    owner: "Organisation",
    measures: Sequence[MeasureRow],
    about: str = "",
    by: Viewer,
) -> None:
    """Change a list. Reports that are frozen keep what they said. Raises Refused, Invalid by field, Conflict."""
    access.check_can_write(by)
    _check(name=name, audience=audience, frequency=frequency, about=about, measures=measures)
    if MeasureList.objects.filter(name=name.strip()).exclude(pk=measure_list.pk).exists():
        raise Invalid(WRONG, [Problem("There is a list of this name already.", column="name")])
    change(
        measure_list, based_on=based_on, name=name.strip(), audience=audience.strip(), frequency=frequency,
        owner=owner, about=about.strip(), kept_by=by.label, kept_at=by.now,
    )  # fmt: skip
    _fill(measure_list, measures, by=by)
    audit.record("measures changed", by=by, about=measure_list, details={"measures": len(measures)})


def _fill(held: MeasureList, rows: Sequence[MeasureRow], *, by: Viewer) -> None:
    """Measures in the order given; what is not asked for any more ends today."""
    known = {one.pk: one for one in Indicator.objects.filter(pk__in=[row.indicator for row in rows if row.indicator])}
    there = {(one.indicator_id or one.name): one for one in queries.measures_of(held)}
    wanted = {row.indicator or row.name for row in rows}
    ended = [one.pk for key, one in there.items() if key not in wanted]
    Measure.objects.filter(pk__in=ended).update(until=by.today)
    for order, row in enumerate(rows, start=1):
        key = row.indicator or row.name
        if key in there:
            Measure.objects.filter(pk=there[key].pk).update(order=order)
        else:
            Measure.objects.create(
                of=held,
                order=order,
                name=row.name or known[row.indicator].name,
                indicator=known.get(row.indicator),
                audience=row.audience,
                frequency=row.frequency,
                stated_side=row.stated_side,
            )


def _check(*, name: str, audience: str, frequency: str, about: str, measures: Sequence[MeasureRow]) -> None:
    problems = [*privacy.problems(name, column="name"), *privacy.problems(about, column="about")]
    if not slugify(name):
        problems.append(Problem("Give it a name.", column="name"))
    if not audience.strip():
        problems.append(Problem("Say who reads it.", column="audience"))
    if frequency not in {one.value for one in Frequency}:
        problems.append(Problem("Say how often it comes.", do="Choose one.", column="frequency"))
    problems += _problems_of_measures(measures)
    if problems:
        raise Invalid(WRONG, problems)


def _problems_of_measures(measures: Sequence[MeasureRow]) -> list[Problem]:
    if not measures:
        return [Problem("Choose at least one measure.", column="indicators")]
    known = set(queries.definitions())
    unknown = sorted({row.indicator for row in measures if row.indicator} - known)
    found = [Problem(f"There is no indicator ‘{slug}’.", do="Choose others.", column="indicators") for slug in unknown]
    sides = {one.value for one in Side}
    wrong = [row.name for row in measures if not row.indicator and (not row.name or row.stated_side not in sides)]
    return [*found, *(Problem(f"‘{name}’ has neither an indicator nor a side.", column="indicators") for name in wrong)]
