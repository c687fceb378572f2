"""Spreadsheets of people: handed in, read as somebody says, taken or discarded."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import access, queries, rules
from commonground.ground.partners.actions.organisations import register_organisation
from commonground.ground.partners.actions.posts import add_post, add_practitioner, change_post, change_practitioner
from commonground.ground.partners.actions.teams import add_team
from commonground.ground.partners.formats.headings import headings
from commonground.ground.partners.formats.spreadsheets import read_spreadsheet
from commonground.ground.partners.models import (
    Organisation,
    PartnerSheet,
    Practitioner,
    Qualification,
    Sector,
    Seniority,
    Team,
)
from commonground.ground.partners.queries import Plan, Planned, Reading, Step

FOLDER = "partners/sheets"
SETTLED = timedelta(days=1)  # a file that no row names after so long is left over


@audit.atomic()
def hand_in_sheet(*, filename: str, content: bytes, by: Viewer) -> PartnerSheet:
    """Keep a file until it is taken or discarded, under its hash, for whoever handed it in. Raises Invalid, Refused.

    How it is read is guessed from its headings; a person confirms it.
    """
    access.check_can_hand_in(by)
    sheets = read_spreadsheet(filename, content)
    digest = hashlib.sha256(content).hexdigest()
    sheet = PartnerSheet(
        account_id=by.id,
        filename=filename[-200:],
        sha256=digest,
        reading=queries.guessed_reading(sheets).as_plain(),
        handed_in_at=by.now,
    )
    sheet.file = default_storage.save(f"{FOLDER}/{digest}-{sheet.pk}", ContentFile(content))
    sheet.save(force_insert=True)
    audit.record("spreadsheet handed in", by=by, about=sheet, details={"sha256": digest, "bytes": len(content)})
    _sweep(by)
    return sheet


@audit.atomic()
def read_sheet_as(*, sheet: PartnerSheet, based_on: int, reading: Reading, by: Viewer) -> PartnerSheet:
    """Say which sheet it is and what its columns are. Raises Invalid where a name or an organisation has no column."""
    access.check_can_open_sheet(by, sheet)
    missing = [name for name in rules.REQUIRED if name not in reading.columns]
    if missing:
        labels = ", ".join(headings().labels[name].lower() for name in missing)
        raise Invalid("It cannot be read so.", [Problem(f"No column is said to hold: {labels}.", "Choose one.")])
    change(sheet, based_on=based_on, reading=reading.as_plain())
    audit.record("spreadsheet read", by=by, about=sheet, details=reading.as_plain())
    return sheet


@audit.atomic()
def take_sheet(
    *, sheet: PartnerSheet, based_on: int, digest: str, only_good: bool = False, by: Viewer
) -> Mapping[str, int]:
    """Do what the preview said, all of it or the good rows. Returns how many rows were added, changed, left, bad.

    Raises Conflict where it would do something else than `digest` said, Invalid naming the cells, Refused.
    """
    access.check_can_open_sheet(by, sheet)
    plan = queries.plan(by, queries.read_sheets(sheet), queries.reading_of(sheet), on=by.today)
    if plan.digest != digest:
        raise Conflict("Something was changed since you looked at this spreadsheet. Nothing was taken. Look again.")
    if plan.problems and not only_good:
        raise Invalid("The spreadsheet was not taken. Nothing was changed.", plan.problems)
    outcome = {step.value: plan.steps.get(step, 0) for step in Step} | {"not taken": plan.bad_rows}
    _take_rows(plan, by)
    _close(sheet, based_on=based_on, outcome=outcome, by=by)
    persons = [row.practitioner.pk for row in plan.rows if row.practitioner]
    audit.record("spreadsheet taken", by=by, about=sheet, details=outcome, persons=persons)
    return outcome


@audit.atomic()
def discard_sheet(*, sheet: PartnerSheet, based_on: int, by: Viewer) -> None:
    """Forget a file without taking it."""
    access.check_can_open_sheet(by, sheet)
    _close(sheet, based_on=based_on, outcome={}, by=by)
    audit.record("spreadsheet discarded", by=by, about=sheet)


def _close(sheet: PartnerSheet, *, based_on: int, outcome: Mapping[str, int], by: Viewer) -> None:
    name = sheet.file
    change(sheet, based_on=based_on, file="", closed_at=by.now, outcome=dict(outcome))
    if name:
        transaction.on_commit(lambda: default_storage.delete(name))


def _sweep(by: Viewer) -> None:
    """Remove files that no row names: what was left when a server stopped between file and row."""
    named = set(PartnerSheet.objects.exclude(file="").values_list("file", flat=True))
    for name in default_storage.listdir(FOLDER)[1]:
        path = f"{FOLDER}/{name}"
        if path not in named and default_storage.get_modified_time(path) < by.now - SETTLED:
            default_storage.delete(path)


def _take_rows(plan: Plan, by: Viewer) -> None:
    taking = _Taking(by)
    for row in plan.rows:
        if row.step is not Step.LEAVE:
            try:
                taking.take(row)
            except Invalid as wrong:
                cells = [row.line.problem(one.column or "name", one.what, one.do) for one in wrong.problems]
                raise Invalid("The spreadsheet was not taken. Nothing was changed.", cells) from wrong


class _Taking:
    """Takes rows one after another through the actions that pages use; remembers what earlier rows made."""

    def __init__(self, by: Viewer) -> None:
        self._by = by
        self._organisations: dict[str, Organisation] = {}
        self._teams: dict[tuple[object, str], Team] = {}
        self._people: dict[str, Practitioner] = {}

    def take(self, row: Planned) -> None:
        facts = row.facts
        if row.post is not None:
            self._contact(row)
            self._change(row)
            return
        organisation = row.organisation or self._organisation(facts)
        team = self._team(organisation, facts)
        person = facts.email or f"{facts.name.casefold()} at {organisation.pk}"
        practitioner = row.practitioner or self._people.get(person)
        values: dict[str, Any] = {
            "title": facts.title,
            "fte_hundredths": facts.fte_hundredths or rules.parse_fte(headings().otherwise["fte"]),
            "qualification": _term(Qualification, facts.qualification),
            "seniority": _term(Seniority, facts.seniority),
            "starts_on": facts.starts_on or max(team.starts_on, self._by.today),
            "ends_on": facts.ends_on,
        }
        if practitioner is None:
            self._people[person] = add_practitioner(
                team=team, name=facts.name, email=facts.email, phone=facts.phone, by=self._by, **values
            )
            return
        self._contact(row)
        add_post(practitioner=practitioner, team=team, by=self._by, **values)

    def _organisation(self, facts: rules.Facts) -> Organisation:
        key = facts.organisation.casefold()
        if key not in self._organisations:
            sector = Sector.objects.filter(name__iexact=facts.sector).first() or Sector.objects.get(pk=facts.sector)
            self._organisations[key] = register_organisation(
                name=facts.organisation, sector=sector.pk, source="A spreadsheet that was handed in", by=self._by
            )
        return self._organisations[key]

    def _team(self, organisation: Organisation, facts: rules.Facts) -> Team:
        name = facts.team or headings().otherwise["team"]
        key = (organisation.pk, name.casefold())
        if key not in self._teams:
            found = organisation.teams.filter(name__iexact=name).first()
            first = min(facts.starts_on or self._by.today, self._by.today)
            self._teams[key] = found or add_team(
                organisation=organisation, name=name, service=organisation.sector, starts_on=first, by=self._by
            )
        return self._teams[key]

    def _contact(self, row: Planned) -> None:
        """What the file says of address and telephone; what it leaves empty stays."""
        person, facts = row.practitioner, row.facts
        if person is None or not row.keeps_person:
            return
        email, phone = facts.email or person.email, facts.phone or person.phone
        if (email, phone) != (person.email, person.phone):
            change_practitioner(
                practitioner=person, based_on=person.version, name=person.name, email=email, phone=phone, by=self._by
            )

    def _change(self, row: Planned) -> None:
        post, facts = row.post, row.facts
        assert post is not None
        values: dict[str, Any] = {
            "fte_hundredths": facts.fte_hundredths or post.fte_hundredths,
            "qualification": _term(Qualification, facts.qualification) or post.qualification,
            "seniority": _term(Seniority, facts.seniority) or post.seniority,
            "starts_on": facts.starts_on or post.starts_on,
            "ends_on": facts.ends_on or post.ends_on,
        }
        if any(getattr(post, name) != value for name, value in values.items()):
            change_post(post=post, based_on=post.version, title=post.title, by=self._by, **values)


def _term(model: type[Qualification] | type[Seniority], text: str) -> Qualification | Seniority | None:
    if not text:
        return None
    return model._default_manager.filter(Q(name__iexact=text) | Q(slug__iexact=text)).first()
