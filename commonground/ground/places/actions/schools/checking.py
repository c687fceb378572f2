"""Which rows of a register are schools of this place, and whether they stand where it says."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from commonground.foundation.kernel.errors import Problem
from commonground.ground.places import formats, queries
from commonground.ground.places.actions.schools.keeping import SchoolEntry
from commonground.ground.places.actions.schools.outcome import Aside
from commonground.ground.places.formats.schools import AUTHORITIES, CHECKS, STATUSES, ReadFiles, SchoolRow
from commonground.ground.places.queries import Located
from commonground.ground.places.rules.schools import Limits, Place, Stand, judge, middle_of, slip

LIMITS = Limits(CHECKS.far_from_postcode_metres, CHECKS.far_from_authority_metres, CHECKS.country)
WRONG = {
    Stand.SWAPPED: ("has easting and northing swapped.", "Exchange the two columns."),
    Stand.DEGREES: ("has degrees where metres of the National Grid belong.", "Export easting and northing."),
    Stand.ABROAD: ("stands outside of England.", "Check its easting and northing."),
}


@dataclass
class Checked:
    """What can be kept, what is wrong, what is set aside and what was noticed."""

    entries: list[SchoolEntry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What rows are held against: places of postcodes, the middle of each authority's schools, schools kept before."""

    located: Mapping[str, Located]
    postcodes: Mapping[str, Place]
    middles: Mapping[str, Place | None]
    districts_before: Mapping[str, str]
    at_postcode: bool
    as_at: date


def check(read: ReadFiles, *, as_at: date, at_postcode: bool) -> Checked:
    """Look at every row of the registers. A row is refused, set aside or kept; none is dropped in silence."""
    found = Checked(problems=list(read.problems))
    open_rows = _without_closed(_without_twins(read.schools, found), found)
    known = _known(open_rows, read, as_at=as_at, at_postcode=at_postcode)
    elsewhere: dict[str, list[str]] = defaultdict(list)
    for row in open_rows:
        within, outside = _within(row, known)
        if outside:
            elsewhere[outside].append(row.name)
        else:
            _keep(row, within, known, found)
    found.aside += [
        Aside(f"schools in {where}, which this site does not cover", tuple(names))
        for where, names in sorted(elsewhere.items())
    ]
    _tell_slip(open_rows, known, found)
    return found


def _without_twins(rows: Sequence[SchoolRow], found: Checked) -> list[SchoolRow]:
    """A URN is one school: both rows are named, neither is taken."""
    by_urn: dict[int, list[SchoolRow]] = defaultdict(list)
    for row in rows:
        by_urn[row.urn].append(row)
    for first, *more in by_urn.values():
        found.problems += [
            Problem(
                f"has the same URN as {first.name} in row {first.row} of {first.file}.",
                do="Keep one of them, or correct the number.",
                where=row.where,
                row=row.row,
                column="URN",
            )
            for row in more
        ]
    return [held[0] for held in by_urn.values() if len(held) == 1]


def _without_closed(rows: Sequence[SchoolRow], found: Checked) -> list[SchoolRow]:
    """Schools that are not open are only wanted where we know them: then they end."""
    known = queries.school_numbers()
    wanted, names = [], []
    for row in rows:
        if STATUSES[row.status].is_open or row.urn in known:
            wanted.append(row)
        else:
            names.append(f"{row.name} ({STATUSES[row.status].name.lower()})")
    if names:
        found.aside.append(Aside("schools that are not open", tuple(names)))
    return wanted


def _known(rows: Sequence[SchoolRow], read: ReadFiles, *, as_at: date, at_postcode: bool) -> Known:
    texts = sorted({row.postcode for row in rows})
    located = dict(zip(texts, queries.locate_many(texts, on=as_at), strict=True))
    postcodes = {
        text: Place(one.easting, one.northing)
        for text, one in located.items()
        if one.easting is not None and one.northing is not None
    }
    postcodes |= {one.postcode: Place(one.easting, one.northing) for one in read.postcodes}
    places: dict[str, list[Place]] = defaultdict(list)
    for row in rows:
        if (place := place_of(row)) and (due := postcodes.get(row.postcode)):
            places[row.authority] += [place] if place.metres_to(due) <= LIMITS.from_postcode else []
    middles = {authority: middle_of(held) for authority, held in places.items()}
    return Known(located, postcodes, middles, queries.districts_of_schools(), at_postcode, as_at)


def place_of(row: SchoolRow) -> Place | None:
    """Nought and nought is how some registers write that they do not know."""
    if row.easting is None or row.northing is None or (row.easting, row.northing) == (0, 0):
        return None
    return Place(row.easting, row.northing)


def _within(row: SchoolRow, known: Known) -> tuple[tuple[str, ...], str]:
    """Codes of the areas a school lies in, by its postcode; or the name of the authority where none is registered.

    Records about children are placed by postcode as well, so a school and its neighbours agree.
    """
    one = known.located[row.postcode]
    if one.district is not None:
        if one.district.area_id is None:
            return (), one.district.name
        smaller = [held.area.code for held in (*one.small_areas, *one.wards)]
        return (one.district.code, *(code for code in smaller if code)), ""
    codes = sorted(AUTHORITIES.get(row.authority, ()))
    registered = queries.areas_by_key(codes)
    if registered:
        return (next(iter(registered)),), ""
    named = next((formats.authorities()[code].name for code in codes if code in formats.authorities()), "")
    return (), named or f"authority {row.authority}"


def _keep(row: SchoolRow, within: tuple[str, ...], known: Known, found: Checked) -> None:
    postcode = known.postcodes.get(row.postcode)
    place = place_of(row)
    verdict = judge(place, postcode=postcode, middle=known.middles.get(row.authority), limits=LIMITS)
    problem = _moved(row, within, known) or _wrong(row, verdict.stand, verdict.metres, known)
    if problem:
        found.problems.append(problem)
        return
    is_at_postcode = verdict.stand is not Stand.SOUND
    stands = postcode if is_at_postcode else place
    found.entries.append(
        SchoolEntry(
            urn=row.urn,
            name=row.name,
            within=within,
            phase=row.phase,
            postcode=row.postcode,
            source=row.file[-200:],
            as_at=known.as_at,
            authority_number=row.authority,
            number=row.number,
            kind=row.kind,
            status=row.status,
            youngest=row.youngest,
            oldest=row.oldest,
            easting=round(stands.easting, 1) if stands else None,
            northing=round(stands.northing, 1) if stands else None,
            is_at_postcode=bool(stands) and is_at_postcode,
            remark=_remark(row, verdict.stand, verdict.metres, known),
            closed_on=None if STATUSES[row.status].is_open else row.closed_on or known.as_at,
        )
    )


def _moved(row: SchoolRow, within: tuple[str, ...], known: Known) -> Problem | None:
    """An area keeps its ground (decision 30): a school that goes elsewhere is asked about, not moved in silence."""
    before = known.districts_before.get(row.code, "")
    if not before or not within or before in within:
        return None
    what = f"lay in {_name(before)} and would now lie in {_name(within[0])}."
    return Problem(
        what, do="Check its postcode; a school on another site is registered anew.", where=row.where, row=row.row
    )


def _wrong(row: SchoolRow, stand: Stand, metres: float | None, known: Known) -> Problem | None:
    if stand in (Stand.SOUND, Stand.MISSING) or (stand is Stand.FAR and known.at_postcode):
        return None
    if stand is Stand.FAR:
        expected = (
            f"its postcode, {row.postcode}" if row.postcode in known.postcodes else "the schools of its authority"
        )
        what = f"stands {(metres or 0) / 1000:.1f} km from {expected}."
        do = "Correct its easting and northing, or take the place of the postcode (--at-postcode)."
    else:
        what, do = WRONG[stand]
    return Problem(what, do=do, where=row.where, row=row.row, column="X, Y")


def _remark(row: SchoolRow, stand: Stand, metres: float | None, known: Known) -> str:
    """What whoever looks at the school should know."""
    said = []
    one = known.located[row.postcode]
    upper = one.authority.code if one.authority else ""
    if upper and AUTHORITIES.get(row.authority) and upper not in AUTHORITIES[row.authority]:
        said.append(f"Belongs to authority {row.authority}, but its postcode lies in {_name(upper)}.")
    if one.problem is not None and row.postcode not in known.postcodes:
        said.append(f"Its postcode, {row.postcode}, was not found, so its place was not checked against it.")
    if stand is Stand.MISSING:
        said.append("The register gives no coordinates.")
    if stand is Stand.FAR:
        said.append(f"The register has it {(metres or 0) / 1000:.1f} km from its postcode, where it is drawn instead.")
    return " ".join(said)


def _name(code: str) -> str:
    known = formats.authorities().get(code)
    return known.name if known else code


def _tell_slip(rows: Sequence[SchoolRow], known: Known, found: Checked) -> None:
    pairs = [
        (place, known.postcodes[row.postcode])
        for row in rows
        if (place := place_of(row)) and row.postcode in known.postcodes
    ]
    off = slip(pairs)
    if off is not None and off.metres_to(Place(0, 0)) >= CHECKS.slip_metres:
        east = "east" if off.easting > 0 else "west"
        north = "north" if off.northing > 0 else "south"
        found.notes.append(
            f"The places of this file lie about {abs(off.easting):.0f} m {east} and {abs(off.northing):.0f} m {north} "
            "of their postcodes, all to the same side, as when a file is put on the grid without its datum's "
            "correction. They are drawn as they stand; the area each school lies in is found by its postcode."
        )
    for entry in found.entries:
        if entry.remark:
            found.notes.append(f"{entry.name} (URN {entry.urn}): {entry.remark}")
