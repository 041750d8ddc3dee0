"""The examples in the docstrings do what they say."""

import doctest
import importlib

import pytest

from helpers.quiz import progress

MODULES = [
    "atlas",
    "bank",
    "check",
    "exports",
    "exports.anki",
    "exports.answers",
    "exports.moodle",
    "exports.printed",
    "exports.words",
    "finals",
    "form",
    "handin",
    "keys",
    "markup",
    "numerals",
    "progress",
    "question",
    "reader",
    "recalls",
    "saving",
    "scores",
    "spacing",
    "tables",
    "tasks",
    "types.base",
    "view",
    "words",
]


SEEN = [
    "captions",
    "charts",
    "data",
    "editions",
    "exercises",
    "explore",
    "explore.draw",
    "explore.energy",
    "explore.groups",
    "explore.un",
    "explore.words",
    "glossary",
    "maps",
    "measures",
    "page",
    "results",
    "sampleclass",
    "selfcheck",
    "sheets",
    "slides",
    "sources",
    "spelling",
    "timeline",
    "world",
]
NAMES = ["helpers.quiz", *(f"helpers.quiz.{m}" for m in MODULES), *(f"helpers.{m}" for m in SEEN)]


@pytest.mark.parametrize("name", NAMES)
def test_examples(name, tmp_path, monkeypatch):
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setattr(progress, "_session", None)
    options = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    found = doctest.testmod(importlib.import_module(name), optionflags=options)
    assert found.attempted > 0 and found.failed == 0
