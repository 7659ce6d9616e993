# Two commands for everybody: `make run` and `make test`. The others are for people who change the project.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PORT ?= 8000
HOST ?= 127.0.0.1
export PYTEST_ADDOPTS
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: run test core-test hardship check format lint types layers lock screenshots benchmarks evaluate demo clean

run: $(VENV)/run.stamp  ## Install, prepare the database, try the samples, start the web application
	$(BIN)/advisor db upgrade
	$(MAKE) --no-print-directory demo
	$(BIN)/advisor serve --host $(HOST) --port $(PORT)

demo: $(VENV)/run.stamp  ## Check the sample files in the terminal
	@echo "--- advisor match examples/inventaire-exemple.xlsx"
	@$(BIN)/advisor match examples/inventaire-exemple.xlsx | head -n 24
	@echo "--- advisor check examples/cctp-exemple.docx"
	@$(BIN)/advisor check examples/cctp-exemple.docx | head -n 24

test: $(VENV)/dev.stamp  ## Run the whole suite
	$(BIN)/pytest -n 2

core-test: $(VENV)/dev.stamp  ## Run the fast tests only
	$(BIN)/pytest -m "not slow and not browser"

hardship: $(VENV)/dev.stamp  ## Publish a thousand proposals with processes killed at random, on both databases
	ADVISOR_TEST_PROPOSALS=1000 $(BIN)/pytest tests/services/curate/test_killed.py

check: format lint types layers  ## Everything CI checks besides the tests

format: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/advisor catalogue validate --no-warnings

types: $(VENV)/dev.stamp
	$(BIN)/mypy

layers: $(VENV)/dev.stamp
	$(BIN)/lint-imports

# Locks hold hashes and no address. The project itself is installed without dependencies, since the lock has them.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -q --extra test --extra dev pyproject.toml -o requirements-dev.lock

$(VENV)/run.stamp: requirements.lock pyproject.toml hatch_build.py
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@

screenshots: $(VENV)/dev.stamp  ## Write the README's pictures
	$(BIN)/python -m tests.browser.screenshots

benchmarks: $(VENV)/dev.stamp  ## Measure speed, as ratios in one interleaved run
	$(BIN)/python -m benchmarks.matching

evaluate: $(VENV)/dev.stamp  ## Measure quality on the project's own labelled data
	$(BIN)/advisor evaluate lists tests/evaluation/lines.csv

clean:
	rm -rf $(VENV) build dist
