"""The pinboard's pages."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from anlaufstelle.catalogue import read
from anlaufstelle.record.model import Notice, ServiceArea, part_id
from anlaufstelle.record.received import Received

from ..conftest import SOURCE, TOWN, id_of


def notice(key: str, name: str, *, days: int = 3, area: str = TOWN, **fields: object) -> Received:
    id, today = id_of(key), timezone.localdate()
    areas = (ServiceArea(id=part_id(id, "area"), areas=(area,)),)
    record = Notice(id=id, name=name, description="Wer mag, kommt vorbei.", since=today.isoformat(),
                    until=(today + timedelta(days=days)).isoformat(), service_areas=areas, **fields)  # type: ignore[arg-type]  # fmt: skip
    return Received(source=SOURCE, key=key, record=record)


def test_the_board_shows_what_hangs_here_by_quarter(visitor: Client, town: Callable[..., None]) -> None:
    assert "Zurzeit hängt hier nichts." in visitor.get("/de/pinnwand").content.decode()
    town([
        notice("a", "Musterflohmarkt", district="Westerholt", email="markt@example.org"),
        notice("b", "Suche Vorlesende"),
        notice("c", "Aushang der Nachbarstadt", area="05562024"),
    ])  # fmt: skip

    def shown(query: str) -> set[str]:
        page = visitor.get(f"/de/pinnwand{query}").content.decode()
        return {one for one in ("Musterflohmarkt", "Suche Vorlesende", "Nachbarstadt") if one in page}

    assert shown("") == {"Musterflohmarkt", "Suche Vorlesende"}
    assert shown("?stadtteil=Westerholt") == {"Musterflohmarkt"}
    assert shown("?stadtteil=Nirgends&thema=nix") == set()
    assert shown("/aushang?stadtteil=Westerholt") == {"Musterflohmarkt"}
    own = visitor.get(f"/de/pinnwand/{id_of('a')}/musterflohmarkt")
    assert own.status_code == 200
    assert "Hängt bis" in own.content.decode()


def test_a_notice_without_a_last_day_is_not_shown(visitor: Client, town: Callable[..., None]) -> None:
    town([notice("a", "Für immer", days=400)])
    assert "Für immer" not in visitor.get("/de/pinnwand").content.decode()
    assert [one.code for one in read.entry(id_of("a"), states=("withheld",)).findings] == ["notice-too-long"]
