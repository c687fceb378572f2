"""Long work of this room."""

from collections.abc import Mapping
from contextlib import nullcontext

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work import actions as work
from commonground.ground.directory import actions, queries
from commonground.ground.directory.actions import doubles
from commonground.ground.directory.actions.feeds import IMPORT, handed_in

REFRESH = "directory.refresh"
DOUBLES = "directory.find-doubles"
COUNT = "directory.close-weeks"


@work.handler(IMPORT, title="Import of a directory of services")
def import_directory(
    progress: work.Progress,
    *,
    by: Viewer,
    source: str,
    name: str,
    address: str = "",
    nightly: bool = False,
    stored: bool = False,
) -> Mapping[str, object]:
    """Read a directory, then write it in one transaction. Killed before that, it changed nothing.

    `stored`: the source is a file that was handed in on a page.
    """
    with handed_in(source) if stored else nullcontext(source) as path:
        read = actions.read_source(str(path), name=name, tell=progress.step)
        run = actions.import_document(
            name=name,
            address=address,
            is_nightly=nightly,
            document=read.document,
            sha256=read.sha256,
            tell=progress.step,
            by=by,
        )
    return queries.run_as_plain(run)


@work.handler(REFRESH, title="Nightly reading of directories")
def refresh(progress: work.Progress, *, by: Viewer) -> Mapping[str, object]:
    """Read every feed that is read nightly. One that fails is told and does not keep the others from being read."""
    runs, failed = actions.refresh_feeds(tell=progress.step, by=by)
    return {**{run.feed.name: queries.run_as_plain(run) for run in runs}, **failed}


@work.handler(COUNT, title="Closing weeks in which people found no service")
def close_weeks(progress: work.Progress, *, by: Viewer) -> Mapping[str, object]:
    """Close the weeks that are over, then open gaps again that go on. Twice is as once."""
    closed = actions.close_weeks(by=by)
    return {"weeks": len(closed), "opened again": len(actions.reopen_what_goes_on(by=by))}


@work.handler(DOUBLES, title="Looking for entries that are there twice")
def find_doubles(progress: work.Progress, *, by: Viewer) -> Mapping[str, object]:
    """Compare every entry with those that share something with it. What was decided stays."""
    return doubles.find_doubles(by=by)
