"""Marking: pure functions, by edge case and outside expectation."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.quiz import markup, numerals, question, tasks

CHOICE = question.Question(
    "q", "l", "s", "choice", "Which?", "judge", "",
    {"key": "b", "options": {k: {"text": k * 3, "why": f"why {k}"} for k in "abc"}},
)  # fmt: skip
PREDICTION = question.Question(
    "p", "l", "s", "prediction", "What next?", "judge", "",
    {"note": "Wait.", "options": {k: {"text": k * 3} for k in "ab"}},
)  # fmt: skip


def record(answer, q=CHOICE, **more):
    return {"version": question.version(q), "answer": answer, "time": "t", **more}


def after(*answers, q=CHOICE):
    return question.standing(q, [record(a, q) for a in answers])


# choice


@pytest.mark.parametrize(
    "raw", [None, "", "d", "B", "b ", 1, ["b"], {"b": 1}, "bb", True, "x" * 10**5]
)
def test_what_is_no_option_is_no_answer(raw):
    assert question.TYPES["choice"].answer(CHOICE, raw) is None
    assert after(raw).tries == 0


def test_right_wrong_and_what_may_be_said():
    reasons = question.TYPES["choice"].reasons
    assert after("b").share == 1 and after("b").shown
    assert [r.text for r in reasons(CHOICE, "b", True)] == ["why b"]
    assert after("a").share == 0 and not after("a").shown
    assert [r.about for r in reasons(CHOICE, "a", False)] == ["a"], "the key is not given away"
    assert after("a", "c").shown, "after the second wrong try the right answer is said"
    assert [(r.about, r.right) for r in reasons(CHOICE, "c", True)] == [("c", False), ("b", True)]


def test_the_last_answer_counts_and_tries_add_up():
    now = after("a", "b", "c")
    assert (now.answer, now.share, now.tries, now.shown) == ("c", 0, 3, True)


def test_a_claim_of_right_in_a_file_is_not_believed():
    forged = record("a", right=True, share=1.0, verdict="right")
    assert question.standing(CHOICE, [forged]).share == 0


def test_the_answer_is_shown_on_request_but_not_before_a_try():
    shown = record(None, shown=True)
    assert question.standing(CHOICE, [record("a"), shown]).shown
    assert not question.standing(CHOICE, [shown]).shown


def test_answers_to_an_earlier_wording_do_not_count():
    old = {**record("b"), "version": "of-old"}
    assert question.standing(CHOICE, [old]).changed
    assert question.standing(CHOICE, [old]).tries == 0
    now = question.standing(CHOICE, [old, record("a")])
    assert (now.changed, now.answer, now.tries) == (False, "a", 1)


def test_a_prediction_is_kept_and_not_marked():
    now = after("a", "b", q=PREDICTION)
    assert (now.answer, now.share, now.tries) == ("b", None, 2)
    reasons = question.TYPES["prediction"].reasons(PREDICTION, "a", now.shown)
    assert [r.text for r in reasons] == ["Wait."]


# Markdown


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://example.org/x.png)",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](  java\nscript:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[x](/lab/tree)",
        "[x](//example.org)",
        "<javascript:alert(1)>",
        '[x](https://example.org/" onclick="alert(1))',
        "[x](https://example.org 'a\" onmouseover=\"alert(1)')",
        "[x]: javascript:alert(1)\n\n[x]",
        '```"><script>alert(1)</script>\nx\n```',
    ],
)
def test_hostile_text_is_shown_and_does_nothing(hostile):
    from html.parser import HTMLParser

    class Look(HTMLParser):
        def handle_starttag(self, tag, attrs):
            assert tag in {"p", "a", "em", "strong", "code", "pre", "ul", "ol", "li"}, tag
            for name, value in attrs:
                assert name in {"href", "target", "rel", "title", "class"}, name
                assert name != "href" or value.startswith(("https://", "mailto:")), value

    for page in (markup.block(hostile), markup.inline(hostile)):
        Look().feed(page)
        assert "\n" not in page
    assert "<a" not in markup.inline(hostile)
    Look().feed(markup.link(hostile.partition("(")[2], "x"))


def test_markdown_that_authors_use():
    assert markup.block("*a* **b** `c`\n\n- d") == (
        "<p><em>a</em> <strong>b</strong> <code>c</code></p>&#10;<ul>&#10;<li>d</li>&#10;</ul>"
    )
    link = markup.block("[UN](https://example.org/a?b=1&c=2)")
    assert 'href="https://example.org/a?b=1&amp;c=2"' in link
    assert 'target="_blank" rel="noopener noreferrer"' in link
    assert markup.plain("*a* [UN](https://x.org)\n\n- b\n- `c`") == "a UN <https://x.org> b c"
    assert markup.block("# No heading") == "<p># No heading</p>"


# numbers as people write them


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("26.2", [26.2]), ("26,2", [26.2]), (" 26,2 ", [26.2]), ("-3", [-3]), ("−3,5", [-3.5]),
        ("+7", [7]), ("1 234,5", [1234.5]), ("1\u202f234,5", [1234.5]), ("1'234.5", [1234.5]),
        ("1,234.5", [1234.5]), ("1.234,5", [1234.5]), ("1,234,567", [1234567]),
        ("1.234.567", [1234567]), ("1,234", [1.234, 1234]), ("0,234", [0.234]),
        ("1234,567", [1234.567]), ("1e999", []),
        ("2.4e2", [240]), (".5", [0.5]), ("26.2 %", [26.2]), ("26.2 percent", [26.2]),
        ("", []), ("many", []), ("26.2 apples", []), ("1,2,3", []), ("1.2.3", []), ("1 2", []),
        ("12 34", []), ("--3", []), ("nan", []), ("inf", []), ("0x10", []), ("1e9999", []),
        ("9" * 200, []), ("١٢", []), ("１２", []),
    ],
)  # fmt: skip
def test_readings(text, numbers):
    assert numerals.readings(text, "%") == pytest.approx(numbers)


@given(st.text(max_size=120))
def test_any_text_has_finite_readings_and_never_hangs(text):
    assert all(math.isfinite(n) for n in numerals.readings(text))


@given(st.integers(-(10**9), 10**9).map(lambda n: n / 100))
def test_both_ways_of_writing_mean_the_number(value):
    for text in (f"{value:.2f}", f"{value:.2f}".replace(".", ","), f"{value:,.2f}",
                 f"{value:,.2f}".replace(",", " ").replace(".", ",")):  # fmt: skip
        assert value in numerals.readings(text), text


# exercises: number

GROWTH = tasks.Exercise(
    "e", "l", "s", "number", "By how many per cent?",
    {"key": 26.2, "tolerance": 0.1, "unit": "%"},
    mistakes=({"value": 0.262, "say": "Times a hundred."},),
)  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (26.2, True), (26.3, True), (26.1, True), (26.31, False), (26.09, False), (26, False),
        ("26,2", True), ("26.2 %", True), (np.float64(26.2), True), (np.array(26.2), True),
        (pd.Series([26.2]), True), (pd.Series([26.2], index=[2023]), True), ([26.2], True),
        (pd.Index([26.2]), True), (-26.2, False), (0, False), (10**400, None), (1e300, False),
        (None, None), (..., None), (float("nan"), None), (pd.NA, None), (pd.NaT, None),
        (float("inf"), None), (True, None), (np.True_, None), ("twenty", None), ("", None),
        ([], None), ([26.2, 26.2], None), (pd.Series([1, 2]), None), ({"a": 26.2}, None),
        (pd.DataFrame({"a": [26.2]}), None), (26.2 + 0j, None), (len, None), (b"26.2", None),
        (pd.Timestamp("2023-01-01"), None), (pd.Series([None]), None), ("x" * 10**6, None),
    ],
)  # fmt: skip
def test_a_number_is_right_wrong_or_no_number(answer, right):
    mark = tasks.mark(GROWTH, answer)
    assert mark.right is right
    if right is None:
        assert mark.say and len(mark.say) < 400


def test_the_edge_of_the_tolerance_belongs_to_it():
    exact = tasks.Exercise("e", "l", "s", "number", "", {"key": 0.3})
    assert tasks.mark(exact, 0.1 + 0.2).right
    assert not tasks.mark(exact, 0.3001).right


def test_a_typical_mistake_gets_its_sentence():
    for answer in (0.262, 0.2617, "0,262"):
        assert tasks.mark(GROWTH, answer).say == "Times a hundred."
    assert tasks.mark(GROWTH, 0.3).say == ""


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (pd.DataFrame({"a": [1, 2], "b": [3, 4]}), "rows: 2, columns: 2"),
        (pd.Series([1, 2, 3]), "3 values"),
        (None, "in the place of None"),
        (float("nan"), "NaN"),
        ("about 26", "“about 26” is not a number"),
        (True, "yes or no"),
        ({"a": 1}, "a dict"),
    ],
)
def test_what_is_no_number_is_told_how_to_become_one(answer, words):
    said = tasks.mark(GROWTH, answer).say
    assert words in said


# exercises: codes

FOUNDERS = tasks.Exercise(
    "e", "l", "s", "codes", "Who founded the SCO?",
    {"key": ["CHN", "RUS", "KAZ", "KGZ", "TJK", "UZB"]},
    mistakes=({"value": ["CHN", "RUS", "KAZ", "KGZ", "TJK"], "say": "That was the Five."},),
)  # fmt: skip
SIX = ["UZB", "TJK", "KGZ", "KAZ", "RUS", "CHN"]


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        (SIX, True), (set(SIX), True), (tuple(SIX), True), (pd.Series(SIX), True),
        (pd.Index(SIX), True), (np.array(SIX), True), (pd.DataFrame({"iso3": SIX}), True),
        (dict.fromkeys(SIX), True), ([*SIX, "RUS"], True), ([c.lower() for c in SIX], True),
        ("CHN, RUS, KAZ, KGZ, TJK, UZB", True), ([*SIX, float("nan")], True),
        (SIX[:5], False), ([*SIX, "IND"], False), (["ZZZ"], False), ("CHN", False),
        ([], None), (None, None), (6, None), (["China"], None), ("China", None), ([1, 2], None),
        (pd.DataFrame({"code": SIX}), None), (pd.Series([1.0, 2.0]), None), (b"CHN", None),
        (["СHN"], None),  # the first letter is Cyrillic
    ],
)  # fmt: skip
def test_codes_are_right_wrong_or_no_codes(answer, right):
    mark = tasks.mark(FOUNDERS, answer)
    assert mark.right is right, mark
    assert right or mark.say


def test_codes_say_how_many_are_missing_or_too_many_and_not_which():
    said = tasks.mark(FOUNDERS, ["CHN", "RUS", "IND", "PAK", "IRN"]).say
    assert "4 missing" in said and "3 too many" in said and "Of your 5 codes, 2" in said
    assert not any(code in said for code in ("KAZ", "IND"))
    assert tasks.mark(FOUNDERS, SIX[1:]).say == "That was the Five."
    table = tasks.mark(FOUNDERS, pd.DataFrame({"code": SIX})).say
    assert "without a column iso3" in table and "code" in table


@given(st.sets(st.sampled_from([*SIX, "IND", "PAK", "IRN", "BLR"]), min_size=1))
def test_only_the_set_itself_is_right(codes):
    assert tasks.mark(FOUNDERS, codes).right == (codes == set(SIX))
