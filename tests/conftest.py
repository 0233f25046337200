"""One data folder per test session; the database is SQLite unless DATABASE_URL names another."""

import atexit
import gc
import os
import shutil
import sys
import tempfile

import hypothesis
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.test import TransactionTestCase

from .emptied import emptied
from .served import environment, site

__all__ = ["environment", "site"]

gc.set_threshold(100_000, 20, 20)  # over so many objects that stay, looking for rings costs several per cent

os.environ["ANLAUFSTELLE_HOME"] = tempfile.mkdtemp(prefix="anlaufstelle-test-")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver keeps an event loop in this thread

Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost = 1, 64  # the shipped cost is .2 s an account

TransactionTestCase._fixture_teardown = emptied

hypothesis.settings.register_profile("quick", max_examples=40, deadline=None)
hypothesis.settings.register_profile("fuzz", max_examples=5000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_unconfigure() -> None:
    """Nothing stays behind, and the runner's summary is the last that is said: the tests' tables are gone by now."""
    if tally := sys.modules.get("anlaufstelle.pipeline.tally"):
        atexit.unregister(tally.flush)
    shutil.rmtree(os.environ["ANLAUFSTELLE_HOME"], ignore_errors=True)
