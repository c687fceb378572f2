"""Chairs sit on the board above: seats that follow from an office, its time and the link of the groups (M15, G22)."""

from datetime import date

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups.models import Group, GroupLink, Holding, OfficeHeld, Seat
from commonground.partnership.groups.rules.governance import UPWARDS
from commonground.partnership.groups.rules.seats import OPEN, Span
from commonground.partnership.groups.rules.words import Mode, Office, Part


def seat_chair(held: OfficeHeld, *, by: Viewer) -> None:
    """Bring the seats that a chair's term gives in line with it. Inside the action that changed the term."""
    links = GroupLink.objects.filter(group=held.group, kind__in=UPWARDS).select_related("to")
    for board in {link.to for link in links}:
        _bring_in_line(board, held, _given(board, held), by=by)


def seat_chairs(board: Group, *, by: Viewer) -> None:
    """The same for every chair below a board: after a link, or the board itself, changed."""
    below = GroupLink.objects.filter(to=board, kind__in=UPWARDS).values("group")
    terms = OfficeHeld.objects.filter(office=Office.CHAIR, group__in=below).select_related("group", "practitioner")
    for held in terms:
        _bring_in_line(board, held, _given(board, held), by=by)


def _given(board: Group, held: OfficeHeld) -> Span | None:
    """When the term gives a seat on the board: while it runs, the group stands under the board, and the board is."""
    if not board.seats_chairs:
        return None
    spans = [
        Span(link.starts_on, link.ends_on)
        for link in GroupLink.objects.filter(group=held.group, to=board, kind__in=UPWARDS)
    ]
    term, life = Span(held.starts_on, held.ends_on), Span(board.starts_on, board.ends_on)
    shared = [found for span in spans if (found := _all_three(term, life, span))]
    return min(shared, default=None)


def _all_three(term: Span, life: Span, link: Span) -> Span | None:
    during = term.shared_with(life)
    return during.shared_with(link) if during else None


def _bring_in_line(board: Group, held: OfficeHeld, given: Span | None, *, by: Viewer) -> None:
    seat = Seat.objects.filter(group=board, because_of=held).first()
    if seat is None and given is not None:
        _make(board, held, given, by=by)
    elif seat is not None:
        _end(seat, given.ends_on if given else by.today, by=by)


def _make(board: Group, held: OfficeHeld, given: Span, *, by: Viewer) -> None:
    """Nobody gets a second seat: who sits on the board already goes on as they are."""
    own = Holding.objects.filter(seat__group=board, practitioner=held.practitioner)
    if any(Span(one.starts_on, one.ends_on).meets(given) for one in own):
        return
    below = Holding.objects.filter(seat__group=held.group, practitioner=held.practitioner, part=Part.HOLDER)
    from_ = below.select_related("seat").order_by("-starts_on").first()
    if from_ is None:
        return
    seat = Seat.objects.create(
        group=board,
        sector_id=from_.seat.sector_id,
        organisation_id=from_.seat.organisation_id,
        title=_title(held, from_.seat),
        because_of=held,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
    )
    Holding.objects.create(
        seat=seat,
        practitioner=held.practitioner,
        mode=Mode.ATTENDS,
        starts_on=given.starts_on,
        ends_on=given.ends_on,
    )
    audit.record("chair seated on the board above", by=by, about=seat, persons=[held.practitioner_id])


def _title(held: OfficeHeld, seat: Seat) -> str:
    """A closed group is not named on the board above it: the seat is called by the person's post."""
    return seat.title if held.group.is_closed else f"Chair of {held.group.name}"[:150]


def _end(seat: Seat, ends_on: date | None, *, by: Viewer) -> None:
    """The seat and who is on it end when the term does, also where the term was made longer."""
    until, before = ends_on or OPEN, seat.ends_on
    if (before or OPEN) == until or until <= seat.starts_on:
        return
    change(seat, based_on=seat.version, ends_on=ends_on)
    for holding in seat.holdings.all():
        if holding.starts_on < until and (holding.ends_on == before or (holding.ends_on or OPEN) > until):
            change(holding, based_on=holding.version, ends_on=ends_on)
    audit.record("seat of a chair ends with the term", by=by, about=seat, details={"on": ends_on})
