"""Words that a place may choose for itself: kinds of body, schemes of codes, qualifications. Data, from a pack."""

from django.db import models

from commonground.foundation.audit.versions import Term


class OrganisationType(Term):
    """What kind of body: council, police force, school, voluntary body."""

    is_voluntary = models.BooleanField(default=False, help_text="Its bodies say what they offer and can take on (M20).")


class CodeScheme(Term):
    """Who gives out a code: Organisation Data Service, Charity Commission, Department for Education."""

    pattern = models.CharField(max_length=100, blank=True, help_text="What a code looks like, as a regular expression.")
    example = models.CharField(max_length=40, blank=True)


class SizeBand(Term):
    """How large a voluntary body is, by its yearly income."""


class Qualification(Term):
    """What somebody in a post has learnt, or is in: ASYE is a social worker's assessed first year (002:159)."""


class Seniority(Term):
    """At which height of an organisation a post stands (002:12: the right seniority in the right group)."""

    class Meta(Term.Meta):
        verbose_name_plural = "seniorities"
