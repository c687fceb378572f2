"""The examples of docs/how-to/read-figures-from-your-own-tools.md, run against the example place.

Requests go straight into the site instead of over a network: whatever a block opens, curl, urlopen or Excel.
"""

import io
import re
import shlex
import urllib.request
from pathlib import Path

import pytest
from django.test import Client

from commonground.ground.evidence.tests.telling_routes import profile
from commonground.partnership.groups.rules.words import Openness
from commonground.partnership.groups.tests.bodies import group, meeting
from tests.tokens import a_token

PAGE = (Path(__file__).parents[2] / "docs/how-to/read-figures-from-your-own-tools.md").read_text(encoding="utf-8")
SITE = "https://place.example"
COMMANDS = [line for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.M | re.S) for line in block.splitlines()]
PROGRAMS = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
ADDRESS_OF_EXCEL = re.findall(r'Web\.Contents\("([^"]+)"\)', PAGE)

pytestmark = pytest.mark.django_db


@pytest.fixture
def token(world) -> str:
    """An analyst's, in a place whose example profile is there."""
    profile(title="Needs profile", area="mansfield-and-ashfield", is_frozen=True)
    meeting(group("Open to everybody", Openness.PUBLIC))
    return a_token(world.account("analyst"), scopes=("figures", "rows")).text


def get(address: str, headers=None):
    assert address.startswith((SITE, "http://testserver"))
    path = address.removeprefix(SITE).removeprefix("http://testserver")
    return Client().get(path, headers=headers or {})


def body(answer) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_answered_with_something(command: str, token: str):
    words = shlex.split(command.replace("$TOKEN", token))
    assert words[0] == "curl"
    headers = dict([words[words.index("-H") + 1].split(": ", 1)]) if "-H" in words else {}
    answer = get(words[-1], headers)
    assert answer.status_code == 200, answer.content
    said = body(answer)
    assert b'"items": []' not in said
    assert len(said) > 100


def run(program: str, token: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    def opened(request):
        address = request if isinstance(request, str) else request.full_url
        headers = {} if isinstance(request, str) else {key.title(): value for key, value in request.header_items()}
        answer = get(address, headers)
        assert answer.status_code == 200, answer.content
        return io.BytesIO(body(answer))

    monkeypatch.setattr(urllib.request, "urlopen", opened)
    names: dict[str, object] = {"TOKEN": token}
    exec(program, names)  # the page's own code is what is tested
    return names


def test_the_program_that_reads_page_by_page_reads_every_figure_once(token, monkeypatch):
    figures = run(PROGRAMS[0], token, monkeypatch)["figures"]
    keys = [(one["area"], one["indicator"], one["period"]) for one in figures]
    assert len(keys) == len(set(keys)) > 50
    assert keys == sorted(keys)


def test_the_program_that_reads_everything_at_once_finds_the_children_of_each_district(token, monkeypatch):
    children = run(PROGRAMS[1], token, monkeypatch)["children"]
    assert {"Mansfield", "Ashfield", "Bassetlaw"} <= set(children)
    assert min(children.values()) > 1000


def test_excel_reads_a_table_with_heads(world):
    [address] = ADDRESS_OF_EXCEL
    lines = body(get(address)).decode().splitlines()
    assert {"value", "numerator", "symbol", "area_name"} <= set(lines[0].split(","))
    assert len(lines) > 7
