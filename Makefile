.DEFAULT_GOAL := help
SHELL := /bin/bash
VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin
XUEJIAN_HOME ?= $(CURDIR)/data
FOLDER ?= ../shared/corpus
BASE ?= http://127.0.0.1:8000
export XUEJIAN_HOME

.PHONY: help install semantic start test check format bench eval tune recognise-eval check-eval case-eval fuzz

help:  ## List the recipes
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

install: $(VENV)/.installed  ## Make the environment

# The fast twins have no wheel on every machine; without them the required packages do the work.
$(VENV)/.installed: pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -c requirements.lock -e '.[fast,semantic,export,dev]' \
		|| $(BIN)/python -m pip install --quiet -e '.[dev]'
	touch $@

semantic: install  ## Fetch the weights for finding by meaning, by mvn or from PACKAGE=FILE
	$(BIN)/python -m pip install --quiet -c requirements.lock -e '.[semantic]'
	$(BIN)/python scripts/fetch_weights.py $(PACKAGE)

start: install  ## Index the bundled samples and serve the page on http://127.0.0.1:8000, or on PORT
	[ -e $(XUEJIAN_HOME)/catalogue.sqlite3 ] || $(BIN)/xuejian add --samples
	$(BIN)/xuejian serve $(if $(PORT),--port $(PORT))

test: install  ## Run the tests with branch coverage
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadscope --cov --cov-report=term

check: install  ## Check format, style, types and the directions of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: install  ## Format the code
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: install  ## Measure on FOLDER, against the stock parts
	$(BIN)/python scripts/bench.py $(FOLDER)

eval: install  ## Score the judged questions and the search cases beside the checkout
	$(BIN)/python scripts/evaluate.py ../shared

tune: install  ## Try other weights of the ranking on the judged questions, cross-validated
	$(BIN)/python scripts/tune.py ../shared

fuzz: install  ## Send bad input to the service at BASE
	$(BIN)/python scripts/fuzz.py $(BASE)

recognise-eval: install  ## Score what the rules recognise, A1 to A15, beside the checkout
	$(BIN)/python scripts/recognise_eval.py ../shared

check-eval: install  ## Score the check of quotations on sentences drawn from the corpus
	$(BIN)/python scripts/check_eval.py ../shared

case-eval: install  ## Score which cases fit the described situations, beside the checkout
	$(BIN)/python scripts/case_eval.py ../shared
