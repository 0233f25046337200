"""A provider opens the link of a mail on a small phone and corrects the hours."""

import subprocess
import sys
import time

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.journey
MAIL = """
import sys
import django
django.setup()
from anlaufstelle.catalogue import read, store
from anlaufstelle.pipeline import reminders
for entry in read.stream("organization"):
    offers = [one for one in read.provider_services(entry.id) if one.kind == "service"]
    if offers:
        break
store.asking.trust(entry.id, by="test")
print(reminders.letter(entry.id).links.change)
print(offers[0].name)
"""


def test_hours_corrected_from_the_mail_in_under_a_minute(site: str, phone: Page, environment: dict[str, str]) -> None:
    told = subprocess.run(
        [sys.executable, "-c", MAIL],
        env={**environment, "DJANGO_SETTINGS_MODULE": "anlaufstelle.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    link, name = told.stdout.strip().splitlines()
    began = time.monotonic()
    phone.goto(site + link.partition(":8000")[2])
    assert Axe().run(phone).violations_count == 0
    phone.get_by_role("link", name=f"{name} ändern").click()
    phone.get_by_label("Wann ist offen?").fill("Mo bis Do 10 bis 13 Uhr, Fr geschlossen")
    assert Axe().run(phone).violations_count == 0
    phone.get_by_role("button", name="Absenden").click()
    assert phone.get_by_role("row", name="Donnerstag 10:00–13:00 Uhr").is_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= 360")
    phone.get_by_role("button", name="So absenden").first.click()
    assert "schon zu sehen" in phone.get_by_role("status").inner_text()
    assert phone.context.cookies() == []
    phone.get_by_role("link", name="Es stimmt noch").click()
    assert Axe().run(phone).violations_count == 0
    phone.get_by_role("button", name="Ja, das stimmt").click()
    assert "bestätigt" in phone.get_by_role("status").inner_text()
    assert time.monotonic() - began < 60
