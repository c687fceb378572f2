"""The day that a file of schools stands for, where its name tells."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = re.compile(r"(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")
MONTH = re.compile(rf"({'|'.join(MONTHS)})[a-z]*[-_ ]?(20\d\d)", re.IGNORECASE)


def day_in_name(name: str) -> date | None:
    """`edubasealldata20170713.csv` is of 13 July 2017, `edubase_jul2017.csv` of 1 July 2017; others do not say."""
    if found := DAY.search(name):
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            return None
    if found := MONTH.search(name):
        return date(int(found[2]), MONTHS.index(found[1].casefold()) + 1, 1)
    return None
