"""The page of a profile: the report as the documents draw it, and the sections that can be written."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from commonground.foundation.documents.render import article_of
from commonground.ground.evidence.papers.profiles.report import profile_report
from commonground.ground.evidence.queries import ProfilePage

KINDS = (("pdf", "PDF"), ("docx", "Word"), ("xlsx", "Excel"), ("csv", "CSV"))


@dataclass(frozen=True)
class SectionToWrite:
    """A section, where it is written, and whether it has been."""

    heading: str
    hint: str
    href: str
    said: str


@dataclass(frozen=True)
class Check:
    """Something to look at before a profile is frozen. None of them stops it."""

    passed: bool
    what: str
    do: str


@dataclass(frozen=True)
class ProfileOnPage:
    """A profile as its page shows it."""

    page: ProfilePage

    @cached_property
    def article(self) -> dict[str, Any]:
        """Everything the profile says, as the documents' own template shows it."""
        run = str(self.page.profile.frozen_id or "")
        return article_of(profile_report(self.page.content, run=run))

    @property
    def sections(self) -> Sequence[SectionToWrite]:
        written = {one.section: f"edition {one.edition}, {one.written_by}" for one in self.page.content.texts}
        return [
            SectionToWrite(
                heading=section.heading,
                hint=section.hint,
                href=reverse("evidence:write-section", args=[self.page.profile.pk, section.slug]),
                said=written.get(section.slug, ""),
            )
            for section in self.page.sections
        ]

    @property
    def checks(self) -> Sequence[Check]:
        """What a reader would miss."""
        content, waiting = self.page.content, self.page.waiting
        told, texts, overdue = len(content.told), len(content.texts), len(content.overdue)
        return [
            Check(bool(texts), f"Sections that people wrote: {texts}", "A profile without their words says little."),
            Check(bool(told), f"Notes of what people know: {told}", "Ask practitioners and families."),
            Check(not waiting, f"Notes that wait to be read: {waiting}", "Read them first, or they stay out."),
            Check(not overdue, f"Figures that are overdue: {overdue}", "They are listed in the profile."),
        ]

    @property
    def downloads(self) -> list[tuple[str, str, str]]:
        return [
            ("This profile", reverse("evidence:profile-file", args=[self.page.profile.pk, suffix]), label)
            for suffix, label in KINDS
        ]
