"""Addresses of what groups ask of people and bodies, and who may open them."""

from collections.abc import Mapping

from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import holds, person, seat
from commonground.partnership.groups.tests.routes_of_terms import KEEPS, NOBODY, READS, SECRET, full, of
from tests.security.routes import HIDDEN, PUBLIC, REFUSED, Route
from tests.world import World

EITHER = REFUSED | HIDDEN
BUSY = "Somebody on two groups"


def busy(_: World) -> Mapping[str, object]:
    """Somebody at the table of a group of partners and of a closed one."""
    made = person(BUSY)
    for openness in (Openness.PARTNERS, Openness.CLOSED):
        at = full(openness)
        if not at.seats.filter(title="Seat of the busy").exists():
            holds(made, seat(at, title="Seat of the busy"))
    return {"practitioner_id": made.pk}


def hidden(_: World) -> Mapping[str, object]:
    """Somebody who sits on a closed group alone: not even that they sit anywhere is told."""
    made = person("Somebody of a closed group alone")
    at = full(Openness.CLOSED)
    if not at.seats.filter(title="Seat that is told nowhere").exists():
        holds(made, seat(at, title="Seat that is told nowhere"))
    return {"practitioner_id": made.pk}


ROUTES_OF_LOAD = [
    Route("groups:load", READS),
    Route("groups:load-of-people", KEEPS),
    Route("groups:load-of-person", KEEPS, busy, EITHER, tells=(BUSY,)),
    Route("groups:load-of-person", NOBODY, hidden, EITHER, tells=(SECRET,), note="of a closed group alone"),
    Route("groups:overlap", READS),
    Route("groups:overlap-file", READS, lambda _: {"suffix": "csv"}),
    Route("groups:hours", READS),
    Route("api:groups-groups", PUBLIC),
    Route("api:groups-group", PUBLIC, of(Openness.PUBLIC), tells=("Open to everybody",)),
    Route("api:groups-group", READS, of(Openness.PARTNERS), HIDDEN, tells=("For partners",), note="for partners"),
    Route("api:groups-group", NOBODY, of(Openness.CLOSED), HIDDEN, tells=(SECRET,), note="closed group"),
    Route("api:groups-meetings", PUBLIC),
    Route("api:groups-actions", READS),
    Route("groups:hours-file", READS, lambda _: {"suffix": "csv"}),
]
