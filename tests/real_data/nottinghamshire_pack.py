"""Writes the figures of the Nottinghamshire example from the published files, as facts with their rows.

    python -m tests.real_data.nottinghamshire_pack ../shared/data

For developers: run it after a new edition, look at the difference, commit. `series.toml` of the pack says which
columns.
"""

import csv
import gzip
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

PACK = Path(__file__).resolve().parents[2] / "commonground" / "showcase" / "packs" / "nottinghamshire"
COLUMNS = ("indicator", "area", "period", "numerator", "denominator", "value", "symbol", "row")
PREVIOUS_MID_YEAR = "population of the mid-year before"
POPULATION = "ons_mid-year_population_estimates_2012_to_2023.csv"
AGES = "population_mid2020_lsoa11_single_year_notts_plym_manc.csv.gz"
CHILDREN = "population_mid2020_lsoa11_child_ages_EW.csv.gz"
SCORES = "IMD2019_scores_england_from_mysociety.csv.gz"
DECILES = "IMD2019_ranks_deciles_england.csv.gz"
DENOMINATORS = "IoD2019_population_denominators_england.csv.gz"
LOOKUP = "la_all_codes.csv"
Row = dict[str, str]


def rows_of(path: Path) -> Iterator[tuple[int, Row]]:
    """Rows of a CSV, gzipped or not, numbered as a spreadsheet shows them: the heading is row 1."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as lines:
        yield from enumerate(csv.DictReader(lines), start=2)


def pack(name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((PACK / name).read_text(encoding="utf-8"))


def codes() -> list[str]:
    """Codes of the pack's areas, in its order."""
    return [str(area["code"]) for area in pack("areas.toml")["area"]]


def successors() -> dict[str, str]:
    """Codes that areas of the pack had before, to those they have now."""
    return {old: str(area["code"]) for area in pack("areas.toml")["area"] for old in area.get("formerly", [])}


def area_of(row: Row) -> str:
    """Code of the authority, region or country of a row, as it is now."""
    code = row["new_la_code"] or row["region_code"] or row["country_code"]
    return SUCCESSORS.get(code, code)


SUCCESSORS = successors()


def number(text: str) -> str:
    """The cell where it is a number, else nothing."""
    return text if text.replace(".", "", 1).isdigit() else ""


def children_in_need(data: Path) -> list[Row]:
    """One row for each series, area and year of the pack."""
    folder, wanted = data / "dfe_children_in_need", set(codes())
    population = {
        (area_of(row), int(row["time_period"]) + 1): row["population_estimate"]
        for _, row in rows_of(folder / POPULATION)
    }
    found = []
    for series in pack("series.toml")["series"]:
        for at, row in rows_of(folder / str(series["file"])):
            if area_of(row) in wanted:
                found.append(_figure(series, row, at, population))
    return found


def _figure(series: dict[str, Any], row: Row, at: int, population: dict[tuple[str, int], str]) -> Row:
    counts = [number(row[column]) for column in series["numerator"]]
    if series["denominator"] == PREVIOUS_MID_YEAR:
        denominator = population[area_of(row), int(row["time_period"])]
    else:
        denominator = number(row[str(series["denominator"])])
    published = row[str(series["published"])]
    return {
        "indicator": str(series["indicator"]),
        "area": area_of(row),
        "period": row["time_period"],
        "numerator": str(sum(map(int, counts))) if all(counts) else "",
        "denominator": denominator,
        "value": number(published),
        "symbol": "" if number(published) else published,
        "row": str(at),
    }


def population(data: Path) -> list[Row]:
    """Children 0 to 17 and each year of age by district; the county's are the sum of its districts."""
    totals: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    districts = {code for code in codes() if code.startswith("E07")}
    for _, row in rows_of(data / "population" / AGES):
        if row["la19"] in districts:
            totals["children-0-17", row["la19"]] += Decimal(row["age_0_17"])
            for age in range(18):
                totals[f"children-age-{age}", row["la19"]] += Decimal(row[str(age)])
    return [
        figure(indicator, area, "2020", value=value)
        for (indicator, area), value in sorted(totals.items(), key=_by_area)
    ]


def _by_area(entry: tuple[tuple[str, str], object]) -> tuple[str, int, str]:
    (indicator, area), _ = entry
    return area, len(indicator), indicator


def deprivation(data: Path) -> list[Row]:
    """Average score and share of children in the most deprived tenth, for districts, county, region, England."""
    within = areas_of_districts(data)
    score, people = _column(data, SCORES, "lsoa", "overall_local_score"), _people(data)
    children = {row["lsoa11_code"]: Decimal(row["age_0_17"]) for _, row in rows_of(data / "population" / CHILDREN)}
    sums: dict[str, list[Decimal]] = defaultdict(lambda: [Decimal(0)] * 4)
    for _, row in rows_of(data / "deprivation" / DECILES):
        lsoa, district = row["LSOA code (2011)"], row["Local Authority District code (2019)"]
        most = children[lsoa] if row["Index of Multiple Deprivation (IMD) Decile"] == "1" else Decimal(0)
        add = (score[lsoa] * people[lsoa], people[lsoa], most, children[lsoa])
        for area in within[district]:
            sums[area] = [held + new for held, new in zip(sums[area], add, strict=True)]
    found = []
    for area in (code for code in codes() if code in sums):
        weighted, weight, most, all_children = sums[area]
        found.append(
            figure("imd-2019-score", area, "2019", numerator=weighted, denominator=weight, value=weighted / weight)
        )
        found.append(
            figure(
                "children-most-deprived-tenth", area, "2019",
                numerator=most, denominator=all_children, value=100 * most / all_children,
            )
        )  # fmt: skip
    return found


def areas_of_districts(data: Path) -> dict[str, list[str]]:
    """The areas of the pack that each district of 2019 is in: itself, its county, its region, England."""
    wanted = {str(area["name"]): str(area["code"]) for area in pack("areas.toml")["area"]}
    found = {}
    for _, row in rows_of(data / "geography" / "lookups" / LOOKUP):
        inside = [row["LADCD"], wanted.get(row["UTLANM"], ""), wanted.get(row["RGNNM"], ""), wanted["England"]]
        found[row["LADCD"]] = sorted({code for code in inside if code in wanted.values()})
    return found


def _column(data: Path, name: str, key: str, column: str) -> dict[str, Decimal]:
    return {row[key]: Decimal(row[column]) for _, row in rows_of(data / "deprivation" / name)}


def _people(data: Path) -> dict[str, Decimal]:
    return _column(data, DENOMINATORS, "LSOA code (2011)", "Total population: mid 2015 (excluding prisoners)")


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
        "denominator": plain(denominator), "value": plain(round(value, 4)), "symbol": "", "row": "",
    }  # fmt: skip


def plain(value: Decimal | None) -> str:
    """At most what the sources carry, without trailing noughts."""
    if value is None:
        return ""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def write(path: Path, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def build(data: Path, into: Path) -> None:
    """Write the three files of figures into a folder."""
    for name, rows in (
        ("children-in-need", children_in_need),
        ("population", population),
        ("deprivation", deprivation),
    ):
        write(into / f"{name}.csv", rows(data))


if __name__ == "__main__":
    build(Path(sys.argv[1]), PACK / "figures")
