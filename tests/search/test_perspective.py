"""Who is speaking in a sentence about violence, and who is not."""

import pytest

from anlaufstelle.search import perspective


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("mein Mann schlägt mich", "women"),
        ("er hat mir ins Gesicht gehauen", "women"),
        ("he controls everything and hits", "women"),
        ("meine Alte verprügelt mich", "men"),
        ("bin Mann und werde geschlagen", "men"),
        ("I am a man and get beaten", "men"),
        ("ablam kocasından dayak yiyor", "women"),
        ("انا رجل وزوجتي تعنفني", "men"),
        ("ich werde geschlagen", None),
        ("mein Freund wird von seiner Frau geschlagen", None),
    ],
)
def test_who_speaks(text: str, who: str | None) -> None:
    assert perspective.speaker(text, ["domestic-violence"]) == who


def test_only_violence_asks_who_speaks() -> None:
    assert perspective.speaker("mein Mann hat Schulden", ["debt-advice"]) is None
