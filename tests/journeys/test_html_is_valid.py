"""Valid HTML: well-formed by a strict parser in every run, by the Nu checker in `make audit`."""

import json
import shutil
import subprocess
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import html5lib
import pytest

from tests.shared import ROOT

from .matrix import LANGUAGES, in_language

JAR = ROOT / "tools/html/node_modules/vnu-jar/build/dist/vnu.jar"


def _read(address: str) -> str:
    try:
        return urllib.request.urlopen(address, timeout=30).read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


@pytest.mark.journey
def test_every_page_parses_without_an_error(pages: dict[str, str]) -> None:
    broken = {}
    for name, address in pages.items():
        parser = html5lib.HTMLParser()
        parser.parse(_read(address))
        if parser.errors:
            broken[name] = [(place, code) for place, code, _ in parser.errors][:3]
    assert broken == {}


@pytest.mark.journey
def test_no_id_is_given_twice_and_every_reference_is_there(pages: dict[str, str]) -> None:
    wrong = {}
    for name, address in pages.items():
        if found := twice_or_nowhere(html5lib.parse(_read(address), namespaceHTMLElements=False)):
            wrong[name] = found
    assert wrong == {}


def twice_or_nowhere(tree: Any) -> list[str]:
    ids = Counter(node.get("id") for node in tree.iter() if node.get("id"))
    wanted = {
        id
        for node in tree.iter()
        for key in ("for", "aria-labelledby", "aria-describedby")
        for id in (node.get(key) or "").split()
    }
    return [id for id, times in ids.items() if times > 1] + sorted(wanted - set(ids))


@pytest.mark.journey
@pytest.mark.audit
def test_the_nu_checker_finds_nothing(pages: dict[str, str], tmp_path: Path) -> None:
    files = []
    for name, address in pages.items():
        for language in LANGUAGES:
            files.append(tmp_path / f"{name.replace(' ', '-')}-{language}.html")
            files[-1].write_text(_read(in_language(address, language)), encoding="utf-8")
    assert nu_errors(files) == []


def nu_errors(files: Sequence[Path]) -> list[tuple[str, str]]:
    if shutil.which("java") is None or not JAR.exists():
        pytest.skip("needs Java and the Nu checker: tools/audit-packages")
    command = ["java", "-jar", str(JAR), "--format", "json", "--exit-zero-always", *map(str, files)]
    told = json.loads(subprocess.run(command, check=True, stderr=subprocess.PIPE).stderr)
    return [(Path(one["url"]).stem, one["message"]) for one in told["messages"] if one["type"] == "error"]
