"""The linear programme over some cells of a table: the one place that speaks to the solver."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

UNBOUNDED = float("inf")


@dataclass(frozen=True)
class Answer:
    """`objective` is infinite where nothing bounds it, None where no point satisfies the rows."""

    objective: float | None
    point: "NDArray"
    duals: "NDArray"


class Programme:
    """Columns with bounds, rows that must hold, one objective after another. Starts from where it was last."""

    def __init__(
        self,
        lower: Sequence[float],
        upper: Sequence[float],
        rows: Sequence[Sequence[tuple[int, float]]],
        row_lower: Sequence[float],
        row_upper: Sequence[float],
        *,
        whole: Sequence[bool] = (),
        seconds: float | None = None,
    ) -> None:
        import highspy  # noqa: PLC0415 heavy: only hiding cells needs it
        import numpy as np  # noqa: PLC0415 heavy: only hiding cells needs it

        self._np, self._highspy = np, highspy
        with _nothing_printed():
            self._solver = highspy.Highs()
        for name, value in (("output_flag", False), ("threads", 1), ("mip_rel_gap", 0.0), ("random_seed", 0)):
            self._solver.setOptionValue(name, value)
        if seconds is not None:
            self._solver.setOptionValue("time_limit", max(seconds, 0.05))
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = len(lower), len(rows)
        programme.col_cost_ = np.zeros(len(lower))
        programme.col_lower_, programme.col_upper_ = np.array(lower, float), np.array(upper, float)
        programme.row_lower_, programme.row_upper_ = np.array(row_lower, float), np.array(row_upper, float)
        programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        programme.a_matrix_.start_ = np.cumsum([0, *map(len, rows)]).astype(np.int32)
        programme.a_matrix_.index_ = np.array([place for row in rows for place, _ in row], np.int32)
        programme.a_matrix_.value_ = np.array([factor for row in rows for _, factor in row], float)
        if any(whole):
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            programme.integrality_ = [kinds[is_whole] for is_whole in whole]
        self._solver.passModel(programme)
        self._costs: list[int] = []

    def solve(self, objective: Mapping[int, float], *, highest: bool) -> Answer:
        """The highest or lowest value of the objective, where it is reached, and what each row is worth there."""
        for place in self._costs:
            self._solver.changeColCost(place, 0.0)
        for place, cost in objective.items():
            self._solver.changeColCost(place, cost)
        self._costs = list(objective)
        sense = self._highspy.ObjSense.kMaximize if highest else self._highspy.ObjSense.kMinimize
        self._solver.changeObjectiveSense(sense)
        self._solver.run()
        return self._answer(highest=highest)

    def _answer(self, *, highest: bool) -> Answer:
        np, status = self._np, self._solver.getModelStatus()
        kinds = self._highspy.HighsModelStatus
        solution = self._solver.getSolution()
        point, duals = np.array(solution.col_value), np.array(solution.row_dual)
        if status in (kinds.kUnbounded, kinds.kUnboundedOrInfeasible):
            return Answer(UNBOUNDED if highest else -UNBOUNDED, point, duals)
        if status == kinds.kOptimal or (status == kinds.kTimeLimit and self._is_feasible()):
            return Answer(self._solver.getInfo().objective_function_value, point, duals)
        return Answer(None, point, duals)

    @property
    def bound(self) -> float:
        """How good the best point can be at most: of a programme in whole numbers that ran out of time."""
        return self._solver.getInfo().mip_dual_bound

    def set_bounds(self, place: int, lower: float, upper: float) -> None:
        self._solver.changeColBounds(place, lower, upper)

    def add_row(self, terms: Sequence[tuple[int, float]], lower: float) -> None:
        """One more row: at least `lower`."""
        np = self._np
        places = np.array([place for place, _ in terms], np.int32)
        factors = np.array([factor for _, factor in terms], float)
        self._solver.addRow(lower, self._highspy.kHighsInf, len(terms), places, factors)

    def _is_feasible(self) -> Any:
        feasible = self._highspy.SolutionStatus.kSolutionStatusFeasible
        return self._solver.getInfo().primal_solution_status == feasible


@contextmanager
def _nothing_printed() -> Iterator[None]:
    """The first solver of a process prints who made it, past Python, onto what may be the JSON of a command."""
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)
