"""What the worker does every night, at which time in England, and with which rights."""

from datetime import time

from commonground.foundation.work.actions import Nightly

SCHEDULE = [
    Nightly("partners.raise-lapses", at=time(4), permissions=frozenset({"partners.keep-agreements"})),
    Nightly("evidence.sweep", at=time(4, 30), permissions=frozenset({"evidence.import"})),
]
