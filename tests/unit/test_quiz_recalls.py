"""What a student answered is shown once more, and a lesson without answers runs all the same."""

import datetime as dt

import pytest

from helpers import quiz
from helpers.quiz import bank, progress, question
from helpers.quiz.question import Question

OPTIONS = {"a": {"text": "True"}, "b": {"text": "*Half* true"}}
ASKED = (
    Question("p1", "01_one", "guess", "prediction", "**Claim 1.** It grew.", "judge", "",
             {"options": OPTIONS}),
    Question("p2", "01_one", "guess", "prediction", "**Claim 2.** It fell <b>fast</b>.", "judge",
             "", {"options": OPTIONS}),
    Question("n1", "01_one", "sums", "number", "How much?", "judge", "",
             {"key": 3, "tolerance": 0, "why": "So it is."}),
)  # fmt: skip


@pytest.fixture(autouse=True)
def one_lesson(monkeypatch, tmp_path):
    monkeypatch.setattr(bank, "load", lambda name: bank.Bank("01_one", ASKED, ()))
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setattr(progress, "_session", None)


def answer(id, raw, version=None, **more):
    asked = next(q for q in ASKED if q.id == id)
    version = version or question.version(asked)
    progress.save(id, version, asked.type, raw, 1, "01_one", **more)


def test_without_an_answer_it_says_where_the_questions_stand():
    found = quiz.recall("01_one", "guess")
    assert found.answered == 0
    assert "lesson 01_one" in repr(found) and "lesson 01_one" in found._repr_html_()
    assert "Claim" not in repr(found)


def test_the_last_answer_stands_in_its_own_words_beside_its_question():
    answer("p1", "a")
    answer("p1", "b")
    found = quiz.recall("01_one", "guess")
    assert found.answered == 1
    first, second = repr(found).splitlines()
    assert first.startswith("Claim 1. It grew. – Half true (")
    assert second.startswith("Claim 2. It fell") and second.endswith("– no answer is kept")


def test_the_day_of_the_answer_is_said(monkeypatch):
    monday = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
    monkeypatch.setattr(progress, "now", lambda: monday)
    answer("p1", "a")
    assert "True (23 November 2026)" in repr(quiz.recall("01_one", "guess"))


def test_what_is_written_in_a_question_file_cannot_harm_the_page():
    answer("p2", "a")
    page = quiz.recall("01_one", "guess")._repr_html_()
    assert "<b>" not in page and "&lt;b&gt;" in page and "<strong>Claim 2.</strong>" in page


def test_an_answer_to_an_earlier_wording_or_of_a_review_does_not_count():
    answer("p1", "a", version="000000000000")
    answer("p2", "a", review="04_trade")
    answer("n1", "3")
    found = quiz.recall("01_one")
    assert found.answered == 1
    first, second, third = repr(found).splitlines()
    assert "as it reads now" in first and second.endswith("no answer is kept")
    assert "3" in third
