"""Organisations and first accounts from the command line of the host."""

import json
from pathlib import Path

import click
from django.utils import timezone

from commonground.foundation.kernel import viewer as kernel
from commonground.foundation.kernel.errors import Invalid, NotFound
from commonground.foundation.work import actions as work
from commonground.ground.partners import actions, papers, queries
from commonground.ground.partners.formats.spreadsheets import read_spreadsheet
from commonground.ground.partners.forms import check_password
from commonground.ground.partners.jobs import RAISE_LAPSES


def _operator() -> kernel.Viewer:
    return kernel.operator(timezone.now(), permissions=frozenset({"partners.grant"}))


@click.group()
def organisation() -> None:
    """Organisations that take part."""


@organisation.command("add")
@click.argument("slug")
@click.argument("name")
@click.option("--sector", required=True, help="One of packs/sectors.toml, for example county-council.")
def add_organisation(slug: str, name: str, sector: str) -> None:
    """Register an organisation.

    \b
    Example:
      commonground organisation add example-council "Example County Council" --sector county-council
    """
    known = queries.sector_slugs()
    if sector not in known:
        raise NotFound(f"There is no sector {sector!r}. There are: {', '.join(known)}.")
    actions.register_organisation(slug=slug, name=name, sector=sector, by=_operator())
    click.echo(f"{name} is registered.")


@click.group()
def account() -> None:
    """People who can sign in."""


@account.command("add")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--organisation", "organisation_slug", required=True, help="Slug of a registered organisation.")
@click.option("--role", "role_slug", required=True, help="For example system-administrator.")
@click.password_option(help="Asked for when left out.")
def add_account(email: str, name: str, organisation_slug: str, role_slug: str, password: str) -> None:
    """Register somebody with a first role, from today.

    \b
    Example:
      commonground account add sam@example.org --name "Sam Example" --organisation example-council \\
        --role system-administrator
    """
    check_password(password)
    by = _operator()
    role, place = queries.role(role_slug), queries.organisation(organisation_slug)
    person = actions.register_account(email=email, name=name, password=password, by=by)
    actions.grant_role(account=person, role=role, organisation=place, starts_on=by.today, by=by)
    click.echo(f"{name} can sign in as {role.name.lower()} at {place.name}.")


@click.group()
def governance() -> None:
    """Sharing agreements, registrations and reviews."""


@governance.command("raise-lapses")
def raise_lapses() -> None:
    """Raise what has lapsed or soon will, and take off the list what holds again. For the nightly schedule of the host.

    \b
    Example:
      commonground governance raise-lapses
    """
    by = kernel.operator(timezone.now(), permissions=frozenset({"partners.keep-agreements"}), label="nightly check")
    job = work.run_now(job=RAISE_LAPSES, params={}, key=RAISE_LAPSES, by=by)
    click.echo(f"{job.result['raised']} raised.")


@click.command("partners")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--preview", is_flag=True, help="Say what it would do; change nothing.")
@click.option("--good-rows", is_flag=True, help="Take the good rows and leave the others.")
@click.option("--json", "as_json", is_flag=True, help="What was done, or would be, as one JSON object.")
def import_partners(path: Path, *, preview: bool, good_rows: bool, as_json: bool) -> None:
    """Take a spreadsheet of people: Excel, OpenDocument or CSV, columns in any order, known by their headings.

    All or nothing, unless --good-rows. What the file does not mention stays as it is; the same file again changes
    nothing. Hidden rows and sheets are left out and named.

    \b
    Examples:
      commonground import partners partners.xlsx --preview
      commonground import partners partners.xlsx --good-rows
    """
    by = kernel.operator(timezone.now(), permissions=frozenset({"partners.keep"}))
    sheets = read_spreadsheet(path.name, path.read_bytes())
    plan = queries.plan(by, sheets, queries.guessed_reading(sheets), on=by.today)
    counts = {step.value: plan.steps.get(step, 0) for step in queries.Step} | {"not taken": plan.bad_rows}
    problems = [str(problem) for problem in plan.problems]
    if not preview:
        if plan.problems and not good_rows:
            raise Invalid(f"{path.name} was not taken. Nothing was changed.", plan.problems)
        sheet = actions.hand_in_sheet(filename=path.name, content=path.read_bytes(), by=by)
        actions.take_sheet(sheet=sheet, based_on=sheet.version, digest=plan.digest, only_good=good_rows, by=by)
    if as_json:
        click.echo(json.dumps({**counts, "hidden rows left out": list(plan.hidden), "problems": problems}))
        return
    click.echo(papers.steps_in_words(plan) if preview else papers.outcome_in_words(path.name, counts))
    if plan.hidden:
        click.echo(f"Hidden rows were left out: {', '.join(map(str, plan.hidden))}.")
    for problem in problems:
        click.echo(f"  {problem}", err=True)


@account.command("renew-secrets")
def renew_secrets() -> None:
    """Encrypt second factors anew, with the present secret key.

    After a change of COMMONGROUND_SECRET_KEY, with the earlier one in COMMONGROUND_OLD_SECRET_KEYS; then take that out.

    Example: commonground account renew-secrets
    """
    click.echo(f"{actions.renew_secrets(by=_operator())} second factors are encrypted with the present key.")


IMPORTS: list[click.Command] = [import_partners]
COMMANDS: list[click.Command] = [organisation, account, governance]
