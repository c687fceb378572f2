"""Organisations and first accounts from the command line of the host."""

import click
from django.utils import timezone

from commonground.foundation.kernel import viewer as kernel
from commonground.foundation.kernel.errors import NotFound
from commonground.ground.partners import actions, queries
from commonground.ground.partners.forms import check_password


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


COMMANDS: list[click.Command] = [organisation, account]
