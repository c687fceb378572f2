"""A county with five years of referrals and re-referrals, for measures that are figures of the catalogue."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from commonground.foundation.kernel.viewer import operator
from commonground.ground.evidence import actions as evidence
from commonground.ground.places import actions as places
from commonground.ground.places.actions import AreaRow

COUNTY, DISTRICT = "E10000024", "E07000174"
HEAD = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,"
    "new_la_code,la_name,category,Referrals,Referrals_rate,Re_referrals,Re_referrals_percent,No_Further_Action,"
    "No_Further_Action_percent,Not_in_Need,Not_in_Need_percent,Referrals_child,Referrals_child_rate,"
    "Re_referrals_child,Re_referrals_child_percent"
)
PLACE = "Local authority,E92000001,England,E12000004,East Midlands,891,E10000024,Nottinghamshire"
REST = "0,0,5107,60.4,7323,433.5,1775,24.2"
YEARS = {  # referrals, their rate, re-referrals, per cent
    2020: "8000,480.0,1840,23.0",
    2021: "8100,486.0,1903,23.5",
    2022: "8600,515.0,2107,24.5",
    2023: "8866,534.2,2199,24.8",
    2024: "8462,500.9,2186,25.8",
}


def county_with_figures() -> None:
    """Loaded and prepared as an analyst does it."""
    allowed = frozenset({"evidence.import", "places.register"})
    by = operator(timezone.now(), permissions=allowed)
    places.register_areas(
        rows=[
            AreaRow("England", "country", "E92000001"),
            AreaRow("East Midlands", "region", "E12000004", within=("E92000001",)),
            AreaRow("Nottinghamshire", "county", COUNTY, within=("E12000004",)),
            AreaRow("Mansfield", "district", DISTRICT, within=(COUNTY,)),
        ],
        by=by,
    )
    evidence.load_packs(by=by)
    lines = [f"{year},Reporting year,{PLACE},Referrals and Re-referrals,{said},{REST}" for year, said in YEARS.items()]
    with TemporaryDirectory() as folder:
        path = Path(folder, "c1.csv")
        path.write_text("\n".join([HEAD, *lines]) + "\n", encoding="utf-8")
        evidence.import_files(kind="dfe-cin", paths=[path], by=by)
    evidence.prepare_figures(by=by)
