"""Who came for which sector, who was missing, and how the seats changed. Nobody is named."""

from commonground.insight.reports.queries.parts.asked import Asked
from commonground.insight.reports.rules.content import Fact, Figures, Generated, Listing
from commonground.insight.reports.rules.sentences import counted, listed
from commonground.partnership.groups.queries import in_period
from commonground.partnership.groups.rules.participation import Attended

NO_SECTOR = "No sector"


def attendance(asked: Asked) -> Generated:
    came = in_period.presence(asked.group, since=asked.since, until=asked.until)
    seats = in_period.seats_changed(asked.group, since=asked.since, until=asked.until, on=asked.as_at)
    together = came.together
    facts = [
        Fact("seats.filled", "Seats filled, of seats expected at meetings", together.came, together.expected),
        Fact(
            "sectors.came",
            "Sectors that came at least once, of those the terms ask for",
            came.required - len(came.missing) if came.meetings else 0,
            came.required,
        ),
        Fact("seats.held", "Seats that somebody holds, of all seats", seats.held, seats.stand),
        Fact("seats.begun", "Seats added", len(seats.begun)),
        Fact("seats.ended", "Seats ended", len(seats.ended)),
    ]
    figures = [Figures("Seats", tuple(facts))]
    if came.by_sector:
        figures.append(Figures("Seats filled, by sector", tuple(_sector(one) for one in came.by_sector)))
    return Generated(sentences=tuple(_said(came, seats)), figures=tuple(figures), lists=tuple(_lists(seats)))


def _sector(one: Attended) -> Fact:
    name = one.name or NO_SECTOR
    return Fact(f"sector.{name}", name, one.came, one.expected)


def _said(came: in_period.Presence, seats: in_period.SeatsChanged) -> list[str]:
    held = f"{seats.held} of {counted(seats.stand, 'seat')} had a holder at the end."
    if not came.meetings:
        return ["Nobody wrote down who came.", held]
    together = came.together
    said = [
        f"Over {counted(came.meetings, 'meeting')} {together.came} of {counted(together.expected, 'seat')} expected "
        "were filled."
    ]
    if came.missing:
        asked = counted(came.required, "sector")
        said.append(f"Of the {asked} that the terms ask for, none came for {listed(came.missing)}.")
    elif came.required:
        said.append(f"All {counted(came.required, 'sector')} that the terms ask for came at least once.")
    return [*said, held]


def _lists(seats: in_period.SeatsChanged) -> list[Listing]:
    rows = [(one, "Added") for one in seats.begun] + [(one, "Ended") for one in seats.ended]
    return [Listing("Changes of seats", ("Seat", "What changed"), tuple(rows))] if rows else []
