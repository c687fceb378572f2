"""Organisations in detail, teams, people in post, voluntary bodies, registers and links of an example place."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from commonground.foundation.kernel import money
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import actions, queries, rules
from commonground.showcase.formats import Partners
from commonground.showcase.formats.partners import (
    DetailsEntry,
    LinkEntry,
    PractitionerEntry,
    RegisterEntry,
    SuccessionEntry,
    TeamEntry,
    VoluntaryEntry,
)

if TYPE_CHECKING:
    from commonground.ground.partners.models import Team

Tell = Callable[[str], None]


def register_partners(*, partners: Partners, by: Viewer, tell: Tell) -> None:
    """What is not there yet of partners.toml."""
    for details in partners.details:
        describe_organisation(details=details, by=by)
    for succession in partners.successions:
        record_succession(succession=succession, by=by)
    for team in partners.teams:
        add_team(team=team, by=by)
    new = sum(add_practitioner(practitioner=one, by=by) for one in partners.practitioners)
    for team in partners.teams:
        name_officer(team=team, by=by)
    for voluntary in partners.voluntary:
        describe_voluntary(voluntary=voluntary, by=by)
    for register in partners.registers:
        fill_register(register=register, by=by)
    for link in partners.links:
        begin_link(link=link, by=by)
    if partners.teams:
        tell(f"{len(partners.teams)} teams; {len(partners.practitioners)} invented people in post, {new} of them new")


def describe_organisation(*, details: DetailsEntry, by: Viewer) -> None:
    """Type, codes and other names, where no type is kept yet."""
    organisation = queries.organisation_page(details.organisation)
    if organisation.type_id:
        return
    actions.change_organisation(
        organisation=organisation,
        based_on=organisation.version,
        name=organisation.name,
        sector=organisation.sector,
        type=queries.organisation_types().get(pk=details.type),
        codes=details.codes,
        also="\n".join(details.also),
        formerly="\n".join(details.formerly),
        starts_on=details.starts_on,
        by=by,
    )


def record_succession(*, succession: SuccessionEntry, by: Viewer) -> None:
    for slug in succession.former:
        former = queries.organisation_page(slug)
        if former.ends_on is None:
            actions.record_succession(
                organisation=former,
                based_on=former.version,
                successors=[queries.organisation(succession.successor)],
                happened_on=succession.on,
                moves_teams=True,
                note=succession.source,
                by=by,
            )


def add_team(*, team: TeamEntry, by: Viewer) -> None:
    organisation = queries.organisation(team.organisation)
    if not organisation.teams.filter(name=team.name).exists():
        actions.add_team(
            organisation=organisation,
            name=team.name,
            service=queries.sectors().get(pk=team.service),
            starts_on=team.starts_on,
            about=team.about,
            areas=team.areas,
            by=by,
        )


def add_practitioner(*, practitioner: PractitionerEntry, by: Viewer) -> bool:
    """Somebody invented with their post, linked with the account of the same address. Returns whether they were new."""
    if queries.practitioners(by, words=practitioner.email).exists():
        return False
    new = actions.add_practitioner(
        team=_team(by, practitioner.team),
        name=practitioner.name,
        email=practitioner.email,
        phone=practitioner.phone,
        title=practitioner.title,
        fte_hundredths=rules.parse_fte(practitioner.fte),
        qualification=queries.qualifications().filter(pk=practitioner.qualification).first(),
        seniority=queries.seniorities().filter(pk=practitioner.seniority).first(),
        starts_on=practitioner.starts_on,
        ends_on=practitioner.ends_on,
        is_invented=True,
        by=by,
    )
    account = queries.account_to_link(new)
    if account is not None:
        actions.link_account(practitioner=new, based_on=new.version, account=account, by=by)
    return True


def name_officer(*, team: TeamEntry, by: Viewer) -> None:
    """Who answers for a team, where nobody is named yet."""
    held = _team(by, team.name)
    if not team.accountable or held.accountable_id is not None:
        return
    actions.change_team(
        team=held,
        based_on=held.version,
        name=held.name,
        service=held.service,
        about=held.about,
        areas=team.areas,
        accountable=queries.practitioners(by, words=team.accountable).get(),
        by=by,
    )


def describe_voluntary(*, voluntary: VoluntaryEntry, by: Viewer) -> None:
    body = queries.body(queries.organisation(voluntary.organisation), on=by.today)
    if body is None or body.profile is not None:
        return
    actions.describe_capacity(
        organisation=body.organisation,
        based_on=0,
        size=queries.size_bands().filter(pk=voluntary.size).first(),
        serves=voluntary.serves,
        capacity=voluntary.capacity,
        looking_for=voluntary.looking_for,
        assured_on=voluntary.assured_on,
        by=by,
    )
    for offer in voluntary.offers:
        actions.add_offer(
            organisation=body.organisation,
            title=offer.title,
            for_whom=offer.for_whom,
            about=offer.about,
            areas=offer.areas,
            starts_on=offer.starts_on,
            ends_on=offer.ends_on,
            assured_on=offer.assured_on,
            by=by,
        )


def fill_register(*, register: RegisterEntry, by: Viewer) -> None:
    """The partners of a board, and their even shares of an amount to the penny."""
    held = actions.start_register(
        slug=register.slug, name=register.name, about=register.about, source=register.source, by=by
    )
    if held.entries.exists():
        return
    shares = money.split(money.parse(register.shared), [1] * len(register.partners))
    for partner, share in zip(register.partners, shares, strict=True):
        entry = actions.add_partner(
            register=held,
            organisation=queries.organisation(partner.organisation) if partner.organisation else None,
            named_as=partner.named_as,
            standing=rules.Willingness(partner.standing),
            note=partner.note,
            by=by,
        )
        year = rules.parse_year(register.year)
        actions.pledge(entry=entry, year=year, kind=rules.Kind.CASH, pledged=share, source=register.source, by=by)


def begin_link(*, link: LinkEntry, by: Viewer) -> None:
    one, other = queries.organisation(link.one), queries.organisation(link.other)
    if not any({found.one_id, found.other_id} == {one.pk, other.pk} for found in queries.links_of(one)):
        actions.begin_link(
            one=one,
            other=other,
            about=link.about,
            status=rules.LinkStatus(link.status),
            since=link.since,
            source=link.source,
            by=by,
        )


def _team(by: Viewer, name: str) -> "Team":
    return queries.teams(queries.Asked(words=name), on=by.today).get(name=name)
