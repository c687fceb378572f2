"""Addresses of what was not found and of gaps that somebody works on, and who may open them."""

from collections.abc import Mapping
from datetime import date

from commonground.ground.directory.models import Gap
from commonground.ground.partners.models import Organisation
from commonground.ground.places.models import Area
from tests.security.routes import HIDDEN, REFUSED, Route

IN_WORDS = "Nothing in the north after school"
READERS = frozenset({
    "group-member", "group-chair", "clerk", "councillor", "locality-manager", "head-teacher", "lead-practitioner",
    "front-door-worker", "practice-supervisor", "analyst", "board-member", "directory-keeper",
    "organisation-administrator",
})  # fmt: skip
KEEPERS = frozenset({"locality-manager", "directory-keeper"})


def _gap(world: object) -> Mapping[str, object]:
    found = Gap.objects.filter(about=IN_WORDS).first() or Gap.objects.create(
        need="youth", band="every-age", area=Area.objects.filter(type="locality").first() or Area.objects.first(),
        origin="raised", about=IN_WORDS, owner=Organisation.objects.order_by("-name").first(), action="Ask the schools",
        due_on=date(2030, 1, 1), opened_on=date(2026, 1, 1),
    )  # fmt: skip
    return {"gap_id": found.pk}


# Who administers the organisation of the harness does not answer for a gap of another.
ROUTES_OF_KEPT_GAPS = [
    Route("directory:none-found"),
    Route("directory:none-found-said"),
    Route("directory:kept-gaps", open_to=READERS),
    Route("directory:kept-gap", open_to=READERS, arguments=_gap, tells=(IN_WORDS,)),
    Route("directory:open-gap", open_to=KEEPERS),
    Route("directory:change-gap", open_to=KEEPERS, arguments=_gap, tells=(IN_WORDS,)),
    Route("directory:report-gap", open_to=KEEPERS, arguments=_gap, otherwise=REFUSED | HIDDEN),
    Route("directory:close-gap", open_to=KEEPERS, arguments=_gap, otherwise=REFUSED | HIDDEN),
    Route("directory:reopen-gap", open_to=KEEPERS, arguments=_gap, otherwise=REFUSED | HIDDEN),
]
