"""Every address of the desk with its rule."""

from anlaufstelle.catalogue import rules

from .gate import desk
from .views import (
    account,
    advice,
    bulk,
    calls,
    edit,
    entry,
    field,
    helping,
    history,
    inbox,
    people,
    sign_in,
    translations,
)

app_name = "desk"
urlpatterns = [
    desk("", inbox.start, rules.is_signed_in),
    desk("anmelden", sign_in.ask, rules.is_anybody, "GET HEAD POST"),
    desk("code", sign_in.code, rules.is_anybody, "GET HEAD POST"),
    desk("einladung/<str:token>", sign_in.invited, rules.is_anybody, "GET HEAD POST"),
    desk("abmelden", account.leave, rules.is_signed_in, "POST"),
    desk("konto", account.mine, rules.is_signed_in),
    desk("konto/sitzungen", account.end, rules.is_signed_in, "POST"),
    desk("eingang", inbox.listed, rules.may_open_inbox),
    desk("eingang/erledigen", inbox.handle, rules.may_open_inbox, "POST"),
    desk("eingang/zurueck", inbox.take_back, rules.may_open_inbox, "POST"),
    desk("eingang/mehrere", bulk.preview, rules.may_open_inbox, "POST"),
    desk("eingang/mehrere/erledigen", bulk.handle, rules.may_open_inbox, "POST"),
    desk("eingang/mehrere/zurueck", bulk.take_back, rules.may_open_inbox, "POST"),
    desk("eintrag", entry.find, rules.may_look_up),
    desk("eintrag/<uuid:id>", entry.shown, rules.may_look_up),
    desk("eintrag/neu", edit.new, rules.may_add, "GET HEAD POST"),
    desk("eintrag/<uuid:id>/bearbeiten", edit.edit, rules.may_propose, "GET HEAD POST"),
    desk("eintrag/<uuid:id>/verlauf", history.fields, rules.may_look_up),
    desk("eintrag/<uuid:id>/feld", field.decide, rules.may_propose, "GET HEAD POST"),
    desk("eintrag/<uuid:id>/zurueck", field.withdraw, rules.may_propose, "POST"),
    desk("auskunft", advice.listed, rules.may_advise),
    desk("auskunft/hinweis", advice.hint, rules.may_hint, "POST"),
    desk("auskunft/hinweis/weg", advice.unhint, rules.may_hint, "POST"),
    desk("anrufe", calls.listed, rules.may_call),
    desk("anrufe/<uuid:id>", calls.told, rules.may_call, "POST"),
    desk("mitmachen", helping.listed, rules.may_answer_helpers),
    desk("mitmachen/<int:id>", helping.answer, rules.may_answer_helpers, "POST"),
    desk("uebersetzungen", translations.listed, rules.may_translate),
    desk("uebersetzungen/po", translations.export, rules.may_translate),
    desk("uebersetzungen/po/einlesen", translations.bring, rules.may_translate, "POST"),
    desk("uebersetzungen/<uuid:id>", translations.one, rules.may_translate, "GET HEAD POST"),
    desk("personen", people.listed, rules.may_see_people),
    desk("personen/einladen", people.invite, rules.may_see_people, "POST"),
    desk("personen/rolle", people.take, rules.may_see_people, "POST"),
    desk("protokoll", people.deeds, rules.may_read_deeds),
]
