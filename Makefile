# `make` sets up and builds everything; afterwards `doit` (after `. .venv/bin/activate`) rebuilds what changed.
# `make test` sets up what the tests need and runs them all.
PYTHON ?= python3
VENV := .venv

.PHONY: all setup test lint pictures clean
all: setup
	$(VENV)/bin/doit

setup: $(VENV)/ready
	@sh scripts/system_packages.sh build

test: $(VENV)/test-ready .tools/node_modules/vnu-jar
	@sh scripts/system_packages.sh build test
	$(VENV)/bin/python -m pytest --numprocesses auto --dist loadfile

lint: $(VENV)/test-ready
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy

$(VENV)/bin/python:
	@sh scripts/system_packages.sh venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: $(VENV)/bin/python pyproject.toml
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/test-ready: $(VENV)/ready
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

# The Nu HTML checker comes as a Java archive from npm only.
.tools/node_modules/vnu-jar:
	@sh scripts/system_packages.sh test
	npm install --silent --no-package-lock --no-audit --no-fund --prefix .tools 'vnu-jar@>=26 <27'

# The README's pictures, made from the build.
pictures: $(VENV)/test-ready all
	$(VENV)/bin/python scripts/readme_pictures.py

clean:
	-$(VENV)/bin/doit clean
	rm -rf $(VENV) .tools
