"""Addresses for machines. Adding a parameter is free; changing or dropping one is a breaking change."""

from django.urls import include, path, re_path

from . import about, changes, complete, find, health, hsds_details, hsds_lists, hsds_terms

hsds_patterns = [
    path("", about.information, name="hsds"),
    path("services", hsds_lists.services, name="hsds-services"),
    path("services/<str:id>", hsds_details.service, name="hsds-service"),
    path("organizations", hsds_lists.organizations, name="hsds-organizations"),
    path("organizations/<str:id>", hsds_details.organization, name="hsds-organization"),
    path("service_at_locations", hsds_lists.offers, name="hsds-offers"),
    path("service_at_locations/<str:id>", hsds_details.offer, name="hsds-offer"),
    path("taxonomies", hsds_terms.taxonomies, name="hsds-taxonomies"),
    path("taxonomies/<str:id>", hsds_terms.taxonomy, name="hsds-taxonomy"),
    path("taxonomy_terms", hsds_terms.terms, name="hsds-terms"),
    path("taxonomy_terms/<str:id>", hsds_terms.term, name="hsds-term"),
    path("profile/", about.profile, name="hsds-profile"),
    path("profile/<str:name>.json", about.patch, name="hsds-patch"),
    path("schema/<str:name>.json", about.schema, name="hsds-schema"),
]
urlpatterns = [
    path("api/", about.page, name="api-page"),
    path("api/openapi.json", about.described, name="api-openapi"),
    path("api/find", find.find_help, name="api-find"),
    path("api/complete", complete.complete, name="api-complete"),
    path("api/changes", changes.changes, name="api-changes"),
    path("api/hsds", about.information),
    *(path(f"api/hsds/{one.pattern}", one.callback, name=one.name) for one in hsds_patterns),
    re_path(r"^api/(?P<rest>.*)$", about.nothing),
    path("", include("anlaufstelle.faces.api.feeds.urls")),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
