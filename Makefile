# One command each: `make demo` to see it, `make test` to prove it. `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The locks are made for Python 3.11, which is also the floor; a newer one runs them too.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PY := $(BIN)/python
UV := $(BIN)/uv
WORKERS ?= 2
EXTRAS := boosted dask data demo workbench
LOCKS := requirements/bootstrap.lock requirements/build.lock requirements/dev.lock
CATALOGUES := $(wildcard src/jopoi/locale/*/LC_MESSAGES/jopoi.po src/jopoi_workbench/locale/*/LC_MESSAGES/django.po)
PYTEST := $(PY) -m pytest

.PHONY: help setup chromium demo test postgres spark quick static format bench study lock words docs reference clean

help: ## Say what each target does
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

setup: .venv/.complete $(CATALOGUES:.po=.mo) ## Make .venv from the locks, once for each change of them

.venv/.complete: $(LOCKS) pyproject.toml
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Jopói needs Python 3.11 or newer, with venv and pip (Debian: apt-get install python3.11-venv)."; exit 1; }
	@test -x $(PY) || "$(PYTHON)" -m venv .venv \
	  || { echo "The folder .venv could not be made (Debian: apt-get install python3.11-venv)."; exit 1; }
	@echo "Setting up .venv from the locks …"
	@test -x $(UV) || $(PY) -m pip install --quiet --require-hashes -r requirements/bootstrap.lock
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements/dev.lock -r requirements/build.lock
	@$(UV) pip install --quiet --python $(PY) --no-deps --no-build-isolation --editable .
	@touch $@

%.mo: %.po .venv/.complete
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

chromium: # The browser that the tests drive
	@bash tools/debian.sh "The browser tests" "chromium chromium-browser google-chrome" chromium fonts-liberation

demo: setup ## Load the worked example, print the shortlist, serve the workbench
	@$(PY) -m jopoi_workbench demo

static: setup # Everything that reads the code without running it
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/mypy
	$(BIN)/djlint --quiet --lint src/jopoi_workbench

test: static chromium ## Every check there is
	$(PYTEST) --numprocesses $(WORKERS) --ignore tests/browser --ignore tests/spark -m "not slow"
	$(PY) -m tools.postgres $(PYTEST) --numprocesses $(WORKERS) tests/workbench -m "not slow"
	$(PYTEST) tests/browser -m "not slow"

postgres: setup ## The tests of the workbench on PostgreSQL
	$(PY) -m tools.postgres $(PYTEST) --numprocesses $(WORKERS) tests/workbench -m "not slow"

spark: setup ## Every method on Spark's frames, with a real Spark (half a gigabyte, and Java)
	@bash tools/debian.sh "The tests on Spark" java openjdk-17-jre-headless
	@$(UV) pip install --quiet --python $(PY) --require-hashes -r requirements/spark.lock
	$(PYTEST) tests/spark

quick: static ## About a minute: format, lint, contracts, types, and the fast tests
	$(PYTEST) --numprocesses $(WORKERS) --quiet src/jopoi tests/jopoi tests/workbench tests/architecture \
	  -m "not slow and not browser"

format: setup # Put the code into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## Speed beside the peers; figures go to benchmarks/results
	@for claim in benchmarks/bench_*.py; do \
	  echo "== $$claim"; $(PY) -m "benchmarks.$$(basename "$$claim" .py)"; done

study: setup ## Simulations with a known truth; tables go to docs
	$(PY) -m benchmarks.study_screening
	$(PY) -m benchmarks.study_kinds

lock: .venv/.complete ## Make the lock files anew from pyproject.toml
	@for lock in bootstrap build; do \
	  $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	    requirements/$$lock.in --output-file requirements/$$lock.lock; done
	@# Spark has half a gigabyte: it comes with "make spark", not with every set-up.
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  $(EXTRAS:%=--extra %) --group dev pyproject.toml --output-file requirements/dev.lock
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  requirements/spark.in --output-file requirements/spark.lock

words: setup ## Collect the texts to translate into the catalogues
	@$(PY) -m tools.words

reference: setup # Write docs/reference from the code
	@$(PY) -m tools.reference

docs: reference ## Build the documentation into site/
	$(BIN)/zensical build --strict --clean

clean: ## Remove everything that was built, but not the demo's data
	rm -rf .venv site build dist screenshots .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src -name '*.mo' -delete
