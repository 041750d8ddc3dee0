"""exercises.check: what a student reads after handing over an answer."""

import pandas as pd
import pytest

from helpers import data, exercises

FILE = """\
lesson: 90_test
exercises:
  - id: growth
    section: try-it
    type: number
    prompt: By how many per cent did trade grow?
    key: 26.2
    tolerance: 0.1
    unit: "%"
    mistakes:
      - {value: 0.262, say: "This is a share; *times 100* it is a percentage."}
    hints: ["Divide by the *earlier* year.", "Subtract one.", "(new / old - 1) * 100"]
    why: It grew by a quarter ([UN](https://example.org/un)).
    sources: [un-press-2022-ga-demands-end]
  - id: members
    section: try-it
    type: codes
    prompt: Who was in the SCO at the end of 2017?
    key_from:
      table: members
      where: {body: SCO, on: 2017}
      column: iso3
      take: list
    why: Eight states.
    sources: []
"""


@pytest.fixture(autouse=True)
def lesson(tmp_path, monkeypatch):
    real = data.path
    (tmp_path / "90_test.yaml").write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(
        data, "path", lambda name="": tmp_path if name == "questions" else real(name)
    )
    monkeypatch.setattr(exercises, "_wrong", {})


def test_a_right_answer_says_why_and_from_where():
    result = exercises.check("growth", 26.17)
    assert result and result.right
    assert repr(result) == (
        "✓ Right. It grew by a quarter (UN <https://example.org/un>). Sources: UN Press, 2022."
    )
    page = result._repr_html_()
    assert "<strong>✓ Right.</strong>" in page
    assert (
        '<a href="https://example.org/un" target="_blank" rel="noopener noreferrer">UN</a>' in page
    )
    assert "UN Press, 2022</a>" in page and "\n" not in page


def test_hints_go_further_with_each_wrong_try():
    said = [repr(exercises.check("growth", 5)) for _ in range(4)]
    assert said[0] == "✗ Not right yet. Hint 1 of 3: Divide by the earlier year."
    assert "Hint 2 of 3" in said[1] and "Hint 3 of 3" in said[2]
    assert "last hint" in said[3]
    assert not exercises.check("growth", 5)
    exercises.check("growth", 26.2)
    assert "Hint 1 of 3" in repr(exercises.check("growth", 5)), "after a right one it starts anew"


def test_a_typical_mistake_gets_its_own_word_and_no_hint():
    assert repr(exercises.check("growth", 0.262)) == (
        "✗ Not right yet. This is a share; times 100 it is a percentage."
    )


def test_no_answer_is_neither_right_nor_wrong_and_costs_no_hint():
    for nothing in (None, ..., "", float("nan"), pd.DataFrame({"a": [1]}), pd.Series([1, 2])):
        result = exercises.check("growth", nothing)
        assert result.right is None and not result
        assert repr(result).startswith("Not answered yet. ")
    assert "Hint 1 of 3" in repr(exercises.check("growth", 5))


def test_codes_against_the_table():
    """Six founders, India and Pakistan (9 June 2017)."""
    eight = ["CHN", "RUS", "KAZ", "KGZ", "TJK", "UZB", "IND", "PAK"]
    assert exercises.check("members", eight)
    assert exercises.check("members", data.members("SCO", on=2017))
    assert exercises.check("members", data.members("SCO", on=2017)["iso3"])
    result = exercises.check("members", data.members("SCO", on=2016))
    assert repr(result).startswith("✗ Not right yet. Of your 6 codes, 6 belong there: 2 missing.")


def test_an_answer_is_shown_as_text():
    hostile = exercises.check("growth", "<script>alert(1)</script>")
    assert "<script" not in hostile._repr_html_()
    assert "&lt;script&gt;" in hostile._repr_html_()
    hostile = exercises.check("members", ["<img src=x onerror=alert(1)>"])
    assert "<img" not in hostile._repr_html_()
    assert len(repr(exercises.check("growth", "x" * 10**6))) < 300


def test_an_unknown_exercise_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match=r"no exercise 'growht'.*growth, members"):
        exercises.check("growht", 1)


def test_a_wrong_year_is_not_taken_for_its_neighbour():
    """A mistake written for 1979 must not answer 1978; one written for 26.2 answers 26.19."""
    from helpers.quiz import tasks

    said = ({"value": 1979, "say": "One year early."}, {"value": 0.262, "say": "In per cent."})
    year = tasks.Exercise("e", "l", "s", "number", "When?", {"key": 1980}, mistakes=said)
    assert tasks.mark(year, 1979).say == "One year early."
    assert not tasks.mark(year, 1978).mistake
    assert tasks.mark(year, 0.2619).say == "In per cent."
