# Baogao: what people type. `make` alone lists it.
#
#   make chat REPORTS=~/reports PORT=7861     your own folder of reports
#   make ask Q="云湖区2023年行政许可事项有多少项？"

REPORTS ?= examples/reports
INDEX   ?= $(if $(filter examples/reports,$(REPORTS)),baogao-index,baogao-index-$(shell basename "$(REPORTS)"))
PORT    ?= 7860
MODEL   ?=
PYTHON  ?= python3
TORCH   := $(shell sed -n 's/^torch==//p' constraints.txt)

VENV := .venv
RUN  := $(VENV)/bin/python
PIP  := $(RUN) -m pip --disable-pip-version-check
QUIET := -q

.DEFAULT_GOAL := help
.PHONY: help setup chat ask index eval gate train test test-fast test-times test-model lint types check screenshots constraints clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.installed ## make .venv and install everything into it

chat: index ## serve the chat on 127.0.0.1, PORT=7860, over REPORTS=examples/reports
	$(RUN) ui.py --index "$(INDEX)" --reports "$(REPORTS)" --port $(PORT)

ask: index ## print one cited answer: make ask Q="…"
	@test -n "$(Q)" || { echo 'say what to ask: make ask Q="…"' >&2; exit 2; }
	@$(RUN) -m rag "$(Q)" --index "$(INDEX)"

# Exit code 3 says that some files could not be read, by name: the others are indexed all the same.
index: setup ## make the index at INDEX=baogao-index equal to the folder REPORTS, with MODEL if named
	@$(RUN) -m index build "$(REPORTS)" --out "$(INDEX)" $(if $(MODEL),--model "$(MODEL)") || test $$? -eq 3

eval: index ## measure the answers on QUESTIONS=examples/questions.jsonl; a page to look through in build/eval.html
	$(RUN) -m eval "$(QUESTIONS)" --index "$(INDEX)" --baseline --json build/eval.json --html build/eval.html
QUESTIONS ?= examples/questions.jsonl

gate: eval ## the same, and hold it against eval/gate.toml
	$(RUN) -m eval gate build/eval.json

train: $(VENV)/.tools ## train the reader's span model on SHARED, an hour and a half on two cores; resumes
	@test -n "$(SHARED)" || { echo 'name the folder with reports/, questions/ and qa/: make train SHARED=DIR' >&2; exit 2; }
	@$(RUN) -m index build "$(SHARED)/reports" --out build/train/reports || test $$? -eq 3
	$(RUN) -m train --shared "$(SHARED)" --index build/train/reports --work build/train
SHARED ?=

test: check ## lint, types, and all tests, in a real browser too
	PYTHONHASHSEED=0 $(RUN) -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder -m "not model"

test-fast: $(VENV)/.tools ## the tests that take no more than seconds each, and no browser
	PYTHONHASHSEED=0 $(RUN) -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder -m "not slow and not browser and not model"

test-times: $(VENV)/.browser ## all tests, and how long each file takes: tests/times.json, which orders them
	PYTHONHASHSEED=0 $(RUN) -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder -m "not model" --write-times

test-model: $(VENV)/.model ## the writer against a small real model on this machine, minutes; fetches 270 MB once
	$(RUN) -m pytest tests/model

check: lint types ## lint and types
lint: $(VENV)/.tools
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
types: $(VENV)/.tools
	$(VENV)/bin/mypy

screenshots: $(VENV)/.browser ## take the pictures in docs/ anew
	$(RUN) -m docs.screenshots

constraints: $(VENV)/.tools ## write constraints.txt from what is installed, so that installs repeat
	$(PIP) freeze --exclude-editable | sed 's/^torch==\([^+]*\).*/torch==\1/' | grep -v '^nvidia\|^triton' > constraints.txt

clean: ## remove the environment and the index
	rm -rf $(VENV) baogao-index build *.egg-info

$(RUN):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=python3.11 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# On a machine without an NVIDIA card the CPU build of torch is asked for first: the plain one pulls gigabytes of CUDA.
# TORCH_INDEX names the package index that has CPU builds, where pip does not know one yet (README, "Without a GPU").
$(VENV)/.torch: | $(RUN)
	@if command -v nvidia-smi >/dev/null; then $(PIP) install $(QUIET) torch==$(TORCH); else \
	  $(PIP) install $(QUIET) $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX)) torch==$(TORCH)+cpu 2>$(VENV)/torch.log || \
	  { echo "no CPU build of torch $(TORCH) found ($(VENV)/torch.log), taking the plain one (README, Without a GPU)"; $(PIP) install $(QUIET) torch==$(TORCH); }; fi
	@touch $@

$(VENV)/.installed: pyproject.toml constraints.txt $(VENV)/.torch
	$(PIP) install $(QUIET) -c constraints.txt -e .
	@touch $@

$(VENV)/.tools: $(VENV)/.installed
	$(PIP) install $(QUIET) -c constraints.txt -e ".[dev]"
	@touch $@

$(VENV)/.model: $(VENV)/.tools
	$(PIP) install $(QUIET) -c constraints.txt -e ".[model]"
	@touch $@

test screenshots: $(VENV)/.browser

$(VENV)/.browser: $(VENV)/.tools
	@command -v chromium-headless-shell >/dev/null || \
	  { test "$$(id -u)" = 0 && command -v apt-get >/dev/null && apt-get update -qq && \
	    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-noto-cjk >/dev/null; } || \
	  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || \
	  $(RUN) -m playwright install --with-deps chromium
	@touch $@
