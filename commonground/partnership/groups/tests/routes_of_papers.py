"""Addresses of papers and packs: by seat and office, not by role; restricted and closed ones for nobody outside."""

from collections.abc import Callable, Mapping

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from commonground.partnership.groups import actions, queries
from commonground.partnership.groups.models import BackgroundPaper, Group, Meeting, Paper, PaperFile, Tabling
from commonground.partnership.groups.rules.packs import Content, Pages
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import NOW, Cast, cast
from commonground.partnership.groups.tests.paperwork import item_of, meeting_of, paper_of, ready_paper
from tests.security.routes import HIDDEN, PUBLIC, REFUSED, Route
from tests.world import World

INSIDE = frozenset(
    {"group-member", "group-chair", "clerk", "councillor", "locality-manager", "head-teacher", "lead-practitioner",
     "practice-supervisor", "analyst", "board-member", "organisation-administrator"}
)  # fmt: skip
MAY_READ = INSIDE | {"front-door-worker"}
KEEPS = frozenset({"locality-manager"})
NONE: frozenset[str] = frozenset()
HIDDEN_OR_REFUSED = HIDDEN | REFUSED
UNSAID = frozenset({422})
SECRET = "Canary of a paper"
Arguments = Callable[[World], Mapping[str, object]]
DIGEST = "c" * 64


def desk(openness: Openness) -> Cast:
    """A group with a published pack of an open and a restricted item, and drafts that no agenda has yet. Made once."""
    name = f"Desk {openness.value}"
    held = Group.objects.filter(name=name).first()
    if held is None:
        return _made(openness, name)
    return Cast(held, {})


def _made(openness: Openness, name: str) -> Cast:
    people = cast(openness, name)
    by = people.sees("clerk")
    meeting = meeting_of(people)
    for is_restricted in (False, True):
        item = item_of(meeting, f"{SECRET} item" if is_restricted else "Plan", is_restricted=is_restricted)
        paper = ready_paper(people, f"{SECRET} in the pack", recommends="", is_restricted=is_restricted)
        actions.table_paper(paper=paper, item=item, by=by)
        PaperFile.objects.create(
            paper=paper, title="Map", name="map.pdf", digest=DIGEST, size=3, content_type="application/pdf",
            uploaded_at=NOW, uploaded_by="Somebody",
        )  # fmt: skip
        paper_of(people, f"{SECRET} draft", is_restricted=is_restricted)
    if not default_storage.exists(queries.stored_at(DIGEST)):
        default_storage.save(queries.stored_at(DIGEST), ContentFile(b"map"))
    actions.publish_pack(meeting=meeting, based_on=meeting.version, count_pages=_one_page, by=by)
    late = ready_paper(people, "Late", recommends="")
    actions.table_paper(paper=late, item=meeting.items.get(is_restricted=False), by=by)
    return people


def _one_page(content: Content, first: int, restricted: int) -> Pages:
    return Pages({}, first, restricted)


def group_of(openness: Openness) -> Arguments:
    return lambda world: {"slug": desk(openness).group.slug}


def pack_of(openness: Openness, **more: object) -> Arguments:
    def arguments(world: World) -> Mapping[str, object]:
        meeting = Meeting.objects.get(group=desk(openness).group)
        return {"slug": meeting.group.slug, "key": meeting.key, **more}

    return arguments


def issue_of(openness: Openness, part: str, suffix: str = "docx") -> Arguments:
    def arguments(world: World) -> Mapping[str, object]:
        held = pack_of(openness)(world)
        issue = Meeting.objects.get(group__slug=held["slug"]).issues.get(number=0)
        return {**held, "issue_id": issue.pk, "part": part, "suffix": suffix}

    return arguments


def waiting_in(openness: Openness) -> Arguments:
    def arguments(world: World) -> Mapping[str, object]:
        held = pack_of(openness)(world)
        return {**held, "tabling_id": Tabling.objects.get(item__meeting__group__slug=held["slug"], issue=None).pk}

    return arguments


def _draft(openness: Openness, *, is_restricted: bool = False) -> Paper:
    of = desk(openness).group
    return Paper.objects.get(group=of, title=f"{SECRET} draft", is_restricted=is_restricted)


def draft_of(openness: Openness, *, is_restricted: bool = False, **more: object) -> Arguments:
    return lambda world: {"paper_id": _draft(openness, is_restricted=is_restricted).pk, **more}


def background_of(openness: Openness) -> Arguments:
    def arguments(world: World) -> Mapping[str, object]:
        paper = _draft(openness)
        return {"paper_id": paper.pk, "background_id": BackgroundPaper.objects.create(paper=paper, title="Old plan").pk}

    return arguments


def file_of(openness: Openness, *, is_restricted: bool) -> Arguments:
    """In the pack that went out."""

    def arguments(world: World) -> Mapping[str, object]:
        of = desk(openness).group
        out = PaperFile.objects.filter(paper__group=of, paper__status="published")
        return {"file_id": out.get(paper__is_restricted=is_restricted).pk}

    return arguments


def file_of_draft(openness: Openness, *, alone: bool = False) -> Arguments:
    def arguments(world: World) -> Mapping[str, object]:
        paper = _draft(openness)
        file = paper.files.first() or PaperFile.objects.create(
            paper=paper, title="Plan", name="plan.pdf", digest=DIGEST, size=3, content_type="application/pdf",
            uploaded_at=NOW, uploaded_by="Somebody",
        )  # fmt: skip
        return {"file_id": file.pk} if alone else {"file_id": file.pk, "paper_id": paper.pk}

    return arguments


PARTNERS, CLOSED, OPEN = Openness.PARTNERS, Openness.CLOSED, Openness.PUBLIC
PAGES = ("paper", "write", "recommendations", "background", "paper-files", "paper-areas", "withdraw", "table")
TELLS = (SECRET,)

ROUTES_OF_PAPERS = [
    Route("groups:papers", INSIDE, group_of(PARTNERS), note="of partners"),
    Route("groups:papers", NONE, group_of(CLOSED), HIDDEN_OR_REFUSED, tells=TELLS, note="closed"),
    Route("groups:begin-paper", KEEPS, group_of(PARTNERS), note="of partners"),
    Route("groups:begin-paper", NONE, group_of(CLOSED), HIDDEN_OR_REFUSED, note="closed"),
    *(Route(f"groups:{page}", KEEPS, draft_of(PARTNERS), HIDDEN_OR_REFUSED, tells=TELLS) for page in PAGES),
    *(
        Route(f"groups:{page}", NONE, draft_of(kind, is_restricted=hidden), HIDDEN_OR_REFUSED, tells=TELLS, note=note)
        for page in PAGES
        for kind, hidden, note in ((CLOSED, False, "closed"), (PARTNERS, True, "restricted"))
    ),
    Route("groups:sign", KEEPS, draft_of(PARTNERS, key="financial"), HIDDEN_OR_REFUSED, tells=TELLS),
    Route(
        "groups:sign", NONE, draft_of(PARTNERS, is_restricted=True, key="financial"), HIDDEN_OR_REFUSED, tells=TELLS,
        note="restricted",
    ),
    Route("groups:ready", KEEPS, draft_of(PARTNERS), HIDDEN_OR_REFUSED, method="post", answers=UNSAID),
    Route("groups:take-back", KEEPS, draft_of(PARTNERS), HIDDEN_OR_REFUSED, method="post", answers=UNSAID),
    Route("groups:remove-background", KEEPS, background_of(PARTNERS), HIDDEN_OR_REFUSED, method="post"),
    Route("groups:remove-file", KEEPS, file_of_draft(PARTNERS), HIDDEN_OR_REFUSED, method="post"),
    Route("groups:file", PUBLIC, file_of(OPEN, is_restricted=False), note="public"),
    Route("groups:file", MAY_READ, file_of(PARTNERS, is_restricted=False), HIDDEN, note="of partners"),
    Route("groups:file", NONE, file_of(OPEN, is_restricted=True), HIDDEN, note="restricted"),
    Route("groups:file", NONE, file_of(CLOSED, is_restricted=False), HIDDEN, note="closed"),
    Route("groups:file", KEEPS, file_of_draft(OPEN, alone=True), HIDDEN, note="draft"),
    Route("groups:pack", PUBLIC, pack_of(OPEN), note="public"),
    Route("groups:pack", MAY_READ, pack_of(PARTNERS), HIDDEN, tells=TELLS, note="of partners"),
    Route("groups:pack", NONE, pack_of(CLOSED), HIDDEN, tells=TELLS, note="closed"),
    Route("groups:pack-item", PUBLIC, pack_of(OPEN, number="1"), note="public"),
    Route("groups:pack-item", MAY_READ, pack_of(PARTNERS, number="1"), HIDDEN, tells=TELLS, note="of partners"),
    Route("groups:pack-item", NONE, pack_of(OPEN, number="R1"), HIDDEN, tells=TELLS, note="restricted"),
    Route("groups:pack-item", NONE, pack_of(CLOSED, number="1"), HIDDEN, tells=TELLS, note="closed"),
    Route("groups:pack-file", PUBLIC, issue_of(OPEN, "open"), note="public"),
    Route("groups:pack-file", MAY_READ, issue_of(PARTNERS, "open"), HIDDEN, note="of partners"),
    Route("groups:pack-file", NONE, issue_of(OPEN, "full"), HIDDEN, note="restricted"),
    Route("groups:pack-file", NONE, issue_of(CLOSED, "open"), HIDDEN, note="closed"),
    Route("groups:publish", KEEPS, pack_of(PARTNERS), HIDDEN_OR_REFUSED, note="of partners"),
    Route("groups:publish", NONE, pack_of(CLOSED), HIDDEN_OR_REFUSED, tells=TELLS, note="closed"),
    Route("groups:untable", NONE, waiting_in(CLOSED), HIDDEN_OR_REFUSED, method="post", note="closed"),
    Route("groups:untable", KEEPS, waiting_in(PARTNERS), HIDDEN_OR_REFUSED, method="post"),
]  # fmt: skip
