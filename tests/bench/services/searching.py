"""Find help over 20,000 services beside the same words asked of the index by hand: samples in milliseconds."""

import json
import random
import sys
import time
from collections.abc import Callable
from datetime import date

from django.db import connection, transaction

from commonground.foundation.search.paging import counted_page
from commonground.ground.directory import queries
from commonground.ground.directory.models import (
    Attribute,
    Location,
    Provider,
    Service,
    ServiceAtLocation,
    TaxonomyTerm,
)
from commonground.ground.directory.rules.distances import Point
from tests.bench.services import SERVICES

PROVIDERS, TIMES, FIRST = 400, 7, 20
TODAY = date(2026, 11, 30)
WHAT = ("counselling", "play", "baby", "family", "parents", "youth", "speech", "debt", "short breaks", "training")
HOW = ("group", "drop-in", "support", "advice", "club", "workshop", "line", "visits", "clinic", "café")
PLACES = ("Oak", "Elm", "Mill", "Castle", "River", "Market", "Station", "Abbey", "Harbour", "Meadow")
TEXT = [
    "for",
    "children",
    "who",
    "feel",
    "worried",
    "sad",
    "angry",
    "tired",
    "with",
    "their",
    "family",
    "at",
    "home",
    "or",
    "at",
    "school",
    "every",
    "week",
    "near",
    "you",
]
ASKED = ("counselling", "family support", "baby play drop-in", "harbour debt advice", "school")
PAGE = {
    "sqlite": """SELECT s.id, s.name, s.slug, s.description, p.name FROM directory_service_words w
        JOIN directory_service_words_key k ON k.number = w.rowid JOIN directory_service s ON s.id = k.row
        JOIN directory_provider p ON p.id = s.provider_id
        WHERE directory_service_words MATCH %s
        AND s.status IN ('active', 'temporarily closed') AND s.gone_on IS NULL""",
    "postgresql": """SELECT s.id, s.name, s.slug, s.description, p.name FROM directory_service_words w
        JOIN directory_service s ON s.id = w.row JOIN directory_provider p ON p.id = s.provider_id
        WHERE w.said @@ to_tsquery('commonground_words', %s)
        AND s.status IN ('active', 'temporarily closed') AND s.gone_on IS NULL""",
}


@transaction.atomic
def make() -> None:
    """Services with the words that such directories hold, at places in a county."""
    numbers = random.Random(8)  # words to look for, not secrets
    providers = [Provider(slug=f"p-{at}", name=f"{numbers.choice(PLACES)} Trust {at}") for at in range(PROVIDERS)]
    Provider.objects.bulk_create(providers)
    rows = []
    for at in range(SERVICES):
        name = f"{numbers.choice(PLACES)} {numbers.choice(WHAT)} {numbers.choice(HOW)} {at}"
        said = " ".join([numbers.choice(WHAT), *numbers.choices(TEXT, k=60)])
        youngest = numbers.choice((0, 5, 11))
        ages = {"minimum_age": youngest, "maximum_age": youngest + numbers.choice((5, 8, 14))}
        rows.append(Service(slug=f"s-{at}", name=name, description=said, provider=numbers.choice(providers), **ages))
    Service.objects.bulk_create(rows)
    places = [
        Location(slug=f"l-{at}", name=f"Place {at}", latitude=53 + numbers.random(), longitude=-1 - numbers.random())
        for at in range(SERVICES // 4)
    ]
    Location.objects.bulk_create(places)
    ServiceAtLocation.objects.bulk_create(
        ServiceAtLocation(service=one, location=numbers.choice(places)) for one in rows
    )
    terms = [TaxonomyTerm.objects.create(name=code, code=code) for code in ("money", "youth", "emotional", "speech")]
    Attribute.objects.bulk_create(Attribute(service=one, term=numbers.choice(terms)) for one in rows)


def ours(asked: queries.AskedHelp) -> tuple[int, int]:
    """What the page asks: how many fit, the first of them, and all that a list says of these."""
    found = queries.found_services(asked, on=TODAY)
    page = counted_page(found, "1", most=FIRST)
    return page.paginator.count, len(queries.helps(list(page), near=asked.near))


def by_hand(words: str) -> tuple[int, int]:
    """The same words in one statement for the number and one for the first, without anything that a list says."""
    page = PAGE[connection.vendor]
    sqlite = connection.vendor == "sqlite"
    sought = (
        " AND ".join(f'"{one}"*' for one in words.split())
        if sqlite
        else " & ".join(f"'{one}':*" for one in words.split())
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{page} ORDER BY s.name, s.id LIMIT {FIRST}", [sought])
        first = cursor.fetchall()
        cursor.execute(f"SELECT count(*) FROM ({page}) AS found", [sought])
        return cursor.fetchone()[0], len(first)


def took(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Print them."""
    make()
    near = queries.Whence("here", None, Point(53.5, -1.5), is_postcode=True)
    whole = queries.AskedHelp(words="family", need="money", age=7, whence=near, within=20)
    told: dict[str, list[float]] = {"ours": [], "theirs": [], "whole": []}
    for words in ASKED:
        assert ours(queries.AskedHelp(words=words)) == by_hand(words), f"not the same services for {words}"
    for _ in range(TIMES):
        told["ours"].append(took(lambda: [ours(queries.AskedHelp(words=words)) for words in ASKED]))
        told["theirs"].append(took(lambda: [by_hand(words) for words in ASKED]))
        told["whole"].append(took(lambda: ours(whole)))
    sys.stdout.write(json.dumps(told))
