"""The tutorial's own commands, run as they stand there, in a copy of the shipped sources."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.served import free_port
from tests.shared import ROOT

PAGE = ROOT / "docs/tutorials/a-new-town.md"
MINUTES = 10
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    for line in block.splitlines()
]  # fmt: skip


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """`anlaufstelle` on the path, a data folder and sources of its own; found without the encoder, which is slow."""
    folder = tmp_path_factory.mktemp("tutorial")
    shutil.copytree(ROOT / "sources", folder / "sources")
    program = folder / "anlaufstelle"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m anlaufstelle "$@"\n')
    program.chmod(0o755)
    return {
        **{name: value for name, value in os.environ.items() if name != "DATABASE_URL"},
        "PATH": f"{folder}:{os.environ['PATH']}",
        "ANLAUFSTELLE_HOME": str(folder / "home"),
        "ANLAUFSTELLE_SOURCES": str(folder / "sources"),
        "ANLAUFSTELLE_ENCODER": "0",
    }


@pytest.fixture(scope="module")
def told(environment: dict[str, str]) -> list[str]:
    """What each command but the last one, which serves, prints."""
    return [_run(command, environment) for command in COMMANDS[:-1]]


def _run(command: str, environment: dict[str, str]) -> str:
    done = subprocess.run(command, shell=True, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def site(told: list[str], environment: dict[str, str]) -> Iterator[str]:
    port = free_port()
    command = COMMANDS[-1].replace("8000", str(port))
    server = subprocess.Popen(command, shell=True, env=environment, start_new_session=True, stderr=subprocess.DEVNULL)
    try:
        yield _ready(f"http://127.0.0.1:{port}")
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def _ready(url: str) -> str:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{url}/healthz", timeout=2).read()
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
        else:
            return url
    raise AssertionError("The site did not start.")


def test_a_town_stands_within_ten_minutes(environment: dict[str, str], site: str) -> None:
    began = Path(environment["ANLAUFSTELLE_HOME"]).stat().st_ctime
    start = urllib.request.urlopen(f"{site}/de/", timeout=20).read().decode()
    assert "Recklinghausen" in start
    assert time.time() - began < MINUTES * 60


def test_it_says_what_is_there_and_what_is_to_be_looked_for(told: list[str]) -> None:
    assert "deutschland: " in told[0]
    assert "MISSING" not in told[0]
    assert "look at: Sozialplattform, https://sozialplattform.de" in told[0]


def test_debts_and_poison_are_answered(told: list[str]) -> None:
    nearest, *farther = [line for line in told[1].splitlines()[1:] if "debt-advice" in line]
    assert "serves: regional" in nearest
    assert any("serves: national" in line for line in farther)
    assert "Giftnotruf Bonn" in told[2]
