"""What a town owes and offers beside finding help: statements, forms, the town to take along, the lobby's screen."""

from django.urls import path

from .views import board, duties, entry, feedback, houses, kiosk, offline, pattern, quarters, verdict

urlpatterns = [
    path("pinnwand", board.board, name="board"),
    path("pinnwand/aushang", board.sheet, name="board-sheet"),
    path("pinnwand/<str:id>", entry.entry, {"kind": "notice"}),
    path("pinnwand/<str:id>/<str:slug>", entry.entry, {"kind": "notice"}, name="notice"),
    path("barrierefreiheit", duties.accessibility, name="accessibility"),
    path("leichte-sprache", duties.plain, name="plain"),
    path("gebaerdensprache", duties.signing, name="signing"),
    path("rueckmeldung", feedback.site, name="feedback"),
    path("angebot/<str:id>/rueckmeldung", feedback.about_entry, name="feedback-entry"),
    path("angebot/<str:id>/stimmt", verdict.verdict, name="verdict"),
    path("mitnehmen", offline.take, name="offline"),
    path("mitnehmen/paket.json", offline.download, name="offline-pack"),
    path("mitnehmen/worker.js", offline.worker, name="offline-worker"),
    path("haus", houses.listed, name="houses"),
    path("haus/zeit/<str:id>", houses.hours),
    path("haus/zeit/<str:id>/<str:slug>", houses.hours, name="slot"),
    path("haus/<slug:house>", houses.house, name="house"),
    path("haus/<slug:house>/heute", houses.screen, name="house-screen"),
    path("haus/<slug:house>/tuer/<slug:room>", houses.door, name="house-door"),
    path("quartier", quarters.listed, name="quarters"),
    path("quartier/<slug:name>", quarters.quarter, name="quarter"),
    path("projekte", quarters.projects, name="projects"),
    path("projekte/<str:id>", quarters.project),
    path("projekte/<str:id>/<str:slug>", quarters.project, name="project"),
    path("stadtteilkonferenz/<str:id>", quarters.conference),
    path("stadtteilkonferenz/<str:id>/<str:slug>", quarters.conference, name="conference"),
    path("kiosk", kiosk.start, name="kiosk"),
    path("kiosk/suche", kiosk.results, name="kiosk-results"),
    path("kiosk/angebot/<str:id>", kiosk.entry, name="kiosk-entry"),
    path("kiosk/haus/<slug:house>", kiosk.house, name="kiosk-house"),
    path("kiosk/ende", kiosk.end, name="kiosk-end"),
    path("muster", pattern.pattern, name="pattern"),
]
