"""Read every directory again that is read nightly."""

import logging

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.directory import access
from commonground.ground.directory.actions.importing import Tell, import_document
from commonground.ground.directory.actions.reading import read_source
from commonground.ground.directory.formats.open_referral.fetching import Fetcher
from commonground.ground.directory.models import Feed, FeedRun
from commonground.ground.directory.queries import nightly_feeds

LONGEST = 2000
log = logging.getLogger(__name__)


def refresh_feeds(
    *, tell: Tell, by: Viewer, fetcher: Fetcher | None = None
) -> tuple[list[FeedRun], dict[str, list[str]]]:
    """Each feed in a transaction of its own: its run, or why it could not be read. Raises Refused."""
    access.check_can_import(by)
    runs: list[FeedRun] = []
    failed: dict[str, list[str]] = {}
    for feed in nightly_feeds(by.today):
        try:
            read = read_source(feed.address, name=feed.name, tell=tell, fetcher=fetcher)
            runs.append(
                import_document(
                    name=feed.name,
                    address=feed.address,
                    document=read.document,
                    sha256=read.sha256,
                    tell=tell,
                    by=by,
                )
            )
        except Invalid as wrong:
            log.warning("the feed %s was not read: %s", feed.pk, wrong.sentence)
            failed[feed.name] = [str(one) for one in wrong.problems] or [wrong.sentence]
            note_failure(feed=feed, why=failed[feed.name], by=by)
    return runs, failed


@audit.atomic()
def note_failure(*, feed: Feed, why: list[str], by: Viewer) -> None:
    """Keep on the feed why it could not be read, for whoever looks after it, until it is read again."""
    now = Feed.objects.get(pk=feed.pk)
    change(now, based_on=now.version, failed_at=by.now, failure=" ".join(why)[:LONGEST])
    audit.record("directory could not be read", by=by, about=now)
