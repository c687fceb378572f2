"""Which cells of published tables to hide, so that no small number can be worked out from what is left.

`tables` says what a table is, `choosing` hides as little as it can by optimisation, `attack` is the outsider who tries
to work hidden cells out again, and `plain` the usual rule for rows and columns, for comparison.

Source of the model: Fischetti and Salazar-González, Solving the cell suppression problem on tabular data with linear
constraints, Management Science 47 (2001), pages 1008 to 1027. Why this level of protection: docs/decisions/0078.
"""

from commonground.foundation.analysis.suppression.attack import Range, exposed, ranges
from commonground.foundation.analysis.suppression.choosing import Pattern, suppress
from commonground.foundation.analysis.suppression.plain import row_and_column_rule
from commonground.foundation.analysis.suppression.tables import Cell, Relation, State, Table, summed

__all__ = [
    "Cell",
    "Pattern",
    "Range",
    "Relation",
    "State",
    "Table",
    "exposed",
    "ranges",
    "row_and_column_rule",
    "summed",
    "suppress",
]
