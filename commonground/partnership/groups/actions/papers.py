"""Beginning a paper, writing its texts, saying that it is ready, withdrawing it."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict, Invalid, Problem
from commonground.foundation.kernel.states import check_move
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.models import Group, Holding, OfficeHeld, Paper, PaperSection, SignOff
from commonground.partnership.groups.rules import papers as rules
from commonground.partnership.groups.rules.papers import SaidText
from commonground.partnership.groups.rules.states import PAPER_MOVES, PaperState

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation, Practitioner

WHAT = "This paper"


@audit.atomic()
def write_paper(
    *,
    group: Group,
    title: str,
    by: Viewer,
    organisation: "Organisation | None" = None,
    author: "Practitioner | None" = None,
    contact: str = "",
    is_restricted: bool = False,
    replaces: Paper | None = None,
    texts: Mapping[str, SaidText] | None = None,
) -> Paper:
    """Begin a paper under the rule pack in use that day. Without an author it is the viewer's own.

    Without an organisation it is that of the author's seat, else the one that runs the group. Raises Refused, Invalid.
    """
    here = access.standing(by, group)
    access.check_can_write_paper(here)
    if author is not None and not here.serves and author.account_id != by.id:
        raise Invalid("You write in your own name. The clerk begins a paper for somebody else.")
    pack = queries.paper_packs().in_use(by.today, kind=group.type_id)
    rules.check_texts(pack, texts or {})
    author, words = _author(group, author, by)
    paper = Paper.objects.create(
        group=group,
        title=_titled(title),
        author=author,
        author_words=words,
        organisation=organisation or _organisation(group, author, by),
        pack=pack.slug,
        contact=contact.strip(),
        is_restricted=is_restricted,
        replaces=replaces,
    )
    said = texts or {}
    PaperSection.objects.bulk_create(
        PaperSection(
            paper=paper, key=one.key, heading=one.heading, order=order,
            text=said.get(one.key, SaidText()).text.strip(), is_none=said.get(one.key, SaidText()).is_none,
        )
        for order, one in enumerate(pack.texts)
    )  # fmt: skip
    SignOff.objects.bulk_create(SignOff(paper=paper, key=one.key, heading=one.heading) for one in pack.sign_offs)
    audit.record("paper begun", by=by, about=paper, details={"group": str(group.pk), "pack": pack.slug})
    return paper


def _titled(title: str) -> str:
    if not title.strip():
        raise Invalid("The paper has no title.", [Problem("Enter a title", column="title")])
    return title.strip()


def _author(group: Group, author: "Practitioner | None", by: Viewer) -> tuple["Practitioner | None", str]:
    """Somebody of the group, or the words for whoever has no seat here (a locality manager)."""
    if author is not None:
        return author, ""
    held = Holding.objects.current_on(by.today).filter(seat__group=group, practitioner__account=by.id)
    office = OfficeHeld.objects.current_on(by.today).filter(group=group, practitioner__account=by.id)
    inside = held.select_related("practitioner").first() or office.select_related("practitioner").first()
    return (inside.practitioner, "") if by.id and inside else (None, by.label[:150])


def _organisation(group: Group, author: "Practitioner | None", by: Viewer) -> "Organisation":
    held = Holding.objects.current_on(by.today).filter(seat__group=group, practitioner=author)
    seat = held.exclude(seat__organisation=None).select_related("seat__organisation").first() if author else None
    return seat.seat.organisation if seat and seat.seat.organisation else group.host


def mark_of(text: str, *, is_none: bool) -> str:
    """What a form remembers of a text it showed, so that what nobody touched is told from what somebody changed."""
    return hashlib.sha256(f"{is_none}\0{text.strip()}".encode()).hexdigest()[:16]


@audit.atomic()
def write_texts(
    *,
    paper: Paper,
    texts: Mapping[str, SaidText],
    seen: Mapping[str, tuple[int, str]],
    by: Viewer,
    title: str | None = None,
    contact: str | None = None,
    based_on: int | None = None,
) -> list[str]:
    """Save the texts of a form: those that were changed in it. `seen` holds, by key, the version and mark it showed.

    Two people may write different sections at once. Raises Conflict with both texts of every section that both
    changed, Invalid, Refused. Returns the headings that changed.
    """
    here = access.standing(by, paper.group)
    access.check_can_edit_paper(by, here, paper)
    rules.check_texts(queries.pack_of(paper), texts)
    rows = {one.key: one for one in PaperSection.objects.filter(paper=paper)}
    touched = {key: said for key, said in texts.items() if key in rows and _is_touched(rows[key], said, seen.get(key))}
    _refuse_where_both(rows, touched, seen)
    for key, said in touched.items():
        change(rows[key], based_on=rows[key].version, text=said.text.strip(), is_none=said.is_none)
    headings = [rows[key].heading for key in touched]
    headings += _changed_facts(paper, title=title, contact=contact, based_on=based_on)
    if headings:
        audit.record("paper written", by=by, about=paper, details={"changed": headings})
    return headings


def _is_touched(row: PaperSection, said: SaidText, seen: tuple[int, str] | None) -> bool:
    """Changed in the form, and not already what the row says."""
    mark = mark_of(said.text, is_none=said.is_none)
    return mark != mark_of(row.text, is_none=row.is_none) and (seen is None or mark != seen[1])


def _refuse_where_both(
    rows: Mapping[str, PaperSection], touched: Mapping[str, SaidText], seen: Mapping[str, tuple[int, str]]
) -> None:
    both = [key for key in touched if key in seen and rows[key].version != seen[key][0]]
    if both:
        raise Conflict(
            "Somebody else changed this paper while you were writing. Nothing of yours was saved.",
            theirs={rows[key].heading: rules.NOTHING if rows[key].is_none else rows[key].text for key in both},
            yours={rows[key].heading: rules.NOTHING if touched[key].is_none else touched[key].text for key in both},
        )


def _changed_facts(paper: Paper, *, title: str | None, contact: str | None, based_on: int | None) -> list[str]:
    wanted = {} if title is None else {"title": _titled(title)}
    wanted |= {} if contact is None else {"contact": contact.strip()}
    new = {name: value for name, value in wanted.items() if getattr(paper, name) != value}
    if new:
        change(paper, based_on=paper.version if based_on is None else based_on, **new)
    return list(new)


@audit.atomic()
def make_ready(*, paper: Paper, based_on: int, by: Viewer) -> None:
    """Say that the paper is ready to go out. Raises Invalid listing what is missing, Refused, Conflict."""
    access.check_can_move_paper(by, access.standing(by, paper.group), paper)
    check_move(PAPER_MOVES, PaperState(paper.status), PaperState.READY, what=WHAT)
    lacking = queries.missing_of(queries.paper(paper.pk, viewer=by)).texts
    if lacking:
        problems = [Problem(one.what, one.do, where=one.heading) for one in lacking]
        raise Invalid("The paper is not ready yet. Nothing was changed.", problems)
    change(paper, based_on=based_on, status=PaperState.READY, ready_on=by.today)
    audit.record("paper ready", by=by, about=paper)


@audit.atomic()
def take_back(*, paper: Paper, based_on: int, by: Viewer) -> None:
    """Take a ready paper back to draft, to change it. Raises Refused, Conflict."""
    access.check_can_move_paper(by, access.standing(by, paper.group), paper)
    check_move(PAPER_MOVES, PaperState(paper.status), PaperState.DRAFT, what=WHAT)
    change(paper, based_on=based_on, status=PaperState.DRAFT, ready_on=None)
    audit.record("paper back to draft", by=by, about=paper)


@audit.atomic()
def withdraw_paper(*, paper: Paper, based_on: int, why: str, by: Viewer) -> None:
    """Withdraw a paper. Where it was published its name stays in the pack, with the reason in place of its text.

    Raises Invalid without a reason, Refused, Conflict.
    """
    here = access.standing(by, paper.group)
    access.check_can_move_paper(by, here, paper)
    if paper.status == PaperState.PUBLISHED:
        access.check_can_table(here)
    check_move(PAPER_MOVES, PaperState(paper.status), PaperState.WITHDRAWN, what=WHAT)
    if not why.strip():
        raise Invalid("A paper is withdrawn with a reason.", [Problem("Say why it is withdrawn", column="why")])
    change(paper, based_on=based_on, status=PaperState.WITHDRAWN, why_withdrawn=why.strip())
    audit.record("paper withdrawn", by=by, about=paper, details={"why": why.strip()})
