"""What stands in partners.toml of a pack: teams, people in post, voluntary bodies, registers and links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class DetailsEntry:
    """What is published of an organisation of people.toml: type, codes by scheme, other names, dates."""

    organisation: str
    type: str
    source: str = ""
    codes: Mapping[str, str] = field(default_factory=dict)
    also: Sequence[str] = ()
    formerly: Sequence[str] = ()
    starts_on: date | None = None


@dataclass(frozen=True)
class SuccessionEntry:
    """One body took the place of others on a day."""

    former: Sequence[str]
    successor: str
    on: date
    source: str


@dataclass(frozen=True)
class TeamEntry:
    """A team of the example, invented; `areas` as people write them, `accountable` a name of a practitioner."""

    organisation: str
    name: str
    service: str
    starts_on: date
    about: str = ""
    areas: Sequence[str] = ()
    accountable: str = ""


@dataclass(frozen=True)
class PractitionerEntry:
    """Somebody invented, with one post in a team (by name). `fte` as people write it."""

    name: str
    email: str
    team: str
    title: str
    fte: str
    starts_on: date
    phone: str = ""
    qualification: str = ""
    seniority: str = ""
    ends_on: date | None = None


@dataclass(frozen=True)
class OfferEntry:
    """Something that an invented voluntary body offers."""

    title: str
    for_whom: str
    starts_on: date
    assured_on: date
    about: str = ""
    areas: Sequence[str] = ()
    ends_on: date | None = None


@dataclass(frozen=True)
class VoluntaryEntry:
    """What an invented voluntary body says of itself."""

    organisation: str
    assured_on: date
    size: str = ""
    serves: Sequence[str] = ()
    capacity: str = ""
    looking_for: str = ""
    offers: Sequence[OfferEntry] = ()


@dataclass(frozen=True)
class PartnerEntry:
    """A partner of a board: the slug of an organisation, or words for one that is not named."""

    standing: str
    organisation: str = ""
    named_as: str = ""
    note: str = ""


@dataclass(frozen=True)
class RegisterEntry:
    """The partners of a board, who share an amount evenly in one financial year."""

    slug: str
    name: str
    about: str
    source: str
    year: str
    shared: str
    partners: Sequence[PartnerEntry]


@dataclass(frozen=True)
class LinkEntry:
    """A link between two organisations."""

    one: str
    other: str
    about: str
    status: str
    since: date
    source: str


@dataclass(frozen=True)
class Partners:
    """All of partners.toml; empty for a place that has none."""

    details: Sequence[DetailsEntry] = ()
    successions: Sequence[SuccessionEntry] = ()
    teams: Sequence[TeamEntry] = ()
    practitioners: Sequence[PractitionerEntry] = ()
    voluntary: Sequence[VoluntaryEntry] = ()
    registers: Sequence[RegisterEntry] = ()
    links: Sequence[LinkEntry] = ()
