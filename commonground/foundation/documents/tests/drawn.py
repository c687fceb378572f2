"""Reports for tests: a small profile of a place with every kind of block, and strings that mean harm."""

from datetime import date

from commonground.foundation.design.charts import Bar, Point, Series, bars, trend
from commonground.foundation.documents.report import (
    Column,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Picture,
    Points,
    Report,
    Section,
    Table,
)

SOURCE = "Department for Education, children in need 2024"

REFERRALS = Table(
    "Referrals by district",
    [
        Column("District"),
        Column("Referrals", "number"),
        Column("Per 10,000 children", "number", decimals=1),
        Column("Compared with England"),
    ],
    [
        ["Ashfield", 1843, 671.25, "higher"],
        ["Bassetlaw", "c", "c", "not compared"],
        ["Mansfield", 12345, -0.05, "lower"],
        ["Rushcliffe", None, "x", "not compared"],
    ],
    source=SOURCE,
    notes=["Figures of invented districts."],
)

TREND = trend(
    [
        Series(
            "Nottinghamshire",
            [Point(str(2020 + year), 20.5 + year, lower=19.5 + year, upper=21.5 + year) for year in range(5)],
        ),
        Series("England", [Point(str(2020 + year), 22.4 - year / 10) for year in range(5)]),
    ],
    title="Repeat referrals rose and passed England's",
    unit="%",
)
PARTS = bars(
    [Bar("Ashfield", 24.5), Bar("Mansfield", 27.25), Bar("Rushcliffe", None, symbol="c")],
    title="Repeat referrals by district",
    unit="%",
)


def profile(**changed) -> Report:
    """The profile of a place, with every kind of block."""
    given = {
        "title": "Mansfield and Ashfield",
        "subtitle": "A locality of Nottinghamshire, as drawn in 2015",
        "as_at": date(2026, 6, 4),
        "contact": "Insight team, insight@example.org",
        "source_note": "Figures of the Department for Education and the Office for National Statistics.",
        "sections": [
            Section(
                "Summary",
                [
                    Paragraph("51,214 children live here.\n\nMore of them are poor than in England."),
                    Points(["Repeat referrals are rising.", "Child protection plans are not."]),
                    KeyFigures(
                        [
                            KeyFigure("Children 0 to 17", 51214, "", "mid-2020"),
                            KeyFigure("Repeat referrals", 24.5, "%", "year to 31 March 2024", "worse than England", 1),
                            KeyFigure("Referrals without further action", "c", "%", "year to 31 March 2024"),
                        ],
                        source=SOURCE,
                    ),
                ],
            ),
            Section(
                "Referrals",
                [REFERRALS],
                [
                    Section("Repeat referrals", [Picture(TREND, "Share of referrals that repeat", source=SOURCE)]),
                    Section("By district", [Picture(PARTS, source=SOURCE)]),
                ],
            ),
        ],
    }
    return Report(**{**given, **changed})


HOSTILE = [
    '#panic("no") $x$ *bold* _under_ `raw` <label> @cite \\ // comment /* */ = heading',
    '#read("/etc/passwd")',
    '"quoted" \'single\' ]] [[ }} {{ #{ } %}{% now "Y" %}',
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '=HYPERLINK("http://example.org","click")',
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "null \x00 bell \x07 delete \x7f mark \ufeff end \uffff",
    "half \ud800 of a pair",
    "over\u202eturned and zero\u200bwidth",
    "emoji \U0001f600 \u6f22\u5b57 \u0a2a\u0a70\u0a1c\u0a3e\u0a2c\u0a40 \u0633\u0644\u0627\u0645",
    "very" + "long" * 60,
    "",
    "   ",
]
