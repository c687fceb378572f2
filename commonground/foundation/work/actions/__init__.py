"""Long work with progress and cancel. `from commonground.foundation.work import actions as work`."""

from commonground.foundation.work.actions.asking import cancel, enqueue, run_now, start_again
from commonground.foundation.work.actions.handlers import handler
from commonground.foundation.work.actions.losing import release_lost, requeue_forgotten
from commonground.foundation.work.actions.progress import Progress
from commonground.foundation.work.actions.scheduling import enqueue_due, go_round
from commonground.foundation.work.rules import Cancelled, Nightly, Round

__all__ = [
    "Cancelled",
    "Nightly",
    "Progress",
    "Round",
    "cancel",
    "enqueue",
    "enqueue_due",
    "go_round",
    "handler",
    "release_lost",
    "requeue_forgotten",
    "run_now",
    "start_again",
]
