"""How a published file is laid out, and which of its columns an indicator is read from. Data, from packs."""

from dataclasses import dataclass
from enum import StrEnum

from commonground.foundation.kernel.periods import Period, PeriodKind

LAST_MONTH = 3  # a year to 31 March begins in April of the year before


class Rows(StrEnum):
    """What a row of a file is about, and so how its area and period are found."""

    DFE = "dfe"  # geographic_level with country, region or authority; time_period
    TOOL = "lait"  # the long file of the Local Authority Interactive Tool
    SMALL_AREAS = "small areas"  # one small area a row; the period is the layout's


@dataclass(frozen=True)
class Layout:
    """One table of a dataset.

    `recognised_by` are columns that only this layout has, all of them; `also_column` with `also_value` narrows files
    that share their columns (the DfE's category). `period` is the period of every row where the file has none.
    `area_column` holds the code of a small area, which begins with one of `area_prefixes`, its name in `name_column`.
    Where a file has the columns of one of `totals`, the total must be the sum of its parts in every row.
    `also_called` are names that a publisher has given to columns at other times; a file with them is read as it is.
    A dataset with `makes_up_count` areas whose codes begin with `makes_up_prefix` holds the whole area `makes_up`.
    """

    slug: str
    title: str
    rows: str
    recognised_by: tuple[str, ...] = ()
    also_column: str = ""
    also_value: str = ""
    period: str = ""
    area_column: str = ""
    area_prefixes: tuple[str, ...] = ()
    name_column: str = ""
    makes_up: str = ""
    makes_up_prefix: str = ""
    makes_up_count: int = 0
    also_called: tuple[str, ...] = ()  # "column: another name it has had"
    totals: tuple[str, ...] = ()  # "total = part + part + part"


def total_of(written: str) -> tuple[str, tuple[str, ...]]:
    """A total and its parts, as a layout writes them."""
    total, _, parts = written.partition("=")
    return total.strip(), tuple(part.strip() for part in parts.split("+"))


@dataclass(frozen=True)
class Source:
    """Columns of a layout. Several columns are added up; empty means that the file does not hold it.

    `minimum` and `maximum` bound what is possible for the value. With `counts_rows` each row counts as one. Where a row
    is about a year to 31 March and its columns are months, `month` (1 to 12) is the one that is read.
    """

    layout: str
    value: tuple[str, ...] = ()
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    minimum: float | None = 0.0
    maximum: float | None = None
    counts_rows: bool = False
    month: int = 0

    @property
    def columns(self) -> tuple[str, ...]:
        return (*self.value, *self.numerator, *self.denominator)


@dataclass(frozen=True)
class Measure:
    """An indicator as one layout holds it."""

    indicator: str
    period_kind: str
    source: Source

    @property
    def rows_kind(self) -> str:
        """The kind of period that a row is about."""
        return PeriodKind.FINANCIAL_YEAR.value if self.source.month else self.period_kind

    def period_in(self, row_period: str) -> str:
        """The period of the figure in a row about `row_period`: April of 2024 is 2023-04."""
        month = self.source.month
        if not month:
            return row_period
        year = int(row_period) - (month > LAST_MONTH)
        return Period(PeriodKind.MONTH, year, month).slug


@dataclass(frozen=True)
class Plan:
    """How the files of one dataset are read."""

    dataset: str
    vintage: str
    layouts: tuple[Layout, ...]
    measures: tuple[Measure, ...]

    def measures_of(self, layout: Layout) -> tuple[Measure, ...]:
        return tuple(measure for measure in self.measures if measure.source.layout == layout.slug)

    def columns_of(self, layout: Layout) -> tuple[str, ...]:
        """The columns that a file of this layout must have, each once."""
        also = (layout.also_column,) if layout.also_column else ()
        placed = (
            DFE_COLUMNS if layout.rows == Rows.DFE else tuple(filter(None, (layout.area_column, layout.name_column)))
        )
        measured = (column for measure in self.measures_of(layout) for column in measure.source.columns)
        return tuple(dict.fromkeys((*placed, *also, *layout.recognised_by, *measured)))


# Where and when a row of a DfE file is, by its own columns.
DFE_COLUMNS = (
    "time_period",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "new_la_code",
    "la_name",
)
