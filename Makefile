# `make check` is what CI runs. PY chooses the Python that has `pip install -e .[all,dev]`.
PY ?= python

.PHONY: check fix test types lint golden score bench demo

check: lint types test

lint:
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .

types:
	$(PY) -m mypy

test:
	$(PY) -m pytest -q -n auto

fix:
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

golden:
	$(PY) -m tests.regenerate_golden

score:
	$(PY) benchmarks/alignment.py
	$(PY) benchmarks/judgement.py
	$(PY) benchmarks/refresh.py

bench:
	$(PY) benchmarks/extraction.py
	$(PY) benchmarks/redline.py
	$(PY) benchmarks/audit.py

demo:
	$(PY) -m toolkit.cli audit samples/adopted -o out --schools samples/schools.csv
