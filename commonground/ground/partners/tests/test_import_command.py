"""`commonground import partners`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from commonground.foundation.kernel.errors import Invalid
from commonground.ground.partners.commands import import_partners
from commonground.ground.partners.models import PartnerSheet, Practitioner

GOOD = "Name,Organisation,Post\nAnn,North,Worker\n"
BAD = f"{GOOD}Bea,Nowhere,Worker\n"


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "partners.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def call(path: Path, *words: str):
    return CliRunner().invoke(import_partners, [str(path), *words], catch_exceptions=False)


def test_a_preview_says_what_it_would_do_and_changes_nothing(bodies, written):
    said = call(written(BAD), "--preview").output
    assert "1 row would be added" in said
    assert "B3: We know no organisation “Nowhere”." in said
    assert (Practitioner.objects.count(), PartnerSheet.objects.count()) == (0, 0)


def test_all_or_nothing_unless_the_good_rows_are_asked_for(bodies, written):
    with pytest.raises(Invalid) as refusal:
        call(written(BAD))
    assert [problem.where for problem in refusal.value.problems] == ["B3"]
    assert (Practitioner.objects.count(), PartnerSheet.objects.count()) == (0, 0)
    done = json.loads(call(written(BAD), "--good-rows", "--json").output)
    assert (done["added"], done["not taken"], Practitioner.objects.get().name) == (1, 1, "Ann")


def test_the_same_file_again_changes_nothing(bodies, written):
    first, second = (call(written(GOOD)).output for _ in range(2))
    assert "1 row added" in first
    assert "0 rows added, 0 changed, 1 left as they were" in second
    assert Practitioner.objects.count() == 1
