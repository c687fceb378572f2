"""A short list that somebody made: its services in full, by the names in the address and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef

from commonground.ground.directory.models import Language, Phone, Service
from commonground.ground.directory.queries.cards import LANGUAGES, PHONES
from commonground.ground.directory.queries.finding import Help, as_help, with_details


@dataclass(frozen=True)
class Shortlisted:
    """A service as a short list prints it."""

    help: Help
    phones: Sequence[Phone]
    languages: Sequence[Language]

    @property
    def service(self) -> Service:
        return self.help.service


@dataclass(frozen=True)
class ShortList:
    """Services in the order in which they were put on it. `gone`: how many of them are listed no longer."""

    services: Sequence[Shortlisted]
    gone: int

    @property
    def slugs(self) -> list[str]:
        return [one.service.slug for one in self.services]


def short_list(slugs: Sequence[str]) -> ShortList:
    """Only what is public. One query."""
    here = OuterRef("pk")
    rows: Any = with_details(Service.objects.offered().select_related("provider")).annotate(
        its_phones=PHONES.of(Phone.objects.filter(service=here)),
        its_languages=LANGUAGES.of(Language.objects.filter(service=here)),
    )
    found = {row.slug: row for row in rows.filter(slug__in=slugs)} if slugs else {}
    held = [found[slug] for slug in slugs if slug in found]
    listed = [Shortlisted(as_help(row), PHONES.read(row.its_phones), LANGUAGES.read(row.its_languages)) for row in held]
    return ShortList(listed, len(slugs) - len(listed))
