"""Where an entry comes from, in words: its origin, the neighbour who passes it on, the licence that wants naming."""

from anlaufstelle.faces.site.provenance import Proof, proofs, source_line
from anlaufstelle.record.received import Origin

from .making import entry, source

NEAR = {"title": "Anlaufstelle Nebenstadt", "origin": Origin("nebenstadt", "7")}


def test_a_neighbour_is_named_beside_the_origin():
    passed_on = entry(of={"sources": (source(url="https://www.example.org/7", **NEAR),)})
    assert source_line(passed_on) == "Quelle: example.org, über Anlaufstelle Nebenstadt"
    unlinked = entry(of={"sources": (source(**NEAR),)})
    assert source_line(unlinked) == "Quelle: Anlaufstelle Nebenstadt"


def test_an_own_source_is_only_named():
    own = entry(of={"sources": (source(title="Liste Musterstadt", url="https://example.org/", date="2025"),)})
    assert source_line(own) == "Quelle: example.org, Stand 2025"


def test_licences_stand_beside_their_source():
    told = proofs(entry(of={"sources": (source(title="OpenStreetMap", licence="ODbL-1.0"),)}))
    assert told == [Proof("OpenStreetMap", "", "", "ODbL-1.0")]
