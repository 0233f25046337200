"""When a page stays empty: what asks for help is told from what else people type, and the seven signs are weighed."""

from pathlib import Path

import msgspec
import pytest

from anlaufstelle.search import label_meaning, silence

CLEAR = silence.Signs(plea=4.0, nobody=-9.0, strange=0.3, evidence=0.9, best=0.9, likeness=0.5, length=1.6)


@pytest.mark.parametrize(
    ("help", "other"),
    [
        ("wer hilft mir beim Brief vom Amt", "Ergebnis vom Pokalspiel"),
        ("someone to talk to at night", "cheap tyres for my car"),
        ("kiramı ödeyemiyorum", "en ucuz telefon kılıfı"),
        ("мені нема де жити", "скільки коштує бензин"),
        ("زوجي يضربني", "سعر سيارة جديدة"),
        ("не могу заплатить за квартиру", "купить зимние шины"),
    ],
)
def test_a_plea_is_told_from_other_questions(help: str, other: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANLAUFSTELLE_ENCODER", "1")
    asked, typed = label_meaning.heard(help, {}, (), 6).plea, label_meaning.heard(other, {}, (), 6).plea
    assert asked is not None
    assert typed is not None
    assert (asked > 0, asked > typed) == (True, True)


def test_without_the_encoder_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANLAUFSTELLE_ENCODER", "0")
    assert label_meaning.heard("kein Geld für Essen", {}, (), 6).plea is None


@pytest.mark.parametrize(
    ("changed", "speaks"),
    [({}, True), ({"evidence": 0.27, "best": 0.37, "strange": 0.8, "plea": -3.0, "nobody": 4.0, "length": 0.7}, False)],
)
def test_signs_are_weighed_together(changed: dict[str, float], speaks: bool) -> None:
    assert silence.speaks(msgspec.structs.replace(CLEAR, **changed)) is speaks


def test_each_sign_counts_its_own_way() -> None:
    line = msgspec.json.decode(silence.FILE.read_bytes(), type=silence.Line)
    signs = line.signs
    assert min(signs.plea, signs.best) > 0 > max(signs.strange, signs.nobody)


def test_where_nothing_was_fitted_everything_near_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silence, "FILE", tmp_path / "none.json")
    silence._kept.cache_clear()
    assert silence.speaks(silence.Signs(-9.0, 9.0, 1.0, 0.0, 0.0, 0.0, 0.0)) is True
    silence._kept.cache_clear()
