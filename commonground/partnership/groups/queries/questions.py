"""Questions of scrutiny that a viewer may know of."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from commonground.foundation.kernel.errors import NotFound
from commonground.foundation.kernel.viewer import Viewer
from commonground.partnership.groups import access
from commonground.partnership.groups.models import Question, QuestionQuerySet, known_to
from commonground.partnership.groups.rules import questions as rules
from commonground.partnership.groups.rules.states import QuestionState

ANOTHER_GROUP = "A committee"
IN_LIST = (  # what the log and its file say of one
    *("text", "asked_by_words", "asked_on", "due_on", "status", "answer", "closed_on", "why_withdrawn"),
    *("group__name", "asked_by__name", "organisation__name", "owner__name", "owner__account"),
)


@dataclass(frozen=True)
class AskedQuestions:
    """How the log is narrowed. `state` is asked, late, answered, withdrawn or "" for all."""

    words: str = ""
    group: str = ""
    state: str = "asked"


@dataclass(frozen=True)
class QuestionSeen:
    """A question as a viewer may see it: people by name for those who read groups."""

    row: Question
    viewer: Viewer
    knows_asker: bool

    @property
    def asker(self) -> str:
        """Who asked, as far as the viewer may know."""
        if self.row.asked_by is None:
            return self.row.asked_by_words
        return self.row.asked_by.name if self.knows_asker else ANOTHER_GROUP

    @property
    def names_owner(self) -> bool:
        return self.row.owner is not None and self.viewer.may("groups.read")

    @property
    def owner_words(self) -> str:
        """Who has it: the body, and the person for whoever may read that."""
        who = [self.row.owner.name] if self.row.owner and self.names_owner else []
        return ", ".join([*who, str(self.row.organisation)])

    @property
    def tag(self) -> tuple[str, str]:
        return rules.standing(self.row, on=self.viewer.today)


def known(viewer: Viewer) -> QuestionQuerySet:
    """What the viewer may know of, the first due first, with whether they may know of who asked."""
    found = Question.objects.visible_to(viewer).select_related("group", "asked_by", "organisation", "owner")
    return with_asker(found, viewer=viewer)


def with_asker(found: QuestionQuerySet, *, viewer: Viewer) -> QuestionQuerySet:
    """With whether the viewer may know of who asked, as `seen` asks."""
    return found.annotate(knows_asker=known_to(viewer, "asked_by__"))


def narrowed(asked: AskedQuestions, *, viewer: Viewer) -> QuestionQuerySet:
    """The log as it was narrowed."""
    states = {state.value: Q(status=state) for state in QuestionState}
    states["late"] = Q(status=QuestionState.ASKED, due_on__lt=viewer.today)
    found = known(viewer).only(*IN_LIST).filter(states.get(asked.state, Q()))
    if asked.group:
        found = found.filter(group__slug=asked.group)
    for word in asked.words.split():
        found = found.filter(Q(text__icontains=word) | Q(answer__icontains=word))
    return found


def seen(row: Question, *, viewer: Viewer) -> QuestionSeen:
    """A row of `known`."""
    return QuestionSeen(row, viewer, bool(getattr(row, "knows_asker", False)))


@dataclass(frozen=True)
class QuestionPage:
    """One question, and what the viewer may do with it."""

    seen: QuestionSeen
    here: access.Standing
    serves_asker: bool

    @property
    def row(self) -> Question:
        return self.seen.row

    @property
    def is_waiting(self) -> bool:
        return self.row.status == QuestionState.ASKED

    @property
    def owns(self) -> bool:
        by = self.seen.viewer
        return by.id is not None and self.row.owner is not None and self.row.owner.account_id == by.id

    @property
    def may_answer(self) -> bool:
        return self.is_waiting and (self.here.serves or self.owns)

    @property
    def may_change(self) -> bool:
        return self.is_waiting and self.here.serves

    @property
    def may_withdraw(self) -> bool:
        return self.is_waiting and (self.serves_asker if self.row.asked_by else self.here.serves)


def page(question_id: UUID, *, viewer: Viewer) -> QuestionPage:
    """Raises NotFound. Three queries at most."""
    found = known(viewer).select_related("group__host").filter(pk=question_id).first()
    if found is None:
        raise NotFound("There is no such question.")
    held = seen(found, viewer=viewer)
    asker = found.asked_by if held.knows_asker else None
    serves_asker = asker is not None and access.standing(viewer, asker).serves
    return QuestionPage(held, access.standing(viewer, found.group), serves_asker)
