"""Writes and edits of this room that the harness does by many at once and kills in the middle."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from commonground.foundation.kernel.viewer import Viewer, operator
from commonground.ground.partners import actions
from commonground.ground.partners.models import (
    Contribution,
    Offer,
    Organisation,
    PartnerSheet,
    Post,
    Practitioner,
    Register,
    SharingAgreement,
    Team,
)
from commonground.ground.partners.queries import Reading
from commonground.ground.partners.rules import Kind, Willingness
from commonground.ground.partners.tests import registers
from tests.security.writes import Edit, Write

SECTORS = """
[[sector]]
slug = "trial"
name = "Trial"
"""
SLUG = "edited-by-many"
SINCE = date(2024, 4, 1)


def somebody() -> Viewer:
    return operator(timezone.now(), permissions=frozenset({"partners.grant", "partners.keep"}))


def make_sector() -> None:
    actions.load_sectors(text=SECTORS, by=somebody())


def register(token: str) -> None:
    actions.register_organisation(slug=token, name=token, sector="trial", by=somebody())


def registered() -> Iterable[str]:
    return Organisation.objects.values_list("slug", flat=True)


def make_organisation() -> None:
    make_sector()
    register(SLUG)


def rename(token: str) -> None:
    row = Organisation.objects.get(slug=SLUG)
    actions.change_organisation(organisation=row, based_on=1, name=token, sector=row.sector, by=somebody())


def name_now() -> str:
    return Organisation.objects.get(slug=SLUG).name


def make_agreement() -> None:
    register = registers.Register()
    for party in register.signed(title=SLUG).parties.all():
        assert party.signed_on


def explain(token: str) -> None:
    row = SharingAgreement.objects.get(slug=SLUG)
    actions.change_agreement(agreement=row, based_on=1, details=token, special_basis=None, by=registers.keeper())


def explained() -> str:
    return SharingAgreement.objects.get(slug=SLUG).details


def make_team() -> None:
    make_organisation()
    row = Organisation.objects.get(slug=SLUG)
    actions.add_team(organisation=row, name=SLUG, service=row.sector, starts_on=SINCE, by=somebody())


def add_team(token: str) -> None:
    row = Organisation.objects.get(slug=SLUG)
    actions.add_team(organisation=row, name=token, service=row.sector, starts_on=SINCE, by=somebody())


def teams() -> Iterable[str]:
    return Team.objects.values_list("name", flat=True)


def rename_team(token: str) -> None:
    team = Team.objects.get(starts_on=SINCE)
    actions.change_team(team=team, based_on=1, name=token, service=team.service, by=somebody())


def add_person(token: str) -> None:
    team = Team.objects.get(name=SLUG)
    actions.add_practitioner(team=team, name=token, title="Worker", fte_hundredths=80, starts_on=SINCE, by=somebody())


def make_person() -> None:
    make_team()
    add_person(SLUG)


def people() -> Iterable[str]:
    return Practitioner.objects.values_list("name", flat=True)


def rename_person(token: str) -> None:
    actions.change_practitioner(practitioner=Practitioner.objects.get(), based_on=1, name=token, by=somebody())


def retitle_post(token: str) -> None:
    post = Post.objects.get()
    actions.change_post(post=post, based_on=1, title=token, fte_hundredths=50, starts_on=SINCE, by=somebody())


def add_offer(token: str) -> None:
    row = Organisation.objects.get(slug=SLUG)
    actions.add_offer(organisation=row, title=token, for_whom="All", starts_on=SINCE, by=somebody())


def make_offer() -> None:
    make_organisation()
    add_offer(SLUG)


def rename_offer(token: str) -> None:
    offer = Offer.objects.get()
    actions.change_offer(offer=offer, based_on=1, title=token, for_whom="All", starts_on=SINCE, by=somebody())


def make_contribution() -> None:
    make_organisation()
    register = actions.start_register(name=SLUG, by=somebody())
    row = Organisation.objects.get(slug=SLUG)
    entry = actions.add_partner(register=register, organisation=row, standing=Willingness.ASKED, by=somebody())
    actions.pledge(entry=entry, year=2026, kind=Kind.CASH, pledged=100, by=somebody())


def note_contribution(token: str) -> None:
    held = Contribution.objects.get()
    actions.change_contribution(contribution=held, based_on=1, pledged=200, note=token, by=somebody())


def hand_in(token: str) -> None:
    content = f"Name,Organisation,Post\n{token},{SLUG},Worker\n".encode()
    actions.hand_in_sheet(filename=token, content=content, by=somebody())


def handed_in() -> Iterable[str]:
    return PartnerSheet.objects.values_list("filename", flat=True)


def make_sheet() -> None:
    make_organisation()
    hand_in(SLUG)


def read_as(token: str) -> None:
    columns = {"name": 0, "organisation": 1, "title": 2, token: 3}
    sheet = PartnerSheet.objects.get()
    actions.read_sheet_as(sheet=sheet, based_on=1, reading=Reading(0, 1, columns), by=somebody())


def read_now() -> str:
    return " ".join(PartnerSheet.objects.get().reading["columns"])


WRITES = [
    Write("spreadsheet handed in", hand_in, handed_in, make_organisation),
    Write("organisation registered", register, registered, make_sector),
    Write("team added", add_team, teams, make_organisation),
    Write("practitioner added", add_person, people, make_team),
    Write("offer added", add_offer, lambda: Offer.objects.values_list("title", flat=True), make_organisation),
    Write(
        "register begun",
        lambda token: actions.start_register(name=token, by=somebody()) and None,
        lambda: Register.objects.values_list("name", flat=True),
    ),
]
EDITS = [
    Edit("organisation renamed", make_organisation, rename, name_now),
    Edit("sharing agreement changed", make_agreement, explain, explained),
    Edit("team renamed", make_team, rename_team, lambda: Team.objects.get().name),
    Edit("practitioner renamed", make_person, rename_person, lambda: Practitioner.objects.get().name),
    Edit("post retitled", make_person, retitle_post, lambda: Post.objects.get().title),
    Edit("offer renamed", make_offer, rename_offer, lambda: Offer.objects.get().title),
    Edit("spreadsheet read", make_sheet, read_as, read_now),
    Edit("contribution noted", make_contribution, note_contribution, lambda: Contribution.objects.get().note),
]
