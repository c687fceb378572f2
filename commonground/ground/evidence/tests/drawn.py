"""Small published files, drawn as tables."""

PLACE = "country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name"
HEAD = f"time_period,time_identifier,geographic_level,{PLACE}"
ENGLAND = "National,E92000001,England,,,,,"
EAST_MIDLANDS = "Regional,E92000001,England,E12000004,East Midlands,,,"
NOTTINGHAMSHIRE = "Local authority,E92000001,England,E12000004,East Midlands,891,E10000024,Nottinghamshire"
DERBYSHIRE = "Local authority,E92000001,England,E12000004,East Midlands,830,E10000007,Derbyshire"
ABOUT = "Referrals and Re-referrals"
AGES = "Children aged 0 to 17 years"


def dfe(columns: str, about: str, *rows: tuple[int, str, str]) -> str:
    """A table of the Department for Education: year, place and figures of each row."""
    lines = [f"{year},Reporting year,{place},{about},{figures}" for year, place, figures in rows]
    return "\n".join([f"{HEAD},{columns}", *lines]) + "\n"


C1_COLUMNS = (
    "category,Referrals,Referrals_rate,Re_referrals,Re_referrals_percent,No_Further_Action,No_Further_Action_percent,"
    "Not_in_Need,Not_in_Need_percent,Referrals_child,Referrals_child_rate,Re_referrals_child,Re_referrals_child_percent"
)
C1 = dfe(
    C1_COLUMNS,
    ABOUT,
    (2024, ENGLAND, "621880,518.3,139080,22.4,38920,6.3,188300,30.3,551060,459.3,115550,21"),
    (2024, EAST_MIDLANDS, "56190,552.9,14530,25.9,3970,7.1,20000,35.6,48000,472.3,11000,22.9"),
    (2024, NOTTINGHAMSHIRE, "8462,500.9,2186,25.8,0,0,5107,60.4,7323,433.5,1775,24.2"),
    (2024, DERBYSHIRE, "11816,764.8,3532,29.9,c,c,4000,33.9,9000,582.6,2500,27.8"),
    (2023, ENGLAND, "640430,538.8,142890,22.3,44000,6.9,190000,29.7,560000,471.1,117000,20.9"),
    (2023, NOTTINGHAMSHIRE, "8866,534.2,2199,24.8,0,0,5300,59.8,7600,457.9,1790,23.6"),
)

ONS = dfe(
    "age_group,population_estimate",
    AGES,
    (2023, ENGLAND, "11998646"),
    (2023, NOTTINGHAMSHIRE, "168939"),
    (2023, DERBYSHIRE, "154488"),
    (2022, NOTTINGHAMSHIRE, "165960"),
)

MONTHS = "April,May,June,July,August,September,October,November,December,January,February,March"
HIGH, LOW = "900,910,890,905,895,900,910,890,905,895,900,910", "500,510,490,505,495,500,510,490,505,495,500,x"
C6 = dfe(
    f"category,Referrals,{MONTHS}",
    "Month of referral",
    (2023, NOTTINGHAMSHIRE, f"10810,{HIGH}"),
    (2024, NOTTINGHAMSHIRE, f"6000,{LOW}"),
    (2024, ENGLAND, f"621880,{LOW}"),
)

ENGLAND_ONLY = (
    "time_period,time_identifier,geographic_level,country_code,country_name,children_in_need\n"
    "2024,Reporting year,National,E92000001,England,399460\n"
)

SMALL_AREAS = """lsoa11_code,lsoa11_name,total_population,age_0_4,age_0_15,age_0_17
E01028000,Ashfield 001A,1500,100,300,340
E01028001,Ashfield 001B,1600,120,310,350
E01028002,Mansfield 001A,1400,90,280,310
"""

SCORES = """lsoa,overall_local_score,income_score,employment_score,original_decile
E01028000,40.5,25.1,18.0,1
E01028001,20.5,12.5,9.0,4
E01028002,10.0,6.0,4.0,8
"""

PEOPLE = "Total population: mid 2015 (excluding prisoners),Dependent Children aged 0-15: mid 2015 (excluding prisoners)"
DENOMINATORS = f"""LSOA code (2011),LSOA name (2011),{PEOPLE}
E01028000,Ashfield 001A,1000,200
E01028001,Ashfield 001B,3000,600
E01028002,Mansfield 001A,2000,400
"""

PLACES = "Index of Multiple Deprivation (IMD) Rank,Index of Multiple Deprivation (IMD) Decile"
DECILES = f"""LSOA code (2011),LSOA name (2011),{PLACES}
E01028000,Ashfield 001A,100,1
E01028001,Ashfield 001B,12000,4
E01028002,Mansfield 001A,25000,8
"""
