"""Marking of every type: by a table of answers worked out by hand, and by what always holds."""

import itertools
import json
import math
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import world
from helpers.quiz import question, scores, view
from helpers.quiz.types import TYPES

# A busy machine is no fault: nothing here is about time.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

OWN = {
    "choice": {
        "key": "b",
        "options": {k: {"text": f"TEXT-{k}", "why": f"WHY-{k}"} for k in "abc"},
    },
    "prediction": {"options": {k: {"text": f"TEXT-{k}"} for k in "ab"}, "note": "WHY-note"},
    "true_false": {"key": False, "why": {"true": "WHY-true", "false": "WHY-false"}},
    "multi": {
        "key": ["a", "c"],
        "options": {k: {"text": f"TEXT-{k}", "why": f"WHY-{k}"} for k in "abcde"},
    },
    "number": {"key": 240.1, "tolerance": 1, "unit": "bn", "why": "WHY"},
    "blank": {"accepted": ["Zhenbao", "Damansky", "Даманский", "珍宝岛"], "why": "WHY"},
    "order": {"items": [{"text": f"TEXT-{i}", "why": f"WHY-{i}"} for i in "1234"]},
    "match": {
        "pairs": [
            {"text": "TEXT-1", "match": "1950", "why": "WHY-1"},
            {"text": "TEXT-2", "match": "1991", "why": "WHY-2"},
            {"text": "TEXT-3", "match": "2001", "why": "WHY-3"},
        ],
        "extra": ["1996"],
    },
    "country": {"key": ["IND", "PAK"], "why": "WHY"},
    "open": {"model": "WHY-model", "rubric": ["WHY-r1", "WHY-r2", "WHY-r3"]},
}
UNMARKED = {"prediction", "open"}


def ask(type_, own=None, **more):
    given_ = {"id": "q", "prompt": "Which?", "level": "judge", "objective": "", **more}
    rest = {"lesson": "l", "section": "s", "type": type_, "own": own or OWN[type_]}
    return question.Question(**{**rest, **given_})


def clean(q, raw):
    return TYPES[q.type].answer(q, raw)


def mark(q, raw):
    return TYPES[q.type].mark(q, clean(q, raw))


def reasons(q, raw, shown=False):
    return TYPES[q.type].reasons(q, clean(q, raw), shown)


def words(q, raw, shown=False):
    return " ".join(f"{r.lead} {r.text}" for r in reasons(q, raw, shown))


# What the page shows stands in another order than the file: answers are given by text.


def in_order(q, texts):
    """Letters of lines, as somebody who reads the page would arrange them."""
    letter = {item["text"]: item["letter"] for item in TYPES["order"].page(q)["items"]}
    return [letter[text] for text in texts]


def partners(q, texts):
    letter = {c["text"]: c["letter"] for c in TYPES["match"].page(q)["choices"]}
    return [letter[text] for text in texts]


def lines(digits):
    return in_order(ask("order"), [f"TEXT-{d}" for d in digits])


def years(*texts):
    return partners(ask("match"), texts)


def test_there_is_a_table_for_every_type():
    assert set(OWN) == set(TYPES) == set(ANSWERS)


LONG = 100_000
# No answer to anything, whatever the type.
NEVER = [None, True, False, 0, 1, 240.1, math.nan, {}, [], [[]], [None], [1], {"a": 1}, [{}], ""]

# What is given → what it is worth. None: it is no answer, costs no try and is marked nowhere.
ANSWERS = {
    "choice": [
        ("b", 1), ("a", 0), ("c", 0), ("d", None), ("B", None), ("b ", None), ("ab", None),
        ("в", None), ("ｂ", None), (["b"], None), ("b" * LONG, None),
    ],
    "prediction": [("a", "-"), ("b", "-"), ("c", None), ("A", None), (["a"], None)],
    "true_false": [
        ("false", 1), ("true", 0), ("False", None), ("no", None), (["false"], None),
        ("a", None), ("true" * LONG, None),
    ],
    "multi": [  # two are right (a, c), three are wrong
        (["a", "c"], 1), (["c", "a"], 1), (["a", "a", "c"], 1), (["a"], 1 / 2), (["c", "c"], 1 / 2),
        (["a", "c", "b"], 2 / 3), (["a", "c", "b", "d"], 1 / 3), (["a", "b"], 1 / 6),
        (["a", "b", "d"], 0), (["b"], 0), (["b", "d", "e"], 0), (list("abcde"), 0),
        (["f"], None), (["a", "f"], None), (["A", "c"], None), (["а", "с"], None), ("ac", None),
        (["ac"], None), (["a", None], None), ([["a", "c"]], None), ({"a": True}, None),
        (["a"] * LONG, None),
    ],
    "number": [  # 240.1, one more or less is right too
        ("240.1", 1), (" 240.1 ", 1), ("240,1", 1), ("+240.1", 1), ("2.401e2", 1), ("2401e-1", 1),
        ("240.1 bn", 1), ("240,1bn", 1), ("240.1 BN", 1), ("241.1", 1), ("239.1", 1), ("240", 1),
        ("241.11", 0), ("239.09", 0), ("0", 0), ("-240.1", 0), ("−240,1", 0), ("1e300", 0),
        ("240.1 %", None), ("240.1 billion", None), ("240.1 240.1", None), ("24O.1", None),
        ("about 240", None), ("two", None), (" ", None), ("\n", None), ("nan", None),
        ("NaN", None), ("inf", None), ("-Infinity", None), ("1e999", None), ("٢٤٠", None),
        ("0x F0", None), ("2_40", None), (["240.1"], None), ("2" * LONG, None),
        (" " * LONG, None), ("1 " * LONG, None),
    ],
    "blank": [
        ("Zhenbao", 1), ("  zhen bao\t", 1), ("ZHEN-BAO", 1), ("Zhēnbǎo", 1), ("Zhenbao!", 1),
        ("Ｚｈｅｎｂａｏ", 1), ("Zhenb\u200bao", 1), ("Даманский", 1), ("даманскии", 1),
        ("珍宝岛", 1), ("«Damansky»", 1), ("ДAMAHCKИЙ", 1), ("Zhеnbао", 1),  # Cyrillic е, а, о
        ("Damanskij", 0), ("Zhenba", 0), ("Heixiazi", 0), ("珍寶島", 0), ("Zhenbao Damansky", 0),
        ("x" * 200, 0), ("7", 0), (" ", None), ("…", None), ("—!?", None), ("\u0301", None),
        ("x" * 201, None), (["Zhenbao"], None), ({"text": "Zhenbao"}, None), ("x" * LONG, None),
    ],
    "order": [  # six pairs of lines: right less wrong, of six
        (lines("1234"), 1), (lines("2134"), 4 / 6), (lines("1324"), 4 / 6), (lines("2143"), 2 / 6),
        (lines("2314"), 2 / 6), (lines("4123"), 0), (lines("2341"), 0), (lines("4231"), 0),
        (lines("4321"), 0), (lines("123"), None), ([*lines("1234"), "a"], None),
        (lines("1123"), None), (list("abce"), None), (list("ABCD"), None), ("abcd", None),
        (["abcd"], None), ([*lines("123"), None], None), ([["a"], "b", "c", "d"], None),
        (["а", "b", "с", "d"], None), (list("abcd") * LONG, None),
    ],
    "match": [  # three lines; 1996 belongs to none
        (years("1950", "1991", "2001"), 1), (years("1950", "2001", "1991"), 1 / 3),
        (years("1950", "1991", "1996"), 2 / 3), (years("1950", "1950", "1950"), 1 / 3),
        (years("1991", "2001", "1950"), 0), (years("1996", "1996", "1996"), 0),
        (years("1950", "1991"), None), (years("1950", "1991", "2001", "1996"), None),
        ([*years("1950", "1991"), ""], None), ([*years("1950", "1991"), None], None),
        ([*years("1950", "1991"), "e"], None), (["a", "b", ["c"]], None), ("abc", None),
        (["1950", "1991", "2001"], None), (["A", "B", "C"], None), (["a"] * LONG, None),
    ],
    "country": [  # two are right; a wrong one takes as much away as a right one adds
        (["IND", "PAK"], 1), (["PAK", "IND", "PAK"], 1), (["IND"], 1 / 2), (["IND", "IRN"], 0),
        (["IND", "PAK", "IRN"], 1 / 2), (["IND", "PAK", "IRN", "MNG"], 0), (["IRN"], 0),
        (["ind"], None), ("IND", None), (["India"], None), (["XXX"], None), (["IND", "ZZZ"], None),
        (["ІND"], None), (["IND", None], None), ([["IND"]], None), ({"IND": 1}, None),
        (sorted(world.codes()), None), (["IND"] * LONG, None),
    ],
    "open": [
        ({"text": " Because. "}, "-"), ({"text": "x", "met": None}, "-"),
        ({"text": "x", "met": [2, 0]}, "-"), ({"text": "x", "met": []}, "-"),
        ({"text": "x" * 10_000}, "-"), ({"text": "x", "more": 1}, "-"),
        ({"text": "x", "met": [3]}, None), ({"text": "x", "met": [-1]}, None),
        ({"text": "x", "met": [True]}, None), ({"text": "x", "met": ["0"]}, None),
        ({"text": "x", "met": [0.0]}, None), ({"text": "x", "met": "01"}, None),
        ({"text": "x", "met": {"0": True}}, None), ({"text": "x", "met": 0}, None),
        ({"text": " "}, None), ({"text": None}, None), ({"text": ["x"]}, None),
        ({"met": [0]}, None), ("x", None), (["x"], None), ({"text": "x" * 10_001}, None),
        ({"text": "x" * LONG}, None),
    ],
}  # fmt: skip


def name(raw):
    return f"{raw!r:.40}"


@pytest.mark.parametrize(
    ("type_", "raw", "worth"),
    [(t, raw, worth) for t, rows in ANSWERS.items() for raw, worth in rows]
    + [(t, raw, None) for t in ANSWERS for raw in NEVER],
    ids=lambda value: name(value) if not isinstance(value, str) else value[:20],
)
def test_what_an_answer_is_worth(type_, raw, worth):
    q = ask(type_)
    answer = clean(q, raw)
    standing = question.standing(q, [record(q, raw)])
    if worth is None:
        assert answer is None
        assert (standing.tries, standing.share, standing.credit) == (0, None, None)
        assert isinstance(TYPES[type_].refused(q, raw), str)
    elif worth == "-":
        assert TYPES[type_].mark(q, answer) is None
        assert (standing.tries, standing.credit) == (1, None)
    else:
        assert TYPES[type_].mark(q, answer) == pytest.approx(worth, abs=1e-12)
        assert standing.share == pytest.approx(worth, abs=1e-12)
        assert (TYPES[type_].mark(q, answer) == 1) == (worth == 1), "nearly right is not right"


def record(q, raw, **more):
    return {"version": question.version(q), "answer": raw, "time": "t", **more}


def test_what_is_kept_of_an_answer():
    assert clean(ask("multi"), ["c", "a", "c"]) == ["a", "c"]
    assert clean(ask("number"), " 240,1 bn\n") == "240,1 bn"
    assert clean(ask("blank"), " Zhen \n bao ") == "Zhen bao"
    assert clean(ask("country"), ["PAK", "IND", "PAK"]) == ["IND", "PAK"]
    assert clean(ask("open"), {"text": " x ", "met": [1, 0, 1], "score": 1}) == {
        "text": "x",
        "met": [0, 1],
    }


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        (1234, ["1234", "1,234", "1 234", "1 234", "1'234", "1’234", "1.234e3", "1,234.0"],
               ["1.234", "1234.5", "12 34", "1,2,34"]),
        (1.234, ["1.234", "1,234", "0.1234e1"], ["1234", "1 234"]),
        (1234.5, ["1 234,5", "1,234.5", "1.234,5", "1234,50"], ["1234", "12345"]),
        (1234567, ["1,234,567", "1.234.567", "1 234 567"], ["1,234.567", "1234.567"]),
        (0, ["0", "0,0", "-0", ".0"], ["1", "0.01"]),
        (0.3, ["0.3", ",3", "0,30"], ["0.300001", "3"]),
    ],
)  # fmt: skip
def test_numbers_as_they_are_written_in_several_countries(key, right, wrong):
    q = ask("number", {"key": key, "why": "w"})
    assert [mark(q, text) for text in right] == [1] * len(right)
    assert not any(clean(q, text) and mark(q, text) for text in wrong)


def test_an_untouched_or_unreadable_number_gets_a_sentence():
    q, refused = ask("number"), TYPES["number"].refused
    assert refused(q, "") == refused(q, None) == "Write your answer first."
    said = refused(q, "lots of money " * 1000)
    assert "could not be read as a number (bn)" in said and len(said) < 250


def test_a_typical_mistake_gets_its_own_words_before_those_for_all():
    own = {**OWN["number"], "mistakes": [{"value": 111, "say": "One direction only."}]}
    q = ask("number", own)
    assert [words(q, text).strip() for text in ("111", "110.9", "100", "300", "1,234")] == [
        "One direction only.",
        "One direction only.",
        "Your number is too small.",
        "Your number is too large.",
        "Your number is too large.",  # 1.234 would be too small: the larger reading is meant
    ]
    q = ask("blank", {**OWN["blank"], "mistakes": [{"value": "Heixiazi", "say": "Another one."}]})
    assert words(q, "heixia zi").strip() == "Another one."
    assert "Nearly" in words(q, "Zhenbaoo") and "Nearly" not in words(q, "Khabarovsk")
    q = ask("country", {**OWN["country"], "mistakes": [{"value": "IRN", "say": "In 2023."}]})
    assert "Not Iran. In 2023." in words(q, ["IND", "IRN", "MNG"])
    assert "Not Mongolia." in words(q, ["IND", "IRN", "MNG"])
    assert "Still missing: 1." in words(q, ["IND", "IRN", "MNG"])


def test_a_wrong_order_names_two_neighbours_that_really_are_the_wrong_way_round():
    q = ask("order")
    text = {item["label"]: item["text"] for item in TYPES["order"].page(q)["items"]}
    for digits in itertools.permutations("1234"):
        if digits == tuple("1234"):
            continue
        said = words(q, lines(digits))
        first, second = (text[said.partition(mark)[2][0]] for mark in ("again at ", " and "))
        assert first > second
        assert [first[-1], second[-1]] in [list(p) for p in itertools.pairwise(digits)]


# The rules of docs/questions.md, worked out once more.


@given(st.permutations(range(6)), st.integers(3, 6), st.text("abc", max_size=3))
def test_order_counts_pairs(places, count, id):
    places = [p for p in places if p < count]
    q = ask("order", {"items": [{"text": f"t{i}", "why": "w"} for i in range(count)]}, id=id)
    right = wrong = 0
    for first in range(count):
        for second in range(first + 1, count):
            if places.index(first) < places.index(second):
                right += 1
            else:
                wrong += 1
    worth = max(Fraction(0), Fraction(right - wrong, right + wrong))
    assert mark(q, in_order(q, [f"t{i}" for i in places])) == pytest.approx(float(worth))


@given(st.data())
def test_multi_and_country_count_right_less_wrong(data):
    for type_, make in (("multi", multi), ("country", country)):
        q = data.draw(make())
        raw = data.draw(raw_of(q))
        key = set(q.own["key"])
        wrong = len(q.own["options"]) - len(key) if type_ == "multi" else len(key)
        hits, misses = len(set(raw) & key), len(set(raw) - key)
        worth = max(Fraction(0), Fraction(hits, len(key)) - Fraction(misses, wrong))
        assert mark(q, raw) == pytest.approx(float(worth), abs=1e-12)
        assert (mark(q, raw) == 1) == (worth == 1) and (mark(q, raw) == 0) == (worth == 0)


@pytest.mark.parametrize(
    ("right", "wrong", "percent"), [(3, 2, 20), (4, 3, 20), (4, 1, 60), (2, 1, 20), (5, 2, 60)]
)
def test_the_percentage_on_the_page_is_that_of_the_rule(right, wrong, percent, progress_folder):
    """Five countries: three right and two wrong ones are (3 − 2) ÷ 5, which is 20 %."""
    key = ["CHN", "RUS", "KAZ", "KGZ", "TJK"]
    state = shown_after(
        ask("country", {"key": key, "why": "w"}), key[:right] + ["IND", "PAK", "IRN"][:wrong]
    )
    assert state["percent"] == percent


def shown_after(q, raw):
    quiz = view.Quiz("name", [q], view.progress.load())
    quiz._handle_custom_msg({"do": "answer", "question": q.id, "answer": raw}, [])
    return quiz.states[q.id]


@pytest.fixture
def progress_folder(tmp_path, monkeypatch):
    monkeypatch.setenv(view.progress.FOLDER_VARIABLE, str(tmp_path))
    monkeypatch.setattr(view.progress, "_session", None)


# Questions of all kinds, made up.

CODES = sorted(world.codes())
ids = st.text("abcdefgh123-", min_size=1, max_size=8)
texts = st.text("ABCDEFGxyz ДФ珍", min_size=1, max_size=6).map(lambda t: " ".join(t.split()) or "A")


def unique(fewest, most, of=texts):
    return st.lists(of, min_size=fewest, max_size=most, unique=True)


@st.composite
def choice(draw):
    found = draw(unique(2, 6))
    options = {k: {"text": t, "why": f"WHY-{k}"} for k, t in zip("abcdef", found, strict=False)}
    return ask("choice", {"options": options, "key": draw(st.sampled_from(list(options)))})


@st.composite
def prediction(draw):
    return ask("prediction", {"options": draw(choice()).own["options"]})


@st.composite
def true_false(draw):
    return ask("true_false", {**OWN["true_false"], "key": draw(st.booleans())})


@st.composite
def multi(draw):
    found = draw(unique(3, 6))
    options = {k: {"text": t, "why": f"WHY-{k}"} for k, t in zip("abcdef", found, strict=False)}
    key = st.lists(st.sampled_from(list(options)), min_size=1, max_size=len(options) - 1)
    return ask("multi", {"options": options, "key": draw(key.map(set).map(list))})


@st.composite
def number(draw):
    key = draw(st.one_of(st.integers(0, 10**9), st.integers(-(10**9), 10**9).map(lambda n: n / 64)))
    tolerance = draw(st.sampled_from([0, 0.1, 1, 50]))
    unit = draw(st.sampled_from(["", "%", "bn", "km²", "US$"]))
    return ask("number", {"key": key, "tolerance": tolerance, "unit": unit, "why": "w"})


@st.composite
def blank(draw):
    found = draw(unique(1, 5, st.text("ABab ДФ珍é-1", min_size=1, max_size=9)))
    accepted = [text for text in found if any(c.isalnum() for c in text)] or ["Aigun"]
    return ask("blank", {"accepted": accepted, "why": "w"})


@st.composite
def order(draw):
    items = [{"text": t, "why": "w"} for t in draw(unique(3, 6))]
    return ask("order", {"items": items}, id=draw(ids))


@st.composite
def match(draw):
    found, lefts = draw(unique(2, 10)), draw(unique(3, 6))
    cut = draw(st.integers(2, min(6, len(found))))
    some = st.lists(st.sampled_from(found[:cut]), min_size=len(lefts), max_size=len(lefts))
    rights = draw(some.filter(lambda r: len(set(r)) > 1))
    pairs = [{"text": a, "match": b, "why": "w"} for a, b in zip(lefts, rights, strict=True)]
    extra = [t for t in found[cut:] if t not in rights][:6]
    return ask("match", {"pairs": pairs, "extra": extra}, id=draw(ids))


@st.composite
def country(draw):
    key = unique(1, 60, st.sampled_from(CODES)) | unique(1, 6, st.sampled_from(CODES))
    return ask("country", {"key": draw(key), "why": "w"})


@st.composite
def open_(draw):
    return ask("open", {"model": "WHY", "rubric": draw(unique(2, 6))})


MADE = {
    "choice": choice, "prediction": prediction, "true_false": true_false, "multi": multi,
    "number": number, "blank": blank, "order": order, "match": match, "country": country,
    "open": open_,
}  # fmt: skip


def raw_of(q):
    """What the page of a question can send."""
    page, own = TYPES[q.type].page(q), q.own
    if q.type in ("choice", "prediction", "true_false"):
        return st.sampled_from([option["letter"] for option in page["options"]])
    if q.type == "multi":
        return unique(1, 6, st.sampled_from(list(own["options"])))
    if q.type == "order":
        return st.permutations([item["letter"] for item in page["items"]])
    if q.type == "match":
        letters = [c["letter"] for c in page["choices"]]
        return st.lists(
            st.sampled_from(letters), min_size=len(own["pairs"]), max_size=len(own["pairs"])
        )
    if q.type == "country":
        near = unique(1, 8, st.sampled_from(own["key"] + CODES[:5]))
        return near | unique(1, 60, st.sampled_from(CODES)) | st.just(own["key"])
    if q.type == "number":
        return st.floats(allow_nan=False, allow_infinity=False).map(repr) | st.just(str(own["key"]))
    if q.type == "blank":
        return st.sampled_from(own["accepted"]) | texts
    met = st.none() | st.lists(st.integers(0, len(own["rubric"]) - 1), max_size=9)
    return st.fixed_dictionaries({"text": st.text(min_size=1, max_size=50), "met": met})


questions = st.one_of([make() for make in MADE.values()])
with_answer = questions.flatmap(lambda q: st.tuples(st.just(q), raw_of(q)))
plausible = st.sampled_from(
    [*"abcdefABCDEF", "true", "false", "text", "met", "CHN", "RUS", "1,234", "1e5", "٣", "\ud800"]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | plausible,
    lambda inner: (
        st.lists(inner, max_size=7)
        | st.dictionaries(st.text(max_size=3) | plausible, inner, max_size=4)
    ),
    max_leaves=12,
)


@given(with_answer)
def test_a_mark_is_a_share_and_a_clean_answer_stays_as_it_is(given_):
    q, raw = given_
    answer = clean(q, raw)
    if answer is None:
        assert q.type in ("open", "blank", "number")  # a text that is empty, or has no letter
        return
    share = TYPES[q.type].mark(q, answer)
    assert share is None if q.type in UNMARKED else 0 <= share <= 1
    assert clean(q, answer) == answer
    assert clean(q, json.loads(json.dumps(answer))) == answer, "it comes back from disk"


@given(questions)
def test_the_example_is_wholly_right(q):
    example = TYPES[q.type].example(q)
    if q.type in UNMARKED:
        assert example is None
    else:
        assert mark(q, example) == 1.0
        now = question.standing(q, [record(q, example)])
        assert now.shown and now.credit == 1


@given(questions, anything)
def test_whatever_comes_is_an_answer_or_none_and_never_an_accident(q, raw):
    kind = TYPES[q.type]
    answer = kind.answer(q, raw)
    if answer is None:
        assert isinstance(kind.refused(q, raw), str)
        return
    assert clean(q, answer) == answer
    assert kind.said(q, answer) is not None
    for shown in (False, True):
        assert all(isinstance(r.text, str) for r in kind.reasons(q, answer, shown))
        kind.after(q, answer, shown)


@given(st.one_of(multi(), country()), st.data())
def test_a_right_one_more_never_costs_and_a_wrong_one_more_never_pays(q, data):
    raw = data.draw(raw_of(q))
    if len(raw) == 60:
        raw = raw[1:]
    pool = list(q.own["options"]) if q.type == "multi" else CODES
    right = [x for x in pool if x in q.own["key"] and x not in raw]
    wrong = [x for x in pool if x not in q.own["key"] and x not in raw]
    before = mark(q, raw)
    if right:
        assert mark(q, [*raw, data.draw(st.sampled_from(right))]) >= before
    if wrong:
        assert mark(q, [*raw, data.draw(st.sampled_from(wrong))]) <= before


@given(multi())
def test_everything_ticked_is_worth_nothing(q):
    assert mark(q, list(q.own["options"])) == 0


@given(order(), st.data())
def test_order_reversed_is_nothing_and_a_swap_towards_right_pays(q, data):
    right = [item["text"] for item in q.own["items"]]
    assert mark(q, in_order(q, right)) == 1 and mark(q, in_order(q, right[::-1])) == 0
    now = data.draw(st.permutations(right))
    at = data.draw(st.integers(0, len(now) - 2))
    other = [*now[:at], now[at + 1], now[at], *now[at + 2 :]]
    if right.index(now[at]) > right.index(now[at + 1]):
        assert mark(q, in_order(q, other)) >= mark(q, in_order(q, now))


@given(match(), st.data())
def test_match_counts_lines(q, data):
    raw, key = data.draw(raw_of(q)), partners(q, [pair["match"] for pair in q.own["pairs"]])
    fit = sum(a == b for a, b in zip(raw, key, strict=True))
    assert mark(q, raw) == pytest.approx(fit / len(key))


@given(number(), st.integers(-(10**6), 10**6))
def test_number_is_right_within_the_tolerance(q, off):
    key, tolerance = Fraction(q.own["key"]), Fraction(q.own["tolerance"])
    typed = key + Fraction(off, 1000)
    text = f"{float(typed):.9f}"
    distance = abs(Fraction(text) - key)
    if abs(distance - tolerance) > Fraction(1, 10**6) * max(1, abs(key)):
        assert mark(q, text) == (1 if distance < tolerance else 0)
        assert mark(q, text.replace(".", ",")) == mark(q, text)


# The version


CHANGES = {
    "choice": [{"key": "a"}, {"options": {**OWN["choice"]["options"], "a": {"text": "?"}}}],
    "prediction": [{"options": {**OWN["prediction"]["options"], "c": {"text": "?"}}}],
    "true_false": [{"key": True}],
    "multi": [{"key": ["a"]}, {"key": ["a", "b"]}, {"options": OWN["choice"]["options"]}],
    "number": [{"key": 240.2}, {"tolerance": 2}, {"unit": "%"}],
    "blank": [{"accepted": ["Damansky", "Zhenbao"]}],
    "order": [{"items": OWN["order"]["items"][::-1]}, {"items": OWN["order"]["items"][:3]}],
    "match": [{"pairs": OWN["match"]["pairs"][::-1]}, {"extra": ["1997"]}, {"extra": []}],
    "country": [{"key": ["IND"]}, {"key": ["IND", "IRN"]}],
    "open": [{"rubric": ["WHY-r1", "WHY-r2"]}],
}


def told_otherwise(own):
    """The same, with other reasons."""
    if isinstance(own, dict):
        why = {k: "other" for k in ("why", "note", "model") if isinstance(own.get(k), str)}
        both = {"why": {"true": "x", "false": "y"}} if isinstance(own.get("why"), dict) else {}
        return {k: told_otherwise(v) for k, v in own.items()} | why | both
    return [told_otherwise(v) for v in own] if isinstance(own, list) else own


@pytest.mark.parametrize("type_", OWN)
def test_the_version_changes_with_the_meaning_and_not_with_the_reasons(type_):
    q, own = ask(type_), OWN[type_]
    now = question.version(q)
    same = [
        ask(type_, told_otherwise(own)), ask(type_, hints=("h",)), ask(type_, sources=("s",)),
        ask(type_, section="t"), ask(type_, objective="o", level="recall"), ask(type_, tries=1),
    ]  # fmt: skip
    assert same[0].own != own
    if type_ in ("number", "blank", "country"):
        say = {"value": {"number": 1, "blank": "x", "country": "CHN"}[type_], "say": "s"}
        same.append(ask(type_, {**own, "mistakes": [say]}))
    if type_ in ("multi", "country"):
        same.append(ask(type_, {**own, "key": own["key"][::-1]}))
    if type_ == "blank":
        same.append(ask(type_, {"accepted": [*own["accepted"], "Chenpao"], "why": "w"}))
    assert [question.version(other) for other in same] == [now] * len(same)
    others = [ask(type_, own | change) for change in CHANGES[type_]]
    others += [ask(type_, prompt="Who?")]
    assert now not in [question.version(other) for other in others]


# What may be known before the answer, and by a wrong one


@pytest.mark.parametrize("type_", OWN)
def test_the_page_knows_neither_key_nor_reason(type_):
    q = ask(type_, hints=("WHY-hint",))
    page = json.dumps(view._page(q), ensure_ascii=False) + TYPES[type_].stored(q)
    assert "Which?" in page
    for secret in ("WHY", "key", "240", "Zhenbao", "Damansky", "珍", "IND", "PAK", "tolerance"):
        assert secret not in page


@given(questions)
def test_the_page_knows_nothing_that_changes_with_the_key(q):
    """Two questions that differ only in what is right look the same."""
    own, page = q.own, TYPES[q.type].page
    if q.type == "choice":
        others = [{**own, "key": letter} for letter in own["options"]]
    elif q.type == "true_false":
        others = [{**own, "key": not own["key"]}]
    elif q.type == "multi":
        others = [{**own, "key": [letter]} for letter in own["options"]]
    elif q.type == "country":
        others = [{**own, "key": CODES[: len(own["key"])]}]
    elif q.type == "number":
        others = [{**own, "key": 1, "tolerance": 5}]
    elif q.type == "blank":
        others = [{"accepted": ["Other"], "why": "w"}]
    else:
        return
    assert all(page(ask(q.type, other)) == page(q) for other in others)


@given(order())
def test_the_order_shown_is_never_the_right_one(q):
    page = TYPES["order"].page(q)["items"]
    right = [item["text"] for item in q.own["items"]]
    shown = [right[k] for k in places(q)]
    assert [item["letter"] for item in page] == list("abcdef"[: len(page)])
    assert sorted(shown) == sorted(right) and shown != right


def places(q):
    """Where each shown line stands in the right order, found by marking."""
    example = TYPES["order"].example(q)
    return [example.index(item["letter"]) for item in TYPES["order"].page(q)["items"]]


@given(match())
def test_the_partners_offered_do_not_stand_in_the_order_of_the_lines(q):
    """Also when further choices stand between them: the first of them is not the first one's."""
    wanted = list(dict.fromkeys(pair["match"] for pair in q.own["pairs"]))
    offered = [c["text"] for c in TYPES["match"].page(q)["choices"]]
    assert sorted(offered) == sorted({*wanted, *q.own["extra"]})
    assert [text for text in offered if text in wanted] != wanted


def test_a_shuffle_is_the_same_for_all_and_differs_between_questions():
    def shown(id):
        return [item["text"] for item in TYPES["order"].page(ask("order", id=id))["items"]]

    assert shown("q") == shown("q")
    assert len({tuple(shown(f"q-{i}")) for i in range(50)}) > 10


def right_things(q):
    """What would give the answer away, as text."""
    own = q.own
    return {
        "choice": lambda: ["TEXT-b", "WHY-b", " B."],
        "true_false": lambda: ["WHY-false", "False"],
        "multi": lambda: ["WHY-c", "C belongs"],
        "number": lambda: ["240", "WHY"],
        "blank": lambda: [*own["accepted"], "WHY"],
        "order": lambda: ["TEXT", "WHY"],
        "match": lambda: ["WHY", "2001"],
        "country": lambda: ["India", "Pakistan", "IND", "PAK", "WHY"],
    }[q.type]()


WRONG = {
    "choice": ["a"], "true_false": ["true"], "multi": [["a"], ["a", "b"], ["b"]],
    "number": ["1", "241.2", "1e9"], "blank": ["Heixiazi", "Damanski"],
    "order": [lines("4321"), lines("2134")], "match": [years("1991", "1950", "1996")],
    "country": [["IRN"], ["IRN", "MNG", "CHN"]],
}  # fmt: skip


@pytest.mark.parametrize(("type_", "raw"), [(t, raw) for t, rows in WRONG.items() for raw in rows])
def test_a_wrong_answer_does_not_give_the_right_one_away_until_it_is_shown(type_, raw):
    q = ask(type_)
    after = json.dumps(TYPES[type_].after(q, clean(q, raw), False))
    said = words(q, raw) + TYPES[type_].said(q, clean(q, raw)) + after
    for secret in right_things(q):
        assert secret not in said
    assert words(q, raw).strip(), "it says something all the same"
    told = words(q, raw, shown=True)
    if type_ == "match":
        assert all(f"TEXT-{i} – {y}, not " in told for i, y in enumerate((1950, 1991, 2001), 1))
    elif type_ == "country":
        assert "The right answer is: India and Pakistan." in told and "WHY" in told
        assert TYPES[type_].after(q, clean(q, raw), True)["marks"]["PAK"] == "right"
    elif type_ == "order":
        assert told.index("TEXT-1") < told.index("TEXT-2") < told.index("TEXT-4")
    else:
        word = {"choice": "is: B.", "true_false": "is: False.", "multi": "C belongs to it",
                "number": "is: 240.1\xa0bn.", "blank": "is: Zhenbao."}  # fmt: skip
        assert word[type_] in told and "WHY" in told


@given(with_answer)
def test_what_is_right_never_depends_on_whether_it_is_shown(given_):
    q, raw = given_
    answer = clean(q, raw)
    if answer is None:
        return
    before, after = (TYPES[q.type].reasons(q, answer, shown) for shown in (False, True))
    if TYPES[q.type].mark(q, answer) == 1:
        assert before == after and all(r.right for r in before)
    elif q.type == "match":
        assert [r.about for r in before] == [r.about for r in after]
        assert [r.right for r in before] == [r.right for r in after] and after != before
    elif q.type not in UNMARKED:
        assert any(r.right for r in after)
        assert after[: len(before)] == before, "what was said once stays"


# Tries


def standing(q, *raws):
    return question.standing(q, [record(q, raw) for raw in raws])


USUAL = {"choice": 2, "true_false": 1, "multi": 3, "number": 3, "blank": 3, "order": 3,
         "match": 3, "country": 3}  # fmt: skip


@pytest.mark.parametrize(("type_", "usual"), USUAL.items())
@pytest.mark.parametrize("author", [None, 1, 2, 5])
def test_the_answer_is_said_after_the_last_try_allowed_and_not_before(type_, usual, author):
    q, wrong = ask(type_, tries=author), WRONG[type_][0]
    most = author or usual
    for n in range(1, most + 2):
        now = standing(q, *[wrong] * n)
        assert (now.tries, now.shown, now.share) == (n, n >= most, mark(q, wrong))
    assert standing(q, TYPES[type_].example(q)).shown, "who has found it has seen it"


@pytest.mark.parametrize("type_", USUAL)
def test_the_best_try_before_the_answer_was_shown_counts(type_):
    q, wrong, right = ask(type_, tries=2), WRONG[type_][0], TYPES[type_].example(ask(type_))
    start = mark(q, wrong)
    assert standing(q, wrong).credit == start
    assert standing(q, wrong, right).credit == 1
    assert standing(q, right, wrong).credit == 1 and standing(q, right, wrong).share == start
    late = standing(q, wrong, wrong, right)
    assert (late.share, late.credit, late.tries) == (1, start, 3), "too late to score"
    asked_for = [record(q, wrong), record(q, None, shown=True), record(q, right)]
    late = question.standing(q, asked_for)
    assert (late.share, late.credit, late.shown) == (1, start, True)


def test_parts_of_a_point_add_up():
    multi, order = ask("multi"), ask("order")
    every = [
        standing(multi, ["b"], ["a"], ["a", "b"]),  # best: 1/2
        standing(order, lines("2143"), lines("2134")),  # best: 4/6
        standing(ask("true_false"), "true", "false"),  # the answer was shown after the first: 0
        standing(ask("open"), {"text": "x"}),
        standing(ask("prediction"), "a"),
        standing(ask("number"), "many"),  # no answer
    ]
    assert scores.total(every) == (5, 1.17, 3)
