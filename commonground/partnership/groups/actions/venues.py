"""Places to meet, with what somebody needs to know to get in (G27)."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.identifiers import Postcode
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Venue

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation

NOT_KEPT = "The venue was not kept."


@audit.atomic()
def add_venue(
    *,
    name: str,
    address: str,
    postcode: str = "",
    organisation: "Organisation | None" = None,
    access_words: str = "",
    travel: str = "",
    is_invented: bool = False,
    by: Viewer,
) -> Venue:
    """Write down a place to meet. Raises Refused; Invalid where the name is taken or the postcode is none."""
    access.check_can_keep_venues(by)
    made = Venue.objects.create(
        name=_checked_name(name),
        address=" ".join(address.split()),
        postcode=_checked_postcode(postcode),
        organisation=organisation,
        access=access_words.strip(),
        travel=travel.strip(),
        is_invented=is_invented,
    )
    audit.record("venue added", by=by, about=made, details={"name": made.name})
    return made


@audit.atomic()
def change_venue(
    *,
    venue: Venue,
    based_on: int,
    name: str,
    address: str,
    postcode: str = "",
    organisation: "Organisation | None" = None,
    access_words: str = "",
    travel: str = "",
    ends_on: date | None = None,
    by: Viewer,
) -> None:
    """Change what is said of a place, also until when it is used. Raises Refused, Invalid, Conflict."""
    access.check_can_keep_venues(by)
    change(
        venue,
        based_on=based_on,
        name=_checked_name(name, but=venue),
        address=" ".join(address.split()),
        postcode=_checked_postcode(postcode),
        organisation=organisation,
        access=access_words.strip(),
        travel=travel.strip(),
        ends_on=ends_on,
    )
    audit.record("venue changed", by=by, about=venue, details={"name": venue.name})


def _checked_name(name: str, but: Venue | None = None) -> str:
    plain = " ".join(name.split())
    others = Venue.objects.filter(name__iexact=plain)
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise Invalid(NOT_KEPT, [Problem("There is a venue of this name.", column="name")])
    return plain


def _checked_postcode(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return str(Postcode.parse(text))
    except Invalid as wrong:
        raise Invalid(NOT_KEPT, [Problem(wrong.sentence, column="postcode")]) from wrong
