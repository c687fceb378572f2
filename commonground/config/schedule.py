"""What the worker does at which time of day in England and with which rights, and what it does between two jobs."""

from datetime import time

from commonground.foundation.post import actions as post
from commonground.foundation.work.actions import Nightly, Round

GAPS = frozenset({"directory.read-gaps", "directory.keep-gaps"})
SCHEDULE = [
    Nightly("partners.raise-lapses", at=time(4), permissions=frozenset({"partners.keep-agreements"})),
    Nightly("evidence.sweep", at=time(4, 30), permissions=frozenset({"evidence.import"})),
    Nightly("directory.find-doubles", at=time(3, 45), permissions=frozenset({"directory.keep"})),
    Nightly("directory.refresh", at=time(3), permissions=frozenset({"directory.import"})),
    Nightly(
        "directory.close-weeks", at=time(3, 30), permissions=frozenset({"directory.read-gaps", "directory.keep-gaps"})
    ),
    Nightly("groups.sweep", at=time(4, 45), permissions=frozenset({"groups.keep"})),
    Nightly("groups.remind", at=time(5), permissions=frozenset({"groups.keep"})),
    Nightly("post.gather-digests", at=time(7), permissions=frozenset()),
]
ROUNDS: list[Round] = [Round("send e-mail", post.send_due)]
