"""Actions: what was agreed, done with its effect, and overdue."""

from commonground.insight.reports.queries.parts.asked import Asked, day_words
from commonground.insight.reports.rules.content import Fact, Figures, Generated, Listing
from commonground.insight.reports.rules.sentences import counted, sentence
from commonground.partnership.groups.queries.followed_up import FollowedUp, followed


def actions(asked: Asked) -> Generated:
    """For the public what approved minutes say of them; for the others also what became of them."""
    return _followed(asked) if asked.reads_actions else _agreed(asked)


def _agreed(asked: Asked) -> Generated:
    agreed = asked.minuted.actions
    rows = tuple((day_words(day), one.title, one.body, day_words(one.due_on)) for day, one in agreed)
    return Generated(
        sentences=(f"Approved minutes hold {counted(len(agreed), 'action')} that the group agreed.",),
        figures=(Figures("Actions", (Fact("actions.minuted", "Actions in approved minutes", len(agreed)),)),),
        lists=(Listing("Actions agreed", ("Meeting", "What", "Who", "By when"), rows),) if rows else (),
    )


def _followed(asked: Asked) -> Generated:
    found = followed(asked.group, since=asked.since, until=asked.until, on=asked.as_at)
    closed = len(found.done) + len(found.dropped)
    facts = (
        Fact("actions.agreed", "Actions agreed", len(found.agreed)),
        Fact("actions.done", "Done, with what they changed, of those closed", len(found.done), closed),
        Fact("actions.dropped", "Dropped, with a reason, of those closed", len(found.dropped), closed),
        Fact("actions.open", "Open at the end", len(found.open)),
        Fact("actions.overdue", "Overdue at the end, of those open", len(found.overdue), len(found.open)),
    )
    return Generated(
        sentences=tuple(_said(found, asked)), figures=(Figures("Actions", facts),), lists=tuple(_lists(found))
    )


def _said(found: FollowedUp, asked: Asked) -> list[str]:
    said = [f"The group agreed {counted(len(found.agreed), 'action')}."]
    if found.done:
        said.append(
            sentence(f"{counted(len(found.done), 'action was', 'actions were')} done, each with what it changed")
        )
    else:
        said.append("None was done.")
    if found.dropped:
        said.append(sentence(f"{counted(len(found.dropped), 'action was', 'actions were')} dropped"))
    if found.open:
        said.append(
            f"On {day_words(asked.as_at)} {len(found.overdue)} of the {counted(len(found.open), 'open action')} "
            f"{'was' if len(found.overdue) == 1 else 'were'} overdue."
        )
    return said


def _lists(found: FollowedUp) -> list[Listing]:
    made = []
    if found.done:
        rows = tuple((one.title, one.body, day_words(one.closed_on or one.due_on), one.effect) for one in found.done)
        made.append(Listing("Actions done", ("What", "Who", "Closed", "What it changed"), rows))
    if found.overdue:
        late = tuple((one.title, one.body, day_words(one.due_on)) for one in found.overdue)
        made.append(Listing("Actions overdue", ("What", "Who", "Was due"), late))
    return made
