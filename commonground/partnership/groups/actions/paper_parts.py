"""What a paper is made of besides its texts: recommendations, background papers, areas, signatures."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Problem
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access, queries
from commonground.partnership.groups.models import (
    BackgroundPaper,
    Paper,
    PaperArea,
    PaperFile,
    Recommendation,
    SignOff,
)
from commonground.partnership.groups.rules import papers as rules

if TYPE_CHECKING:
    from commonground.ground.places.models import Area

MOST_RECOMMENDATIONS = 40
TWICE = "Somebody else changed this paper while you were editing it. Nothing of yours was saved."


@audit.atomic()
def recommend(*, paper: Paper, texts: Sequence[str], based_on: int, by: Viewer) -> None:
    """Make these the recommendations of a paper, in this order (G11). Empty ones are left out.

    Raises Invalid, Refused, and Conflict with both lists.
    """
    access.check_can_edit_paper(by, access.standing(by, paper.group), paper)
    wanted = [text.strip() for text in texts if text.strip()]
    if len(wanted) > MOST_RECOMMENDATIONS:
        raise Invalid(f"A paper has at most {MOST_RECOMMENDATIONS} recommendations. Join some of them.")
    held = list(paper.recommendations.order_by("order", "id"))
    were = [one.text for one in held]
    if were == wanted:
        return
    _bump(paper, based_on=based_on, label="Recommendations", theirs="; ".join(were), yours="; ".join(wanted))
    for order, text in enumerate(wanted):
        if order < len(held):
            change(held[order], based_on=held[order].version, order=order, text=text)
        else:
            Recommendation.objects.create(paper=paper, order=order, text=text)
    for one in held[len(wanted) :]:
        one.delete()
    audit.record("recommendations written", by=by, about=paper, details={"were": were, "are": wanted})


def _bump(paper: Paper, *, based_on: int, label: str, theirs: str, yours: str) -> None:
    """Count the paper's version up, or tell both what the list says now and what was sent."""
    try:
        change(paper, based_on=based_on)
    except Conflict as first:
        raise Conflict(TWICE, theirs={label: theirs}, yours={label: yours}) from first


@audit.atomic()
def add_background(
    *,
    paper: Paper,
    title: str,
    by: Viewer,
    link: str = "",
    file: PaperFile | None = None,
    is_published_elsewhere: bool = False,
) -> BackgroundPaper:
    """Name what the paper rests on, with its address or file. One that cannot be read holds the pack back (G14)."""
    access.check_can_edit_paper(by, access.standing(by, paper.group), paper)
    if not title.strip():
        raise Invalid("A background paper has a title.", [Problem("Enter its title", column="title")])
    if link and not link.startswith(("https://", "http://")):
        raise Invalid(
            "The address cannot be taken.", [Problem("Enter an address that begins with https://", column="link")]
        )
    if file is not None and file.paper_id != paper.pk:
        raise NotFound("There is no such file.")
    made = BackgroundPaper.objects.create(
        paper=paper, title=title.strip(), link=link, file=file, is_published_elsewhere=is_published_elsewhere
    )
    audit.record("background paper named", by=by, about=paper, details={"title": made.title, "link": link})
    return made


@audit.atomic()
def remove_background(*, paper: Paper, background_id: UUID, by: Viewer) -> None:
    """Take a background paper off a draft."""
    access.check_can_edit_paper(by, access.standing(by, paper.group), paper)
    found = paper.background.filter(pk=background_id).first()
    if found is None:
        raise NotFound("There is no such background paper.")
    audit.record("background paper taken off", by=by, about=paper, details={"title": found.title})
    found.delete()


@audit.atomic()
def say_areas(*, paper: Paper, areas: Sequence["Area"], based_on: int, by: Viewer) -> None:
    """Say which areas the paper affects (G16). Raises Refused, and Conflict with both lists."""
    access.check_can_edit_paper(by, access.standing(by, paper.group), paper)
    held = {one.area_id: one for one in paper.areas.select_related("area")}
    wanted = {one.pk: one for one in areas}
    if held.keys() == wanted.keys():
        return
    were = ", ".join(sorted(str(one.area) for one in held.values()))
    are = ", ".join(sorted(str(one) for one in wanted.values()))
    _bump(paper, based_on=based_on, label="Areas affected", theirs=were, yours=are)
    paper.areas.exclude(area__in=wanted).delete()
    PaperArea.objects.bulk_create(PaperArea(paper=paper, area_id=pk) for pk in wanted if pk not in held)
    audit.record("areas of paper said", by=by, about=paper, details={"were": were, "are": are})


@audit.atomic()
def sign(
    *,
    paper: Paper,
    sign_off: SignOff,
    based_on: int,
    by: Viewer,
    comment: str = "",
    initials: str = "",
    name: str = "",
    of_text: str = "",
) -> None:
    """Give a comment and sign for it (G15), in one's own name; who serves the group enters one that came in writing.

    The signature stands for the text as it is now: when that changes, it asks for a new one. `of_text` is the digest of
    what the person read; where the text has changed since, nothing is signed. Raises Refused, Invalid, Conflict.
    """
    here = access.standing(by, paper.group)
    access.check_can_sign(by, here, paper)
    now = queries.digest_of(paper)
    if of_text and of_text != now:
        raise Invalid("The paper was changed while you were reading it. Read it again before you sign.")
    signed_by = name.strip() or by.label
    if signed_by != by.label:
        access.check_can_sign_for_another(here)
        if paper.author is not None and signed_by.casefold() == paper.author.name.casefold():
            raise Invalid("The author does not sign.", [Problem("Enter the name of somebody else", column="name")])
    change(
        sign_off,
        based_on=based_on,
        name=signed_by[:150],
        initials=(initials.strip() or rules.initials_of(signed_by))[:10],
        comment=comment.strip(),
        signed_on=by.today,
        of_text=now,
    )
    audit.record("paper signed", by=by, about=paper, details={"for": sign_off.heading, "name": signed_by})
