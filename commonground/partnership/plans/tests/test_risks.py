"""Risks as people keep them: raised, looked at again, become issues, closed; the matrix and the log."""

from collections.abc import Callable
from typing import Any

import pytest

from commonground.foundation.kernel.errors import Conflict, Invalid, Refused
from commonground.partnership.plans.actions import risks
from commonground.partnership.plans.models import Risk, RiskRating
from commonground.partnership.plans.queries import risks as queries
from commonground.partnership.plans.queries.coming import due_to
from commonground.partnership.plans.rules.risks import RiskState
from commonground.partnership.plans.tests.cast import READS, TODAY, manager, person, viewer
from commonground.partnership.plans.tests.works import day, made, risk

pytestmark = pytest.mark.django_db


def problems(do: Callable[[], object]) -> list[str | None]:
    with pytest.raises(Invalid) as wrong:
        do()
    return [one.column for one in wrong.value.problems]


def titles(**asked: Any) -> list[str]:
    found = queries.risks_asked(queries.AskedRisks(**asked), viewer=manager())
    return [one.title for one in queries.in_order(list(found))]


def test_ratings_stay_on_record_with_who_and_why() -> None:
    one = risk(made().programme)
    review: dict[str, Any] = {"risk": one, "likelihood": 5, "impact": 4, "review_on": day(60), "by": manager()}
    assert problems(lambda: risks.review_risk(based_on=1, why=" ", **review)) == ["why"]
    risks.review_risk(based_on=1, why="Two partners left.", **review)
    assert list(RiskRating.objects.values_list("likelihood", "impact", "why", "by")) == [
        (5, 4, "Two partners left.", "Mary Manager"),
        (3, 3, "", "Mary Manager"),
    ]
    with pytest.raises(Conflict):
        risks.review_risk(based_on=1, why="Another view.", **review)


def test_a_risk_is_reviewed_today_or_later_has_a_response_and_stands_on_the_scale() -> None:
    held = made()
    assert problems(lambda: risk(held.programme, review_on=day(-1))) == ["review_on"]
    assert problems(lambda: risk(held.programme, likelihood=6)) == ["likelihood"]
    one = risk(held.programme)
    facts: dict[str, Any] = {"title": "X", "kind": "ict", "effect": "", "organisation": one.organisation, "owner": None}
    assert problems(lambda: risks.change_risk(risk=one, based_on=1, mitigation=" ", by=manager(), **facts)) == [
        "mitigation"
    ]


def test_what_happened_makes_an_issue_of_a_risk_and_both_are_closed_with_a_reason() -> None:
    one = risk(made().programme)
    happen = risks.mark_issue
    assert problems(lambda: happen(risk=one, based_on=1, happened_on=day(1), happened="", by=manager())) == [
        "happened_on",
        "happened",
    ]
    happen(risk=one, based_on=1, happened_on=TODAY, happened="Two left the group.", by=manager())
    assert problems(lambda: risks.close_risk(risk=one, based_on=2, why=" ", by=manager())) == ["why"]
    risks.close_risk(risk=one, based_on=2, why="They came back.", by=manager())
    assert one.status == RiskState.CLOSED
    with pytest.raises(Refused, match="already closed"):
        risks.close_risk(risk=one, based_on=3, why="Again.", by=manager())


def test_the_owner_looks_at_a_risk_again_but_does_not_close_it_and_a_reader_does_neither() -> None:
    one = risk(made().programme, owner=person("Otto Owner"))
    owner, reader = (viewer(person(name), READS) for name in ("Otto Owner", "Rita Reader"))
    again: dict[str, Any] = {"risk": one, "likelihood": 3, "impact": 3, "why": "", "review_on": day(9)}
    with pytest.raises(Refused):
        risks.review_risk(based_on=1, by=reader, **again)
    risks.review_risk(based_on=1, by=owner, **again)
    with pytest.raises(Refused):
        risks.close_risk(risk=one, based_on=2, why="Done.", by=owner)


def test_the_log_is_narrowed_and_the_gravest_comes_first() -> None:
    held = made()
    risk(held.programme, "Mild", likelihood=1, impact=2)
    grave = risk(held.programme, "Grave", likelihood=5, impact=5, workstream=held.door)
    Risk.objects.filter(pk=grave.pk).update(review_on=day(-1))
    gone = risk(held.programme, "Gone", likelihood=2, impact=2)
    risks.close_risk(risk=gone, based_on=1, why="It went away.", by=manager())
    assert titles() == ["Grave", "Mild"]
    assert titles(state="overdue") == ["Grave"]
    assert titles(state="closed") == ["Gone"]
    assert titles(workstream=str(held.door.pk)) == ["Grave"]
    assert titles(programme=held.programme.slug, likelihood=1, impact=2) == ["Mild"]
    assert [one.number for one in Risk.objects.order_by("number")] == [1, 2, 3]


def test_the_matrix_counts_each_open_risk_once_in_its_cell() -> None:
    held = made()
    for likelihood, impact in ((5, 5), (5, 5), (2, 3)):
        risk(held.programme, f"{likelihood} by {impact}", likelihood=likelihood, impact=impact)
    rows = queries.matrix(list(queries.risks_asked(queries.AskedRisks(), viewer=manager())))
    drawn = [(cell.likelihood, cell.impact, cell.band.slug, len(cell.risks)) for row in rows for cell in row.cells]
    assert len(drawn) == 25
    assert [one for one in drawn if one[3]] == [(5, 5, "red", 2), (2, 3, "medium", 1)]
    assert [row.level.number for row in rows] == [5, 4, 3, 2, 1]


def test_whoever_owns_a_risk_is_told_once_its_review_is_overdue() -> None:
    held = made()
    one = risk(held.programme, owner=person("Otto Owner"), workstream=held.door)
    owner = viewer(person("Otto Owner"), READS)
    assert due_to(owner) == []
    Risk.objects.filter(pk=one.pk).update(review_on=day(-1))
    assert [(item.id, item.kind.value, item.is_overdue) for item in due_to(owner)] == [(one.pk, "risk", True)]
