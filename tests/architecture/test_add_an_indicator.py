"""The recipe docs/how-to/add-an-indicator.md, read as the catalogue reads a pack."""

import re
import tomllib
from datetime import UTC, datetime
from enum import StrEnum

import pytest

from commonground.foundation.kernel.viewer import operator
from commonground.ground.evidence import actions, queries
from commonground.ground.evidence.rules import catalogue
from tests.architecture.copies import REPOSITORY

PAGE = (REPOSITORY / "docs/how-to/add-an-indicator.md").read_text(encoding="utf-8")
PACK = "\n".join(re.findall(r"^```toml title=pack\.toml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL))
ANALYST = operator(datetime(2026, 11, 22, tzinfo=UTC), permissions=frozenset({"evidence.import"}))


@pytest.mark.django_db
def test_the_indicator_of_the_recipe_loads_beside_those_of_the_product() -> None:
    actions.load_packs(by=ANALYST)
    mine = catalogue.parse(tomllib.loads(PACK), where="pack.toml")
    assert "early-help-rate" in actions.load_catalogue(catalogue=mine, by=ANALYST)
    assert queries.indicator("early-help-rate").long_text(12.34) == "12.3 per 10,000 children"


@pytest.mark.parametrize("words", [catalogue.Method, catalogue.Polarity, catalogue.PeriodKind])
def test_the_recipe_names_every_word_that_a_pack_may_use(words: type[StrEnum]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in PAGE] == []
