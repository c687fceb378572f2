"""Schools grouped into clusters, for tests: five real schools, and heads who speak for them."""

from dataclasses import replace
from datetime import date

from commonground.foundation.kernel.identifiers import new_id
from commonground.foundation.kernel.viewer import Membership, Viewer, operator
from commonground.ground.places import actions, queries
from commonground.ground.places.actions import LevelRow, SchoolEntry
from commonground.ground.places.models import Area, Footprint, FootprintVersion
from commonground.ground.places.tests import county

OPERATOR = operator(county.NOW, permissions=county.PERMISSIONS | {"places.comment"})
SCHOOLS = [
    SchoolEntry(133272, "Farmilo Primary School", ("E07000174",), "primary", "NG19 7RS", "drawn", date(2017, 7, 1)),
    SchoolEntry(132250, "Asquith Primary School", ("E07000174",), "primary", "NG18 3DG", "drawn", date(2017, 7, 1)),
    SchoolEntry(122585, "Broomhill Junior School", ("E07000170",), "primary", "NG15 6AJ", "drawn", date(2017, 7, 1)),
    SchoolEntry(141774, "Ernehale Junior School", ("E07000173",), "primary", "NG5 6TA", "drawn", date(2017, 7, 1)),
    SchoolEntry(137141, "Serlby Park Academy", ("E07000171",), "all-through", "DN11 8EF", "drawn", date(2017, 7, 1)),
]
PLACES = [(451159, 363643), (455061, 360908), (453731, 348103), (459207, 344718), (462848, 392035)]
PLACED = {
    "URN133272": "West",
    "URN132250": "West",
    "URN122585": "West",
    "URN141774": "South",
    "URN137141": "North",
}
ASQUITH = "URN132250"


def register() -> None:
    """The five schools, where they stand."""
    pairs = zip(SCHOOLS, PLACES, strict=True)
    entries = [replace(one, easting=float(east), northing=float(north)) for one, (east, north) in pairs]
    actions.register_schools(entries=entries, by=OPERATOR)


def add_many(version: FootprintVersion, *, schools: int = 20) -> None:
    """Many more schools, placed in more clusters, for each of which somebody says something."""
    added = [
        replace(SCHOOLS[at % 5], urn=200000 + at, name=f"School {at}", easting=455000.0 + at, northing=360000.0 + at)
        for at in range(schools)
    ]
    actions.register_schools(entries=added, by=OPERATOR)
    placed = PLACED | {f"URN{one.urn}": f"Cluster {one.urn % 7}" for one in added}
    version.refresh_from_db()
    actions.save_draft(version=version, based_on=version.version, placings=county.placings(placed), by=OPERATOR)
    for one in added:
        code = f"URN{one.urn}"
        actions.comment_on_cluster(version=version, school=school(code), wish="agree", by=head_of(code))


def add_footprint(root: Area) -> Footprint:
    levels = [LevelRow("Cluster", "Clusters", "school-cluster")]
    return actions.create_footprint(slug="clusters", name="School clusters", root=root, levels=levels, by=OPERATOR)


def add_draft(
    footprint: Footprint, label: str = "Clusters", placed: dict[str, str] | None = None, *, by: Viewer = OPERATOR
) -> FootprintVersion:
    version = actions.draft_version(footprint=footprint, label=label, base="primary-schools-2017", by=by)
    held = county.placings(PLACED if placed is None else placed)
    return actions.save_draft(version=version, based_on=version.version, placings=held, by=by)


def ask(version: FootprintVersion) -> FootprintVersion:
    actions.ask_heads(version=version, based_on=version.version, by=OPERATOR)
    return version


def school(code: str = ASQUITH) -> Area:
    return queries.areas_by_key([code])[code]


def head_of(code: str = ASQUITH, label: str = "Hanna Invented") -> Viewer:
    """Somebody whose role as a head is held for this school."""
    held = Membership(role="head-teacher", permissions=frozenset({"places.comment"}), area=school(code).pk)
    return Viewer(id=new_id(), label=label, memberships=(held,), purpose="", session="s", now=county.NOW)
