"""Reading a pack whole, with one message that lists everything that is wrong with it."""

import shutil
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

from commonground.foundation.kernel.errors import Invalid, NotFound, Problem
from commonground.showcase.formats.drawing_up import BOUNDARIES
from commonground.showcase.formats.entries import (
    AreaEntry,
    CommentEntry,
    DatasetEntry,
    FootprintEntry,
    LocalityEntry,
    NeighboursEntry,
    OrganisationEntry,
    PersonEntry,
    Place,
    PublishedEntry,
    SchoolsSource,
    UnnamedEntry,
    VersionEntry,
)
from commonground.showcase.formats.evidence import CareEntry, Evidence
from commonground.showcase.formats.governance import AgreementEntry, ControllerEntry, Governance, ProcessingEntry
from commonground.showcase.formats.groups import Groups, groups_of
from commonground.showcase.formats.impact import MeasureEntry, PanelEntry
from commonground.showcase.formats.missing import NAME as MISSING
from commonground.showcase.formats.missing import Missing, missing_of
from commonground.showcase.formats.oversight import Oversight, oversight_of
from commonground.showcase.formats.own import OwnEntry
from commonground.showcase.formats.partners import (
    DetailsEntry,
    LinkEntry,
    OfferEntry,
    PartnerEntry,
    Partners,
    PractitionerEntry,
    RegisterEntry,
    SuccessionEntry,
    TeamEntry,
    VoluntaryEntry,
)
from commonground.showcase.formats.plans import PlanEntry, plans_of
from commonground.showcase.formats.programmes import Programmes, programmes_of
from commonground.showcase.formats.schools import SchoolFact, read_schools
from commonground.showcase.formats.telling import MeasuresEntry, NoteEntry, ProfileEntry, Told

PACKS = Path(__file__).parent.parent / "packs"
CLUSTERS = "clusters.toml"
Entry = TypeVar("Entry")


@dataclass(frozen=True)
class Pack:
    """An example place as read. Its figures are read when they are asked for."""

    folder: Path
    place: Place
    areas: Sequence[AreaEntry]
    neighbours: Sequence[NeighboursEntry]
    footprints: Sequence[FootprintEntry]
    organisations: Sequence[OrganisationEntry]
    people: Sequence[PersonEntry]
    datasets: Sequence[DatasetEntry]
    sources: Mapping[str, str]  # layout of the catalogue → published file
    published: Sequence[PublishedEntry]
    partners: Partners = field(default_factory=Partners)
    clusters: Sequence[FootprintEntry] = ()  # footprints that group schools
    comments: Sequence[CommentEntry] = ()
    schools: Sequence[SchoolFact] = ()
    schools_source: SchoolsSource | None = None
    governance: Governance = field(default_factory=Governance)
    own: Sequence[OwnEntry] = ()
    evidence: Evidence = field(default_factory=Evidence)
    told: Told = field(default_factory=Told)
    impact: Sequence[PanelEntry] = ()
    groups: Groups = field(default_factory=Groups)
    oversight: Oversight = field(default_factory=Oversight)
    missing: Missing = field(default_factory=Missing)
    plans: Sequence[PlanEntry] = ()
    programmes: Programmes = field(default_factory=Programmes)

    @property
    def codes(self) -> dict[str, str]:
        """Slug of each area → how maps and figures refer to it: its code, where it has one."""
        return {area.slug: area.key for area in self.areas}


def names() -> list[str]:
    """The example places there are."""
    return sorted(path.parent.name for path in PACKS.glob("*/place.toml"))


def read_pack(name: str) -> Pack:
    """The pack of that name or in that folder. Raises NotFound naming those there are, Invalid with every problem."""
    if name in names():
        return read_folder(PACKS / name)
    if (Path(name) / "place.toml").is_file():
        return read_folder(Path(name))
    raise NotFound(
        f"There is no example place {name!r}. There are: {', '.join(names())}. "
        "Or give the folder of a place of your own, that of its place.toml."
    )


def read_folder(folder: Path) -> Pack:
    """The pack in a folder. Raises Invalid listing every problem."""
    reader = _Reader(folder)
    areas, people, series = (
        reader.document("areas.toml"),
        reader.document("people.toml"),
        reader.document("series.toml"),
    )
    held = reader.document("place.toml")
    published = held.pop("published", ())
    place = reader.entry(Place, "place.toml", held)
    pack: dict[str, Any] = {
        "areas": [
            *reader.entries(AreaEntry, "areas.toml", areas.get("area", ())),
            *(
                area
                for entry in reader.entries(UnnamedEntry, "areas.toml", areas.get("unnamed", ()))
                for area in entry.areas()
            ),
        ],
        "neighbours": reader.entries(NeighboursEntry, "areas.toml", areas.get("neighbours", ())),
        "footprints": reader.footprints(reader.document("footprints.toml").get("footprint", ())),
        "organisations": reader.entries(OrganisationEntry, "people.toml", people.get("organisation", ())),
        "people": reader.entries(PersonEntry, "people.toml", people.get("person", ())),
        "datasets": reader.entries(DatasetEntry, "series.toml", series.get("dataset", ())),
        "published": reader.entries(PublishedEntry, "place.toml", published),
        "partners": reader.partners(),
        "governance": reader.governance(),
        "own": reader.own(),
        "impact": reader.impact(),
        "evidence": reader.evidence(),
        "told": reader.told(),
        "groups": reader.groups(),
        "oversight": reader.oversight(),
        "missing": reader.missing(),
        "plans": reader.plans(),
        "programmes": reader.programmes(),
        "sources": {str(one.get("layout")): str(one.get("file")) for one in series.get("source", ())},
    }
    if (folder / CLUSTERS).is_file():
        pack |= _clusters(reader)
    if place is None or reader.problems:
        raise Invalid(f"The pack {folder.name} cannot be read. Nothing was changed.", reader.problems)
    return Pack(folder=folder, place=place, **pack)


def write_folder(folder: Path, files: Mapping[str, str], *, boundaries: Path | None) -> None:
    """Write a new pack. Raises Invalid where the folder holds something already: nothing is written over."""
    if folder.exists() and any(folder.iterdir()):
        raise Invalid(f"There is something in {folder} already. Nothing was written; name another folder with --into.")
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if boundaries is not None:
        (folder / BOUNDARIES).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(boundaries, folder / BOUNDARIES)


def _clusters(reader: "_Reader") -> dict[str, Any]:
    """Schools and the clusters they are grouped in: a place need not have any."""
    held = reader.document(CLUSTERS)
    return {
        "clusters": reader.footprints(held.get("footprint", ())),
        "comments": reader.entries(CommentEntry, CLUSTERS, held.get("comment", ())),
        "schools": read_schools(reader.folder / "schools.csv"),
        "schools_source": reader.entry(SchoolsSource, CLUSTERS, held.get("schools", {})),
    }


@dataclass
class _Reader:
    """Reads the files of a pack and collects what is wrong."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def document(self, name: str) -> dict[str, Any]:
        try:
            return tomllib.loads((self.folder / name).read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.problems.append(Problem("is missing.", where=name, do="Add it to the pack."))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            self.problems.append(Problem(f"is not TOML: {error}", where=name))
        return {}

    def partners(self) -> Partners:
        """Teams, people in post and the rest of partners.toml, which a place need not have."""
        name = "partners.toml"
        if not (self.folder / name).exists():
            return Partners()
        held = self.document(name)
        voluntary = [
            {**one, "offers": self.entries(OfferEntry, name, one.get("offers", ()))}
            for one in held.get("voluntary", ())
        ]
        registers = [
            {**one, "partners": self.entries(PartnerEntry, name, one.get("partners", ()))}
            for one in held.get("register", ())
        ]
        return Partners(
            details=self.entries(DetailsEntry, name, held.get("details", ())),
            successions=self.entries(SuccessionEntry, name, held.get("succession", ())),
            teams=self.entries(TeamEntry, name, held.get("team", ())),
            practitioners=self.entries(PractitionerEntry, name, held.get("practitioner", ())),
            voluntary=self.entries(VoluntaryEntry, name, voluntary),
            registers=self.entries(RegisterEntry, name, registers),
            links=self.entries(LinkEntry, name, held.get("link", ())),
        )

    def evidence(self) -> Evidence:
        """Who looks after what, of evidence.toml, which a place need not have."""
        name = "evidence.toml"
        if not (self.folder / name).exists():
            return Evidence()
        return Evidence(cares=self.entries(CareEntry, name, self.document(name).get("care", ())))

    def governance(self) -> Governance:
        """Controllers, agreements and processing of governance.toml, which a place need not have."""
        name = "governance.toml"
        if not (self.folder / name).exists():
            return Governance()
        held = self.document(name)
        return Governance(
            controllers=self.entries(ControllerEntry, name, held.get("controller", ())),
            agreements=self.entries(AgreementEntry, name, held.get("agreement", ())),
            processing=self.entries(ProcessingEntry, name, held.get("processing", ())),
        )

    def impact(self) -> list[PanelEntry]:
        """Panels of impact.toml, which a place need not have."""
        name = "impact.toml"
        if not (self.folder / name).exists():
            return []
        tables = [
            {**one, "measures": self.entries(MeasureEntry, name, one.get("measures", ()))}
            for one in self.document(name).get("panel", ())
        ]
        return self.entries(PanelEntry, name, tables)

    def own(self) -> list[OwnEntry]:
        """Figures that organisations of the place count themselves, which a place need not have."""
        name = "own.toml"
        if not (self.folder / name).exists():
            return []
        return self.entries(OwnEntry, name, self.document(name).get("figure", ()))

    def told(self) -> Told:
        """Notes, profiles and measures of telling.toml, which a place need not have."""
        name = "telling.toml"
        if not (self.folder / name).exists():
            return Told()
        held = self.document(name)
        return Told(
            notes=self.entries(NoteEntry, name, held.get("note", ())),
            profiles=self.entries(ProfileEntry, name, held.get("profile", ())),
            measures=self.entries(MeasuresEntry, name, held.get("measures", ())),
        )

    def groups(self) -> Groups:
        """Groups and their meetings of groups.toml, which a place need not have."""
        name = "groups.toml"
        if not (self.folder / name).exists():
            return Groups()
        return groups_of(self.document(name), self.entries)

    def oversight(self) -> Oversight:
        """Issues, questions, approvals and reviews of oversight.toml, which a place need not have."""
        name = "oversight.toml"
        return oversight_of(self.document(name), self.entries) if (self.folder / name).exists() else Oversight()

    def missing(self) -> Missing:
        """What people did not find, and gaps, of missing.toml, which a place need not have."""
        there = (self.folder / MISSING).exists()
        return missing_of(self.document(MISSING), self.entries) if there else Missing()

    def plans(self) -> Sequence[PlanEntry]:
        """Plans of plans.toml, which a place need not have."""
        name = "plans.toml"
        return plans_of(self.document(name), self.entries) if (self.folder / name).exists() else ()

    def programmes(self) -> Programmes:
        """A plan and its programmes of programmes.toml, which a place need not have."""
        name = "programmes.toml"
        return programmes_of(self.document(name), self.entries) if (self.folder / name).exists() else Programmes()

    def footprints(self, tables: Iterable[Mapping[str, Any]]) -> list[FootprintEntry]:
        """Footprints with their versions and the localities of each."""
        opened = []
        for table in tables:
            versions = [
                {**version, "localities": self.entries(LocalityEntry, "footprints.toml", version.get("localities", ()))}
                for version in table.get("version", ())
            ]
            rest = {key: value for key, value in table.items() if key != "version"}
            opened.append({**rest, "versions": self.entries(VersionEntry, "footprints.toml", versions)})
        return self.entries(FootprintEntry, "footprints.toml", opened)

    def entries(self, kind: type[Entry], name: str, tables: Iterable[Mapping[str, Any]]) -> list[Entry]:
        found = [self.entry(kind, f"{name}, {kind.__name__} {at}", values) for at, values in enumerate(tables, start=1)]
        return [entry for entry in found if entry is not None]

    def entry(self, kind: type[Entry], where: str, values: Mapping[str, Any]) -> Entry | None:
        """One entry; every key must be a field and every field without a default a key."""
        unknown = sorted(values.keys() - {one.name for one in fields(kind)})  # type: ignore[arg-type]  # dataclasses only
        if unknown:
            self.problems.append(Problem(f"{', '.join(unknown)} is not known.", where=where, do="Take it out."))
            return None
        try:
            return kind(**values)
        except TypeError as error:
            self.problems.append(Problem(f"is not complete: {error}", where=where))
            return None
