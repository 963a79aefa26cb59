# Everything here works in a fresh clone: the first target that needs it makes .venv with the locked tools.
PYTHON ?= python3
BIN := .venv/bin
LOCK := deploy/lock/development.txt
SERVER_LOCK := deploy/lock/requirements.txt
COMPILE = uv pip compile pyproject.toml --universal --python-version 3.11 \
  --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet
.DEFAULT_GOAL := help

help:  ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

.venv/ready: $(LOCK) pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Ronda needs Python 3.11 or later: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $(LOCK)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup: .venv/ready  ## make .venv: Ronda, its libraries and its tools, locked

demo: .venv/ready  ## a small newsroom on loopback, watched for half a minute
	@$(BIN)/ronda demo

run: .venv/ready  ## run the daemon on ./ronda.toml (made when absent)
	@test -e ronda.toml || $(BIN)/ronda init
	@$(BIN)/ronda run --config ronda.toml

test: .venv/ready  ## all tests: SQLite, PostgreSQL, SMTP and HTTP, all on loopback
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 8 --dist worksteal

crash: .venv/ready  ## kill -9 a thousand times among several senders (about ten minutes)
	@RONDA_KILLS=$(or $(RONDA_KILLS),1000) $(BIN)/python -m pytest -s tests/crash/test_senders.py

check: .venv/ready  ## format, lint, types, floors, sizes, seeds
	@$(BIN)/ruff format --check monitor tests
	@$(BIN)/ruff check monitor tests
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/house

bench: .venv/ready .venv-bench/ready  ## cost of polls, articles, watches, stories, alerts, beside reader and rss2email; RHYTHM=FILE, QUICK=1
	@$(BIN)/python -m tests.bench $(if $(QUICK),--quick) $(if $(RHYTHM),--rhythm "$(RHYTHM)")

# The feedparser inside reader wants a module that reader does not ask for: sgmllib3k.
.venv-bench/ready: Makefile
	@$(PYTHON) -m venv .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check reader sgmllib3k rss2email \
	  && .venv-bench/bin/python -c 'from reader import make_reader; make_reader(":memory:")' \
	  && touch $@ || echo "bench: reader and rss2email cannot be installed; Ronda is measured without them"

fmt: .venv/ready  ## put the code in order
	@$(BIN)/ruff format monitor tests
	@$(BIN)/ruff check --fix monitor tests

lock:  ## resolve the dependencies anew (needs uv on the PATH)
	$(COMPILE) --extra build --extra dev --upgrade --output-file $(LOCK)
	$(COMPILE) --extra build --upgrade --constraint $(LOCK) --output-file $(SERVER_LOCK)

clean:  ## remove what make made
	rm -rf .venv .venv-bench ronda-demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

.PHONY: help setup demo run test crash check bench fmt lock clean
