"""Every read of this room. `from commonground.ground.directory import queries`."""

from commonground.ground.directory.queries.assurance import assurance_policy
from commonground.ground.directory.queries.cards import (
    Card,
    ProviderPage,
    VenuePage,
    provider_page,
    service_card,
    venue_page,
)
from commonground.ground.directory.queries.entries import entry, kept_service, labels, versions
from commonground.ground.directory.queries.far import Far, FarLine, FarPage, far_page
from commonground.ground.directory.queries.feeds import nightly_feeds, run_as_plain, was_read
from commonground.ground.directory.queries.finding import (
    AskedHelp,
    Help,
    area_meant,
    as_help,
    found_services,
    with_details,
)
from commonground.ground.directory.queries.gap_cells import CellKey, GapCell, gap_cell
from commonground.ground.directory.queries.gaps import GapPage, gap_page
from commonground.ground.directory.queries.needs import needs
from commonground.ground.directory.queries.open_referral import (
    AskedOfFeed,
    feed_at_location,
    feed_at_locations,
    feed_service,
    feed_services,
    feed_taxonomies,
    feed_terms,
)
from commonground.ground.directory.queries.proposals import (
    Compared,
    check_link_is_open,
    compared,
    link_of_token,
    links,
    open_link,
    proposal,
    proposals,
    token_digest,
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
from commonground.ground.directory.queries.services import location, locations, provider
from commonground.ground.directory.queries.words import Word, groupings, levels

__all__ = [
    "AskedHelp",
    "AskedOfFeed",
    "Card",
    "CellKey",
    "Compared",
    "Far",
    "FarLine",
    "FarPage",
    "GapCell",
    "GapPage",
    "Help",
    "ProviderPage",
    "VenuePage",
    "Word",
    "area_meant",
    "as_help",
    "assurance_policy",
    "check_link_is_open",
    "compared",
    "entry",
    "every_published",
    "far_page",
    "feed_at_location",
    "feed_at_locations",
    "feed_service",
    "feed_services",
    "feed_taxonomies",
    "feed_terms",
    "found_services",
    "gap_cell",
    "gap_page",
    "groupings",
    "kept_service",
    "labels",
    "levels",
    "link_of_token",
    "links",
    "listed",
    "listed_at",
    "location",
    "locations",
    "needs",
    "nightly_feeds",
    "open_link",
    "proposal",
    "proposals",
    "provider",
    "provider_page",
    "published",
    "published_at",
    "run_as_plain",
    "service_card",
    "taxonomy",
    "taxonomy_term",
    "token_digest",
    "venue_page",
    "versions",
    "was_read",
    "whole_services",
    "with_details",
]
