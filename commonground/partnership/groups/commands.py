"""Commands of groups on the host."""

from pathlib import Path

import click
from django.utils import timezone

from commonground.foundation.kernel import viewer as kernel
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.ground.partners import queries as partners
from commonground.partnership.groups import actions
from commonground.partnership.groups.formats.modern_gov import PublishedMeeting, read_published

LARGEST = 50_000_000


@click.command("meetings")
@click.argument("paths", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1, required=True)
@click.option("--host", "host_slug", required=True, help="Slug of the organisation that runs committees made anew.")
@click.option("--group", "groups", multiple=True, help='"Name of a committee=slug of a group" where names differ.')
@click.option("--preview", is_flag=True, help="Say what it would do; change nothing.")
def import_meetings(paths: tuple[Path, ...], *, host_slug: str, groups: tuple[str, ...], preview: bool) -> None:
    """Take published meetings and recorded votes (JSON as taken off a modern.gov site).

    All or nothing. A committee that is no group yet becomes one that anybody may read; the same files again change
    nothing. How each member voted is not taken.

    \b
    Examples:
      commonground import meetings meetings.json voting.json --host example-council --preview
      commonground import meetings meetings.json --host example-council --group "Executive=cabinet"
    """
    by = kernel.operator(timezone.now(), permissions=frozenset({"groups.read", "groups.keep"}))
    host = partners.organisation(host_slug)
    known_as = dict(_known_as(one) for one in groups)
    meetings = [one for path in paths for one in _read(path)]
    run = actions.preview_published if preview else actions.take_published
    taken = run(meetings=meetings, host=host, known_as=known_as, by=by)
    would = "would be made" if preview else "made"
    made = f"{taken.groups} groups, {taken.meetings} meetings, {taken.items} items and {taken.decisions} decisions"
    click.echo(f"{made} {would}.")
    if taken.cancelled:
        click.echo(f"{taken.cancelled} meetings cancelled.")
    click.echo(f"{taken.already} items and decisions stand there already.")


def _known_as(asked: str) -> tuple[str, str]:
    committee, _, slug = asked.rpartition("=")
    if not committee.strip() or not slug.strip():
        why = f"{asked!r} does not name a committee and a group, as in Executive=cabinet."
        raise Invalid("Nothing was changed.", [Problem(why, where="--group")])
    return " ".join(committee.split()), slug.strip()


def _read(path: Path) -> list[PublishedMeeting]:
    if path.stat().st_size > LARGEST:
        raise Invalid(f"{path.name} was not read.", [Problem("It is larger than 50 MB.", where=path.name)])
    return read_published(path.name, path.read_bytes())


IMPORTS: list[click.Command] = [import_meetings]
