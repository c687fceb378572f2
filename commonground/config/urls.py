"""Every address of the site, room by room."""

from django.urls import URLResolver, include, path
from django.urls.resolvers import RoutePattern

from commonground.foundation.design.doors import later, open_to


class Later(URLResolver):
    """Addresses whose module is loaded when one of them is first asked for, or linked to by name.

    The API stands on libraries that take 0.4 s and 11 MB to load; pages do without (docs/decisions/0085).
    """

    def _populate(self) -> None:
        """Not with all other addresses: Django looks the names up in `url_patterns` once somebody asks for one."""


urlpatterns = [
    path("places/", include("commonground.ground.places.urls")),  # before the pages of places: /places/footprints/
    path("", include("commonground.insight.home.urls")),
    path("evidence/", include("commonground.ground.evidence.urls")),
    path("", include("commonground.ground.partners.urls")),
    path("sign-in/", include("commonground.ground.partners.sign_in_urls")),
    path("notices/", include("commonground.foundation.post.urls")),
    path("jobs/", include("commonground.foundation.work.urls")),
    path("design/", include("commonground.foundation.design.urls")),
    path("groups/", include("commonground.partnership.groups.urls")),
    path("api/", open_to("public")(later("commonground.config.api.page")), name="api"),
    Later(RoutePattern("api/v1/"), "commonground.config.api", app_name="api", namespace="api"),
    path("plans/", include("commonground.partnership.plans.urls")),
    path("reports/", include("commonground.insight.reports.urls")),
    path("", include("commonground.ground.directory.urls")),
]

handler400 = "commonground.foundation.design.views.bad_request"
handler403 = "commonground.foundation.design.views.refused"
handler404 = "commonground.foundation.design.views.not_found"
handler429 = "commonground.foundation.design.views.too_often"
handler500 = "commonground.foundation.design.views.server_error"
