"""Every read of this room. `from commonground.ground.directory import queries`."""

from commonground.ground.directory.queries.feeds import nightly_feeds, run_as_plain, was_read
from commonground.ground.directory.queries.gaps import GapPage, gap_page
from commonground.ground.directory.queries.open_referral import (
    AskedOfFeed,
    feed_at_location,
    feed_at_locations,
    feed_service,
    feed_services,
    feed_taxonomies,
    feed_terms,
)
from commonground.ground.directory.queries.published import (
    every_published,
    listed,
    listed_at,
    published,
    published_at,
    taxonomy,
    taxonomy_term,
    whole_services,
)
from commonground.ground.directory.queries.services import location, locations, provider, service, services
from commonground.ground.directory.queries.words import Word, groupings, levels

__all__ = [
    "AskedOfFeed",
    "GapPage",
    "Word",
    "every_published",
    "feed_at_location",
    "feed_at_locations",
    "feed_service",
    "feed_services",
    "feed_taxonomies",
    "feed_terms",
    "gap_page",
    "groupings",
    "levels",
    "listed",
    "listed_at",
    "location",
    "locations",
    "nightly_feeds",
    "provider",
    "published",
    "published_at",
    "run_as_plain",
    "service",
    "services",
    "taxonomy",
    "taxonomy_term",
    "was_read",
    "whole_services",
]
