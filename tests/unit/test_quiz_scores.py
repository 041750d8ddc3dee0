"""What is answered, and how well: the numbers that a student reads."""

import json

import pytest

from helpers.quiz import bank, progress, question, scores
from helpers.quiz.question import Question, Standing

LESSONS = ("01_one", "02_two")


def choice(id, lesson, section, type="choice"):
    options = {k: {"text": k * 3, "why": f"why {k}"} for k in "abc"}
    own = {"options": options} | ({"key": "b"} if type == "choice" else {})
    return Question(id, lesson, section, type, f"{id}?", "judge", "", own, tries=3)


def several(id, lesson, section):
    options = {k: {"text": k * 3, "why": f"why {k}"} for k in "abcde"}
    own = {"options": options, "key": ["a", "b", "c"]}
    return Question(id, lesson, section, "multi", f"{id}?", "judge", "", own)


# Sections are not in the order of the alphabet, and one comes twice.
ONE = (
    choice("q1", "01_one", "warm-up"),
    several("m1", "01_one", "core"),
    choice("p1", "01_one", "warm-up", "prediction"),
)
TWO = (choice("q2", "02_two", "core"), choice("q3", "02_two", "core"))
BY_ID = {q.id: q for q in ONE + TWO}


@pytest.fixture(autouse=True)
def two_lessons(monkeypatch, tmp_path):
    banks = {"01_one": bank.Bank("01_one", ONE, ()), "02_two": bank.Bank("02_two", TWO, ())}
    real = bank.load
    monkeypatch.setattr(bank, "lessons", lambda: list(LESSONS))
    monkeypatch.setattr(bank, "load", lambda name: banks[name] if name in banks else real(name))
    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setattr(progress, "_session", None)


def answer(id, *answers, **more):
    q = BY_ID[id]
    for number, raw in enumerate(answers, 1):
        progress.save(id, question.version(q), q.type, raw, number, q.lesson, **more)


def rows(lesson=None):
    return [tuple(row) for row in scores.table(lesson).itertuples(index=False)]


def test_nothing_is_answered_yet():
    assert rows() == [("01_one", 3, 0, 0.0, 0), ("02_two", 2, 0, 0.0, 0), ("all", 5, 0, 0.0, 0)]


def test_lessons_in_order_and_all_of_them_last():
    answer("q1", "b")
    answer("p1", "a")  # a prediction is answered, but gives no points
    answer("q3", "a")
    answer("m1", ["a"])  # one of three right ones: a third of a point
    assert rows() == [
        ("01_one", 3, 3, 1.33, 2),
        ("02_two", 2, 1, 0.0, 1),
        ("all", 5, 4, 1.33, 3),
    ]


def test_one_lesson_section_by_section_in_the_order_of_its_file():
    answer("m1", ["a", "b"])
    assert scores.table("01_one").columns[0] == "section"
    assert rows("01_one") == [("warm-up", 2, 0, 0.0, 0), ("core", 1, 1, 0.67, 1),
                              ("all", 3, 1, 0.67, 1)]  # fmt: skip


def test_the_types_of_the_columns_do_not_depend_on_the_answers():
    before = scores.table().dtypes
    answer("q1", "b")
    assert scores.table().dtypes.equals(before)
    assert [kind.kind for kind in before[1:]] == ["i", "i", "f", "i"]


def test_the_best_try_before_the_answer_was_known_counts():
    answer("m1", ["a", "b"], ["a"])
    assert rows("01_one")[-1] == ("all", 3, 1, 0.67, 1)
    answer("q1", "a")
    answer("q1", None, shown=True)
    answer("q1", "b")
    assert rows("01_one")[0] == ("warm-up", 2, 1, 0.0, 1)


def test_what_is_answered_in_a_review_does_not_count_in_the_lesson():
    answer("q1", "b", review="02_two")
    assert rows()[-1] == ("all", 5, 0, 0.0, 0)


def test_answers_to_an_earlier_wording_or_to_no_question_do_not_count():
    progress.save("q1", "of-old", "choice", "b", 1, "01_one")
    progress.save("gone", "v", "choice", "b", 1, "01_one")
    answer("q2", "z")
    assert rows()[-1] == ("all", 5, 0, 0.0, 0)


def test_a_record_that_claims_points_gets_none(tmp_path):
    record = {
        "schema": 1, "question": "q1", "version": question.version(BY_ID["q1"]), "type": "choice",
        "answer": "a", "time": "2026-11-23T10:00:00Z", "try": 1, "lesson": "01_one",
        "session": "s", "n": 1, "share": 1.0, "credit": 1.0, "points": 99,
    }  # fmt: skip
    (tmp_path / "x.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    assert rows("01_one")[-1] == ("all", 3, 1, 0.0, 1)


def test_a_lesson_that_has_only_exercises_is_a_table_of_one_row(monkeypatch):
    monkeypatch.setattr(bank, "load", lambda name: bank.Bank(name, (), ()))
    assert rows("01_one") == [("all", 0, 0, 0.0, 0)]


def test_an_unknown_lesson_is_told_in_a_sentence():
    with pytest.raises(bank.BankError, match=r"no questions for the lesson '4_trade'"):
        scores.table("4_trade")


def test_points_are_rounded_after_adding_up():
    # three times a third is one, not 0.99
    thirds = [Standing(tries=1, share=1 / 3, credit=1 / 3)] * 3
    assert scores.total(thirds) == (3, 1.0, 3)


@pytest.mark.parametrize(
    ("points", "text"), [(0.0, "0"), (3.0, "3"), (0.5, "0.5"), (2 / 3, "0.67"), (9.999, "10")]
)
def test_points_as_people_write_them(points, text):
    assert scores.write(points) == text
