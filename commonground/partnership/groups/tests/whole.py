"""A group with a row in every table of the room, and a canary wherever something is restricted or closed."""

import hashlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from commonground.ground.places.models import Area, AreaType
from commonground.partnership.groups import queries
from commonground.partnership.groups.models import (
    AbsenceReason,
    Action,
    Advice,
    AdviceAction,
    Approval,
    Attendance,
    BackgroundPaper,
    Comment,
    Decision,
    Engagement,
    EngagementDelivered,
    EngagementKind,
    Escalation,
    EscalationStep,
    Evidence,
    ForwardItem,
    Group,
    GroupArea,
    GroupLink,
    Interest,
    Meeting,
    Minutes,
    MinuteText,
    PackIssue,
    Paper,
    PaperArea,
    PaperFile,
    PaperSection,
    PlanOfGroup,
    Progress,
    Question,
    Read,
    Recommendation,
    ReportingDuty,
    ReportMade,
    RequiredSector,
    Review,
    SaidBefore,
    SignOff,
    StageNoted,
    StandingCheck,
    Tabling,
    TermsOfReference,
    Venue,
)
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import (
    LONG_AGO,
    NOW,
    TODAY,
    Cast,
    cast,
    group,
    item,
    meeting,
    organisation,
    sector,
    terms,
)
from commonground.partnership.plans.models import Plan

CANARY = "Canary"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)


def whole_group(openness: Openness = Openness.PARTNERS) -> Cast:
    """Rushcliffe through one meeting, under a closed group that only its own people know."""
    inside = cast(openness)
    made = inside.group
    _under_a_closed_group(made)
    _in_an_area(made)
    _owns_a_plan(made)
    agreed = _terms(made)
    _kept_in_touch(made)
    held = _meeting(made, agreed)
    for restricted in ("", f"{CANARY} reason"):
        _item(inside, held, restricted)
    _came(inside, held)
    _packs_and_minutes(inside, held)
    _issues(held)
    _oversight(inside, held)
    return inside


def _under_a_closed_group(made: Group) -> None:
    closed = group(f"{CANARY} closed", Openness.CLOSED, slug="g-0123")
    GroupLink.objects.create(group=made, to=closed, kind="reports-to", starts_on=LONG_AGO)


def _in_an_area(made: Group) -> None:
    kind = AreaType.objects.get_or_create(slug="district", defaults={"name": "District", "plural": "Districts"})[0]
    area = Area.objects.create(slug="rushcliffe", code="E07000176", name="Rushcliffe", search_name="x", type=kind)
    GroupArea.objects.create(group=made, area=area, starts_on=LONG_AGO)


def _owns_a_plan(made: Group) -> None:
    """Of the first area there is: another test counts them."""
    of = Plan.objects.create(
        slug="shire-plan",
        name="Shire plan",
        reach="countywide",
        area=GroupArea.objects.filter(group=made)[0].area,
        owner=organisation(),
        openness="partners",
    )
    PlanOfGroup.objects.create(group=made, plan=of, starts_on=LONG_AGO)


def _terms(made: Group) -> TermsOfReference:
    template = TermsOfReference.objects.create(name="Template", aim="Help.", purpose="Plan.")
    agreed = terms(made, template=template, quorum=3, meetings_a_year=6)
    RequiredSector.objects.create(terms=agreed, sector=sector("police"))
    StandingCheck.objects.create(terms=agreed, title="Safeguarding")
    closed = Group.objects.get(slug="g-0123")
    ReportingDuty.objects.create(terms=agreed, title="Annual report", to=closed, first_due_on=TODAY)
    return agreed


def _kept_in_touch(made: Group) -> None:
    kind = EngagementKind.objects.get_or_create(slug="note", defaults={"name": "Termly note"})[0]
    kept = Engagement.objects.create(group=made, sector=sector("health"), kind=kind, starts_on=LONG_AGO)
    EngagementDelivered.objects.create(engagement=kept, on=TODAY, by="Clerk")


def _meeting(made: Group, agreed: TermsOfReference) -> Meeting:
    venue = Venue.objects.create(name="Town hall", address="High Street")
    held = meeting(made, TODAY - timedelta(days=30), status="minuted", venue=venue, terms=agreed, dated_at=NOW)
    ReportMade.objects.create(
        group=made, title="Annual report", due_on=TODAY, made_on=TODAY, meeting=held, recorded_by="Clerk"
    )
    return held


def _item(inside: Cast, held: Meeting, restricted: str) -> None:
    """With a paper and all that is part of one, a decision, an interest, an action, and a comment."""
    word = CANARY if restricted else "Open"
    number = "R1" if restricted else "1"
    at = item(held, f"{word} item", restricted=restricted, number=number, sponsor=inside.people["chair"])
    paper = _paper(inside, held, f"{word} paper", is_restricted=bool(restricted))
    asked = Recommendation.objects.create(paper=paper, order=1, text=f"{word} recommendation")
    put = Recommendation.objects.create(item=at, order=1, text=f"{word} put at the meeting")
    Tabling.objects.create(item=at, paper=paper)
    for one in (asked, put):
        decided = Decision.objects.create(
            meeting=held, item=at, recommendation=one, outcome="agreed", votes_for=2, votes_against=1,
            decided_on=held.day, recorded_by="Clerk", text=f"{word} decision",
        )  # fmt: skip
    Interest.objects.create(
        meeting=held, item=at, practitioner=inside.people["member"], nature=f"{word} interest", stayed="left",
        recorded_by="Clerk",
    )  # fmt: skip
    agreed = Action.objects.create(
        group=held.group, number=2 if restricted else 1, meeting=held, item=at, decision=decided,
        title=f"{word} action", organisation=organisation(), owner=inside.people["deputy"], due_on=TODAY,
        first_due_on=TODAY, is_restricted=bool(restricted), created_at=NOW,
    )  # fmt: skip
    Progress.objects.create(action=agreed, at=NOW, by="Deputy", text=f"{word} progress", due_was=LONG_AGO)
    account = inside.people["member"].account
    assert account is not None
    Comment.objects.create(item=at, account=account, author="Member", text=f"{word} comment", at=NOW)
    ForwardItem.objects.create(
        group=held.group, title=f"{word} plan", proposed_by="Clerk", proposed_on=TODAY, placed=at,
        is_restricted=bool(restricted), why_restricted="It names a family" if restricted else "",
    )  # fmt: skip


def _paper(inside: Cast, held: Meeting, title: str, *, is_restricted: bool) -> Paper:
    paper = Paper.objects.create(
        group=held.group, title=title, author=inside.people["clerk"], organisation=organisation(),
        pack="partnership-2026", status="published", is_restricted=is_restricted,
    )  # fmt: skip
    digest = hashlib.sha256(PNG).hexdigest()
    if not default_storage.exists(queries.stored_at(digest)):
        default_storage.save(queries.stored_at(digest), ContentFile(PNG))
    file = PaperFile.objects.create(
        paper=paper, title=title, name="dot.png", digest=digest, size=len(PNG), content_type="image/png",
        uploaded_at=NOW, uploaded_by="Clerk",
    )  # fmt: skip
    BackgroundPaper.objects.create(paper=paper, title=title, file=file)
    PaperSection.objects.create(paper=paper, key="why", heading=title, order=1, text=title)
    SignOff.objects.create(paper=paper, key="legal", heading=title, name="A", signed_on=TODAY)
    PaperArea.objects.create(paper=paper, area=Area.objects.get(slug="rushcliffe"))
    account = inside.people["member"].account
    assert account is not None
    Read.objects.create(paper=paper, account=account, at=NOW)
    return paper


def _came(inside: Cast, held: Meeting) -> None:
    seat = held.group.seats.get(sector="police")
    why = AbsenceReason.objects.get_or_create(slug="no-cover", defaults={"name": "No cover"})[0]
    SaidBefore.objects.create(
        meeting=held, seat=seat, came="deputy", deputy=inside.people["deputy"], said_at=NOW, said_by="Member"
    )
    Attendance.objects.create(
        meeting=held, seat=seat, practitioner=inside.people["deputy"], came="deputy", sector=sector("police")
    )
    Attendance.objects.create(
        meeting=held, seat=held.group.seats.get(sector="schools"), came="apologies", reason=why,
        sector=sector("schools"),
    )  # fmt: skip


def _issues(held: Meeting) -> None:
    """One open and one restricted, each answered by a closed group above. Words for those above are no secret here; of
    the closed group its people and its next step are."""
    closed = Group.objects.get(slug="g-0123")
    for action in held.group.actions.all():
        word = CANARY if action.is_restricted else "Open"
        made = Escalation.objects.create(
            origin=held.group, to=closed, title=f"{word} issue", words=f"{word} words", action=action,
            is_restricted=action.is_restricted, status="accepted", raised_on=TODAY, raised_by="Clerk",
            received_on=TODAY, take_by=TODAY, answer_by=TODAY, due_on=TODAY, next_step=f"{CANARY} step",
            organisation=organisation(f"{CANARY} host"),
        )  # fmt: skip
        for of, by in ((held.group, "Clerk"), (closed, f"{CANARY} clerk")):
            EscalationStep.objects.create(escalation=made, group=of, status="raised", at=NOW, on=TODAY, by=by)


def _oversight(inside: Cast, held: Meeting) -> None:
    """A question of a closed committee, approvals open and restricted, a review with all its steps, and a stage."""
    of = held.group
    Question.objects.create(
        group=of, asked_by=Group.objects.get(slug="g-0123"), text="How many wait?", asked_on=TODAY, due_on=TODAY,
        organisation=organisation(), owner=inside.people["deputy"],
    )  # fmt: skip
    for decision in Decision.objects.filter(meeting=held, recommendation__item__isnull=False):
        word = CANARY if decision.item.is_restricted else "Open"
        Approval.objects.create(
            group=of, title=f"{word} strategy", approved_on=TODAY, meeting=held, decision=decision,
            recorded_by="Clerk", is_restricted=decision.item.is_restricted,
        )  # fmt: skip
    review = Review.objects.create(group=of, kind="peer", title="Peer review", by_whom="Peers")
    said = {"response": "accepted", "responded_on": TODAY}
    advice = Advice.objects.create(review=review, number=1, text="Write it down", **said)
    AdviceAction.objects.create(advice=advice, action=of.actions.get(number=1))
    Evidence.objects.create(advice=advice, on=TODAY, text="It is written", by="Clerk")
    for who in (None, inside.people["deputy"]):
        StageNoted.objects.create(
            group=of, practitioner=who, stage="behaviours", standing="done", on=TODAY, noted_at=NOW, noted_by="Clerk"
        )


def _packs_and_minutes(inside: Cast, held: Meeting) -> None:
    """Frozen, with the ids of people of this site in them."""
    draft = Minutes.objects.create(meeting=held, drafted_by=inside.people["clerk"].account)
    for one in held.items.all():
        MinuteText.objects.create(
            minutes=draft, item=one, text=f"Said: {one.title}", written_by="Clerk", written_at=NOW
        )
    content = queries.pack_draft(held).content
    issue = PackIssue.objects.create(meeting=held, number=0, published_at=NOW, published_by="Clerk", content=content)
    Tabling.objects.update(issue=issue)
    draft.content = queries.content_of(draft).as_json()
    draft.status, draft.approved_on = "approved", TODAY
    draft.save()
