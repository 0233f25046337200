"""Letters: written once, sent at civil hours, exactly once per message id, and heard when they come back."""

import os
import re
import signal
import smtplib
import subprocess
import sys
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import Letter, Signal, Silence, Ticket
from anlaufstelle.catalogue.read import asking as known
from anlaufstelle.catalogue.store import asking as store
from anlaufstelle.errors import Unreadable
from anlaufstelle.pipeline import bounces, outbox, reminders, tickets
from anlaufstelle.resolve import asking

from .town import ORGANIZATIONS, SERVICES, changed, harvest, id_of

pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = datetime.fromisoformat("2026-03-02T10:00+01:00")
SUNDAY = datetime.fromisoformat("2026-03-01T10:00+01:00")
ADDRESS = "kontakt@verein.example.org"
PROGRAM = """
import os, signal, sys
import django
django.setup()
from datetime import datetime
from pathlib import Path
from anlaufstelle.catalogue.store import asking as store
from anlaufstelle.pipeline import outbox

limit, count = int(sys.argv[1]), 0

def step():
    global count
    count += 1
    if count == limit:
        os.kill(os.getpid(), signal.SIGKILL)

def stepping(call):
    def around(*args, **keys):
        step()
        done = call(*args, **keys)
        step()
        return done
    return around

store.move_letter, outbox.deliver = stepping(store.move_letter), stepping(outbox.deliver)
Path.replace = stepping(Path.replace)
outbox.send(datetime.fromisoformat("2026-03-02T10:00+01:00"))
print(count)
"""


def letter(number: int = 1, address: str = ADDRESS) -> str:
    id = f"<letter-{number}@example.org>"
    new = store.NewLetter(
        batch=f"batch {number}", message_id=id, organization="org", address=address, subject="Stimmt das noch?",
        body="Grüße\n", stop="https://example.org/ende",
    )  # fmt: skip
    assert store.add_letter(new, [])
    return id


def files(home: Path) -> list[str]:
    return sorted(one.name for one in (home / "outbox").glob("*"))


def town(folder: Path) -> None:
    harvest(folder, services=changed("tafel", email=ADDRESS))


def test_one_letter_for_all_of_an_organisation_and_never_two(tmp_path):
    town(tmp_path)
    assert [reminders.write(), reminders.write()] == [1, 0]
    (row,) = Letter.objects.all()
    assert (row.address, Ticket.objects.count()) == (ADDRESS, 2)
    assert "Musterverein steht mit 2 Angeboten" in row.body
    assert reminders.write(timezone.localdate() + timedelta(days=1)) == 0
    assert reminders.write(timezone.localdate() + timedelta(days=14)) == 1


def test_one_letter_for_a_person_who_answers_for_two_organisations(tmp_path):
    services = [*SERVICES, {"id": "kurs", "name": "Kurs", "organization": "Nachbarverein", "email": ADDRESS.upper()}]
    services[0] = {**services[0], "email": ADDRESS}
    both = [*ORGANIZATIONS, {"id": "nachbar", "name": "Nachbarverein", "service_ids": ["kurs"]}]
    harvest(tmp_path, services=services, organizations=both)
    assert [reminders.write(), reminders.write(), Letter.objects.count()] == [1, 0, 1]
    body = Letter.objects.get().body
    assert ("Musterverein, mit 2 Angeboten" in body, "Nachbarverein, mit einem Angebot" in body) == (True, True)
    links = [line.rsplit("/", 2)[1] for line in body.splitlines() if line.endswith("/stimmt")]
    opened = {tickets.opened(one, "answer").organization for one in links}
    assert opened == {id_of("verein"), id_of("nachbar")} == set(known.asked_by(Letter.objects.get().message_id))
    assert reminders.write(timezone.localdate() + timedelta(days=14)) == 1
    Letter.objects.filter(pk=Letter.objects.latest("pk").pk).update(made_at=timezone.now() + timedelta(days=14))
    later = timezone.localdate() + timedelta(days=28)
    assert reminders.write(later) == 0
    assert id_of("kurs") in {one.entry for one in _to_call(later)}  # unanswered for both: now somebody calls


def _to_call(day):
    asked = reminders.subjects(day)
    return asking.to_call(asked.by_person(), asked.written(), {}, day)


def test_the_links_of_a_letter_open_their_organisation(tmp_path):
    town(tmp_path)
    reminders.write()
    links = [line.rsplit("/", 2) for line in Letter.objects.get().body.splitlines() if "/anbieter/" in line]
    assert [one[2] for one in links] == ["stimmt", "aendern", "gibt-es-nicht-mehr", "abmelden"]
    assert tickets.opened(links[0][1], "answer").organization == id_of("verein")
    assert tickets.opened(links[3][1], "stop").organization == id_of("verein")


def test_whoever_wants_no_more_mail_gets_none(tmp_path):
    town(tmp_path)
    reminders.write()
    stop = Letter.objects.get().stop.rsplit("/", 2)[1]
    reminders.stop(tickets.opened(stop, "stop"))
    assert reminders.write(timezone.localdate() + timedelta(days=30)) == 0
    assert ADDRESS not in str(list(Silence.objects.values()))


def test_mail_goes_out_at_civil_hours_as_plain_text_and_its_body_is_forgotten(home):
    letter()
    assert outbox.send(SUNDAY) == outbox.Sent(later=1)
    assert outbox.send(MONDAY) == outbox.Sent(sent=1)
    assert outbox.send(MONDAY) == outbox.Sent()
    (name,) = files(home)
    mail = message_from_bytes((home / "outbox" / name).read_bytes(), policy=policy.default)
    told = [mail[one] for one in ("To", "Message-ID", "List-Unsubscribe", "Auto-Submitted")]
    assert told == [ADDRESS, "<letter-1@example.org>", "<https://example.org/ende>", "auto-generated"]
    assert (mail.get_content_type(), mail.get_content()) == ("text/plain", "Grüße\n")
    assert list(Letter.objects.values_list("state", "body", "stop")) == [("sent", "", "")]


def test_a_reminder_holds_our_own_links_and_nothing_that_tells_who_opened_it(tmp_path, settings):
    town(tmp_path)
    reminders.write()
    (waiting,) = known.letters("waiting")
    mail = outbox.message(waiting)
    assert (mail.get_content_type(), mail.is_multipart(), list(mail.iter_attachments())) == ("text/plain", False, [])
    names = {"From", "To", "Subject", "Message-ID", "Date", "Auto-Submitted", "List-Unsubscribe"}
    names |= {"List-Unsubscribe-Post", "Content-Type", "Content-Transfer-Encoding", "MIME-Version"}
    assert set(mail.keys()) == names
    links = re.findall(r"\w+://\S+", mail.get_content())
    assert len(links) == 4
    assert {urlsplit(one)._replace(path="").geturl() for one in links} == {settings.ANLAUFSTELLE_ADDRESS}


def run(home: Path, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {**kept, "ANLAUFSTELLE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "anlaufstelle.settings"}
    command = [sys.executable, "-c", program, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


SETUP = """
import django
django.setup()
from anlaufstelle.pipeline import setup
from anlaufstelle.catalogue.store import asking as store
setup.ensure()
for number in (1, 2):
    store.add_letter(store.NewLetter(batch=str(number), message_id=f"<{number}@example.org>", organization="o",
        address="a@example.org", subject="s", body="b"), [])
"""


@pytest.mark.own_tables
def test_killed_anywhere_each_letter_goes_out_once(tmp_path):
    """One process after another dies at its first, second, third … step; none knows of the one before."""
    home = tmp_path / "killed"
    assert run(home, SETUP).returncode == 0
    written: dict[str, int] = {}
    for limit in (1, 3, 4, 5, 6, 7, 0):
        ended = run(home, PROGRAM, str(limit))
        assert ended.returncode == (-signal.SIGKILL if limit else 0), ended.stderr
        for path in (home / "outbox").glob("*.eml"):
            written.setdefault(path.name, path.stat().st_mtime_ns)
            assert path.stat().st_mtime_ns == written[path.name]
    assert sorted(written) == ["1@example.org.eml", "2@example.org.eml"]


class Server:
    """A mail server that does what it is told."""

    def __init__(self, error: Exception | None) -> None:
        self.error, self.taken = error, []

    def __call__(self, mail) -> None:
        if self.error:
            raise self.error
        self.taken.append(mail["Message-ID"])


@pytest.mark.parametrize(
    ("error", "state", "silent"),
    [
        (None, "sent", 0),
        (smtplib.SMTPRecipientsRefused({ADDRESS: (550, b"unknown")}), "bounced", 1),
        (smtplib.SMTPRecipientsRefused({ADDRESS: (450, b"later")}), "waiting", 0),
        (ConnectionRefusedError(), "waiting", 0),
        (smtplib.SMTPServerDisconnected(), "unsure", 0),
    ],
)
def test_a_server_that_fails(monkeypatch, error, state, silent):
    letter()
    monkeypatch.setattr(outbox, "deliver", Server(error))
    outbox.send(MONDAY)
    assert (Letter.objects.get().state, Silence.objects.count()) == (state, silent)


def test_what_may_have_gone_over_smtp_is_not_sent_again(monkeypatch, settings):
    id = letter()
    store.move_letter(id, before="waiting", after="sending")  # and then the process died
    settings.ANLAUFSTELLE_MAIL = "smtp://localhost:25"
    server = Server(None)
    monkeypatch.setattr(outbox, "deliver", server)
    assert (outbox.send(MONDAY), server.taken) == (outbox.Sent(unsure=1), [])


BOUNCE = """From: MAILER-DAEMON@example.org
Subject: Undelivered
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; example.org

Final-Recipient: rfc822; someone@example.org
Action: failed
Status: {status}

--b
Content-Type: text/rfc822-headers

Message-ID: {id}
--b--
"""


@pytest.mark.parametrize(("status", "lasting"), [("5.1.1", True), ("4.2.2", False)])
def test_mail_that_comes_back(tmp_path, status, lasting):
    town(tmp_path)
    reminders.write()
    outbox.send(MONDAY)
    (row,) = Letter.objects.all()
    (tmp_path / "one.eml").write_text(BOUNCE.format(status=status, id=row.message_id))
    (tmp_path / "strange.eml").write_text("Subject: Urlaub\n\nIch bin nicht da.")
    found = [bounces.take(tmp_path), bounces.take(tmp_path)]
    assert found == [bounces.Bounces(lasting=lasting, passing=not lasting, strange=1)] * 2
    assert (Letter.objects.get().state, Silence.objects.count()) == ("bounced" if lasting else "sent", int(lasting))
    doubts = [(one.entry_id, one.kind, one.word) for one in Signal.objects.all()]
    assert doubts == ([(id_of("tafel"), "phone", "bounce")] if lasting else [])
    day = timezone.localdate() + timedelta(days=30)
    told = reminders.subjects(day)
    assert (id_of("verein") in told.addresses) != lasting
    calls = [one.entry for one in asking.to_call(told.subjects, known.written_to(), {}, day)]
    assert (id_of("tafel") in calls[:1]) == lasting


def test_a_folder_that_is_none_is_named(tmp_path):
    with pytest.raises(Unreadable, match="no folder"):
        bounces.take(tmp_path / "nowhere")


def test_for_paper_there_is_a_letter_and_nothing_waits(tmp_path):
    town(tmp_path)
    words = reminders.letter(id_of("verein"))
    token = words.links.right.rsplit("/", 2)[1]
    assert (tickets.opened(token, "answer").organization, Letter.objects.count()) == (id_of("verein"), 0)
    assert read.entry(id_of("verein")).name in words.body
