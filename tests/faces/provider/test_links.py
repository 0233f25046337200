"""Links that answer: what opens them, what does not, and that looking changes nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import DecisionLine, Silence, SourceRecord, Ticket
from anlaufstelle.catalogue.store import asking as store
from anlaufstelle.faces.gate import Gate
from anlaufstelle.faces.provider import opened
from anlaufstelle.pipeline import tickets

from ..conftest import id_of

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ("stimmt", "aendern", "gibt-es-nicht-mehr", "neu", "angebot/{debts}")

LETTER = store.NewLetter(
    batch="b",
    message_id="<1@example.org>",
    organization="o",
    address="kontakt@verein.example.org",
    subject="s",
    body="b",
)


def at(token: str, what: str) -> str:
    return f"/anbieter/{token}/{what.format(debts=id_of('debts'))}"


def state() -> tuple[int, int, int]:
    return DecisionLine.objects.count(), SourceRecord.objects.count(), Silence.objects.count()


def everything_sent() -> dict[str, object]:
    return {"angebot": [id_of("debts"), id_of("food")], "name": "Neu", "phone": "02366 999", "zeiten": "", "hours": ""}


def test_looking_never_changes_anything(links):
    before = state()
    for page in PAGES:
        for look in (links.browser.get, links.browser.head):
            told = look(at(links.answer, page))
            headers = [told[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")]
            assert (told.status_code, headers) == (200, ["no-store", "no-referrer", "noindex, nofollow"])
            assert not told.cookies
    assert (links.browser.get(at(links.stop, "abmelden")).status_code, state()) == (200, before)


def wrong_tokens(links) -> dict[str, str]:
    guessed, _ = tickets.make("answer", id_of("verein"))
    return {
        "guessed": guessed,
        "nonsense": "x" * len(links.answer),
        "shortened": links.answer[:-1],
        "secret only": links.answer[: tickets.SECRET],
        "lengthened": f"{links.answer}a",
        "made for stopping": links.stop,
    }


def test_a_wrong_link_changes_nothing(links):
    before = state()
    told = {
        (kind, page): links.browser.post(at(token, page), everything_sent()).status_code
        for kind, token in wrong_tokens(links).items()
        for page in PAGES
    }
    assert (set(told.values()), len(told), state()) == ({404}, 30, before)


def test_a_link_to_answer_by_ends_no_mail(links):
    assert (links.browser.post(at(links.answer, "abmelden")).status_code, Silence.objects.count()) == (404, 0)


@pytest.mark.parametrize("how", ["expired", "revoked"])
def test_a_dead_link_changes_nothing(links, how):
    if how == "revoked":
        assert store.revoke(id_of("verein")) == 2
    else:
        Ticket.objects.update(until=timezone.now() - timedelta(seconds=1))
    before = state()
    answers = {links.browser.post(at(links.answer, page), everything_sent()).status_code for page in PAGES}
    assert (answers, state()) == ({404}, before)


def test_a_link_reaches_only_its_own_organisation(links):
    before = state()
    for page in ("stimmt", "gibt-es-nicht-mehr", "angebot/{debts}"):
        links.browser.post(at(links.other, page), everything_sent())
    assert [row for row in DecisionLine.objects.values_list("key", flat=True) if row != "other"] == []
    assert SourceRecord.objects.count() == before[1]


def test_confirmed_in_two_taps_and_again_changes_nothing(links):
    page = links.browser.get(at(links.answer, "stimmt")).content.decode()
    chosen = [id_of(key) for key in ("debts", "food", "shelter")]
    assert all(f'value="{id}" checked' in page for id in chosen)
    assert "9 bis 12 Uhr" in page
    assert (
        "3 Angebote sind bestätigt"
        in links.browser.post(at(links.answer, "stimmt"), {"angebot": chosen}).content.decode()
    )
    told = read.entry(id_of("debts")).provenance["schedules"]
    assert (told.state, told.date) == ("verified", timezone.localdate().isoformat())
    lines = DecisionLine.objects.count()
    assert {row.who.split(" (")[0] for row in DecisionLine.objects.all()} == {"Anbieter Musterverein e. V."}
    links.browser.post(at(links.answer, "stimmt"), {"angebot": chosen})
    assert DecisionLine.objects.count() == lines


def test_what_was_not_chosen_is_not_confirmed(links):
    links.browser.post(at(links.answer, "stimmt"), {"angebot": [id_of("food")]})
    assert (read.entry(id_of("food")).checked_on, read.entry(id_of("debts")).checked_on) == (
        timezone.localdate().isoformat(),
        None,
    )


def test_where_a_confidential_place_is_stays_unsaid(links):
    assert "Musterweg 1" not in links.browser.get(at(links.answer, f"angebot/{id_of('shelter')}")).content.decode()


def test_what_is_gone_waits_for_the_editors_unless_they_trust_the_organisation(links):
    gone = at(links.answer, "gibt-es-nicht-mehr")
    assert "sobald sie es geprüft hat" in links.browser.post(gone, {"angebot": [id_of("food")]}).content.decode()
    assert read.entry(id_of("food")).state == "published"
    store.trust(id_of("verein"), by="Erika Muster")
    assert "nicht mehr gezeigt" in links.browser.post(gone, {"angebot": [id_of("food")]}).content.decode()
    assert read.entry(id_of("food"), states=("withheld",)).record.status == "defunct"


def test_guessing_is_slowed_down_and_so_is_answering(links, monkeypatch):
    monkeypatch.setattr(opened, "GUESSES", Gate(most=2))
    monkeypatch.setattr(opened, "ANSWERS", Gate(most=1))
    guess = at("x" * 54, "stimmt")
    assert [links.browser.get(guess).status_code for _ in range(3)] == [404, 404, 429]
    confirm = {"angebot": [id_of("food")]}
    assert [links.browser.post(at(links.answer, "stimmt"), confirm).status_code for _ in range(2)] == [200, 429]


def test_the_tables_hold_no_token(links):
    kept = str(list(Ticket.objects.values()))
    assert all(token not in kept and token[: tickets.SECRET] not in kept for token in (links.answer, links.stop))


def test_a_mail_program_ends_the_mails_in_one_click(links):
    """RFC 8058: a POST of its own, without a page, a cookie or an origin."""
    told = links.browser.post(at(links.stop, "abmelden"), {"List-Unsubscribe": "One-Click"})
    assert (told.status_code, Silence.objects.count()) == (200, 0)  # this link was sent to no address
    store.add_letter(LETTER, [])
    Ticket.objects.filter(purpose="stop").update(letter=LETTER.message_id)
    for _ in range(2):
        links.browser.post(at(links.stop, "abmelden"), {"List-Unsubscribe": "One-Click"})
    assert Silence.objects.count() == 1
