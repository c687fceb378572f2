"""Groups are started, seated and joined to each other."""

from datetime import date
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.rules.words import Link, Mode, Office, Openness, Part
from commonground.showcase.actions.groups.who import Setting
from commonground.showcase.formats.groups import GroupEntry, SeatEntry

if TYPE_CHECKING:
    from commonground.partnership.groups.models import Group


def make_venues(setting: Setting) -> None:
    there = {one.name for one in queries.venues(on=setting.by.today)}
    for entry in setting.told.venues:
        if entry.name not in there:
            actions.add_venue(
                name=entry.name,
                address=entry.address,
                access_words=entry.access,
                travel=entry.travel,
                is_invented=True,
                by=setting.by,
            )


def start_groups(setting: Setting) -> list[GroupEntry]:
    """Start those that are not there yet, with seats and offices. Returns their entries."""
    new = [entry for entry in setting.told.groups if entry.name not in setting.groups]
    for entry in new:
        setting.groups[entry.name] = start_group(setting, entry)
    for entry in new:
        seat_people(setting, entry)
    return new


def start_group(setting: Setting, entry: GroupEntry) -> "Group":
    kinds = {one.pk: one for one in queries.group_types()}
    return actions.start_group(
        name=entry.name,
        type=kinds[entry.type],
        openness=Openness(entry.openness),
        host=partners.organisation(entry.host),
        starts_on=first_day(setting, entry),
        ends_on=last_day(setting, entry),
        about=entry.about,
        also=entry.also,
        seats_chairs=entry.seats_chairs,
        source=entry.source,
        is_invented=entry.is_invented,
        areas=[places.area_by_reference(area) for area in entry.areas],
        clerk=setting.person(entry.clerk) if entry.clerk else None,
        by=keeper(setting, entry),
    )


def first_day(setting: Setting, entry: GroupEntry) -> date:
    if entry.starts_on is not None:
        return entry.starts_on
    assert entry.starts_weeks is not None, f"{entry.name} begins on no day"
    return setting.day(entry.starts_weeks)


def last_day(setting: Setting, entry: GroupEntry) -> date | None:
    """The end of a group that has one from the start; one that was to go on is closed later."""
    return setting.day(entry.ends_weeks) if entry.ends_weeks is not None else None


def keeper(setting: Setting, entry: GroupEntry) -> Viewer:
    """Who looks after it: of a closed group its clerk, as nobody else knows of it."""
    return setting.acting(entry.clerk) if entry.clerk else setting.by


def seat_people(setting: Setting, entry: GroupEntry) -> None:
    """Seats, who is on them, then offices: a chair is a member first."""
    for seat in entry.seats:
        make_seat(setting, entry, seat)
    for office in entry.offices:
        actions.appoint(
            group=setting.groups[entry.name],
            office=Office(office.office),
            practitioner=setting.person(office.holder),
            starts_on=max(office.since, first_day(setting, entry)),
            ends_on=last_day(setting, entry),
            by=keeper(setting, entry),
        )


def make_seat(setting: Setting, entry: GroupEntry, seat: SeatEntry) -> None:
    by, since = keeper(setting, entry), max(seat.since, first_day(setting, entry))
    made = actions.make_seat(
        group=setting.groups[entry.name],
        sector=partners.sectors().get(pk=seat.sector),
        organisation=partners.organisation(seat.organisation) if seat.organisation else None,
        title=seat.title,
        starts_on=since,
        by=by,
    )
    for name, part, mode in (
        *((name, Part.HOLDER, Mode(seat.mode)) for name in [seat.holder] if name),
        *((name, Part.DEPUTY, Mode.ATTENDS) for name in seat.deputies),
    ):
        actions.hold_seat(seat=made, practitioner=setting.person(name), starts_on=since, part=part, mode=mode, by=by)


def tie_groups(setting: Setting, new: list[GroupEntry]) -> None:
    """Links of what is new, then the end of groups that are no more: it ends what belongs to them."""
    names = {entry.name for entry in new}
    for tie in setting.told.ties:
        if tie.group in names:
            actions.link_groups(
                group=setting.groups[tie.group],
                to=setting.groups[tie.to],
                kind=Link(tie.kind),
                starts_on=tie.starts_on,
                ends_on=tie.ends_on,
                note=tie.note,
                by=setting.by,
            )
