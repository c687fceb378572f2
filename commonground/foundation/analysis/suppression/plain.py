"""The rule that people follow by hand: never one hidden cell alone in a row or column."""

from commonground.foundation.analysis.suppression.tables import LEAST, State, Table


def row_and_column_rule(table: Table) -> frozenset[int]:
    """Cells hidden by the plain rule: the small ones and, where one stands alone in a sum, the next smallest beside it.

    Noughts are left, as is usual. It looks at one sum at a time, so what it hides can sometimes be worked out; it is
    here to be compared with, never to protect anybody. Cells that are shown nowhere are not counted as shown.
    """
    hidden = set(table.hidden_at_least)
    changed = True
    while changed:
        changed = False
        for relation in table.relations:
            places = [place for place, _ in relation.terms]
            if sum(place in hidden for place in places) != 1:
                continue
            beside = [place for place in places if _may_hide(table, place) and place not in hidden]
            if beside:
                hidden.add(min(beside, key=lambda place: (table.cells[place].value, place)))
                changed = True
    return frozenset(hidden)


def _may_hide(table: Table, place: int) -> bool:
    return table.cells[place].state is State.FREE and table.cells[place].value > LEAST
