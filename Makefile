# Two commands matter: `make demo` and `make test`. Both prepare everything themselves.
PYTHON ?= python3
BIN := .venv/bin
OUT ?= out/demo
SOURCES := ecabinet ui docexchange signing resources tests

.PHONY: demo test check bench watch lock format package clean

demo: .venv/.demo
	$(BIN)/ecabinet demo --headless --out $(OUT)

test: .venv/.test
	$(BIN)/python -m pytest -n 2 --dist worksteal

check: .venv/.test
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/python -m pytest -q -n 2 -m "not slow"

bench: .venv/.test
	@for script in $$(ls tests/benchmarks/*.py | grep -v __init__); do echo "== $$script"; $(BIN)/python $$script || exit 1; done

watch: .venv/.test
	WATCHDOG=strict $(BIN)/python -m pytest -q tests/ui

format: .venv/.test
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

package: .venv/.package
	$(BIN)/pyinstaller --noconfirm --log-level WARN build.spec

lock:
	for set in client: hub:--extra=hub dev:--all-extras; do \
	  uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	    $${set#*:} pyproject.toml -o requirements/$${set%%:*}.txt || exit 1; done
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
	  -c requirements/dev.txt requirements/build.in -o requirements/build.txt

.venv/.demo: requirements/hub.txt requirements/build.txt pyproject.toml .ci/prepare
	.ci/prepare $(PYTHON) run requirements/hub.txt
	touch $@

.venv/.test: requirements/dev.txt requirements/build.txt pyproject.toml .ci/prepare
	.ci/prepare $(PYTHON) test requirements/dev.txt
	touch $@ .venv/.demo

.venv/.package: .venv/.test
	.ci/prepare $(PYTHON) package requirements/dev.txt
	touch $@

clean:
	rm -rf .venv build dist out
