"""Writes the figures of an example place from the published files, as facts with their rows.

    python -m tests.real_data.carried_figures ../shared/data [PLACE…]

For developers: run it after a new edition, look at the difference, commit. Which columns an indicator is read from is
what the catalogue says; which file a layout is, what `series.toml` of the pack says.
"""

import csv
import gzip
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache, cached_property
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[2] / "commonground"
PACKS = PACKAGE / "showcase" / "packs"
CATALOGUE = PACKAGE / "ground" / "evidence" / "packs"
PLACES = tuple(sorted(path.parent.name for path in PACKS.glob("*/place.toml")))
COLUMNS = ("indicator", "area", "period", "numerator", "denominator", "value", "symbol", "origin")
SINGLE_YEARS = "population_mid2020_lsoa11_single_year_notts_plym_manc.csv.gz"
CHILD_AGES = "population_mid2020_lsoa11_child_ages_EW.csv.gz"
SCORES = "IMD2019_scores_england_from_mysociety.csv.gz"
DECILES = "IMD2019_ranks_deciles_england.csv.gz"
PEOPLE = "IoD2019_population_denominators_england.csv.gz"
LOOKUPS = Path("geography") / "lookups"
LOOKUP = "la_all_codes.csv"
CHANGES = "lsoa11_lsoa21_ltla22.csv.gz"
WARDS = "lsoa21_ward24_ltla24.csv.gz"
Row = dict[str, str]
Sums = dict[tuple[str, str], Decimal]


class CarriedFigures:
    """The figures of one pack, as taken from a folder of published files."""

    def __init__(self, place: str, data: Path) -> None:
        self.folder = PACKS / place
        self.data = data
        self.areas: list[dict[str, Any]] = self._read("areas.toml")["area"]
        self.root: str = self._read("place.toml")["root"]
        self.codes = [area["code"] for area in self.areas if "code" in area]
        self.files = {source["layout"]: source["file"] for source in self._read("series.toml")["source"]}

    def build(self, into: Path) -> None:
        """Write the files of figures into a folder."""
        into.mkdir(parents=True, exist_ok=True)
        write(into / "children-in-need.csv", self.published("dfe-cin"))
        write(into / "mid-year-rebased.csv", self.published("mid-year-rebased"))
        write(into / "population.csv", self.population())
        write(into / "deprivation.csv", self.deprivation())

    # --- files of the Department for Education: a row an area and year ------------------------------------------------

    def published(self, dataset: str) -> Iterator[Row]:
        """Each indicator of a dataset for the areas of the pack, as published."""
        wanted = set(self.codes)
        for indicator in indicators(dataset):
            for source in indicator["sources"]:
                for at, row in rows_of(self.data / "dfe_children_in_need" / self.files[source["layout"]]):
                    area = self.area_of(row)
                    # months are carried for the place itself alone: they are looked at one place at a time
                    if area in wanted and (area == self.root or not source.get("month")):
                        yield _published(indicator["slug"], area, source, row, at)

    def area_of(self, row: Row) -> str:
        """Code of the authority, region or country of a row, as it is now."""
        code = row["new_la_code"] or row["region_code"] or row["country_code"]
        return self.successors.get(code, code)

    # --- small areas, summed ------------------------------------------------------------------------------------------

    def population(self) -> Iterator[Row]:
        """Children by age of the areas within the place; of those around and beside it, of all ages and the youngest.

        The small areas by single year of age are published for the three places alone.
        """
        sums: Sums = defaultdict(Decimal)
        for _, row in rows_of(self.data / "population" / SINGLE_YEARS):
            for indicator in indicators("population"):
                years = next(source["value"] for source in indicator["sources"] if source["layout"] == "single-years")
                for area, share in self.within_of(row["lsoa11_code"]).items():
                    sums[indicator["slug"], area] += share * sum(Decimal(row[year]) for year in years)
        for lsoa, children in self.children.items():
            for area in self.around_of(lsoa):
                sums["children-0-17", area] += Decimal(children["age_0_17"])
                sums["children-0-4", area] += Decimal(children["age_0_4"])
        for area in self.carried:
            for indicator in indicators("population"):
                if (indicator["slug"], area) in sums:
                    yield figure(indicator["slug"], area, "2020", value=sums[indicator["slug"], area])

    def deprivation(self) -> Iterator[Row]:
        """People, average score, income deprivation and children in the most deprived tenth."""
        score = self._column(SCORES, "lsoa", "overall_local_score")
        income = self._column(SCORES, "lsoa", "income_score")
        people = self._column(PEOPLE, "LSOA code (2011)", "Total population: mid 2015 (excluding prisoners)")
        tenth = self._column(DECILES, "LSOA code (2011)", "Index of Multiple Deprivation (IMD) Decile")
        sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 5)
        for lsoa in self.districts_of_small_areas:
            weight, young = people[lsoa], Decimal(self.children[lsoa]["age_0_17"])
            most = young if tenth[lsoa] == 1 else Decimal(0)
            add = (weight, score[lsoa] * weight, income[lsoa] * weight, most, young)
            for area, share in (self.within_of(lsoa) | dict.fromkeys(self.around_of(lsoa), Decimal(1))).items():
                sums[area] = [held + share * new for held, new in zip(sums[area], add, strict=True)]
        for area in self.carried:
            if area in sums:
                yield from _deprivation_of(area, *sums[area])

    @property
    def carried(self) -> list[str]:
        """Areas whose sums of small areas are carried: all but the place itself, which is the sum of its parts."""
        return [code for code in self.codes if code != self.root]

    def within_of(self, lsoa: str) -> Mapping[str, Decimal]:
        """The areas of the pack within the place that a small area counts towards, with its share in each."""
        district = {self.districts_of_small_areas.get(lsoa, ""): Decimal(1)}
        found = self.wards_of_small_areas.get(lsoa, district)
        return {code: share for code, share in found.items() if code in self.inside}

    def around_of(self, lsoa: str) -> list[str]:
        """Its authority, region and country, as far as the pack compares with them."""
        if lsoa not in self.districts_of_small_areas:
            return []
        held = self.areas_of_districts[self.districts_of_small_areas[lsoa]]
        return [code for code in held if code not in self.inside]

    @cached_property
    def inside(self) -> set[str]:
        """Codes of the areas that lie in the place."""
        slug = next(area["slug"] for area in self.areas if area.get("code") == self.root)
        return {area["code"] for area in self.areas if area.get("within") == slug and "code" in area}

    @cached_property
    def children(self) -> Mapping[str, Row]:
        return {row["lsoa11_code"]: row for _, row in rows_of(self.data / "population" / CHILD_AGES)}

    @cached_property
    def wards_of_small_areas(self) -> Mapping[str, Mapping[str, Decimal]]:
        """Small area of 2011 → wards with its share in each.

        By way of the small areas of 2021 that it became, each of which lies in one ward by best fit. One that was split
        counts in equal parts, as the product counts where nothing tells how large the parts are.
        """
        wards = {row["lsoa21_code"]: row["ward24_code"] for _, row in rows_of(self.data / LOOKUPS / WARDS)}
        became: dict[str, list[str]] = defaultdict(list)
        for _, row in rows_of(self.data / LOOKUPS / CHANGES):
            if wards.get(row["lsoa21_code"]) in self.inside:
                became[row["lsoa11_code"]].append(wards[row["lsoa21_code"]])
        return {
            lsoa: {ward: Decimal(held.count(ward)) / len(held) for ward in dict.fromkeys(held)}
            for lsoa, held in became.items()
        }

    @cached_property
    def districts_of_small_areas(self) -> dict[str, str]:
        """Every small area of England of 2011 with its district of 2019."""
        lines = rows_of(self.data / "deprivation" / DECILES)
        return {row["LSOA code (2011)"]: row["Local Authority District code (2019)"] for _, row in lines}

    @cached_property
    def areas_of_districts(self) -> dict[str, list[str]]:
        """The areas of the pack that each district of 2019 is in: itself, its county, its region, England."""
        wanted = {area["name"]: area["code"] for area in self.areas if area["type"] != "ward" and "code" in area}
        found = {}
        for _, row in rows_of(self.data / LOOKUPS / LOOKUP):
            inside = [row["LADCD"], wanted.get(row["UTLANM"], ""), wanted.get(row["RGNNM"], ""), wanted["England"]]
            found[row["LADCD"]] = sorted({code for code in inside if code in wanted.values() and code != self.root})
        return found

    @cached_property
    def successors(self) -> dict[str, str]:
        """Codes that areas of the pack had before, to those they have now."""
        return {old: area["code"] for area in self.areas for old in area.get("formerly", [])}

    def _column(self, name: str, key: str, column: str) -> dict[str, Decimal]:
        return {row[key]: Decimal(row[column]) for _, row in rows_of(self.data / "deprivation" / name)}

    def _read(self, name: str) -> dict[str, Any]:
        return tomllib.loads((self.folder / name).read_text(encoding="utf-8"))


def _published(indicator: str, area: str, source: dict[str, Any], row: Row, at: int) -> Row:
    value = "".join(row[column] for column in source.get("value", ()))
    counts = {name: [row[column] for column in source.get(name, ())] for name in ("numerator", "denominator")}
    symbols = [cell for cell in (value, *counts["numerator"], *counts["denominator"]) if cell and not is_number(cell)]
    return {
        "indicator": indicator,
        "area": area,
        "period": _period(row["time_period"], source.get("month", 0)),
        **{name: total(cells) for name, cells in counts.items()},
        "value": value if is_number(value) else "",
        "symbol": symbols[0] if symbols else "",
        "origin": f"{source['layout']}:{at}",
    }


def _deprivation_of(
    area: str, people: Decimal, scores: Decimal, incomes: Decimal, most: Decimal, children: Decimal
) -> Iterator[Row]:
    yield figure("people-imd-2019", area, "2019", value=people)
    for slug, weighted in (("imd-2019-score", scores), ("income-deprivation-2019", incomes)):
        yield figure(slug, area, "2019", numerator=weighted, denominator=people, value=weighted / people)
    share = 100 * most / children
    yield figure("children-most-deprived-tenth", area, "2019", numerator=most, denominator=children, value=share)


def total(cells: Iterable[str]) -> str:
    """The sum of counts; nothing where there are none or one of them is a symbol."""
    listed = list(cells)
    return str(sum(map(int, listed))) if listed and all(map(is_number, listed)) else ""


def is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


@cache
def indicators(dataset: str) -> list[dict[str, Any]]:
    """The indicators of a dataset as the catalogue lists them."""
    listed = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(CATALOGUE.glob("*.toml"))]
    return [one for document in listed for one in document.get("indicator", []) if one["dataset"] == dataset]


def rows_of(path: Path) -> Iterator[tuple[int, Row]]:
    """Rows of a CSV, gzipped or not, numbered as a spreadsheet shows them: the heading is row 1."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from enumerate(csv.DictReader(lines), start=2)


def _period(year: str, month: int) -> str:
    """The month of a year to 31 March, or that year."""
    return f"{int(year) - (month > 3)}-{month:02}" if month else year


def figure(
    indicator: str,
    area: str,
    period: str,
    *,
    value: Decimal,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
) -> Row:
    """A figure put together from small areas, so without a row of its own."""
    return {
        "indicator": indicator, "area": area, "period": period, "numerator": plain(numerator),
        "denominator": plain(denominator), "value": plain(value), "symbol": "", "origin": "",
    }  # fmt: skip


def plain(value: Decimal | None) -> str:
    """To six decimals, without trailing noughts."""
    if value is None:
        return ""
    text = f"{round(value, 6):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    for name in sys.argv[2:] or PLACES:
        CarriedFigures(name, Path(sys.argv[1])).build(PACKS / name / "figures")
