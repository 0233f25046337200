# Every target builds what it needs. `make demo` and `make test` are all a newcomer has to know.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_ROOT_USER_ACTION := ignore
unexport PYTHONDONTWRITEBYTECODE  # without what was compiled before, each of the tests' many processes takes a second more

.PHONY: demo test system-packages check evaluate bench audit fuzz catalogues docs lock clean

.venv/.ready: requirements.lock pyproject.toml
	tools/need-python $(PYTHON)
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --no-deps --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps -e .
	touch $@

.venv/.ready-dev: .venv/.ready requirements-dev.lock
	$(BIN)/pip install --quiet --no-compile --no-deps --require-hashes -r requirements-dev.lock
	touch $@

demo: .venv/.ready            ## the site with Herten's data on http://127.0.0.1:$(PORT)
	$(BIN)/anlaufstelle demo --port $(PORT)

check: .venv/.ready-dev       ## lint, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test:                         ## what CI runs: the checks, then every test, and what touches tables on SQLite and on PostgreSQL
	$(MAKE) --no-print-directory -j2 .venv/.ready-dev system-packages
	$(MAKE) --no-print-directory check
	tools/both-databases $(BIN)/python

system-packages:              ## what the tests need beyond Python
	tools/system-packages

audit: .venv/.ready-dev system-packages  ## the long matrix: every page, language, theme and width; pa11y; valid HTML; all kill points
	tools/audit-packages
	$(BIN)/python -m pytest -q

evaluate: .venv/.ready        ## measure finding and rewrite the table in docs
	$(BIN)/python benchmarks/evaluate_all.py

bench: .venv/.ready-dev       ## speed against named rivals in the same run (nothing is asserted)
	tools/bench-packages
	tools/with-postgres $(BIN)/python benchmarks/run.py

fuzz: .venv/.ready-dev        ## a longer run of the property tests
	HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -q -m "not journey" tests/vocabulary tests/record tests/resolve tests/gather

catalogues: .venv/.ready      ## find every phrase of the site again and bring all languages in line (docs/guides/add-a-language.md)
	$(BIN)/python tools/catalogues.py

lock:                         ## resolve the lock files again (needs uv)
	uv pip compile -q pyproject.toml --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 -o requirements.lock
	uv pip compile -q pyproject.toml --extra dev --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 -c requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv build dist
