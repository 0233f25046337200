"""Addresses for machines. Adding a parameter is free; changing or dropping one is a breaking change."""

from django.urls import path

from . import find, health

urlpatterns = [
    path("api/find", find.find_help, name="api-find"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
