# Everything here sets itself up: a fresh Debian with python3 and make is enough.
.DEFAULT_GOAL := run
.PHONY: run demo test check bench pictures lock set-up set-up-tests

PORT ?= 8501
HOST ?= 127.0.0.1
SUJARIT_DATA ?= data
export PORT HOST SUJARIT_DATA
BIN := .venv/bin
PYTHON ?= python3

run: set-up
	@$(BIN)/sujarit serve

demo: export SUJARIT_DATA := $(if $(filter data,$(SUJARIT_DATA)),data-demo,$(SUJARIT_DATA))
demo: set-up
	@test -d $(SUJARIT_DATA) || $(BIN)/sujarit demo
	@$(BIN)/sujarit serve

test: set-up-tests check
	$(BIN)/python -m pytest

check: set-up-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/python -m pytest tests/test_rooms.py tests/test_docs.py
	SUJARIT_DATA=$$(mktemp -d) $(BIN)/sujarit check

bench: set-up-tests
	$(BIN)/python benchmarks/bench.py

# The documentation's pictures, anew.
pictures: set-up-tests
	$(BIN)/python -m docs.pictures

# Pinned with hashes, and without any address: works with whatever index the machine is set up for.
lock: .venv/set-up
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml --group test -c requirements.txt -o requirements-test.txt
	@for version in 3.11 3.12 3.13 3.14; do \
		rm -rf build/windows; $(BIN)/uv pip install -q --target build/windows --python-platform x86_64-pc-windows-msvc --python-version $$version \
			--only-binary :all: --require-hashes -r requirements.txt || exit 1; \
	done; rm -rf build/windows; echo "Windows: every part has a wheel for Python 3.11 to 3.14"

set-up: .venv/set-up

.venv/set-up: requirements.txt pyproject.toml deploy/python.sh
	@sh deploy/python.sh $(PYTHON)
	@echo "กำลังติดตั้งส่วนประกอบ ครั้งแรกใช้เวลาสักครู่ · Installing the parts, which takes a moment the first time"
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

set-up-tests: .venv/set-up-tests

.venv/set-up-tests: .venv/set-up requirements-test.txt deploy/browser.sh
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-test.txt
	@sh deploy/browser.sh $(BIN)/python
	@touch $@

# Every page in each state, width, theme and language, beside what is kept in tests/gallery. UPDATE=1 keeps what is taken now.
.PHONY: gallery
gallery: set-up-tests
	PYTHONPATH=. $(BIN)/python tests/gallery.py $(if $(UPDATE),--update) $(PAGES)
