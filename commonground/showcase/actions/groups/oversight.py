"""Issues, questions, approvals, reviews and stages of an example, each step on its own day by who would do it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.partners import queries as partners
from commonground.partnership.groups import actions
from commonground.showcase.actions.groups.who import Setting
from commonground.showcase.formats.oversight import ApprovalEntry, IssueEntry, Oversight, QuestionEntry, ReviewEntry

if TYPE_CHECKING:
    from commonground.ground.partners.models import Organisation

SOON = timedelta(weeks=12)


def oversee(setting: Setting, told: Oversight, *, new: set[str]) -> None:
    """What is told of groups that are new here."""
    for issue in told.issues:
        if issue.group in new:
            raise_issue(setting, issue)
    for question in told.questions:
        if question.group in new:
            ask(setting, question)
    for one in told.approvals:
        if one.group in new:
            approve(setting, one)
    for review in told.reviews:
        if review.group in new:
            follow_up(setting, review)
    for stage in told.stages:
        if stage.group in new:
            actions.note_stage(
                group=setting.groups[stage.group],
                stage=stage.stage,
                standing=stage.standing,
                on=setting.day(stage.weeks),
                practitioner=setting.person(stage.person) if stage.person else None,
                note=stage.note,
                by=setting.by,
            )


def approve(setting: Setting, entry: ApprovalEntry) -> None:
    actions.record_approval(
        group=setting.groups[entry.group],
        title=entry.title,
        kind=entry.kind,
        approved_on=entry.approved_on,
        review_on=entry.review_on,
        valid_until=entry.valid_until,
        note=entry.note,
        source=entry.source,
        is_invented=entry.is_invented,
        by=setting.by,
    )


def raise_issue(setting: Setting, entry: IssueEntry) -> None:
    made = actions.raise_issue(
        group=setting.groups[entry.group],
        to=setting.groups[entry.to],
        what=entry.what,
        title=entry.title,
        words=entry.words,
        by=_on(setting, {"by": entry.by, "weeks": entry.weeks}),
    )
    if entry.accepted:
        actions.accept_escalation(
            escalation=made,
            based_on=made.version,
            organisation=made.to.host,
            next_step=entry.accepted["next_step"],
            by=_on(setting, entry.accepted),
        )
    if entry.answered:
        by = _on(setting, entry.answered)
        actions.answer_escalation(escalation=made, based_on=made.version, answer=entry.answered["answer"], by=by)
    if entry.noted:
        by = _on(setting, entry.noted)
        actions.note_issue(escalation=made, based_on=made.version, words=entry.noted["words"], by=by)


def ask(setting: Setting, entry: QuestionEntry) -> None:
    due_on = entry.asked_on + timedelta(weeks=entry.weeks_to_answer)
    made = actions.log_question(
        group=setting.groups[entry.group],
        text=entry.text,
        asked_on=entry.asked_on,
        due_on=due_on if entry.due_weeks is None else setting.day(entry.due_weeks),
        organisation=_body(setting, entry.organisation),
        asked_by=setting.groups[entry.asked_by] if entry.asked_by else None,
        asked_by_words=entry.asked_by_words,
        source=entry.source,
        by=setting.by,
    )
    if entry.answer:
        actions.answer_question(question=made, based_on=made.version, answer=entry.answer, by=setting.by)


def follow_up(setting: Setting, entry: ReviewEntry) -> None:
    by = setting.by
    review = actions.record_review(
        group=setting.groups[entry.group],
        kind=entry.kind,
        title=entry.title,
        by_whom=entry.by_whom,
        published_on=entry.published_on,
        looked_at=entry.looked_at,
        headlines="\n".join(entry.headlines),
        source=entry.source,
        by=by,
    )
    for one in entry.advice:
        advice = actions.add_advice(review=review, text=one.text, by=by)
        if not one.response:
            continue
        due_on = setting.day(one.due_weeks) if one.due_weeks else by.today + SOON
        actions.respond_to_advice(
            advice=advice, based_on=advice.version, response=one.response, why=one.why, due_on=due_on, by=by
        )
        if one.action:
            body = _body(setting, one.organisation)
            actions.act_on_advice(advice=advice, title=one.action, organisation=body, due_on=due_on, by=by)
        if one.evidence:
            actions.add_evidence(advice=advice, text=one.evidence, on=by.today, by=by)
            if not one.action:
                actions.close_advice(advice=advice, based_on=advice.version, by=by)


def _on(setting: Setting, step: Mapping[str, Any]) -> Viewer:
    """Who takes a step, on the day they took it."""
    return setting.acting(step["by"], at=setting.moment(setting.day(step["weeks"])))


def _body(setting: Setting, slug: str) -> "Organisation":
    return next(one for one in partners.organisations(partners.Asked(), on=setting.by.today) if one.slug == slug)
