"""Which way a pathway between two services leads."""

from commonground.foundation.kernel.states import Labelled


class Step(Labelled):
    """More help, less help, or another kind beside it."""

    UP = "up", "Step up: more help"
    DOWN = "down", "Step down: less help"
    BESIDE = "beside", "Beside: another kind of help"


FROM_THERE = {
    Step.UP: "Steps up to here from",
    Step.DOWN: "Steps down to here from",
    Step.BESIDE: "Leads here from",
}
