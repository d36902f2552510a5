PYTHON ?= python3
STORY  ?= corpus/lisk-valley-flood
BIN    := .venv/bin

RECORDER := qwen2.5-coder-1.5b

.PHONY: bench demo test test-desk fuzz properties mutants pictures desk check audit record build clean
.DEFAULT_GOAL := test

demo: .venv/.done  ## write a briefing of a story and print it
	@$(BIN)/assistant brief $(STORY) --format md

test: .venv/.done  ## every test
	$(BIN)/python -m pytest -n auto

test-desk: desk  ## notes in a browser, a word processor, a PDF reader and Pandoc; installs what is missing
	$(BIN)/python -m pytest -n auto --dist loadfile tests/desk

mutants: .venv/.done  ## whether the tests notice when quotes, facts, rules or metrics are wrong (two hours; docs/mutation.md)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[mutants]'
	$(BIN)/python -m bench.mutants

pictures: desk  ## those of the README, in docs/pictures, and its excerpt
	$(BIN)/python -m bench.pictures
	$(BIN)/python -m bench.excerpt

desk: .venv/.desk
	@tests/desk/install.sh

bench: .venv/.done  ## every figure of docs/performance.md, beside its peers (half an hour on an idle machine; BENCH=NAME for a part)
	$(BIN)/python -m bench $(BENCH)

fuzz: .venv/.fuzz  ## files and replies of any bytes, ten minutes each, led by coverage (Linux on x86-64)
	$(BIN)/python -m bench.fuzz ingest --seconds 600
	$(BIN)/python -m bench.fuzz reply --seconds 600

properties: .venv/.done  ## a hundred times the examples of the tests, other ones at every run (about an hour)
	HYPOTHESIS_PROFILE=deep $(BIN)/python -m pytest -n auto tests/test_properties_*.py

check: .venv/.done  ## style, types and what a scanner finds unsafe
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/bandit -q -c pyproject.toml -r assistant

audit: .venv/.done  ## known vulnerabilities of what constraints.txt pins; needs the network
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[audit]'
	$(BIN)/python -m bench.advisories

record: .venv/.done  ## ask a local model again what the replay suite has recorded (about an hour)
	$(BIN)/assistant models pull $(RECORDER)
	ASSISTANT_DEADLINE=3000 ASSISTANT_TIMEOUT=1500 $(BIN)/assistant eval evals/replay.yaml --quiet --concurrency 1 \
	  --record evals/cassettes/$(RECORDER).jsonl

build: .venv/.done  ## a wheel in dist/
	$(BIN)/python -m build --wheel --no-isolation

clean:  ## everything that can be made again
	rm -rf .venv .venv-bench build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/.done: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

.venv/.fuzz: .venv/.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[fuzz]'
	@touch $@

.venv/.desk: .venv/.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[desk]'
	@touch $@
