"""`python -m tests.bench.national.program make|ours|theirs|forget PERIODS`, on a home of its own.

Prints JSON: seconds of the clock, seconds of all processors, and the most memory that the process took, in MB.
"""

import json
import resource
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.national import by_hand, making
from tests.bench.rows import Taken, taken


def make(periods: int) -> None:
    """Beside the example place that is open already: its small areas, and one national release."""
    from commonground.ground.evidence import actions
    from commonground.ground.evidence.rules.catalogue import parse
    from commonground.ground.places import actions as places

    by = _operator()
    listed = [(making.area(number), making.DISTRICTS[number % 7]) for number in range(making.MAPPED)]
    rows = [
        places.AreaRow(f"Small area {code}", "lsoa", code, within=(district,), sets=("lsoa-2011",))
        for code, district in listed
    ]
    places.register_areas(rows=rows, by=by)
    actions.load_catalogue(catalogue=parse(making.catalogue(), where="the bench"), by=by)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "national.parquet"
        making.observations(path, periods)
        actions.publish_release(dataset=making.DATASET, observations=path, files=[], label="bench", by=by)


def ours() -> Taken:
    """Preparing every figure of every area anew: what `commonground evidence prepare` does."""
    from commonground.ground.evidence import actions

    return taken(lambda: actions.prepare_figures(by=_operator()))


def forget() -> None:
    """As if nothing had been prepared yet."""
    from commonground.ground.evidence.models import Preparation

    Preparation.objects.all().delete()


def theirs() -> Taken:
    """The same figures of the national release alone, in one query written by hand. Raises where they differ."""
    from commonground.ground.evidence import queries
    from commonground.ground.evidence.models import Release
    from commonground.ground.evidence.queries.files import local_path

    release = Release.objects.get(dataset=making.DATASET)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        target = Path(folder) / "figures.parquet"
        measured = taken(by_hand.prepared(str(local_path(release.file)), target))
        held = queries.current_preparation()
        unlike = by_hand.difference(local_path(held.file), target) if held else 0
    if unlike:
        raise RuntimeError(f"{unlike} figures differ from those made by hand: the two do not do the same work.")
    return measured


def _operator() -> Any:
    from django.utils import timezone

    from commonground.foundation.kernel.viewer import operator

    return operator(timezone.now(), permissions=frozenset({"evidence.import", "places.register"}))


def main(what: str, periods: str = "0") -> None:
    import django

    django.setup()
    programs: dict[str, Callable[[], Taken | None]] = {
        "make": lambda: make(int(periods)), "ours": ours, "theirs": theirs, "forget": forget,
    }  # fmt: skip
    work = programs[what]
    measured = work() or Taken(0, 0)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = {"seconds": measured.seconds, "processor": measured.processor, "megabytes": most}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
