"""Terms of reference that the groups of an example share, and the end of groups that are no more."""

from datetime import date

from commonground.ground.partners import queries as partners
from commonground.partnership.groups import actions, queries
from commonground.showcase.actions.groups.bodies import keeper
from commonground.showcase.actions.groups.who import Setting
from commonground.showcase.formats.groups import DutyEntry, GroupEntry, TermsEntry


def settle_terms(setting: Setting, new: list[GroupEntry]) -> None:
    """Templates that are not there yet, what each new group agreed, and groups that have ended."""
    there = {one.name for one in queries.templates(setting.by)}
    for terms in setting.told.terms:
        if terms.name not in there:
            actions.write_template(name=terms.name, wording=wording(setting, terms), by=setting.by)
    for entry in new:
        if entry.terms:
            agree(setting, entry)
        if entry.became:
            close(setting, entry)


def wording(setting: Setting, entry: TermsEntry) -> actions.Wording:
    sectors = {one.pk: one for one in partners.sectors()}
    return actions.Wording(
        aim=entry.aim,
        purpose="\n".join(entry.purpose),
        accountability=entry.accountability,
        reporting=entry.reporting,
        structure=entry.structure,
        seniority=partners.seniorities().filter(pk=entry.seniority).first(),
        meetings_a_year=entry.meetings_a_year,
        minutes_long=entry.minutes_long,
        quorum=entry.quorum,
        review_months=entry.review_months,
        source=entry.source,
        sectors=[actions.SectorAsked(sectors[slug]) for slug in entry.required],
        checks=[actions.CheckAsked(title) for title in entry.checks],
        duties=[duty(setting, one) for one in entry.duties],
    )


def duty(setting: Setting, entry: DutyEntry) -> actions.DutyAsked:
    """Due next on its day of the year, so that nothing is owed of years that the example does not tell of; earlier
    where the pack says what became of it."""
    due = date(setting.by.today.year, entry.month, entry.day)
    ahead = due if due > setting.by.today else due.replace(year=due.year + 1)
    first = ahead.replace(year=ahead.year - entry.years_back)
    return actions.DutyAsked(entry.title, entry.every_months, first, to=setting.groups[entry.to])


def agree(setting: Setting, entry: GroupEntry) -> None:
    by, group = keeper(setting, entry), setting.groups[entry.name]
    template = next(one for one in queries.templates(setting.by) if one.name == entry.terms)
    terms = actions.draft_terms(group=group, template=template, by=by)
    on = entry.agreed_on or setting.day(entry.agreed_weeks or 0)
    actions.agree_terms(terms=terms, on=on, based_on=terms.version, by=by)
    if entry.reviewed_weeks is not None:
        actions.reviewed(terms=terms, on=setting.day(entry.reviewed_weeks), based_on=terms.version, by=by)


def close(setting: Setting, entry: GroupEntry) -> None:
    on = entry.ends_on or setting.day(entry.ends_weeks or 0)
    group = setting.groups[entry.name]
    actions.close_group(group=group, on=on, outcome=entry.became, based_on=group.version, by=keeper(setting, entry))
