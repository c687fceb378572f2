"""What is measured."""

from collections.abc import Mapping
from typing import Any

from commonground.foundation.kernel.errors import NotFound
from commonground.ground.evidence.models import ColumnMapping, Dataset, Indicator
from commonground.ground.evidence.rules.indicators import Definition, MadeFrom, Method, Polarity, Reported
from commonground.ground.evidence.rules.layouts import Layout, Measure, Plan, Rows, Source
from commonground.ground.evidence.rules.mapping import Remembered


def definitions() -> dict[str, Definition]:
    """Every indicator by slug, in the order of themes. One query."""
    return {row.slug: as_definition(row) for row in Indicator.objects.select_related("theme", "dataset")}


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
    return Definition(
        slug=row.slug,
        name=row.name,
        short_name=row.short_name,
        definition=row.definition,
        theme=row.theme_id,
        theme_name=row.theme.name,
        dataset=row.dataset_id,
        unit=row.unit,
        method=Method(row.method),
        polarity=Polarity(row.polarity),
        period_kind=row.period_kind,
        multiplier=row.multiplier,
        decimals=row.decimals,
        numerator=row.numerator,
        denominator=row.denominator,
        reference=row.reference,
        caveat=row.caveat,
        page=row.page,
        order=row.order,
        is_headline=row.is_headline,
        made_from=MadeFrom(**row.made_from),
        shares_out=row.shares_out,
        frequency=row.frequency,
        reported=tuple(Reported(**one) for one in row.reported),
        aliases=tuple(row.aliases),
        also_themes=tuple(row.also_themes),
        discontinued_since=row.discontinued_since,
        discontinued_why=row.discontinued_why,
        replaced_by=row.replaced_by,
        supplier=row.supplier,
        on_place_page=row.on_place_page,
        suppress_below=row.dataset.suppress_below,
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
