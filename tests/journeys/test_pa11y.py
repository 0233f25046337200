"""What pa11y (HTML_CodeSniffer) finds on every page in every language. EXCEPTIONS says why each may stand."""

import json
import os
import shutil
import subprocess

import pytest

from tests.shared import ROOT

from .matrix import LANGUAGES, in_language

TOOL = ROOT / "tools/html"
EXCEPTIONS: dict[str, str] = {}
"""Part of a finding's code -> why it is none (docs/explanation/accessibility.md says it at length)."""


def _told(addresses: list[str]) -> list[dict[str, str]]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or shutil.which("node") is None or not (TOOL / "node_modules/pa11y").exists():
        pytest.skip("needs Chromium, Node and pa11y: tools/system-packages and tools/audit-packages")
    done = subprocess.run(
        ["node", "pa11y.mjs"],
        cwd=TOOL,
        input=json.dumps(addresses).encode(),
        stdout=subprocess.PIPE,
        check=True,
        env={**os.environ, "CHROME": chromium},
    )
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


@pytest.mark.journey
@pytest.mark.audit
@pytest.mark.parametrize("language", LANGUAGES)
def test_pa11y_finds_nothing(pages: dict[str, str], language: str) -> None:
    told = _told([in_language(address, language) for address in pages.values()])
    left = [one for one in told if not any(part in one["code"] for part in EXCEPTIONS)]
    assert left == []
