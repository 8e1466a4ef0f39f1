# `make` sets up and builds everything; afterwards `doit` (after `. .venv/bin/activate`) rebuilds what changed.
# `make test` sets up what the tests need and runs them all.
PYTHON ?= $(or $(shell python3 scripts/interpreter.py python3 /usr/bin/python3),python3)
VENV := .venv

# Exactly the versions of constraints.txt, for what builds the package too; pip before and after 25.3 calls that differently.
PIP_INSTALL := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
  $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable

.PHONY: all setup test lint audit constraints docs looks pictures clean
all: setup
	$(VENV)/bin/doit

setup: $(VENV)/ready
	@sh scripts/system_packages.sh build

# A process takes one file of tests after the other, in the order of tests/conftest.py: what a file
# shares, such as a browser, is made once. There are as many as the machine has cores. What one has
# compiled the others find.
test: $(VENV)/test-ready .tools/node_modules/vnu-jar
	@sh scripts/system_packages.sh build test
	PYTHONDONTWRITEBYTECODE= $(VENV)/bin/python -m pytest --numprocesses $$(getconf _NPROCESSORS_ONLN) \
	  --dist loadfile --no-loadscope-reorder

lint: $(VENV)/test-ready
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check --quiet .
	$(VENV)/bin/mypy

# Known weaknesses of the libraries; says so where no database can be asked.
audit: $(VENV)/bin/python
	$(VENV)/bin/python scripts/audit.py

# The newest versions that pyproject.toml allows.
constraints:
	$(PYTHON) scripts/constraints.py

$(VENV)/bin/python:
	@sh scripts/system_packages.sh venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: $(VENV)/bin/python pyproject.toml constraints.txt
	$(PIP_INSTALL) .
	@touch $@

$(VENV)/test-ready: $(VENV)/ready
	$(PIP_INSTALL) '.[test]'
	@touch $@

# The Nu HTML checker comes as a Java archive from npm only.
.tools/node_modules/vnu-jar:
	@sh scripts/system_packages.sh test
	npm install --silent --no-package-lock --no-audit --no-fund --prefix .tools 'vnu-jar@>=26 <27'

# The reference tables in README and docs/, made from what is declared.
docs: $(VENV)/test-ready
	$(VENV)/bin/python scripts/reference.py

# The pictures in tests/looks/, with which the tests compare pages of each kind: look at what changed
# before you commit it.
looks: $(VENV)/test-ready
	$(VENV)/bin/python -m pytest tests/test_looks.py --renew-looks

# The README's pictures, made from the build.
pictures: $(VENV)/test-ready all
	$(VENV)/bin/python scripts/readme_pictures.py

clean:
	-$(VENV)/bin/doit clean
	rm -rf $(VENV) .tools
