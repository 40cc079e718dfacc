# Two commands do everything, set-up included: `make demo` runs the main job, `make test` checks it all.
# Every step of the set-up leaves a stamp in .venv, so that nothing is done twice; `make clean` forgets them.

PYTHON ?= python3
BIN := .venv/bin
DONE := .venv/done
# python3-venv may be absent and the system's pip locked against itself: it may still fill another environment
PIP := $(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check --quiet
LOCKED := install --no-deps --require-hashes --only-binary :all:
# folders too: their dates tell that a file was taken away
SOURCES := $(shell find src resources forms -name __pycache__ -prune -o -type l -prune -o -print)

.PHONY: demo run test lint lock clean

demo: $(DONE)/system-demo $(DONE)/desk
	rm -rf out
	$(BIN)/watan-desk demo --out out --screens

run: $(DONE)/system-demo $(DONE)/system-run $(DONE)/desk
	$(BIN)/watan-desk

# One worker a core; a worker that is done takes over from another, so that module fixtures mostly stay together.
test: lint
	$(BIN)/pytest --numprocesses auto --maxprocesses 8 --dist worksteal

lint: $(DONE)/system-demo $(DONE)/system-test $(DONE)/desk $(DONE)/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

$(DONE)/system-%: packaging/debian-libraries.txt
	@mkdir -p $(@D)
	packaging/system-libraries.sh $*
	@touch $@

$(DONE)/python:
	@mkdir -p $(@D)
	$(PYTHON) -m venv --without-pip .venv
	@touch $@

$(DONE)/runtime: requirements/runtime.txt requirements/build.txt $(DONE)/python
	$(PIP) $(LOCKED) -r requirements/runtime.txt -r requirements/build.txt
	@touch $@

$(DONE)/test: requirements/test.txt $(DONE)/runtime
	$(PIP) $(LOCKED) -r requirements/test.txt
	@touch $@

$(DONE)/desk: pyproject.toml README.md $(SOURCES) $(DONE)/runtime
	rm -rf build/wheel
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir build/wheel .
	$(PIP) install --no-deps --no-index --force-reinstall build/wheel/*.whl
	@touch $@

# After a change of the dependencies in pyproject.toml; with the oldest Python that is supported.
COMPILE := CUSTOM_COMPILE_COMMAND="make lock" build/lock/bin/pip-compile --quiet
lock:
	$(PYTHON) -m venv --without-pip build/lock
	$(PYTHON) -m pip --python build/lock/bin/python --quiet install pip-tools==7.6.2
	$(COMPILE) -o requirements/runtime.txt pyproject.toml
	$(COMPILE) -o requirements/test.txt --extra test -c requirements/runtime.txt pyproject.toml
	$(COMPILE) -o requirements/build.txt --build-deps-for wheel --only-build-deps pyproject.toml

clean:
	rm -rf .venv build out dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
