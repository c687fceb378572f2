"""A short list, or the card of one service, to hand out: for a family, a bulletin, an event (S11)."""

from datetime import date

from commonground.foundation.documents.report import Paragraph, Points, Report, Section
from commonground.ground.directory.queries.finding import At
from commonground.ground.directory.queries.short_lists import ShortList, Shortlisted

CONTACT = "Each service is asked for itself: what is printed here may have changed."


def short_list_report(listed: ShortList, *, as_at: date) -> Report:
    """A section a service, in the order of the list."""
    one = listed.services[0].service if len(listed.services) == 1 else None
    return Report(
        title=one.name if one else "Services that may help",
        subtitle=one.provider.name if one else "",
        as_at=as_at,
        contact=CONTACT,
        sections=[_section(held, is_alone=one is not None) for held in listed.services],
        is_short=True,
    )


def _section(held: Shortlisted, *, is_alone: bool) -> Section:
    service = held.service
    heading = "What it is" if is_alone else f"{service.name} ({service.provider.name})"
    return Section(heading, [Paragraph(service.description or service.name), Points(_facts(held))])


def _facts(held: Shortlisted) -> list[str]:
    service, helped = held.service, held.help
    lives = f", who live in {', '.join(helped.serves)}" if helped.serves else ""
    facts = [f"For whom: {helped.who_for}{lives}"]
    facts += [f"When: {when}" for when in helped.when]
    facts += [f"Where: {_place(at)}" for at in helped.places]
    facts += [f"Cost: {helped.cost}"] if helped.cost else []
    facts += [f"How to get it: {how_to_get_it(held)}"]
    if held.languages:
        facts.append(f"Languages: {', '.join(one.name or one.code for one in held.languages)}")
    facts += [f"Ring: {one.number}" for one in held.phones]
    facts += [f"Write: {service.email}"] if service.email else []
    facts += [f"Read: {service.url}"] if service.url else []
    assured = service.assured_on
    facts.append(f"Vouched for on {assured:%-d %B %Y}" if assured else "Nobody has vouched for this entry yet")
    return facts


def how_to_get_it(held: Shortlisted) -> str:
    """In its own words, else as its route says."""
    service = held.service
    return service.application_process or (service.get_route_display() if service.route else "Ask the provider")


def _place(at: At) -> str:
    named = ", ".join(part for part in (at.location.name, at.location.postcode) if part)
    return f"{named}: {'; '.join(at.hours)}" if at.hours else named
