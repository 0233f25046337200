"""All addresses. Those of residents stand below their language; the edition's prefix is taken off before."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView

from anlaufstelle.design import assets
from anlaufstelle.faces.desk.backroom import room
from anlaufstelle.faces.operation import views as operation
from anlaufstelle.faces.site.views import errors, start

urlpatterns = [
    path("", include("anlaufstelle.faces.api.urls")),
    path("assets/<slug:version>/<path:path>", assets.serve, name="asset"),
    path("", start.languages, name="languages"),
    path("desk/betrieb/", room.urls),
    path("desk/", include("anlaufstelle.faces.desk.urls")),
    path("desk", RedirectView.as_view(url="/desk/")),
    path("anbieter/", include("anlaufstelle.faces.provider.urls")),
    path("betrieb", operation.overview, name="operation"),
    *i18n_patterns(path("", include("anlaufstelle.faces.site.urls"))),
]
handler400 = errors.refused
handler404 = errors.not_found
handler500 = errors.failed
