"""Registers of partners with their contributions, and links between bodies."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, rules
from commonground.ground.partners.models import Contribution, Organisation, Register, RegisterEntry, Relationship

CONTRIBUTES = rules.Willingness.CONTRIBUTES.value


@dataclass(frozen=True)
class PartnerRow:
    """A partner of a board with what it contributes in one year."""

    entry: RegisterEntry
    contributions: Sequence[Contribution]


@dataclass(frozen=True)
class YearOfRegister:
    """A register as one year shows it: every partner, what each pledged and gave, and the sums by kind."""

    register: Register
    year: int | None
    years: Sequence[int]
    rows: Sequence[PartnerRow]
    totals: Sequence[rules.Total]

    @property
    def unnamed(self) -> int:
        """Partners that the sources count but do not name."""
        return sum(row.entry.organisation_id is None for row in self.rows)

    @property
    def unwilling(self) -> Sequence[RegisterEntry]:
        """Partners that said they cannot or will not contribute but have a pledge this year: a gap to be talked of."""
        cannot = rules.Willingness.CANNOT.value
        return [row.entry for row in self.rows if row.entry.standing == cannot and row.contributions]


def registers(viewer: Viewer) -> QuerySet[Register]:
    """Every register. Raises Refused. One query."""
    access.check_can_look_up(viewer)
    return Register.objects.all()


def register(viewer: Viewer, slug: str) -> Register:
    found = registers(viewer).filter(slug=slug).first()
    if found is None:
        raise NotFound("There is no such register.")
    return found


def register_year(viewer: Viewer, slug: str, *, year: int | None = None) -> YearOfRegister:
    """A register in a year: by default the latest in which anybody pledged. Raises NotFound, Refused. Four queries."""
    held = register(viewer, slug)
    rows = Contribution.objects.filter(entry__register=held).order_by("kind")
    years = sorted(set(rows.values_list("year", flat=True)), reverse=True)
    shown = year if year is not None else (years[0] if years else None)
    of_year = Prefetch("contributions", rows.filter(year=shown or 0), to_attr="of_year")
    entries = held.entries.select_related("organisation").prefetch_related(of_year)
    partners = [PartnerRow(entry, entry.of_year) for entry in entries]
    partners.sort(key=lambda row: (row.entry.organisation_id is None, str(row.entry).casefold()))
    given = [
        rules.Given(rules.Kind(one.kind), one.pledged, one.given, is_agreed=row.entry.standing == CONTRIBUTES)
        for row in partners
        for one in row.contributions
    ]
    return YearOfRegister(held, shown, years, partners, rules.totals(given))


def entry(viewer: Viewer, entry_id: UUID) -> RegisterEntry:
    access.check_can_look_up(viewer)
    found = RegisterEntry.objects.select_related("register", "organisation").filter(pk=entry_id).first()
    if found is None:
        raise NotFound("There is no such partner.")
    return found


def contribution(viewer: Viewer, contribution_id: UUID) -> Contribution:
    access.check_can_look_up(viewer)
    rows = Contribution.objects.select_related("entry__register", "entry__organisation")
    found = rows.filter(pk=contribution_id).first()
    if found is None:
        raise NotFound("There is no such contribution.")
    return found


def entries_of(organisation: Organisation) -> QuerySet[RegisterEntry]:
    """The registers in which an organisation stands. One query."""
    return RegisterEntry.objects.filter(organisation=organisation).select_related("register")


def links(viewer: Viewer, *, status: str = "") -> QuerySet[Relationship]:
    """Links between bodies, those that live first. Raises Refused. One query."""
    access.check_can_look_up(viewer)
    found = Relationship.objects.select_related("one", "other")
    return found.filter(status=status) if status else found


def links_of(organisation: Organisation) -> list[Relationship]:
    """The links of one body, to and from it. One query."""
    rows = Relationship.objects.select_related("one", "other")
    return list((rows.filter(one=organisation) | rows.filter(other=organisation)).order_by("status", "-since"))


def link(viewer: Viewer, link_id: UUID) -> Relationship:
    found = links(viewer).filter(pk=link_id).first()
    if found is None:
        raise NotFound("There is no such link.")
    return found
