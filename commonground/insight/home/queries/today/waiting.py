"""What needs the viewer: asked of every room that has something for their permissions, and of no other."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from commonground.foundation.kernel.viewer import Viewer
from commonground.foundation.work.rules import State
from commonground.ground.evidence import queries as evidence
from commonground.ground.partners import queries as partners
from commonground.ground.places import queries as places
from commonground.insight.home.rules.day import Item, counted_words, due_words

if TYPE_CHECKING:
    from commonground.foundation.work.models import Job
    from commonground.ground.places.models import FootprintVersion

KEEPS_AGREEMENTS = ("partners.keep-agreements", "partners.sign-own")
DECIDES = {True: ("places.draft",), False: ("places.draft", "places.publish")}  # of drafts, of proposals
LOOKS_AFTER = ("partners.look-after", "partners.look-after-own")
BROKEN = (State.FAILED.value, State.INTERRUPTED.value)


def agreements(viewer: Viewer) -> Iterator[Item]:
    """Lapses to answer and agreements to sign. Two queries, for those who may answer or sign."""
    if not any(viewer.may(permission) for permission in KEEPS_AGREEMENTS):
        return
    for lapse in partners.lapses_to_answer(viewer):
        is_late = lapse.answer_by_on < viewer.today
        yield Item(
            title=lapse.says,
            address=("partners:answer", (lapse.pk,)),
            status=due_words(lapse.answer_by_on, today=viewer.today),
            tone="red" if is_late else "orange",
            hint=f"Answered by {lapse.owner}",
            due=lapse.answer_by_on,
        )
    for party in partners.signatures_waiting(viewer):
        yield Item(
            title=f"{party.agreement} is not signed by {party.organisation}",
            address=("partners:sign", (party.pk,)),
            status="To sign",
            tone="yellow",
            hint="It does not hold before every party has signed",
        )


def maps(viewer: Viewer, lately: places.Lately) -> Iterator[Item]:
    """Drafts for those who draw, proposals for those who publish, clusters for heads who are asked about them."""
    for version in lately.waiting:
        address = (version.footprint.slug, version.slug)
        if viewer.may("places.comment") and version.takes_comments:
            hint = "Does the cluster proposed for your school suit it?"
            yield Item(str(version), ("places:comments", address), "Your view is asked", "yellow", hint)
        elif any(viewer.may(permission) for permission in DECIDES[version.is_draft]):
            may_decide = not version.is_draft and viewer.may("places.publish") and str(viewer.id) not in version.authors
            yield Item(
                title=f"{version.footprint}: {version.label}",
                address=("places:version", address),
                status="To decide" if may_decide else version.get_status_display(),
                tone="grey" if version.is_draft else "yellow",
                hint=_about_map(version),
                due=version.valid_from,
            )


def _about_map(version: "FootprintVersion") -> str:
    said = f"Drawn by {version.drafted_by} on {version.drafted_at:%-d %B %Y}"
    comments = getattr(version, "comments_open", 0)
    return f"{said}; {counted_words(comments, 'comment', 'comments')} without an answer" if comments else said


def accounts(leavers: "Sequence[partners.Leaver]", run_out: int) -> Iterator[Item]:
    """Accounts of those who have left, and invitations that ran out: numbers, no names. No query."""
    gone = sum(one.has_left for one in leavers)
    if gone:
        title = f"{counted_words(gone, 'account', 'accounts')} of people who have left"
        hint = "Close them; what they own goes to their team"
        yield Item(title, ("partners:leavers", ()), "To close", "red", hint)
    if run_out:
        title = f"{counted_words(run_out, 'invitation', 'invitations')} ran out without an answer"
        yield Item(title, ("partners:invitations", ()), "To send again", "orange")


def looks_after(viewer: Viewer) -> bool:
    """Whether the viewer looks after accounts, everybody's or those of their own organisation."""
    return any(viewer.may(permission) for permission in LOOKS_AFTER)


def work_to_look_at(jobs: "Sequence[Job]") -> Iterator[Item]:
    """Work that failed or was cut off. No query."""
    for job in jobs:
        if job.state in BROKEN:
            yield Item(job.title, ("work:job", (job.pk,)), job.state.capitalize(), "red", hint=job.problem)


def own_figures(viewer: Viewer) -> Iterator[Item]:
    """Files of one's own that nobody took yet, and rows of them in quarantine. One query, for those who keep some."""
    for held in evidence.own_that_wait(viewer):
        address = ("evidence:own-series", (held.slug,))
        if held.rows:
            rows = counted_words(held.rows, "row", "rows")
            yield Item(f"{rows} of {held.name} in quarantine", address, "To correct", "yellow")
        else:
            files = counted_words(held.files, "file", "files")
            yield Item(f"{files} of {held.name} not taken yet", address, "To look at", "yellow")


def figures(viewer: Viewer, *, is_stale: bool) -> Iterator[Item]:
    """Figures that wait to be prepared, for those who load them."""
    if viewer.may("evidence.import") and is_stale:
        yield Item(
            title="Figures are stale",
            address=("evidence:catalogue", ()),
            status="Stale",
            tone="orange",
            hint="Releases or maps have changed since. They are prepared when somebody opens a place, "
            "or now with commonground evidence prepare",
        )
