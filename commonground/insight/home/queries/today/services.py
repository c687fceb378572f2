"""What of the directory of services needs the viewer. No query: it is read along with the partnership."""

from collections.abc import Iterator
from datetime import date

from commonground.ground.directory.queries import ToDo
from commonground.insight.home.rules.day import Item, counted_words, due_words


def needs(waiting: ToDo, *, today: date) -> Iterator[Item]:
    """Changes that providers ask for, gaps whose day has come or comes soon, entries that nobody vouches for."""
    if waiting.proposals:
        title = f"{counted_words(waiting.proposals, 'provider asks', 'providers ask')} to change an entry"
        yield Item(title, ("directory:proposals", ()), "To decide", "yellow")
    if waiting.gaps and waiting.gap_due_on:
        is_late = waiting.gap_due_on < today
        yield Item(
            title=f"{counted_words(waiting.gaps, 'gap', 'gaps')} in services to report on or to close",
            address=("directory:kept-gaps", ()),
            status=due_words(waiting.gap_due_on, today=today),
            tone="red" if is_late else "yellow",
            due=waiting.gap_due_on,
        )
    if waiting.without_word:
        title = f"{counted_words(waiting.without_word, 'entry', 'entries')} of services that nobody vouches for"
        yield Item(title, ("directory:assurance", ()), "To look at", "blue", "Never, or too long ago")
