# Every target first sets up what is missing (packaging/bootstrap.sh) and starts at once when nothing is.
# Another Python: make run PYTHON=python3.12        One test: make test ARGS="-k word"
PYTHON ?= python3
ARGS ?=

SET_UP := PYTHON='$(PYTHON)' sh packaging/bootstrap.sh
RECIPE := pyproject.toml packaging/lock-run.txt packaging/lock-dev.txt packaging/bootstrap.sh

# A .venv that was cut off half-way, moved, or has lost its Python is no good, whatever its stamps say.
ANEW := $(shell $(SET_UP) usable || echo anew)

# Where a window can open, its system libraries are needed too; without one the command line still works.
SCREEN := $(if $(filter Linux,$(shell uname)),$(DISPLAY)$(WAYLAND_DISPLAY)$(QT_QPA_PLATFORM),yes)

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test quick watch check packages deb-test schema shapes translations pictures guide spoken faults mutants bench lock desktop \
  wheel wheel-test notices clean anew

help:  ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

# Without a screen the program says so and gives 1. The set-up was done all the same, so make stays calm.
run: .venv/.ready-$(if $(SCREEN),screen,run)  ## open the journal
	@.venv/bin/cramp-journal || [ -z '$(SCREEN)' ]

test: .venv/.ready-dev  ## run the tests, or some of them: ARGS="-k word"
	QT_QPA_PLATFORM=offscreen .venv/bin/pytest -n auto --dist loadfile --no-loadscope-reorder --durations=15 $(ARGS)

quick: .venv/.ready-dev  ## run what a change touches, in under a minute
	QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/quick.py

watch: .venv/.ready-dev  ## run quick again after each change of a file
	QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/quick.py --watch

check: .venv/.ready-dev  ## look at style, types, imports and the rules of the house
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	QT_QPA_PLATFORM=offscreen .venv/bin/pytest -q tests/test_house.py

packages: .venv/.ready-dev  ## build what a person installs, and print sizes and times: ARGS="--sizes --twice"
	.venv/bin/python packaging/build.py $(ARGS)

deb-test: .venv/.ready-dev  ## install the .deb on bare Debian 12 and 13, use it, upgrade it, remove it (needs root)
	.venv/bin/python packaging/linux/deb_test.py $(ARGS)

schema: .venv/.ready-dev  ## write the JSON Schema of the exchange form again
	.venv/bin/python -m cramp_journal.exchange.journal_json resources/cramp-journal.schema.json

shapes: .venv/.ready-dev  ## write again what each form of a journal is made of
	.venv/bin/python -m cramp_journal.store.schema.derive_shapes resources/shapes.json

translations: .venv/.ready-dev  ## bring the catalogues up to date with what the program says, and compile them
	.venv/bin/python packaging/translations.py

pictures: .venv/.ready-dev  ## draw every page in every look into build/pictures
	QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/pictures/pages.py $(ARGS)
	QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/pictures/calendar_views.py
	QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/pictures/doctor_people.py
	QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/pictures/bringing.py
	QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/pictures/trials.py
	QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/pictures/languages.py
	QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/pictures/colour_blind.py
	.venv/bin/python packaging/pictures/journeys.py

guide: .venv/.ready-dev  ## draw the pictures of README and of the guide again
	QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/pictures/guide.py

spoken: .venv/.ready-dev  ## live ten journeys under Orca, and compare what it speaks: ARGS="undo"
	@$(SET_UP) spoken
	.venv/bin/python -m tests.spoken $(ARGS)

faults: .venv/.ready-dev  ## try each kind of fault on the real program: ARGS="power" only some, "--short" a few tries
	QT_QPA_PLATFORM=offscreen .venv/bin/python -m tests.faults $(ARGS)

mutants: .venv/.ready-dev  ## change some modules in small ways and see whether tests notice: ARGS="undo.py"
	.venv/bin/python -m tests.mutants $(ARGS)

bench: .venv/.ready-dev  ## measure speed and growth
	.venv/bin/python -m benchmarks $(ARGS)

lock:  ## pin the packages anew, with their hashes: ARGS="--upgrade" takes newer ones
	PYTHON='$(PYTHON)' sh packaging/lock.sh $(ARGS)

desktop: .venv/.ready-run  ## put the program of this folder into your own menu: ARGS=--remove takes it out again
	.venv/bin/python packaging/linux/user_desktop.py $(ARGS)

wheel: .venv/.ready-dev  ## build the wheel and the sdist into dist
	.venv/bin/python -m hatchling build

wheel-test: .venv/.ready-dev  ## install the wheel by pip, pipx and uv on each Python here, and use it: ARGS="uv 3.13"
	.venv/bin/python -m tests.wheel $(ARGS)

notices: .venv/.ready-run  ## write who made what this program stands on, with their licenses, into build
	.venv/bin/python packaging/notices.py

clean:  ## remove .venv and everything that was built or cached here
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.ready-run .venv/.ready-screen: $(RECIPE) $(ANEW)
	@$(SET_UP) run

.venv/.ready-dev: $(RECIPE) $(ANEW)
	@$(SET_UP) dev

anew: ;
