"""Eight clients change rows of their own for some seconds; prints how many writes a second were committed.

python -m tests.bench.audited.writing audited --clients 8 --seconds 4

COMMONGROUND_HOME and DATABASE_URL say which site; it must be migrated.
"""

import argparse
import os
import struct
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from uuid import UUID, uuid5

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonground.config.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 after django.setup()
from django.utils import timezone  # noqa: E402 after django.setup()

from commonground.foundation.audit import actions as audit  # noqa: E402 after django.setup()
from commonground.foundation.audit.versions import change  # noqa: E402 after django.setup()
from commonground.foundation.kernel.viewer import operator  # noqa: E402 after django.setup()
from commonground.ground.partners.models import Organisation, Sector  # noqa: E402 after django.setup()

SPACE = UUID(int=12)
PERSONS = [uuid5(SPACE, name) for name in ("child", "sibling")]
ENDS = struct.Struct("d")


def rows(clients: int) -> list[UUID]:
    """One row a client, so that without the audit nobody waits for a row of somebody else."""
    sector, _ = Sector.objects.get_or_create(slug="bench", defaults={"name": "Bench"})
    made = [uuid5(SPACE, f"row {number}") for number in range(clients)]
    for row in made:
        values = {"slug": row.hex, "name": row.hex, "sector": sector}
        Organisation.objects.get_or_create(id=row, defaults=values)
    return made


def write(row: UUID, number: int, around: Callable[[], AbstractContextManager[None]], is_audited: bool) -> None:
    """One action: read the row, change it where nobody was first, say so."""
    with around():
        now = Organisation.objects.get(pk=row)
        change(now, based_on=now.version, name=f"{row} {number}")
        if is_audited:
            by = operator(timezone.now(), permissions=frozenset())
            audit.record("row changed", by=by, about=now, details={"number": number}, persons=PERSONS)


def client(row: UUID, is_audited: bool, seconds: float, gate: int, out: int) -> None:
    """Warm up, wait at the gate, write until the time is over, say how many a second."""
    around = audit.atomic if is_audited else transaction.atomic
    for number in range(3):
        write(row, number, around, is_audited)
    os.read(gate, 1)
    started, done = time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        write(row, done, around, is_audited)
        done += 1
    os.write(out, ENDS.pack(done / (time.perf_counter() - started)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("side", choices=("audited", "plain"))
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=4)
    given = parser.parse_args()
    made = rows(given.clients)
    connection.close()  # nothing open is inherited
    (gate, opener), (reading, out) = os.pipe(), os.pipe()
    numbers = []
    for row in made:
        number = os.fork()
        if not number:
            client(row, given.side == "audited", given.seconds, gate, out)
            os._exit(0)
        numbers.append(number)
    time.sleep(1)  # all are at the gate
    os.write(opener, b"x" * len(made))
    rates = [ENDS.unpack(os.read(reading, ENDS.size))[0] for _ in made]
    for number in numbers:
        os.waitpid(number, 0)
    sys.stdout.write(f"{sum(rates):.1f}\n")


if __name__ == "__main__":
    main()
