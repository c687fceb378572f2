"""What is measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from commonground.foundation.kernel.errors import NotFound
from commonground.ground.evidence.models import ColumnMapping, Dataset, Indicator
from commonground.ground.evidence.rules.indicators import Definition, MadeFrom, Method, Polarity, Reported
from commonground.ground.evidence.rules.layouts import Layout, Measure, Plan, Rows, Source
from commonground.ground.evidence.rules.mapping import Remembered

# What a definition says, in columns: all pages begin with the whole catalogue, and rows of three tables take thrice as
# long to make as what is read of them.
SAID = (
    *("slug", "name", "short_name", "definition", "theme_id", "theme__name", "dataset_id", "unit", "method"),
    *("polarity", "period_kind", "multiplier", "decimals", "numerator", "denominator", "reference", "caveat", "page"),
    *("order", "is_headline", "made_from", "shares_out", "frequency", "reported", "aliases", "also_themes"),
    *("discontinued_since", "discontinued_why", "replaced_by", "supplier", "on_place_page"),
    "dataset__suppress_below",
)
OF_ROW = attrgetter(*(name.replace("__", ".") for name in SAID))


def definitions() -> dict[str, Definition]:
    """Every indicator by slug, in the order of themes. One query."""
    return {held["slug"]: _definition(held) for held in Indicator.objects.values(*SAID)}


@dataclass(frozen=True)
class Catalogue:
    """Every indicator by slug: as it is defined, in the order of themes, and its entry whole, in plain values."""

    definitions: dict[str, Definition]
    entries: Mapping[str, Mapping[str, Any]]


def catalogue() -> Catalogue:
    """The whole of it. One query, which reads columns as `definitions` does."""
    fields = [field for field in Indicator._meta.concrete_fields if field.editable]
    rows = list(Indicator.objects.values(*{*SAID, *(field.attname for field in fields)}))
    return Catalogue(
        {row["slug"]: _definition({name: row[name] for name in SAID}) for row in rows},
        {row["slug"]: {field.name: row[field.attname] for field in fields} for row in rows},
    )


def indicator(slug: str) -> Definition:
    """One indicator by its short name. Raises NotFound."""
    row = Indicator.objects.select_related("theme", "dataset").filter(pk=slug).first()
    if row is None:
        raise NotFound(f"There is no indicator ‘{slug}’. `commonground indicators` and the evidence page list them.")
    return as_definition(row)


def indicators() -> list[Definition]:
    """Every indicator, in the order of themes. One query."""
    return list(definitions().values())


def datasets() -> dict[str, Dataset]:
    """Every dataset by slug."""
    return {row.pk: row for row in Dataset.objects.all()}


def as_definition(row: Indicator) -> Definition:
    """A row that is read with its theme and dataset."""
    return _definition(dict(zip(SAID, OF_ROW(row), strict=True)))


def _definition(held: Mapping[str, Any]) -> Definition:
    """The columns SAID of an indicator."""
    values = dict(held)
    return Definition(
        method=Method(values.pop("method")),
        polarity=Polarity(values.pop("polarity")),
        made_from=MadeFrom(**values.pop("made_from")),
        reported=tuple(Reported(**one) for one in values.pop("reported")),
        aliases=tuple(values.pop("aliases")),
        also_themes=tuple(values.pop("also_themes")),
        theme=values.pop("theme_id"),
        theme_name=values.pop("theme__name"),
        dataset=values.pop("dataset_id"),
        suppress_below=values.pop("dataset__suppress_below"),
        **values,
    )


def counting_areas() -> list[str]:
    """Indicators that count areas, and those made from them: they hold on one set of areas only. One query."""
    rows = list(Indicator.objects.values_list("slug", "sources", "made_from"))
    counting = {slug for slug, sources, _ in rows if any(source.get("counts_rows") for source in sources)}
    made = {
        slug for slug, _, made_from in rows if counting & {made_from.get("numerator"), made_from.get("denominator")}
    }
    return sorted(counting | made)


def reading_plans(kind: str) -> list[Plan]:
    """How the files of a kind (`dfe-cin`, the word after `commonground import`) are read. Two queries."""
    read = Dataset.objects.filter(kind=kind).prefetch_related("indicators")
    return [
        Plan(
            dataset=dataset.pk,
            vintage=dataset.vintage,
            layouts=tuple(Layout(**_tuples(values)) for values in dataset.layouts),
            measures=tuple(
                Measure(row.slug, row.period_kind, Source(**_tuples(values)))
                for row in dataset.indicators.all()
                for values in row.sources
            ),
        )
        for dataset in read
    ]


def remembered(kind: str) -> list[Remembered]:
    """How changed files of a kind are read, as people have confirmed. One query."""
    held = ColumnMapping.objects.filter(dataset__kind=kind, ended_at=None)
    return [Remembered(row.signature, row.dataset_id, row.layout, row.columns, row.says) for row in held]


def kinds() -> dict[str, str]:
    """The words after `commonground import` whose files are tables of columns → what they hold. One query."""
    found: dict[str, list[str]] = {}
    for kind, name, layouts in Dataset.objects.exclude(kind="").values_list("kind", "name", "layouts"):
        if any(layout["rows"] != Rows.TOOL for layout in layouts):
            found.setdefault(kind, []).append(name)
    return {kind: "; ".join(names) for kind, names in sorted(found.items())}


def all_layouts() -> list[tuple[str, Layout]]:
    """(dataset, layout) for every layout. One query."""
    held = Dataset.objects.values_list("pk", "layouts").order_by("pk")
    return [(dataset, Layout(**_tuples(values))) for dataset, layouts in held for values in layouts]


def _tuples(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
