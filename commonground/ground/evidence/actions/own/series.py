"""Defining a figure of one's own: a dataset with one indicator in the same catalogue."""

from typing import Any

from commonground.foundation.audit import actions as audit
from commonground.foundation.audit.versions import change
from commonground.foundation.kernel.errors import Invalid, Problem
from commonground.foundation.kernel.periods import PeriodKind
from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import access
from commonground.ground.evidence.actions.fingerprint import renew_fingerprint
from commonground.ground.evidence.models import Dataset, Indicator, OwnSeries
from commonground.ground.evidence.rules.freshness import Frequency
from commonground.ground.evidence.rules.own import OwnDefinition
from commonground.ground.partners import queries as partners

SHORT = 60
FREQUENCIES = {PeriodKind.MONTH.value: Frequency.MONTHLY, PeriodKind.QUARTER.value: Frequency.QUARTERLY}
INVENTED = "Invented example: no such counts exist. "


@audit.atomic()
def start_series(*, organisation: str, about: OwnDefinition, by: Viewer) -> OwnSeries:
    """A figure of an organisation (by name) that files can be handed in for. Raises Invalid at the field, Refused."""
    access.check_can_bring(by, organisation)
    about = about.checked()
    owner = partners.organisation_named(organisation)
    _check_name(about)
    dataset = Dataset.objects.create(
        slug=about.slug, name=about.name, publisher=owner.name, vintage=f"Counted by {owner.name}", **_of_dataset(about)
    )
    indicator = Indicator.objects.create(
        slug=about.slug, name=about.name, dataset=dataset, period_kind=about.period_kind, **_of_indicator(about)
    )
    series = OwnSeries.objects.create(
        dataset=dataset, indicator=indicator, organisation=owner, made_at=by.now, made_by=by.label
    )
    renew_fingerprint()
    audit.record("own figure defined", by=by, about=series, details={"organisation": owner.slug, "slug": about.slug})
    return series


@audit.atomic()
def change_series(*, series: OwnSeries, based_on: int, about: OwnDefinition, by: Viewer) -> OwnSeries:
    """Say better what a figure is. How it is worked out and by which periods stays once there is a release.

    Raises Invalid naming the field, Conflict, NotFound, Refused.
    """
    access.check_can_keep_series(by, series)
    about = about.checked()
    _check_name(about, besides=series)
    fixed = {"method": about.method.value, "period_kind": about.period_kind, "multiplier": about.times}
    if series.dataset.releases.exists():
        differing = [name for name, value in fixed.items() if getattr(series.indicator, name) != value]
        what = "This cannot change once figures are released: they would mean something else."
        if differing:
            raise Invalid("The figure was not changed.", [Problem(what, column=name) for name in differing])
    change(series, based_on=based_on)
    Dataset.objects.filter(pk=series.dataset_id).update(name=about.name, **_of_dataset(about))
    Indicator.objects.filter(pk=series.indicator_id).update(
        name=about.name, period_kind=about.period_kind, **_of_indicator(about)
    )
    renew_fingerprint()
    series = OwnSeries.objects.select_related("dataset", "indicator", "organisation").get(pk=series.pk)
    audit.record("own figure changed", by=by, about=series, details={"definition": about.definition})
    return series


def _check_name(about: OwnDefinition, besides: OwnSeries | None = None) -> None:
    taken = Indicator.objects.filter(name=about.name) | Indicator.objects.filter(slug=about.slug)
    if besides is not None:
        taken = Indicator.objects.filter(name=about.name).exclude(pk=besides.indicator_id)
    if taken.exists() or Dataset.objects.filter(name=about.name).exclude(pk=besides and besides.dataset_id).exists():
        problem = Problem("There is a figure of this name already.", "Add what tells it apart.", column="name")
        raise Invalid("The figure was not kept.", [problem])


def _of_dataset(about: OwnDefinition) -> dict[str, Any]:
    said = f"{INVENTED if about.is_invented else ''}{about.definition}"
    return {"licence": about.licence, "description": said, "suppress_below": about.suppress_below}


def _of_indicator(about: OwnDefinition) -> dict[str, Any]:
    return {
        "short_name": about.name[:SHORT],
        "theme_id": about.theme,
        "definition": about.definition,
        "caveat": f"{INVENTED if about.is_invented else ''}{about.caveat}".strip(),
        "unit": about.shown_unit,
        "method": about.method.value,
        "multiplier": about.times,
        "polarity": about.polarity.value,
        "numerator": about.numerator or about.name,
        "denominator": about.denominator,
        "decimals": about.decimals,
        "frequency": FREQUENCIES.get(about.period_kind, Frequency.YEARLY).value,
    }
