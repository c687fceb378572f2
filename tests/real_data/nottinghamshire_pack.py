"""Writes the figures of the Nottinghamshire pack from the published files, as facts with their rows.

    python -m tests.real_data.nottinghamshire_pack ../shared/data

For developers: run it after a new edition, look at the difference, commit. Which columns an indicator is read from is
what the catalogue says; which file a layout is, what `series.toml` of the pack says.
"""

import csv
import gzip
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parents[2] / "commonground"
PACK = PACKAGE / "showcase" / "packs" / "nottinghamshire"
CATALOGUE = PACKAGE / "ground" / "evidence" / "packs"
COLUMNS = ("indicator", "area", "period", "numerator", "denominator", "value", "symbol", "origin")
SINGLE_YEARS = "population_mid2020_lsoa11_single_year_notts_plym_manc.csv.gz"
CHILD_AGES = "population_mid2020_lsoa11_child_ages_EW.csv.gz"
SCORES = "IMD2019_scores_england_from_mysociety.csv.gz"
DECILES = "IMD2019_ranks_deciles_england.csv.gz"
PEOPLE = "IoD2019_population_denominators_england.csv.gz"
LOOKUP = "la_all_codes.csv"
Row = dict[str, str]


def build(data: Path, into: Path) -> None:
    """Write the files of figures into a folder."""
    write(into / "children-in-need.csv", published(data, "dfe-cin"))
    write(into / "mid-year-rebased.csv", published(data, "mid-year-rebased"))
    write(into / "population.csv", population(data))
    write(into / "deprivation.csv", deprivation(data))


# --- files of the Department for Education: a row an area and year ----------------------------------------------------


def published(data: Path, dataset: str) -> Iterator[Row]:
    """Each indicator of a dataset for the areas of the pack, as published."""
    wanted = set(codes())
    for indicator in indicators(dataset):
        for source in indicator["sources"]:
            for at, row in rows_of(data / "dfe_children_in_need" / files()[source["layout"]]):
                if area_of(row) in wanted:
                    yield _figure(indicator, source, row, at)


def _figure(indicator: dict[str, Any], source: dict[str, Any], row: Row, at: int) -> Row:
    value = "".join(row[column] for column in source.get("value", ()))
    counts = {name: [row[column] for column in source.get(name, ())] for name in ("numerator", "denominator")}
    symbols = [cell for cell in (value, *counts["numerator"], *counts["denominator"]) if cell and not is_number(cell)]
    return {
        "indicator": indicator["slug"],
        "area": area_of(row),
        "period": row["time_period"],
        **{name: total(cells) for name, cells in counts.items()},
        "value": value if is_number(value) else "",
        "symbol": symbols[0] if symbols else "",
        "origin": f"{source['layout']}:{at}",
    }


def total(cells: Iterable[str]) -> str:
    """The sum of counts; nothing where there are none or one of them is a symbol."""
    listed = list(cells)
    return str(sum(map(int, listed))) if listed and all(map(is_number, listed)) else ""


def is_number(text: str) -> bool:
    return text.replace(".", "", 1).isdigit()


def area_of(row: Row) -> str:
    """Code of the authority, region or country of a row, as it is now."""
    code = row["new_la_code"] or row["region_code"] or row["country_code"]
    return successors().get(code, code)


# --- small areas, summed ----------------------------------------------------------------------------------------------


def population(data: Path) -> Iterator[Row]:
    """Children by age of districts; of region and England, whose small areas are not all here, those of all ages."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for _, row in rows_of(data / "population" / SINGLE_YEARS):
        for indicator in indicators("population"):
            years = next(source["value"] for source in indicator["sources"] if source["layout"] == "single-years")
            sums[indicator["slug"], row["la19"]] += sum(Decimal(row[year]) for year in years)
    within = areas_of_districts(data)
    children = {row["lsoa11_code"]: row for _, row in rows_of(data / "population" / CHILD_AGES)}
    for lsoa, district in districts_of_small_areas(data).items():
        for area in within[district]:
            if not area.startswith("E07"):
                sums["children-0-17", area] += Decimal(children[lsoa]["age_0_17"])
                sums["children-0-4", area] += Decimal(children[lsoa]["age_0_4"])
    for area in carried():
        for indicator in indicators("population"):
            if (indicator["slug"], area) in sums:
                yield figure(indicator["slug"], area, "2020", value=sums[indicator["slug"], area])


def deprivation(data: Path) -> Iterator[Row]:
    """People, average score, income deprivation and children in the most deprived tenth."""
    score = _column(data, SCORES, "lsoa", "overall_local_score")
    income = _column(data, SCORES, "lsoa", "income_score")
    people = _column(data, PEOPLE, "LSOA code (2011)", "Total population: mid 2015 (excluding prisoners)")
    children = {row["lsoa11_code"]: Decimal(row["age_0_17"]) for _, row in rows_of(data / "population" / CHILD_AGES)}
    tenth = _column(data, DECILES, "LSOA code (2011)", "Index of Multiple Deprivation (IMD) Decile")
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 5)
    within = areas_of_districts(data)
    for lsoa, district in districts_of_small_areas(data).items():
        weight, young = people[lsoa], children[lsoa]
        add = (weight, score[lsoa] * weight, income[lsoa] * weight, young if tenth[lsoa] == 1 else Decimal(0), young)
        for area in within[district]:
            sums[area] = [held + new for held, new in zip(sums[area], add, strict=True)]
    for area in carried():
        yield from _deprivation_of(area, *sums[area])


def _deprivation_of(
    area: str, people: Decimal, scores: Decimal, incomes: Decimal, most: Decimal, children: Decimal
) -> Iterator[Row]:
    yield figure("people-imd-2019", area, "2019", value=people)
    for slug, weighted in (("imd-2019-score", scores), ("income-deprivation-2019", incomes)):
        yield figure(slug, area, "2019", numerator=weighted, denominator=people, value=weighted / people)
    share = 100 * most / children
    yield figure("children-most-deprived-tenth", area, "2019", numerator=most, denominator=children, value=share)


def _column(data: Path, name: str, key: str, column: str) -> dict[str, Decimal]:
    return {row[key]: Decimal(row[column]) for _, row in rows_of(data / "deprivation" / name)}


def districts_of_small_areas(data: Path) -> dict[str, str]:
    """Every small area of England of 2011 with its district of 2019."""
    lines = rows_of(data / "deprivation" / DECILES)
    return {row["LSOA code (2011)"]: row["Local Authority District code (2019)"] for _, row in lines}


def areas_of_districts(data: Path) -> dict[str, list[str]]:
    """The areas of the pack that each district of 2019 is in: itself, its county, its region, England."""
    wanted = {area["name"]: area["code"] for area in pack("areas.toml")["area"]}
    found = {}
    for _, row in rows_of(data / "geography" / "lookups" / LOOKUP):
        inside = [row["LADCD"], wanted.get(row["UTLANM"], ""), wanted.get(row["RGNNM"], ""), wanted["England"]]
        found[row["LADCD"]] = sorted({code for code in inside if code in wanted.values()})
    return found


# --- what the pack and the catalogue say ------------------------------------------------------------------------------


@cache
def pack(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((PACK / name).read_text(encoding="utf-8"))


def codes() -> list[str]:
    """Codes of the pack's areas, in its order."""
    return [area["code"] for area in pack("areas.toml")["area"]]


def carried() -> list[str]:
    """Areas whose sums of small areas are carried: all but the county, which is the sum of its districts."""
    return [code for code in codes() if code != "E10000024"]


@cache
def successors() -> dict[str, str]:
    """Codes that areas of the pack had before, to those they have now."""
    return {old: area["code"] for area in pack("areas.toml")["area"] for old in area.get("formerly", [])}


@cache
def files() -> dict[str, str]:
    """The published file of each layout of the catalogue."""
    return {source["layout"]: source["file"] for source in pack("series.toml")["source"]}


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
    build(Path(sys.argv[1]), PACK / "figures")
