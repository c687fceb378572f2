"""Reports of groups: what those who serve them owe, what a chair is to freeze, what came, what is late in all."""

from collections.abc import Iterator

from commonground.insight.home.rules.day import Item, counted_words, due_words
from commonground.insight.reports.queries import DueReport, ToDo


def needs(to_do: ToDo) -> Iterator[Item]:
    """Late or due within two months; reports that wait to be frozen; reports that came within four weeks; for who keeps
    groups, how many others are late."""
    for one in to_do.due:
        yield _owed(one)
    for report in to_do.to_freeze:
        title = f"{report.title} waits for you to freeze it"
        yield Item(title, ("reports:report", (report.pk,)), "To freeze", "yellow", hint=report.group.name)
    for report in to_do.came:
        title = f"{report.title} of {report.group.name} came to {report.sent_to_group}"
        yield Item(title, ("reports:report", (report.pk,)), f"Sent {report.sent_on:%-d %B %Y}", "blue", hint="To read")
    if to_do.late_elsewhere:
        title = f"{counted_words(to_do.late_elsewhere, 'report of a group is', 'reports of groups are')} late"
        yield Item(title, ("reports:due", ()), "Late", "red")


def _owed(one: DueReport) -> Item:
    address = ("reports:report", (one.report.pk,)) if one.report else ("reports:of-group", (one.group.slug,))
    return Item(
        f"{one.owed.title} of {one.group.name}",
        address,
        due_words(one.due_on, today=one.today),
        "red" if one.is_late else "yellow",
        hint="Begun" if one.report else "Not begun",
        due=one.due_on,
    )
