"""Addresses of questions, approvals, reviews and stages, of a public group, one of partners, and a closed one."""

from collections.abc import Callable, Mapping
from itertools import count

from django.utils import timezone

from commonground.partnership.groups.models import Advice, Approval, Group, Question, Review
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import group, organisation
from commonground.partnership.groups.tests.routes_of_minutes import EITHER, KEEPS, NOBODY, READS, TELLS
from tests.security.routes import HIDDEN, PUBLIC, Arguments, Route

NUMBER = count(1)
Make = Callable[[Openness], Mapping[str, object]]


def in_group(openness: Openness) -> Group:
    number = next(NUMBER)
    return group(f"Canary group {number}", openness, slug=f"overseen-{number}")


def a_slug(openness: Openness) -> Mapping[str, object]:
    return {"slug": in_group(openness).slug}


def a_question(openness: Openness) -> Mapping[str, object]:
    today = timezone.localdate()
    made = Question.objects.create(
        group=in_group(openness), asked_by_words="Canary committee", text="Canary question", asked_on=today,
        due_on=today, organisation=organisation(),
    )  # fmt: skip
    return {"question_id": made.pk}


def an_approval(openness: Openness, *, restricted: bool = False) -> Mapping[str, object]:
    made = Approval.objects.create(
        group=in_group(openness), title="Canary strategy", approved_on=timezone.localdate(), recorded_by="Clerk",
        is_restricted=restricted,
    )  # fmt: skip
    return {"approval_id": made.pk}


def a_review(openness: Openness) -> Mapping[str, object]:
    made = Review.objects.create(group=in_group(openness), kind="peer", title="Canary review", by_whom="Peers")
    return {"review_id": made.pk}


def some_advice(openness: Openness, **more: object) -> Mapping[str, object]:
    review = Review.objects.create(group=in_group(openness), kind="peer", title="Canary review", by_whom="Peers")
    return {"advice_id": Advice.objects.create(review=review, number=1, text="Canary advice", **more).pk}


def closed_advice(openness: Openness) -> Mapping[str, object]:
    return some_advice(openness, status="done", closed_on=timezone.localdate())


def of(make: Make, openness: Openness) -> Arguments:
    return lambda world: make(openness)


def read(name: str, make: Make) -> list[Route]:
    """A page that is as open as its group."""
    return [
        Route(name, PUBLIC, of(make, Openness.PUBLIC), note="public group"),
        Route(name, READS, of(make, Openness.PARTNERS), otherwise=HIDDEN, tells=TELLS),
        Route(name, NOBODY, of(make, Openness.CLOSED), otherwise=HIDDEN, tells=TELLS, note="closed group"),
    ]


def kept(name: str, make: Make) -> list[Route]:
    """A page for who serves the group."""
    return [
        Route(name, KEEPS, of(make, Openness.PARTNERS), otherwise=EITHER, tells=TELLS),
        Route(name, NOBODY, of(make, Openness.CLOSED), otherwise=EITHER, tells=TELLS, note="closed group"),
    ]


FILES = ("questions", "approvals", "reviews")
ROUTES_OF_OVERSIGHT = [
    *[Route(f"groups:{name}", PUBLIC) for name in FILES],
    *[Route(f"groups:{name}-file", PUBLIC, lambda world: {"suffix": "csv"}) for name in FILES],
    Route("groups:development", READS),
    *read("groups:question", a_question),
    *kept("groups:change-question", a_question),
    *kept("groups:answer-question", a_question),
    *kept("groups:withdraw-question", a_question),
    *kept("groups:log-question", a_slug),
    *read("groups:approval", an_approval),
    Route(
        "groups:approval", NOBODY, lambda world: an_approval(Openness.PUBLIC, restricted=True), otherwise=HIDDEN,
        tells=("Canary strategy",), note="restricted",
    ),
    *kept("groups:change-approval", an_approval),
    *kept("groups:withdraw-approval", an_approval),
    *kept("groups:record-approval", a_slug),
    *read("groups:review", a_review),
    *kept("groups:change-review", a_review),
    *kept("groups:add-advice", a_review),
    *kept("groups:respond", some_advice),
    *kept("groups:act-on-advice", some_advice),
    *kept("groups:add-evidence", some_advice),
    *kept("groups:close-advice", some_advice),
    *kept("groups:reopen-advice", closed_advice),
    *kept("groups:record-review", a_slug),
    Route("groups:group-development", READS, of(a_slug, Openness.PARTNERS), otherwise=EITHER, tells=TELLS),
    Route(
        "groups:group-development", NOBODY, of(a_slug, Openness.CLOSED), otherwise=EITHER, tells=TELLS, note="closed"
    ),
    *kept("groups:note-stage", a_slug),
]  # fmt: skip
