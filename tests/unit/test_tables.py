"""Exercises that ask for a table: compared by what it holds, and told in what it differs."""

import numpy as np
import pandas as pd
import pytest

from helpers.quiz import tasks

# Trade in billion US dollars as China's customs published it (the press of January 2024 to 2026).
ROWS = [{"year": 2023, "usd_bn": 240.11}, {"year": 2024, "usd_bn": 244.81},
        {"year": 2025, "usd_bn": 228.1}]  # fmt: skip
ABOVE_200 = tasks.Exercise(
    "e", "l", "s", "table", "Which years?", {"key": ROWS, "tolerance": 0.05},
    mistakes=({"value": ROWS[:2], "say": "Two of three."},),
)  # fmt: skip
RIGHT = pd.DataFrame(ROWS)
NAMES = tasks.Exercise(
    "n", "l", "s", "table", "Who joined when?",
    {"key": [{"name": "India", "since": "2017-06-09"}, {"name": "Iran", "since": "2023-07-04"}]},
)  # fmt: skip


@pytest.mark.parametrize(
    "answer",
    [
        RIGHT,
        RIGHT.iloc[::-1],
        RIGHT[["usd_bn", "year"]],
        RIGHT.set_index("year"),
        RIGHT.set_index("year")["usd_bn"],
        RIGHT.set_index("year")["usd_bn"].rename(None),
        RIGHT.set_index(np.array([7, 7, 7])),
        RIGHT.assign(note="mine"),
        RIGHT.astype({"year": float}),
        RIGHT.assign(usd_bn=[240.1, 244.8, 228.14]),
        RIGHT.convert_dtypes(),
        ROWS,
        {"year": [2025, 2023, 2024], "usd_bn": [228.1, 240.11, 244.81]},
    ],
)
def test_the_same_content_is_right_whatever_its_form(answer):
    assert tasks.mark(ABOVE_200, answer).right


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (RIGHT.head(2), "Two of three."),
        (RIGHT.head(1), "Your table has 1 row; 3 are asked."),
        (pd.concat([RIGHT, RIGHT]), "Your table has 6 rows; 3 are asked."),
        (RIGHT.head(0), "Your table has 0 rows"),
        (RIGHT[["year"]], "A column is missing: usd_bn. Your table has: year."),
        (RIGHT.rename(columns={"usd_bn": "total"}), "A column is missing: usd_bn."),
        (RIGHT.assign(usd_bn=[240.11, 244.81, 228.2]), "In the column usd_bn, 1 of 3 values"),
        (RIGHT.assign(usd_bn=[240.11, None, 228.1]), "In the column usd_bn"),
        (RIGHT.assign(year=[2022, 2023, 2024]), "In the column year, 3 of 3 values"),
        (RIGHT.astype({"usd_bn": str}), "should hold numbers, and it holds text"),
        (pd.concat([RIGHT, RIGHT[["year"]]], axis=1), "Two columns have the same name"),
        (pd.DataFrame(), "A column is missing: year, usd_bn. Your table has: none."),
    ],
)
def test_a_difference_is_told_in_a_word_and_not_given_away(answer, words):
    mark = tasks.mark(ABOVE_200, answer)
    assert mark.right is False
    assert words in mark.say
    assert "228.1" not in mark.say and "244.81" not in mark.say


@pytest.mark.parametrize("answer", [None, ..., 5, "a table", 2.5, len, np.array([1, 2])])
def test_what_is_no_table_is_no_answer_and_costs_no_hint(answer):
    mark = tasks.mark(ABOVE_200, answer)
    assert mark.right is None and mark.say


def test_days_and_names_are_compared_too():
    right = pd.DataFrame({"name": ["Iran", "India"],
                          "since": pd.to_datetime(["2023-07-04", "2017-06-09"])})  # fmt: skip
    assert tasks.mark(NAMES, right).right
    assert tasks.mark(NAMES, right.assign(since=["2023-07-04", "2017-06-09"])).right
    swapped = right.assign(since=right["since"].iloc[::-1].to_numpy())
    assert "In the column since, 2 of 2" in tasks.mark(NAMES, swapped).say
