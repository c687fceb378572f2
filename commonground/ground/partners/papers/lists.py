"""Lists of partners as documents, and a register as its page shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from commonground.foundation.documents.report import Cell, Column, KeyFigure, KeyFigures, Report, Section, Table
from commonground.foundation.kernel import money
from commonground.ground.partners import rules
from commonground.ground.partners.models import Contribution, Organisation, Practitioner, RegisterEntry, Team
from commonground.ground.partners.queries import Alignment, Body, YearOfRegister

CONTACT = "The locality manager of the partnership"


class Amounts(NamedTuple):
    """One contribution in words."""

    contribution: Contribution
    kind: str
    pledged: str
    given: str


@dataclass(frozen=True)
class RegisterOnPage:
    """A register in words: every partner with its contributions, and the sums with what their rounding hides."""

    held: YearOfRegister

    @property
    def year(self) -> str:
        return rules.year_in_words(self.held.year) if self.held.year is not None else ""

    @property
    def years(self) -> list[tuple[int, str]]:
        return [(year, rules.year_in_words(year)) for year in self.held.years]

    @property
    def rows(self) -> list[tuple[RegisterEntry, list[Amounts]]]:
        return [(row.entry, [_amounts(one) for one in row.contributions]) for row in self.held.rows]

    @property
    def totals(self) -> list[tuple[str, str, str, str, int]]:
        """Kind, all shares, of them agreed, given, how many have not said what they gave."""
        return [
            (
                one.kind.label,
                rules.amount_in_words(one.kind, one.pledged),
                rules.amount_in_words(one.kind, one.agreed),
                _given(one.kind, one.given),
                one.unknown,
            )
            for one in self.held.totals
        ]

    @property
    def rounding(self) -> str:
        """Where whole pounds would not add up to the sum, by how much: 10 times £4,669 is £46,690, not £46,689."""
        cash = [one.pledged for row in self.held.rows for one in row.contributions if one.kind == rules.Kind.CASH.value]
        rounded = sum(int(money.shown(one).replace("£", "").replace(",", "")) for one in cash) * 100
        if rounded == sum(cash) or rounded % 100 or sum(cash) % 100:
            return ""
        return f"Shown in whole pounds the shares would add up to {money.shown(rounded)}, so pence are shown."


def organisations_report(found: Iterable[Organisation], *, as_at: date) -> Report:
    rows: list[list[Cell]] = [
        [
            one.name,
            str(one.type or ""),
            one.sector.name,
            "; ".join(f"{code.scheme_id} {code.code}" for code in one.codes.all()),
            one.team_count,  # type: ignore[attr-defined]  # put there by the query
            one.starts_on,
            one.ends_on,
        ]
        for one in found
    ]
    names = ["Organisation", "Type", "Sector", "Codes"]
    columns = [*map(Column, names), Column("Teams", "number"), Column("From"), Column("Until")]
    return _list("Organisations", columns, rows, as_at=as_at)


def teams_report(found: Iterable[Team], *, as_at: date) -> Report:
    rows: list[list[Cell]] = [
        [
            one.name,
            one.organisation.name,
            one.service.name,
            "; ".join(row.area.name for row in one.coverage.all()),
            Decimal(one.fte or 0) / 100,  # type: ignore[attr-defined]  # put there by the query
        ]
        for one in found
    ]
    columns = [*map(Column, ["Team", "Organisation", "Service", "Areas"]), Column("FTE in post", "number", 2)]
    return _list("Teams", columns, rows, as_at=as_at)


def fit_report(held: Alignment) -> Report:
    """Every team as it meets the localities of a map, and how many of each service are aligned."""
    rows: list[list[Cell]] = [
        [
            one.team.name,
            one.team.organisation.name,
            one.team.service.name,
            "; ".join(area.name for area in one.areas),
            one.meeting.fit.label,
            "; ".join(one.meeting.whole),
            "; ".join(one.meeting.cut),
        ]
        for one in held.teams
    ]
    names = ["Team", "Organisation", "Service", "Areas", "Fit", "Whole localities", "Localities cut"]
    teams = Table(f"Teams and {held.version}", [Column(name) for name in names], rows)
    services = Table(
        "By service",
        [Column("Service"), *(Column(name, "number") for name in ("Teams", "Aligned", "Area not known", "% aligned"))],
        [[one.service, one.teams, one.aligned, one.unknown, one.percent] for one in [*held.services, held.overall]],
        notes=["Per cent of the teams whose areas are known. A team is aligned if it covers whole localities only."],
    )
    percent = KeyFigure("Teams aligned", held.overall.percent, "%", comparison=f"{held.overall.aligned} teams")
    return Report(
        title=f"Services and {held.version}",
        as_at=held.on,
        contact=CONTACT,
        sections=[Section("How services fit this map", [KeyFigures([percent]), services]), Section("Teams", [teams])],
        data=teams,
    )


def voluntary_report(bodies: Iterable[Body], *, as_at: date) -> Report:
    """One row an offer; a body without offers has one row of its own."""
    rows = [row for body in bodies for row in _offers(body)]
    names = ["Organisation", "Offer", "Who it is for", "Where", "Until", "Vouched for on", "Can take on", "Looks for"]
    return _list("What voluntary bodies offer", [Column(name) for name in names], rows, as_at=as_at)


def _offers(body: Body) -> list[list[Cell]]:
    can: list[Cell] = [body.profile.capacity, body.profile.looking_for] if body.profile else ["", ""]
    name = body.organisation.name
    if not body.offers:
        return [[name, "", "", "", None, body.profile.assured_on if body.profile else None, *can]]
    return [
        [
            name,
            offer.title,
            offer.for_whom,
            "; ".join(str(area) for area in offer.areas.all()),
            offer.ends_on,
            offer.assured_on,
            *can,
        ]
        for offer in body.offers
    ]


def practitioners_report(found: Sequence[Practitioner], *, as_at: date) -> Report:
    """One row a post held on the day."""
    rows: list[list[Cell]] = [
        [
            one.name,
            one.email,
            one.phone,
            post.team.organisation.name,
            post.team.name,
            post.title,
            Decimal(post.fte_hundredths) / 100,
            str(post.seniority or ""),
            post.starts_on,
            post.ends_on,
        ]
        for one in found
        for post in one.current_posts  # type: ignore[attr-defined]  # put there by the query
    ]
    first, last = ["Name", "E-mail", "Telephone", "Organisation", "Team", "Post"], ["Seniority", "First day", "Until"]
    columns = [*map(Column, first), Column("FTE", "number", 2), *map(Column, last)]
    return _list("People in post", columns, rows, as_at=as_at)


def contributions_report(held: YearOfRegister, *, as_at: date) -> Report:
    """A register in one year: partners with what they pledged and gave, and the sums."""
    page = RegisterOnPage(held)
    rows: list[list[Cell]] = [
        [str(entry), entry.get_standing_display(), one.kind, one.pledged, one.given, one.contribution.note]
        for entry, amounts in page.rows
        for one in amounts
    ]
    rows += [
        [str(entry), entry.get_standing_display(), "", "", "", entry.note]
        for entry, amounts in page.rows
        if not amounts
    ]
    names = ["Partner", "Does it contribute?", "What", "Pledged or asked for", "Given", "Note"]
    partners = Table(f"Contributions {page.year}", [Column(name) for name in names], rows, source=held.register.source)
    sums = Table(
        "In all",
        [Column(name) for name in ("What", "Pledged or asked for", "Of it agreed", "Given")],
        [row[:4] for row in page.totals],
    )
    return Report(
        title=f"{held.register}: partners and contributions {page.year}",
        as_at=as_at,
        contact=CONTACT,
        sections=[Section("Partners", [partners]), Section("In all", [sums])],
        source_note=page.rounding,
        data=partners,
    )


def _amounts(one: Contribution) -> Amounts:
    kind = rules.Kind(one.kind)
    return Amounts(one, kind.label, rules.amount_in_words(kind, one.pledged), _given(kind, one.given))


def _given(kind: rules.Kind, amount: int | None) -> str:
    return rules.amount_in_words(kind, amount) if amount is not None else "Not known"


def _list(title: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], *, as_at: date) -> Report:
    table = Table(title, columns, rows)
    return Report(title=title, as_at=as_at, contact=CONTACT, sections=[Section(title, [table])], data=table)
