"""`commonground profile RUN`: take a frozen profile away, or make its figures again."""

import json
from pathlib import Path
from uuid import UUID

import click
from django.utils import timezone

from commonground.foundation.documents.doors import FORMATS, filename
from commonground.foundation.kernel.viewer import public
from commonground.ground.evidence import actions, papers, queries
from commonground.ground.evidence.commands.terminal import operator_who_imports, progress_bar


@click.command()
@click.argument("run", type=click.UUID)
@click.option("--check", is_flag=True, help="Make every figure again from its releases; exit 1 if one differs.")
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help="Write files into this folder.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def profile(run: UUID, check: bool, folder: Path | None, as_json: bool) -> None:
    """A frozen needs profile by its run id: what it is, its files, or whether its figures can be made again.

    \b
    Examples: commonground profile 01a2170e-2f9a-770a-bef2-bcb442dd871f --check
              commonground profile 01a2170e-2f9a-770a-bef2-bcb442dd871f --to profile
    """
    held = queries.profile_by_run(run)
    plain: dict[str, object] = {"run": str(run), "title": held.title, "area": held.area.key, "status": held.status}
    made = held.frozen
    assert made is not None  # found by its run
    said = [f"{held.title}, {held.area.key}, {held.status}, frozen {made.made_at:%d.%m.%Y} by {made.made_by}"]
    if folder is not None:
        report = papers.profile_report(queries.content_of(held, viewer=public(timezone.now())), run=str(run))
        folder.mkdir(parents=True, exist_ok=True)
        for suffix, kind in FORMATS.items():
            path = folder / filename(report, suffix)
            path.write_bytes(kind.render(report))
            said.append(str(path))
    if check:
        with progress_bar() as show:
            found = actions.reproduce_profile(run=run, by=operator_who_imports(), progress=show)
        plain |= {"same": found.is_same, "figures": len(found.kept.measured), "different": list(found.different)}
        same = len(found.kept.measured) - len(found.different)
        said.append(f"{same} of {len(found.kept.measured)} figures made again are as they were kept.")
        said += [*found.different, *found.notes]
    click.echo(json.dumps(plain) if as_json else "\n".join(said))
    if check and not found.is_same:
        raise SystemExit(1)
