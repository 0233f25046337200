"""One text at a time, faster: the vectors are those of the model's own way."""

import numpy as np
import pytest

from anlaufstelle.search import sentence_model
from anlaufstelle.search.meaning import encoder

TEXTS = (
    "Schuldnerberatung",
    "ich kann meine Miete nicht mehr bezahlen und brauche Hilfe",
    "أحتاج إلى طبيب",
    "де знайти лікаря",
    "evsiz kaldım",
    "",
    "a",
    "?",
    "😀",
    "Rat " * 80,
    "Lebensmittelverteilung",
)


@pytest.fixture(autouse=True)
def _switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ANLAUFSTELLE_ENCODER", "1")


def test_the_vector_is_the_models_own() -> None:
    model = encoder()
    assert model is not None
    alone = np.stack([model.one(text) for text in TEXTS])
    assert np.abs(alone - model.many(list(TEXTS))).max() < 1e-5
    assert np.abs(alone - model.few(TEXTS)).max() < 1e-5
    assert alone.dtype == np.float32


def test_what_is_remembered_of_tokens_is_bounded_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    model = encoder()
    assert model is not None
    first = model.one("Wohngeld beantragen")
    monkeypatch.setattr(sentence_model, "REMEMBERED", 3)
    for text in TEXTS:
        model.one.__wrapped__(text)
    assert np.abs(model.one.__wrapped__("Wohngeld beantragen") - first).max() < 1e-6
