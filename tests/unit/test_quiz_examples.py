"""The examples in the docstrings do what they say."""

import doctest
import importlib

import pytest

from helpers.quiz import progress

MODULES = [
    "bank",
    "check",
    "keys",
    "markup",
    "numerals",
    "progress",
    "question",
    "reader",
    "saving",
    "tasks",
    "view",
    "words",
]


@pytest.mark.parametrize(
    "name", ["helpers.quiz", *(f"helpers.quiz.{m}" for m in MODULES), "helpers.exercises"]
)
def test_examples(name, tmp_path, monkeypatch):
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setattr(progress, "_session", None)
    found = doctest.testmod(importlib.import_module(name))
    assert found.attempted > 0 and found.failed == 0
