"""Heads say what they think of the cluster of their school, and are answered before it is published (002:133)."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from commonground.foundation.kernel.errors import Conflict, Invalid, NotFound, Refused
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.places import access, actions, queries
from commonground.ground.places.models import Area, FootprintVersion, HeadsComment
from commonground.ground.places.tests import clusters, county
from commonground.ground.places.tests.county import PUBLIC, somebody

DRAWS = somebody("places.draft")


@pytest.fixture
def draft(root: Area) -> FootprintVersion:
    """Clusters being drawn, heads not yet asked."""
    clusters.register()
    return clusters.add_draft(clusters.add_footprint(root))


@pytest.fixture
def asked(draft: FootprintVersion) -> FootprintVersion:
    return clusters.ask(draft)


def say(version: FootprintVersion, by: Viewer, code: str = clusters.ASQUITH, **what: str) -> HeadsComment:
    return actions.comment_on_cluster(version=version, school=clusters.school(code), by=by, **{"wish": "agree", **what})


def may(check, *args: object) -> bool:
    try:
        check(*args)
    except (Refused, NotFound):
        return False
    return True


def test_a_head_says_something_and_is_answered(asked: FootprintVersion) -> None:
    head = clusters.head_of()
    said = say(asked, head, wish="rather", rather_with=" South ", text="Our families live there.")
    assert (said.cluster, said.rather_with, said.said_by, said.said_by_account) == (
        "West",
        "South",
        head.label,
        head.id,
    )
    assert queries.answered_of(asked) == [False]
    actions.answer_comment(comment=said, based_on=said.version, outcome="done", answer="Moved.", by=DRAWS)
    assert queries.answered_of(asked) == [True]
    assert (said.get_outcome_display(), said.answered_by) == ("Done as asked", DRAWS.label)


def test_who_may_comment_on_what(draft: FootprintVersion) -> None:
    school = clusters.school()
    people = {
        "public": PUBLIC,
        "draws": DRAWS,
        "head of this school": clusters.head_of(),
        "head of another": clusters.head_of("URN141774"),
        "head of no school": somebody("places.comment"),
        "operator": clusters.OPERATOR,
    }

    def those(version: FootprintVersion) -> set[str]:
        return {who for who, viewer in people.items() if may(access.check_can_comment, viewer, version, school)}

    assert those(draft) == set(), "nobody has been asked"
    clusters.ask(draft)
    assert those(draft) == {"head of this school", "operator"}
    actions.propose_version(version=draft, based_on=draft.version, by=clusters.OPERATOR)
    assert those(draft) == {"head of this school", "operator"}
    actions.publish_version(
        version=draft, valid_from=date(2027, 9, 1), based_on=draft.version, by=somebody("places.publish")
    )
    assert those(draft) == set(), "it is settled"


def test_a_draft_is_there_for_heads_only_once_they_are_asked(draft: FootprintVersion) -> None:
    head = clusters.head_of()
    assert draft not in queries.versions(draft.footprint, viewer=head)
    assert not may(access.check_can_see, head, draft)
    clusters.ask(draft)
    assert draft in queries.versions(draft.footprint, viewer=head)
    assert may(access.check_can_see, head, draft)
    assert not may(access.check_can_see, PUBLIC, draft)
    assert draft not in queries.versions(draft.footprint)
    assert draft in queries.versions_lately(head).waiting
    assert draft not in queries.versions_lately(PUBLIC).waiting


def test_comments_are_seen_by_those_who_draw_and_by_the_own_school(asked: FootprintVersion) -> None:
    said = say(asked, clusters.head_of())
    for viewer, sees in (
        (DRAWS, True),
        (somebody("places.publish"), True),
        (clusters.head_of(), True),
        (clusters.head_of("URN141774"), False),
        (PUBLIC, False),
    ):
        assert (said in queries.comments_on(asked, viewer)) == sees
        assert may(queries.comment, viewer, said.pk) == sees


def test_a_school_has_one_open_comment(asked: FootprintVersion) -> None:
    head, deputy = clusters.head_of(), clusters.head_of(label="Dev Invented")
    said = say(asked, head)
    with pytest.raises(Invalid) as refused:
        say(asked, deputy)
    assert f"{head.label} has said something for Asquith Primary School" in str(refused.value.problems[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        HeadsComment.objects.create(drawn_in=asked, school=said.school, wish="agree", said_by="x", said_at=county.NOW)
    actions.withdraw_comment(comment=said, based_on=said.version, by=deputy)
    assert queries.answered_of(asked) == []
    assert say(asked, deputy).is_open


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ({"wish": "rather"}, "Say with whom the school would rather be."),
        ({"wish": "other"}, "Say what it is."),
        ({"wish": "perhaps"}, "Say what you think."),
        ({"wish": "rather", "rather_with": "x" * 201}, "This is too long."),
        ({"text": "x" * 2001}, "This has 2,001 characters."),
    ],
)
def test_what_cannot_be_said(asked: FootprintVersion, what: dict[str, str], message: str) -> None:
    with pytest.raises(Invalid) as refused:
        say(asked, clusters.head_of(), **what)
    assert message in str(refused.value.problems[0])


def test_a_school_of_another_map_has_nothing_to_say(asked: FootprintVersion, root: Area) -> None:
    with pytest.raises(Invalid, match="cannot be said"):
        actions.comment_on_cluster(version=asked, school=root, wish="agree", by=clusters.OPERATOR)


def test_an_answer_says_what_was_done_and_is_given_once(asked: FootprintVersion) -> None:
    said = say(asked, clusters.head_of())
    for outcome, words in (("", "Words"), ("done", " "), ("perhaps", "Words")):
        with pytest.raises(Invalid):
            actions.answer_comment(comment=said, based_on=said.version, outcome=outcome, answer=words, by=DRAWS)
    with pytest.raises(Conflict):
        actions.answer_comment(comment=said, based_on=9, outcome="noted", answer="Thank you.", by=DRAWS)
    with pytest.raises(Refused):
        actions.answer_comment(comment=said, based_on=1, outcome="noted", answer="Hm.", by=clusters.head_of())
    actions.answer_comment(comment=said, based_on=1, outcome="noted", answer="Thank you.", by=DRAWS)
    with pytest.raises(Conflict):
        actions.answer_comment(comment=said, based_on=1, outcome="done", answer="At once.", by=DRAWS)
    with pytest.raises(Refused, match="answered or withdrawn already"):
        actions.answer_comment(comment=said, based_on=said.version, outcome="done", answer="Again.", by=DRAWS)
    with pytest.raises(Refused, match="answered or withdrawn already"):
        actions.withdraw_comment(comment=said, based_on=said.version, by=clusters.head_of())


def test_only_the_own_school_withdraws(asked: FootprintVersion) -> None:
    said = say(asked, clusters.head_of())
    for viewer in (DRAWS, clusters.head_of("URN141774"), PUBLIC):
        with pytest.raises(Refused):
            actions.withdraw_comment(comment=said, based_on=said.version, by=viewer)


def test_nothing_is_published_while_a_head_waits_for_an_answer(asked: FootprintVersion) -> None:
    said = say(asked, clusters.head_of())
    publisher = somebody("places.publish")
    with pytest.raises(Invalid) as refused:
        actions.publish_version(version=asked, valid_from=date(2027, 9, 1), based_on=asked.version, by=publisher)
    assert str(refused.value.problems[0]).startswith("Asquith Primary School: has said something")
    actions.answer_comment(comment=said, based_on=said.version, outcome="not", answer="No room.", by=DRAWS)
    actions.publish_version(version=asked, valid_from=date(2027, 9, 1), based_on=asked.version, by=publisher)
    assert asked.status == "published"


def test_heads_are_asked_once_and_only_about_clusters_being_drawn(
    asked: FootprintVersion, six: FootprintVersion
) -> None:
    with pytest.raises(Invalid, match="asked already"):
        actions.ask_heads(version=asked, based_on=asked.version, by=DRAWS)
    with pytest.raises(Refused):
        actions.ask_heads(version=six, based_on=six.version, by=DRAWS)
    ground = county.add_draft(six.footprint, "Ground", county.SIX)
    with pytest.raises(Invalid, match="groups schools"):
        actions.ask_heads(version=ground, based_on=ground.version, by=DRAWS)


def test_the_operator_enters_what_a_head_said_elsewhere(asked: FootprintVersion) -> None:
    said = say(asked, clusters.OPERATOR, said_by="Hanna Invented")
    assert (said.said_by, said.said_by_account) == ("Hanna Invented", None)
    assert say(asked, clusters.head_of("URN141774"), "URN141774", said_by="Somebody else").said_by == "Hanna Invented"
