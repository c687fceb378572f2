"""Long work with progress and cancel. `from commonground.foundation.work import actions as work`."""

from commonground.foundation.work.actions.asking import cancel, enqueue, run_now, start_again
from commonground.foundation.work.actions.handlers import handler
from commonground.foundation.work.actions.losing import release_lost, requeue_forgotten
from commonground.foundation.work.actions.progress import Progress
from commonground.foundation.work.rules import Cancelled

__all__ = [
    "Cancelled",
    "Progress",
    "cancel",
    "enqueue",
    "handler",
    "release_lost",
    "requeue_forgotten",
    "run_now",
    "start_again",
]
