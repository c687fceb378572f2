"""The catalogue and what is said of an indicator."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse

from commonground.foundation.kernel.viewer import Viewer
from commonground.ground.evidence import forms
from commonground.ground.evidence.papers.care import IMPORT, LOOK_AFTER, Badge, day, who_answers
from commonground.ground.evidence.queries import (
    Answering,
    CataloguePage,
    Edition,
    Entry,
    Facts,
    catalogue_page,
    choices,
    may_bring,
)
from commonground.ground.evidence.rules.indicators import Definition

FILTERS = ("q", "theme", "audience", "frequency", "freshness", "discontinued")
PAGE, ON_A_PAGE = "page", 30


@dataclass(frozen=True)
class Listed:
    """One indicator of a list. `heading` where a theme begins."""

    entry: Entry
    heading: str = ""

    @property
    def about(self) -> Definition:
        return self.entry.about

    @property
    def badge(self) -> Badge:
        return Badge(self.entry.freshness)

    @property
    def unit(self) -> str:
        unit = self.about.unit
        return "Percentage" if unit == "%" else unit[:1].upper() + unit[1:]

    @property
    def newest(self) -> str:
        return f"newest: {self.entry.period_label}" if self.entry.period_label else ""


@dataclass(frozen=True)
class CatalogueOnPage:
    """One page of the catalogue, as the address asks for it. Read when it is drawn: what is kept in the cache of public
    pages under `key` is not read again. Raises Invalid where the address is not understood."""

    query: QueryDict
    viewer: Viewer
    edition: Edition

    @property
    def key(self) -> str:
        """Changes whenever what is drawn would. What the viewer may do stands beside it: `may_load`, `may_bring`.

        All of the address is in it, also what means nothing: links to other pages of the list carry it on.
        """
        return f"{self.edition.key} {self.query.urlencode()}"

    @property
    def may_load(self) -> bool:
        return self.viewer.may(IMPORT)

    @property
    def may_bring(self) -> bool:
        return may_bring(self.viewer)

    @cached_property
    def form(self) -> forms.CatalogueForm:
        return forms.CatalogueForm(self.query, choices=choices())

    @cached_property
    def found(self) -> CataloguePage:
        return catalogue_page(self.form.asked, viewer=self.viewer)

    @cached_property
    def page(self) -> Page[Entry]:
        """So many of what was found."""
        paginator = Paginator(self.found.listed, ON_A_PAGE)
        return paginator.get_page(self.form.cleaned_data[PAGE] or 1)

    @cached_property
    def listed(self) -> list[Listed]:
        """With the heading of each theme, unless the best come first."""
        theme, found = "", []
        for entry in self.page:
            is_new = not self.words and entry.about.theme_name != theme
            found.append(Listed(entry, entry.about.theme_name if is_new else ""))
            theme = entry.about.theme_name
        return found

    @property
    def words(self) -> str:
        return self.found.asked.words

    @property
    def is_narrowed(self) -> bool:
        return any(self.query.get(name) for name in FILTERS)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """What the list is narrowed to, each with the address without it."""
        return [(self._words(name), self._without(name)) for name in FILTERS if self.query.get(name)]

    def _words(self, name: str) -> str:
        said = str(self.query[name])
        if name == "q":
            return f"“{said}”"
        if name == "discontinued":
            return {"no": "Without those no longer published", "only": "No longer published"}.get(said, said)
        return said.replace("-", " ").capitalize()

    def _without(self, name: str) -> str:
        rest = self.query.copy()
        for key in (name, PAGE):
            rest.pop(key, None)
        return f"?{rest.urlencode()}"

    @property
    def read_as(self) -> list[str]:
        """What was taken for a slip: No figure says “referals”; shown are those that say “referral”."""
        return [
            f"No figure says “{typed}”. Shown are those that say {' or '.join(f'“{word}”' for word in near)}."
            for typed, near in self.found.read_as
        ]


@dataclass(frozen=True)
class AboutIndicator:
    """What is said of an indicator besides its figures; `answering` is who answers for it."""

    facts: Facts
    answering: Answering | None
    viewer: Viewer

    @property
    def entry(self) -> Entry:
        return self.facts.entry

    @property
    def about(self) -> Definition:
        return self.entry.about

    @property
    def badge(self) -> Badge:
        return Badge(self.entry.freshness)

    @property
    def may(self) -> bool:
        return self.viewer.may(LOOK_AFTER)

    @property
    def who(self) -> str:
        return who_answers(self.answering, self.viewer)

    @property
    def review(self) -> str:
        found = self.answering
        return day(found.review_on) if found and found.review_on else "Not planned"

    @property
    def aliases(self) -> str:
        return ", ".join(self.about.aliases)

    @property
    def themes(self) -> list[tuple[str, str]]:
        """Names of its headings, and the catalogue narrowed to each."""
        names, address = self.facts.themes, reverse("evidence:catalogue")
        return [(names[slug].name, f"{address}?theme={slug}") for slug in self.about.themes if slug in names]

    @property
    def reported(self) -> str:
        """Partnership board (six-monthly), Committee of councillors (quarterly)"""
        return ", ".join(f"{self.facts.audiences[one.to].name} ({one.every})" for one in self.about.reported)

    @property
    def frequency(self) -> str:
        return self.about.frequency.capitalize()
