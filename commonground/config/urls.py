"""Every address of the site, room by room."""

from django.urls import include, path

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
]

handler400 = "commonground.foundation.design.views.bad_request"
handler403 = "commonground.foundation.design.views.refused"
handler404 = "commonground.foundation.design.views.not_found"
handler429 = "commonground.foundation.design.views.too_often"
handler500 = "commonground.foundation.design.views.server_error"
