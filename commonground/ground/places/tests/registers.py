"""Registers of schools drawn in tests, as the Department writes them: a few real schools with their real postcodes."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

HEADS = [
    *("URN", "Local authority (code)", "Establishment number", "Establishment name", "Type of establishment"),
    *(
        "Phase of education",
        "Statutory highest age",
        "Statutory lowest age",
        "Establishment status",
        "Postcode",
        "X",
        "Y",
    ),
    "Close date",
]
FARMILO = {
    "URN": "133272.0",
    "Establishment name": "Farmilo Primary School",
    "Postcode": "NG19 7RS",
    "X": "451159",
    "Y": "363643",
}
ASQUITH = {
    "URN": "132250.0",
    "Establishment name": "Asquith Primary School",
    "Postcode": "NG18 3DG",
    "X": "455061",
    "Y": "360908",
}
BROOMHILL = {
    "URN": "122585.0",
    "Establishment name": "Broomhill Junior School",
    "Postcode": "NG15 6AJ",
    "X": "453731",
    "Y": "348103",
}
ERNEHALE = {
    "URN": "141774.0",
    "Establishment name": "Ernehale Junior School",
    "Postcode": "NG5 6TA",
    "X": "459207",
    "Y": "344718",
}
BECKET = {
    "URN": "137409.0", "Establishment name": "The Becket School", "Postcode": "NG2 7QY", "X": "456826", "Y": "337079",
    "Phase of education": "Secondary", "Statutory lowest age": "11", "Statutory highest age": "18",
}  # fmt: skip
SERLBY = {
    "URN": "137141", "Establishment name": "Serlby Park Academy", "Postcode": "DN11 8EF", "X": "462848", "Y": "392035",
    "Phase of education": "All Through", "Statutory highest age": "18",
}  # fmt: skip
FIVE = [FARMILO, ASQUITH, BROOMHILL, ERNEHALE, BECKET]
NAME = "register_jul2017.csv"
USUAL = {
    "Local authority (code)": "891.0",
    "Establishment number": "3781.0",
    "Type of establishment": "Community School",
    "Phase of education": "Primary",
    "Statutory highest age": "11.0",
    "Statutory lowest age": "3.0",
    "Establishment status": "Open",
    "Close date": "",
}


def write(
    folder: Path,
    rows: Sequence[Mapping[str, str]],
    *,
    name: str = NAME,
    heads: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
) -> Path:
    """A register; `heads` gives columns other names."""
    path = folder / name
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow([(heads or {}).get(head, head) for head in HEADS])
        writer.writerows([[{**USUAL, **row}.get(head, "") for head in HEADS] for row in rows])
    return path


def write_table(folder: Path, name: str, rows: Sequence[Sequence[str]]) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path
