PYTHON ?= python3
STORY  ?= corpus/lisk-valley-flood
BIN    := .venv/bin

.PHONY: demo test check build clean
.DEFAULT_GOAL := test

demo: .venv/.done  ## write a briefing of a story and print it
	@$(BIN)/assistant brief $(STORY) --format md

test: .venv/.done  ## every test
	$(BIN)/python -m pytest -n auto

check: .venv/.done  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

build: .venv/.done  ## a wheel in dist/
	$(BIN)/python -m build --wheel --no-isolation

clean:  ## everything that can be made again
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.done: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@
