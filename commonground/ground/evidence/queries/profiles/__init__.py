"""Needs profiles: which there are, and what each says."""

from commonground.ground.evidence.queries.profiles.assembling import assembled
from commonground.ground.evidence.queries.profiles.comparing import changed_since
from commonground.ground.evidence.queries.profiles.listing import (
    ProfilePage,
    Writing,
    content_of,
    frozen_profile,
    frozen_profiles,
    newest_frozen,
    profile,
    profile_by_run,
    profile_page,
    profiles_of,
    profiles_visible_to,
    writing,
)
from commonground.ground.evidence.queries.profiles.sections import Section, policy, sections

__all__ = [
    "ProfilePage",
    "Section",
    "Writing",
    "assembled",
    "changed_since",
    "content_of",
    "frozen_profile",
    "frozen_profiles",
    "newest_frozen",
    "policy",
    "profile",
    "profile_by_run",
    "profile_page",
    "profiles_of",
    "profiles_visible_to",
    "sections",
    "writing",
]
