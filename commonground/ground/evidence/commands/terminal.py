"""What the commands of this room share: who runs them, and a bar on a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from commonground.foundation.kernel.viewer import Viewer, operator

OnProgress = Callable[[int, int, str], None]


def operator_who_imports() -> Viewer:
    return operator(timezone.now(), permissions=frozenset({"evidence.import", "places.register"}))


@contextmanager
def progress_bar() -> Iterator[OnProgress]:
    """On a terminal a bar, elsewhere nothing."""
    console = Console(stderr=True)
    columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        row = bar.add_task("", total=None)

        def show(done: int, total: int, sentence: str) -> None:
            bar.update(row, completed=done, total=total or None, description=sentence)

        yield show
