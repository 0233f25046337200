"""The back room as it is set up: which tables it shows, in which order."""

from django.contrib.auth import get_user_model

from anlaufstelle.catalogue import models

from . import accounts, running
from .site import BackRoom

SHOWN = (
    (get_user_model(), accounts.Accounts),
    (models.Grant, accounts.Grants),
    (models.Invitation, accounts.Invitations),
    (models.Deed, accounts.Deeds),
    (models.Edition, running.Editions),
    (models.Source, running.Sources),
    (models.Run, running.Runs),
    (models.Attempt, running.Attempts),
    (models.NightStage, running.Stages),
    (models.Letter, running.Letters),
)
_room = BackRoom(name="admin")
for _model, _table in SHOWN:
    _room.register(_model, _table)
urls = _room.urls
