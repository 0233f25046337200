from HanTa.HanoverTagger import HanoverTagger

from anlaufstelle.vocabulary.words_morphology import Morphology

WORDS = (
    "Schuldnerberatung Schwangerschaftskonfliktberatung Altentagesstätte Haus Musterstadt Wohngeldantrag Begleitetes "
    "volljähriges alleiniges Velgandor Rinmustertal Hilfe laufen Kindertagesbetreuung Xyzq Ämter Straßensozialarbeit ab"
)


def test_the_same_as_hanta_itself_says():
    hanta, ours = HanoverTagger("morphmodel_ger.pgz"), Morphology()
    told = {word: hanta.analyze(word, taglevel=3) for word in WORDS.split()}
    nouns = {word: list(parts) if tag.startswith(("NN", "NE")) else [] for word, (_, parts, tag) in told.items()}
    assert {word: ours.morphemes(word) for word in nouns} == nouns
    assert nouns["Schuldnerberatung"][0] == ("schuldner", "NN")
