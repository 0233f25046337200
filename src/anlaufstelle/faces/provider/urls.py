"""Addresses of providers' own pages: the token in the path is the key, so nothing of them may be kept or told on."""

from django.urls import path

from . import answer, form, notice

app_name = "provider"
urlpatterns = [
    path("<str:token>/stimmt", answer.right, name="right"),
    path("<str:token>/aendern", answer.choose, name="change"),
    path("<str:token>/gibt-es-nicht-mehr", answer.gone, name="gone"),
    path("<str:token>/angebot/<str:id>", form.offer, name="offer"),
    path("<str:token>/neu", form.new, name="new"),
    path("<str:token>/aushang", notice.new, name="notice"),
    path("<str:token>/abmelden", answer.stop, name="stop"),
]
