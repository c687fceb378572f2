"""Addresses of this room: find help, what is missing, the feed of the standard."""

from django.urls import path

from commonground.ground.directory.views import (
    assurance,
    edit_links,
    eligibility,
    finding,
    gaps,
    kept_gaps,
    none_found,
    proposals,
    short_lists,
    venues,
)
from commonground.ground.directory.views import open_referral as feed

FEED = "api/open-referral"

app_name = "directory"
urlpatterns = [
    path(f"{FEED}/", feed.about, name="feed"),
    path(f"{FEED}/services", feed.services, name="feed-services"),
    path(f"{FEED}/services/<uuid:public_id>", feed.service, name="feed-service"),
    path(f"{FEED}/service_at_locations", feed.at_locations, name="feed-at-locations"),
    path(f"{FEED}/service_at_locations/<uuid:public_id>", feed.at_location, name="feed-at-location"),
    path(f"{FEED}/taxonomies", feed.taxonomies, name="feed-taxonomies"),
    path(f"{FEED}/taxonomies/<uuid:public_id>", feed.taxonomy, name="feed-taxonomy"),
    path(f"{FEED}/taxonomy_terms", feed.terms, name="feed-terms"),
    path(f"{FEED}/taxonomy_terms/<uuid:public_id>", feed.term, name="feed-term"),
    path("services/", finding.services, name="services"),
    path("services/gaps/", gaps.gaps, name="gaps"),
    path("services/far/", gaps.far, name="far"),
    path("services/far/how-far-help-is.<slug:suffix>", gaps.far_file, name="far-file"),
    path(
        "services/gaps/<slug:map_slug>/<slug:area>/<slug:need>/<slug:band>/<slug:grouping>/",
        gaps.gap_cell,
        name="gap-cell",
    ),
    path("services/gaps/what-is-missing.<slug:suffix>", gaps.gaps_file, name="gaps-file"),
    path("services/assurance/", assurance.assurance, name="assurance"),
    path("services/changes/", proposals.every, name="proposals"),
    path("services/changes/sent/", edit_links.change_sent, name="change-sent"),
    path("services/changes/<uuid:proposal_id>/", proposals.proposal, name="proposal"),
    path("services/changes/links/<uuid:link_id>/withdraw/", edit_links.withdraw, name="withdraw-link"),
    path("services/change/<str:token>/", edit_links.change, name="change"),
    path("services/gaps/worked-on/", kept_gaps.register, name="kept-gaps"),
    path("services/gaps/new/", kept_gaps.open_one, name="open-gap"),
    path("services/gaps/<uuid:gap_id>/", kept_gaps.gap, name="kept-gap"),
    path("services/gaps/<uuid:gap_id>/change/", kept_gaps.change, name="change-gap"),
    path("services/gaps/<uuid:gap_id>/report/", kept_gaps.report, name="report-gap"),
    path("services/gaps/<uuid:gap_id>/close/", kept_gaps.close, name="close-gap"),
    path("services/gaps/<uuid:gap_id>/reopen/", kept_gaps.reopen, name="reopen-gap"),
    path("services/fits/", eligibility.fits, name="fits"),
    path("services/none-found/", none_found.say, name="none-found"),
    path("services/none-found/counted/", none_found.said, name="none-found-said"),
    path("services/hubs/", venues.hubs, name="hubs"),
    path("services/rooms/", venues.rooms, name="rooms"),
    path("services/short-list/", short_lists.short_list, name="short-list"),
    path("services/short-list/services.<slug:suffix>", short_lists.short_list_file, name="short-list-file"),
    path("services/providers/<slug:slug>/", finding.provider, name="provider"),
    path("services/places/<slug:slug>/", finding.venue, name="venue"),
    path("services/of/<slug:slug>/", finding.service, name="service"),
    path("services/of/<slug:slug>/fits/", eligibility.fit, name="fit"),
    path("services/of/<slug:slug>/who-it-takes/", eligibility.who_it_takes, name="who-it-takes"),
    path("services/of/<slug:slug>/links/", edit_links.links, name="links"),
    path("services/of/<slug:slug>/vouch/", assurance.vouch, name="vouch"),
    path("services/of/<slug:slug>/versions/", proposals.versions, name="versions"),
]
