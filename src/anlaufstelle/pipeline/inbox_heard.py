"""Mail that came back and links that lead nowhere, as items of the inbox, as long as the entry still names them."""

from collections.abc import Iterator
from datetime import date, timedelta

import msgspec
from django.utils import timezone

from anlaufstelle.catalogue.models import EntryRow, Letter, Link, Signal
from anlaufstelle.catalogue.read.web import WebLinkView, all_known
from anlaufstelle.catalogue.shapes_desk import Item
from anlaufstelle.record.entry import Entry
from anlaufstelle.resolve import freshness

from .inbox_words import bundle_of, harm_of, mark_of

REMEMBERED = timedelta(days=365)
_entry = msgspec.json.Decoder(Entry)


def heard(ids: list[str] | None) -> Iterator[Item]:
    yield from _bounces(ids)
    yield from _dead_links(ids)


def _bounces(ids: list[str] | None) -> Iterator[Item]:
    rows = Letter.objects.filter(state="bounced", made_at__gte=timezone.now() - REMEMBERED)
    if ids is not None:
        offered = Link.objects.filter(entry_id__in=ids, role="organization").values_list("target_id", flat=True)
        rows = rows.filter(organization__in={*ids, *offered})
    latest = {(one.organization, one.address): one for one in rows.order_by("pk")}
    for (organization, address), letter in latest.items():
        offers = Link.objects.filter(target_id=organization, role="organization").values("entry_id")
        shown = EntryRow.objects.filter(pk__in=offers) | EntryRow.objects.filter(pk=organization)
        naming = [one for one in shown.exclude(state="gone").order_by("pk") if address.encode() in bytes(one.body)]
        if not naming:
            continue
        first = next((one for one in naming if one.pk == organization), naming[0])
        needs = [need for one in naming for need in one.needs]
        yield Item(
            key=f"bounce:{organization}:{address}", kind="bounce", area=first.steward,
            harm=harm_of("bounce", needs), at=letter.sent_at or letter.made_at, title=first.name,
            words=f"Die Mail an {address} kam zurück.", entry_id=first.pk, mark=mark_of(letter.message_id),
            data={"value": address, "remedy": _where([one.name for one in naming])},
        )  # fmt: skip


def _where(names: list[str]) -> str:
    told = ", ".join(f"„{one}“" for one in names[:5])
    more = f" und {len(names) - 5} weitere" if len(names) > 5 else ""
    return f"Diese Adresse steht bei {told}{more}. Die richtige erfragen und eintragen."


def _dead_links(ids: list[str] | None) -> Iterator[Item]:
    """Since a person last stood for the addresses, and as long as one of them does not answer again."""
    rows = Signal.objects.filter(word="dead-link", on__gte=timezone.localdate() - REMEMBERED)
    if ids is not None:
        rows = rows.filter(entry_id__in=ids)
    days: dict[str, list[str]] = {}
    for id, on in rows.order_by("on").values_list("entry_id", "on"):
        days.setdefault(id, []).append(on.isoformat())
    known = all_known() if days else {}
    for row in EntryRow.objects.filter(pk__in=list(days)).exclude(state="gone"):
        entry = _entry.decode(bytes(row.body))
        web = freshness.of_entry(entry, {}, timezone.localdate()).get("web")
        confirmed = web.confirmed.isoformat() if web and web.confirmed else ""
        told = [one for one in days[row.pk] if one > confirmed]
        dead = {url: known[url].why if url in known else "" for url in _addresses(entry) if _silent(known.get(url))}
        if told and dead:
            yield _dead(row, dead, told)


def _silent(known: WebLinkView | None) -> bool:
    """Also what nobody has asked yet: then it is the signal alone that speaks."""
    return known is None or known.state in ("dead", "failing")


def _addresses(entry: Entry) -> list[str]:
    record = entry.record
    own = [getattr(record, name, None) for name in ("url", "website")]
    more = [one.url for name in ("additional_urls", "additional_websites") for one in getattr(record, name, ())]
    return [one for one in dict.fromkeys((*own, *more)) if one]


def _dead(row: EntryRow, dead: dict[str, str], days: list[str]) -> Item:
    harm = harm_of("dead-link", row.needs)
    why = next((one for one in dead.values() if one), "")
    first, last = (date.fromisoformat(one) for one in (days[0], days[-1]))
    return Item(
        key=f"dead-link:{row.pk}", kind="dead-link", area=row.steward, harm=harm, at=timezone.now(), title=row.name,
        words=f"Die Internetseite antwortet nicht, zuerst am {first:%d.%m.%Y}, zuletzt am {last:%d.%m.%Y}.",
        entry_id=row.pk, mark=mark_of(sorted(dead), days[-1]), bundle=bundle_of("dead-link", "", harm),
        data={"value": ", ".join(dead), "remedy": f"{why} Ansehen und die richtige Adresse eintragen.".strip()},
    )  # fmt: skip
