"""A final test: spread over lessons, objectives and types; the same for screen, paper, Moodle."""

import xml.etree.ElementTree as ET
from collections import Counter

import pytest

from helpers import quiz
from helpers.quiz import __main__ as command
from helpers.quiz import bank, finals


def test_thirty_questions_spread_over_lessons_objectives_and_types():
    test = finals.draw()
    assert len({q.id for q in test}) == 30
    share = Counter(q.lesson for q in test)
    assert set(share) == set(bank.lessons()) and max(share.values()) - min(share.values()) <= 1
    assert max(Counter(q.objective for q in test).values()) == 1
    types = Counter(q.type for q in test)
    assert len(types) >= 7 and types["choice"] <= 15
    assert not {"prediction", "open"} & set(types)
    assert sum(q.level == "recall" for q in test) <= 3


def test_a_draw_is_the_same_again_and_another_is_another():
    ids = [[q.id for q in finals.draw(number=n)] for n in (1, 1, 2)]
    assert ids[0] == ids[1]
    assert len(set(ids[0]) & set(ids[2])) < 20


def test_paper_and_moodle_have_the_questions_of_the_screen(tmp_path, capsys):
    wanted = {q.id for q in quiz.final(draw=3)._bank.values()}
    file = tmp_path / "test.xml"
    words = ["export", "--final", "--draw", "3", "--format", "moodle-xml", "--out", str(file)]
    assert command.main(words) == 0
    assert "Questions exported: 30." in capsys.readouterr().out
    found = {
        q.findtext("idnumber") for q in ET.parse(file).getroot() if q.find("idnumber") is not None
    }
    assert wanted <= found


def test_only_some_lessons():
    assert {q.lesson for q in finals.draw(8, lessons=["04_trade", "06_sco"])} == {
        "04_trade",
        "06_sco",
    }


@pytest.mark.parametrize(
    ("asked", "said"),
    [({"count": 0}, "from 1 on"), ({"count": 10_000}, "cannot be drawn"),
     ({"number": "two"}, "from 1 on"), ({"lessons": ["12_nowhere"]}, "12_nowhere")],
)  # fmt: skip
def test_what_cannot_be_drawn_is_said(asked, said):
    with pytest.raises(bank.BankError, match=said):
        finals.draw(**asked)


def test_it_starts_blank_and_does_not_count_for_the_lessons(tmp_path, monkeypatch):
    from helpers.quiz import progress

    monkeypatch.setenv(progress.FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setattr(progress, "_session", None)
    test = quiz.final(5)
    asked = next(q for q in test._bank.values() if q.type == "choice")
    test._on_page(test, {"do": "answer", "question": asked.id, "answer": "a"}, [])
    assert quiz.score().iloc[-1]["answered"] == 0
    assert len(progress.load().of(asked.id)) == 1
