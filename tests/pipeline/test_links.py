"""Few a night, the longest unasked first; two bad days in a row before anybody hears of it."""

from datetime import date, timedelta

import pytest

from anlaufstelle.catalogue import read
from anlaufstelle.catalogue.models import InboxItem, Signal, WebLink
from anlaufstelle.catalogue.read.web import WebLinkView
from anlaufstelle.gather.links import Answered
from anlaufstelle.pipeline import links

from .town import SERVICES, harvest, id_of

TODAY = date(2026, 3, 2)
SITE = "https://verein.example.org/"


def views(**states: str) -> dict[str, WebLinkView]:
    return {f"https://{name}.example.org/": WebLinkView(f"https://{name}.example.org/", state, TODAY) for name, state in
            states.items()}  # fmt: skip


def test_each_state_has_its_rhythm():
    before = views(a="alive", b="failing", c="dead", d="unsure")
    due = {
        days: [url[8] for url in links.due(before, before, TODAY + timedelta(days=days), 100)]
        for days in (0, 1, 7, 30, 60)
    }
    assert due == {0: [], 1: ["b"], 7: ["b", "c"], 30: ["a", "b", "c"], 60: ["a", "b", "c", "d"]}


def test_few_a_night_and_few_of_a_site_the_unasked_first():
    urls = [f"https://gross.example.org/{n}" for n in range(9)] + ["https://klein.example.org/"]
    before = {urls[0]: WebLinkView(urls[0], "alive", TODAY - timedelta(days=99))}
    due = links.due(urls, before, TODAY, 100)
    assert (len(due), urls[0] in due, urls[-1] in due) == (links.A_HOST + 1, False, True)
    assert len(links.due(urls, before, TODAY, 3)) == 3


@pytest.mark.parametrize(
    ("state", "failed_on", "heard", "told"),
    [
        (None, None, "dead", "failing"),
        ("failing", TODAY - timedelta(days=1), "dead", "dead"),
        ("failing", TODAY, "dead", "failing"),  # the same day again
        ("failing", TODAY - timedelta(days=1), "alive", "alive"),
        ("dead", TODAY - timedelta(days=9), "dead", "dead"),
        ("failing", TODAY - timedelta(days=1), "unsure", "unsure"),
    ],
)
def test_two_different_days_count(state, failed_on, heard, told):
    before = WebLinkView(SITE, state, TODAY, failed_on) if state else None
    assert links.after(SITE, before, Answered(heard), TODAY).state == told


@pytest.mark.django_db
def test_a_dead_link_is_a_doubt_and_an_item_of_the_inbox(tmp_path):
    harvest(tmp_path, organizations=[{"id": "verein", "name": "Musterverein", "website": SITE}], services=SERVICES)
    told = [links.check(lambda _: Answered("dead", "404"), TODAY + timedelta(days=n), 100).dead for n in (0, 1)]
    assert told == [(), (SITE,)]
    assert set(Signal.objects.values_list("entry_id", "kind", "word")) == {(id_of("verein"), "web", "dead-link")}
    assert [row.state for row in WebLink.objects.all()] == ["dead"]
    assert list(InboxItem.objects.filter(kind="dead-link").values_list("entry_id", flat=True)) in (
        [],
        [id_of("verein")],
    )


@pytest.mark.django_db
def test_when_nobody_answers_at_all_it_is_our_own_line(tmp_path):
    services = [{"id": f"s{n}", "name": f"Angebot {n}"} for n in range(3)]
    owners = [{"id": f"o{n}", "name": f"Verein {n}", "website": f"https://v{n}.example.org/"} for n in range(3)]
    harvest(tmp_path, services=services, organizations=owners)
    done = links.check(lambda _: Answered("dead", "no route"), TODAY, 100)
    assert (done.offline, WebLink.objects.count()) == (True, 0)


@pytest.mark.django_db
def test_a_preview_asks_nobody(tmp_path):
    assert links.nightly() == {}
    assert read.editions() == [] or all(one.state == "preview" for one in read.editions())
