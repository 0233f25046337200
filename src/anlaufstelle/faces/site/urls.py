"""Addresses of the residents' site, below `/{lang}/`. Once shipped they are stable."""

from django.urls import include, path

from .views import embed, entry, events, exit, helping, lotse, provider, results, saved, start, texts

app_name = "site"
urlpatterns = [
    path("", start.start, name="start"),
    path("", include("anlaufstelle.faces.site.urls_town")),
    path("suche", results.results, name="results"),
    path("thema/<slug:concept>", results.topic, name="topic"),
    path("angebot/<str:id>", entry.entry, {"kind": "service"}),
    path("angebot/<str:id>/<str:slug>", entry.entry, {"kind": "service"}, name="service"),
    path("termine", events.events, name="events"),
    path("termine/archiv", events.archive, name="events-archive"),
    path("termine/aushang", events.sheet, name="events-sheet"),
    path("termine/<str:id>", entry.entry, {"kind": "event"}),
    path("termine/<str:id>/<str:slug>", entry.entry, {"kind": "event"}, name="event"),
    path("mitmachen", helping.listed, name="opportunities"),
    path("mitmachen/was-passt", helping.guide, name="helping-guide"),
    path("mitmachen/schreiben", helping.undecided, name="helping-write"),
    path("mitmachen/<str:id>/kontakt", helping.about, name="helping-about"),
    path("mitmachen/<str:id>", entry.entry, {"kind": "opportunity"}),
    path("mitmachen/<str:id>/<str:slug>", entry.entry, {"kind": "opportunity"}, name="opportunity"),
    path("traeger/<str:id>", provider.provider),
    path("traeger/<str:id>/<str:slug>", provider.provider, name="organization"),
    path("einbetten", embed.small, name="embed"),
    path("notfall", texts.urgent, name="urgent"),
    path("sprachen", texts.languages, name="languages"),
    path("merkliste", saved.saved_list, name="saved"),
    path("merkliste/karten", saved.cards, name="saved_cards"),
    path("merkliste/blatt", saved.sheet, name="saved_sheet"),
    path("lotse", lotse.guide, name="lotse"),
    path("kalender", exit.calendar, name="calendar"),
    path("spuren", texts.traces, name="traces"),
    path("ueber", texts.about, name="about"),
    path("impressum", texts.imprint, name="imprint"),
    path("datenschutz", texts.privacy, name="privacy"),
]
