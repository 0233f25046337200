"""The operator's back room: read, searched and filtered as one table for each; changed by the pipeline's verbs only."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from anlaufstelle.catalogue import models, store
from anlaufstelle.catalogue.shapes import Tried
from anlaufstelle.faces.desk.backroom.room import SHOWN
from anlaufstelle.pipeline import accounts

from ..conftest import SOURCE
from .conftest import HELD, code_of, make, signed_in
from .test_access_states import sign_in

AT = "/desk/betrieb/"
LISTS = {
    "konten": 3, "rollen": 3, "einladungen": 3, "protokoll": 1, "ausgaben": 1, "quellen": 1, "laeufe": 1, "versuche": 1,
    "nachtschritte": 1, "briefe": 1,
}  # fmt: skip
"""Each list, and how many rows at least it has here."""


@pytest.fixture
def operator(town) -> Client:
    make("Eva Muster", HELD["editor"])
    make("Bea Muster", HELD["adviser"])
    return signed_in("Olga Muster", HELD["operator"])


@pytest.fixture
def busy(operator) -> Client:
    store.add_attempt(SOURCE, timezone.now(), Tried(status=2, why="Die Adresse antwortet nicht."))
    store.begin_stage("gather")
    letter(1)
    return operator


def letter(number: int) -> models.Letter:
    return models.Letter.objects.create(
        batch=f"b{number}", message_id=f"m{number}", organization="o", address=f"x{number}@example.org",
        subject="Stimmt noch alles?", body="https://example.org/anbieter/geheimer-token", stop="geheimer-token",
        made_at=timezone.now(),
    )  # fmt: skip


@contextmanager
def questions() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connection) as told:
        yield told


def test_every_list_and_every_row_opens(busy) -> None:
    told = {}
    for word, least in LISTS.items():
        answer = busy.get(f"{AT}{word}/")
        rows = answer.context["cl"].result_list
        told[word] = len(rows) >= least and busy.get(f"{AT}{word}/{rows[0].pk}/").status_code
    assert told == dict.fromkeys(LISTS, 200)
    assert len(LISTS) == len(SHOWN)


def test_there_is_nothing_to_write_with(busy) -> None:
    run = models.Run.objects.first()
    before = [(model, model.objects.count()) for model, _ in SHOWN]
    told = {
        busy.generic(verb, f"{AT}{address}").status_code
        for address in (
            "laeufe/",
            f"laeufe/{run.pk}/",
            "quellen/",
            "ausgaben/",
            "versuche/",
            "nachtschritte/",
            "briefe/",
        )
        for verb in ("POST", "PUT", "PATCH", "DELETE")
    }
    gone = {
        busy.generic(verb, f"{AT}{address}").status_code
        for address in (f"laeufe/{run.pk}/delete/", f"laeufe/{run.pk}/history/", "login/", "password_change/")
        for verb in ("GET", "POST")
    }  # fmt: skip
    assert (told, gone - {404, 405}) == ({405}, set())
    assert [(model, model.objects.count()) for model, _ in SHOWN] == before


def test_no_action_but_the_two_verbs(busy) -> None:
    eva = get_user_model().objects.get(username="Eva Muster")
    busy.post(f"{AT}konten/", {"action": "delete_selected", "_selected_action": [eva.pk], "post": "yes"})
    busy.post(f"{AT}konten/", {"_save": "1", "form-0-id": eva.pk, "form-0-username": "x", "form-TOTAL_FORMS": "1"})
    assert get_user_model().objects.get(pk=eva.pk).username == "Eva Muster"


def test_ending_somebodys_sessions_is_written_down(busy) -> None:
    eva = get_user_model().objects.get(username="Eva Muster")
    theirs = sign_in("Eva Muster")
    assert theirs.get("/desk/eingang").status_code == 200
    page = busy.post(f"{AT}konten/", {"action": "end_sessions", "_selected_action": [eva.pk]}, follow=True)
    assert "1 Sitzungen beendet." in page.content.decode()
    assert (theirs.get("/desk/eingang").status_code, models.Sitting.objects.filter(user=eva).count()) == (302, 0)
    deed = models.Deed.objects.get(act="end sessions")
    assert (deed.who, deed.about) == ("Olga Muster", "Eva Muster: 1")
    assert "Sitzungen beendet" in busy.get("/desk/protokoll").content.decode()
    assert "beendet." not in busy.get(f"{AT}konten/").content.decode()  # a message is told once


def test_only_an_operator_ends_the_sessions_of_others(town) -> None:
    with pytest.raises(accounts.NotAllowed):
        accounts.end_for(by=accounts.Person(who="Eva", held=(HELD["editor"],)), user=make("Bea", HELD["adviser"]))


def test_a_role_is_taken_by_the_verb(busy) -> None:
    role = models.Grant.objects.get(user__username="Bea Muster")
    page = busy.post(f"{AT}rollen/", {"action": "take", "_selected_action": [role.pk]}, follow=True)
    assert "1 Rollen genommen." in page.content.decode()
    assert not models.Grant.objects.filter(pk=role.pk).exists()
    assert models.Deed.objects.get(act="take").who == "Olga Muster"


def test_nothing_secret_is_shown_or_can_be_asked_for(busy) -> None:
    eva = get_user_model().objects.get(username="Eva Muster")
    accounts.secret(eva.pk)
    secret = models.Access.objects.get(user=eva).secret
    sent = models.Letter.objects.get()
    pages = [
        busy.get(AT + one).content.decode() for one in (f"konten/{eva.pk}/", "konten/", f"briefe/{sent.pk}/", "briefe/")
    ]
    session = Session.objects.first()
    hidden = ("geheimer-token", secret, eva.password, session.session_key, "argon2")
    assert [one for one in hidden for page in pages if one in page] == []
    asked = ("konten/?password__startswith=a", "briefe/?body__contains=g", "konten/?access__secret__startswith=A",
             "einladungen/?token_hash__startswith=a")  # fmt: skip
    assert [busy.get(AT + one).status_code for one in asked] == [400] * 4


def test_what_is_searched_and_filtered(busy) -> None:
    make("Bert Beispiel", HELD["adviser"])

    def found(address: str) -> list[str]:
        return sorted(str(one) for one in busy.get(AT + address).context["cl"].result_list)

    assert found("konten/?q=Bert") == ["Bert Beispiel"]
    assert found("konten/?rolle=adviser") == ["Bea Muster", "Bert Beispiel"]
    assert [len(found(f"versuche/?status={code}")) for code in (0, 1, 2)] == [0, 0, 1]
    assert [len(found(f"quellen/?publishes={code}")) for code in (0, 1)] == [
        models.Source.objects.filter(publishes=code).count() for code in (False, True)
    ]
    assert (len(found("laeufe/?sealed_at=ja")), len(found("laeufe/?sealed_at=nein"))) == (models.Run.objects.count(), 0)
    this_year = timezone.localdate().year
    assert [len(found(f"briefe/?made_at__year={year}")) for year in (this_year, this_year - 1)] == [1, 0]
    assert "was dazu passt" in busy.get(f"{AT}konten/?q=niemand-heißt-so").content.decode()
    assert busy.get(f"{AT}quellen/gibt-es-nicht/").status_code == 404


def test_health_stands_at_the_top(busy) -> None:
    page = busy.get(AT).content.decode()
    assert "Zuletzt nicht lesbar: 1 von 1 Quellen" in page
    assert "Nicht fertig: gather" in page
    assert "wartend: 1, ungewiss: 0, zurückgekommen: 0" in page
    assert 'href="/betrieb"' in page


def test_nothing_is_there_yet(operator) -> None:
    page = operator.get(AT).content.decode()
    assert ("Noch keine Quelle wurde gelesen." in page, "Noch lief keine." in page) == (True, True)
    assert "Hier steht nichts." in operator.get(f"{AT}briefe/").content.decode()


def test_a_thousand_rows_cost_as_many_questions_as_two(busy) -> None:
    def cost() -> dict[str, int]:
        told = {}
        for word in LISTS:
            with questions() as asked:
                busy.get(f"{AT}{word}/")
            told[word] = len(asked)
        return told

    letter(2)
    store.add_attempt(SOURCE, timezone.now(), Tried())
    store.add_attempt(SOURCE, timezone.now() - timedelta(days=1), Tried())
    few = cost()
    now, source = timezone.now(), models.Source.objects.first()
    users = get_user_model().objects.bulk_create(get_user_model()(username=f"Person {n}") for n in range(1000))
    models.Grant.objects.bulk_create(models.Grant(user=one, role="adviser", area="05562020") for one in users)
    models.Sitting.objects.bulk_create(models.Sitting(user=one, session=f"s{one.pk}", at=now) for one in users)
    models.Access.objects.bulk_create(models.Access(user=one) for one in users)
    models.Deed.objects.bulk_create(models.Deed(at=now, who="x", act="take") for _ in users)
    models.Attempt.objects.bulk_create(models.Attempt(source="x", day=now, at=now, seconds=1, status=0) for _ in users)
    models.Run.objects.bulk_create(models.Run(source=source, who="x", started_at=now) for _ in users)
    many = cost()
    assert many == few
    assert max(many.values()) <= 12, many


def test_the_first_step_alone_opens_nothing(town) -> None:
    user = make("Olga Muster", HELD["operator"])
    accounts.secret(user)
    client = Client(HTTP_HOST="localhost")
    client.post("/desk/anmelden", {"name": "Olga Muster", "password": "lange-genug-fuer-alle"})
    assert (client.get(AT).status_code, client.get(AT)["Location"]) == (302, "/desk/anmelden")
    client.post("/desk/code", {"code": code_of(user)})
    assert client.get(AT).status_code == 200


def test_a_form_from_elsewhere_is_refused(busy) -> None:
    eva = get_user_model().objects.get(username="Eva Muster")
    forger = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    forger.cookies = busy.cookies
    answer = forger.post(f"{AT}konten/", {"action": "end_sessions", "_selected_action": [eva.pk]})
    assert (answer.status_code, models.Deed.objects.filter(act="end sessions").count()) == (403, 0)
