"""One data folder per test session; the database is SQLite unless DATABASE_URL names another."""

import os
import tempfile

import hypothesis

os.environ["ANLAUFSTELLE_HOME"] = tempfile.mkdtemp(prefix="anlaufstelle-test-")
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver keeps an event loop in this thread

hypothesis.settings.register_profile("quick", max_examples=40, deadline=None)
hypothesis.settings.register_profile("fuzz", max_examples=5000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
