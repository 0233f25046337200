"""Addresses of the feeds. Once shipped they are stable."""

from django.urls import path

from . import atom, calendars, files, members, signposts

urlpatterns = [
    path("feeds/termine.ics", calendars.town, name="feeds-calendar"),
    path("feeds/angebote.geojson", files.geojson, name="feeds-geojson"),
    path("feeds/angebote.csv", files.table, name="feeds-csv"),
    path("feeds/mitmachen.jsonld", files.volunteering, name="feeds-volunteering"),
    path("feeds/opensearch.xml", signposts.opensearch, name="feeds-opensearch"),
    path("feeds/dcat.jsonld", signposts.dcat, name="feeds-dcat"),
    path("feeds/dump/<str:name>", files.dump, name="feeds-dump"),
    path("feeds/netz.atom", atom.network, name="feeds-network"),
    path("feeds/netz/<str:token>.ics", members.calendar, name="feeds-members"),
    path("feeds/<str:id>.ics", calendars.entry, name="feeds-entry-calendar"),
    path("feeds/<str:id>.jsonld", files.json_ld, name="feeds-jsonld"),
    path("sitemap.xml", signposts.sitemap, name="sitemap"),
    path("robots.txt", signposts.robots, name="robots"),
]
