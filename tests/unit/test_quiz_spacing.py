"""Which questions come back: never too many, never from later lessons, the wrong ones sooner."""

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.quiz import bank, question, spacing
from helpers.quiz.progress import History
from helpers.quiz.question import Question

NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
DAY, HOUR, MINUTE = dt.timedelta(days=1), dt.timedelta(hours=1), dt.timedelta(minutes=1)
OPTIONS = {k: {"text": k * 3, "why": f"why {k}"} for k in "abc"}
OWN = {
    "choice": {"options": OPTIONS, "key": "b"},
    "multi": {"options": OPTIONS, "key": ["a", "b"]},
    "true_false": {"key": True, "why": {"true": "yes", "false": "no"}},
    "prediction": {"options": OPTIONS},
    "open": {"model": "So.", "rubric": ["one", "two"]},
}
RIGHT = {"choice": "b", "multi": ["a", "b"], "true_false": "true"}
WRONG = {"choice": "a", "multi": ["c"], "true_false": "false"}


def ask(id, lesson, section="core", type="choice", level="understand"):
    return Question(id, lesson, section, type, f"{id}?", level, "", OWN[type])


SHELF = {
    "00_start": [
        ask("start-guess", "00_start", "predictions", "prediction"),
        ask("start-core", "00_start"),
    ],
    "02_treaty": [
        ask("treaty-warm", "02_treaty", "warm-up"),
        ask("treaty-recall", "02_treaty", level="recall"),
        ask("treaty-one", "02_treaty"),
        ask("treaty-two", "02_treaty", level="judge"),
        ask("treaty-true", "02_treaty", "exit", "true_false"),
        ask("treaty-open", "02_treaty", "exit", "open"),
        ask("treaty-more", "02_treaty", "extension"),
    ],
    "04_trade": [
        ask("trade-one", "04_trade"),
        ask("trade-some", "04_trade", type="multi"),
    ],
    "06_sco": [ask("sco-one", "06_sco")],
}
ALL = {q.id: q for questions in SHELF.values() for q in questions}


@pytest.fixture(scope="module", autouse=True)
def shelf():
    """Four small lessons in place of those of the module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bank, "lessons", lambda: sorted(SHELF))
        patch.setattr(bank, "load", lambda name: bank.Bank(name, tuple(SHELF[name]), ()))
        yield


def record(id, time, answer=None, right=True, session="s", n=0, **more):
    q = ALL[id]
    if answer is None:
        answer = (RIGHT if right else WRONG)[q.type]
    return {
        "schema": 1, "question": id, "version": question.version(q), "type": q.type,
        "answer": answer, "time": time.isoformat(), "try": 1, "lesson": q.lesson,
        "session": session, "n": n, **more,
    }  # fmt: skip


def drawn(lesson, count, records=(), now=NOW):
    history = History(sorted(records, key=lambda r: r["time"]))
    return [q.id for q in spacing.draw(lesson, count, history, now)]


# with no history


def test_the_first_draw_is_fixed_and_takes_the_lessons_in_turn():
    assert drawn("06_sco", 3) == ["trade-one", "treaty-true", "start-core"]


def test_understanding_comes_before_recall_and_before_what_stands_aside():
    order = drawn("04_trade", 20)
    assert order[1] == "start-core", "the lessons take turns"
    assert order[-3:] == ["treaty-warm", "treaty-recall", "treaty-more"]


def test_the_next_question_of_a_lesson_is_of_another_type_where_there_is_one():
    assert drawn("04_trade", 3) == ["treaty-one", "start-core", "treaty-true"]


def test_what_is_not_marked_is_not_drawn():
    assert not {"start-guess", "treaty-open"} & set(drawn("06_sco", 20))


def test_a_longer_review_begins_like_a_shorter_one():
    every = drawn("06_sco", 20)
    assert len(every) == 9
    assert all(drawn("06_sco", n) == every[:n] for n in range(1, 10))


# with a history


def test_yesterdays_wrong_answer_comes_before_yesterdays_right_one():
    yesterday = NOW - DAY
    right = [record(id, yesterday) for id in ("treaty-one", "trade-one", "trade-some")]
    wrong = [record("treaty-recall", yesterday, right=False)]
    assert drawn("06_sco", 1, right + wrong) == ["treaty-recall"]
    after_a_month = drawn("06_sco", 4, right + wrong, NOW + 30 * DAY)
    assert after_a_month[0] == "treaty-recall", "also where all are due"
    assert set(after_a_month[1:]) == {"treaty-one", "trade-one", "trade-some"}


def test_partly_right_or_with_a_hint_comes_between_wrong_and_right():
    yesterday = NOW - DAY
    records = [
        record("treaty-one", yesterday),
        record("treaty-two", yesterday, hints=1),
        record("trade-some", yesterday, ["a"]),
        record("trade-one", yesterday, right=False),
    ]
    order = drawn("06_sco", 4, records, NOW + 30 * DAY)
    assert order[0] == "trade-one" and order[3] == "treaty-one"


def test_a_wrong_answer_is_due_the_same_day_and_a_right_one_is_not():
    records = [record("treaty-one", NOW - HOUR), record("treaty-recall", NOW - HOUR, right=False)]
    assert drawn("04_trade", 3, records) == ["treaty-recall", "treaty-two", "start-core"]


def test_within_a_day_too_the_wrong_one_comes_first():
    records = [
        record("treaty-one", NOW - HOUR, hints=1),
        record("treaty-two", NOW - HOUR, right=False),
    ]
    assert drawn("06_sco", 2, records) == ["treaty-two", "treaty-one"]


def test_five_times_right_over_weeks_does_not_come_tomorrow():
    records = [record("trade-one", NOW - days * DAY) for days in (42, 39, 30, 16, 0)]
    assert "trade-one" not in drawn("06_sco", 8, records, NOW + DAY)
    assert drawn("06_sco", 9, records, NOW + DAY)[-1] == "trade-one", "only where nothing else is"
    assert drawn("06_sco", 1, records, NOW + 365 * DAY) == ["trade-one"]


def test_the_first_try_of_a_sitting_counts():
    # Wrong, then right a minute later: the right answer had just been read.
    helped = [
        record("trade-one", NOW - DAY, right=False),
        record("trade-one", NOW - DAY + MINUTE),
    ]
    assert drawn("06_sco", 1, helped) == ["trade-one"]
    knew = [
        record("trade-one", NOW - DAY),
        record("trade-one", NOW - DAY + MINUTE, right=False),
    ]
    assert drawn("06_sco", 1, knew) != ["trade-one"]


def test_a_later_hour_is_another_sitting():
    learnt = [
        record("trade-one", NOW - DAY, right=False),
        record("trade-one", NOW - DAY + 2 * HOUR),
    ]
    assert drawn("06_sco", 1, learnt) != ["trade-one"]


def test_a_claim_of_right_in_a_file_is_not_believed():
    forged = record("trade-one", NOW - DAY, right=False, share=1.0, verdict="right")
    assert drawn("06_sco", 1, [forged]) == ["trade-one"]


def test_answers_to_an_earlier_wording_or_to_no_question_do_not_count():
    old = {**record("treaty-recall", NOW - DAY, right=False), "version": "of-old"}
    gone = {**record("trade-one", NOW - DAY, right=False), "question": "gone"}
    junk = record("treaty-warm", NOW - DAY, "zzz")
    asked = record("treaty-more", NOW - DAY, "a", shown=True)
    assert drawn("06_sco", 9, [old, gone, junk, asked]) == drawn("06_sco", 9)


def test_a_clock_that_ran_ahead_does_no_harm():
    ahead = [record("trade-one", NOW + 9000 * DAY), record("treaty-one", NOW + DAY, right=False)]
    order = drawn("06_sco", 9, ahead)
    assert order[-2:] == ["treaty-one", "trade-one"], "as if just answered"
    at_the_end_of_the_calendar = record("trade-one", dt.datetime(9999, 12, 31, tzinfo=dt.UTC))
    assert drawn("06_sco", 9, [at_the_end_of_the_calendar])[-1] == "trade-one"


# one sitting


def test_running_the_cell_again_keeps_the_questions():
    past = [record("trade-one", NOW - 9 * DAY), record("treaty-recall", NOW - DAY, right=False)]
    first = drawn("06_sco", 5, past)
    for done in range(1, 6):
        # answered from the last to the first, some wrong
        order = first[::-1][:done]
        given = [
            record(id, NOW + (5 + i) * MINUTE, right=i % 2 == 0, review="06_sco")
            for i, id in enumerate(order)
        ]
        again = drawn("06_sco", 5, past + given, NOW + 3 * HOUR)
        assert again == order + [id for id in first if id not in order]


def test_what_is_answered_in_its_lesson_meanwhile_changes_nothing():
    first = drawn("06_sco", 3)
    review = record(first[0], NOW + MINUTE, review="06_sco")
    lesson = record(first[1], NOW + 9 * MINUTE, right=False)
    assert drawn("06_sco", 3, [review, lesson], NOW + HOUR) == first


def test_after_twelve_hours_it_is_a_new_review():
    given = [record(id, NOW, review="06_sco") for id in drawn("06_sco", 3)]
    same, new = (drawn("06_sco", 3, given, NOW + hours * HOUR) for hours in (11, 13))
    assert same == [r["question"] for r in given]
    assert not set(same) & set(new)


def test_the_review_before_another_lesson_is_another_sitting():
    given = [record("treaty-one", NOW - HOUR, review="04_trade")]
    assert "treaty-one" not in drawn("06_sco", 3, given)
    assert drawn("04_trade", 3, given)[0] == "treaty-one"


def test_only_the_records_of_this_review_make_a_question_answered():
    ours = record("trade-one", NOW - HOUR, review="06_sco")
    asked = record("trade-one", NOW - HOUR + MINUTE, "b", review="06_sco", shown=True)
    others = [
        record("trade-one", NOW - HOUR),
        record("trade-one", NOW - HOUR, review="10_future"),
        record("trade-one", NOW - 13 * HOUR, review="06_sco"),
        record("trade-one", NOW + 13 * HOUR, review="06_sco"),
        {**ours, "time": "never"},
    ]
    assert spacing.records_of_sitting([*others, ours, asked], "06_sco", NOW) == [ours, asked]
    clock_put_back = NOW - 2 * HOUR
    assert spacing.records_of_sitting([ours], "06_sco", clock_put_back) == [ours]


# what is refused, and how


@pytest.mark.parametrize("count", [0, -1, 21, 2.5, "3", None, True])
def test_a_count_that_is_none_is_told(count):
    with pytest.raises(bank.BankError, match="whole number from 1 to 20"):
        spacing.draw("06_sco", count, History(), NOW)


@pytest.mark.parametrize("lesson", ["00_start", "", None, 4, "00"])
def test_no_earlier_lesson_is_told_with_those_that_have_a_review(lesson):
    with pytest.raises(bank.BankError) as told:
        spacing.draw(lesson, 3, History(), NOW)
    assert repr(lesson) in str(told.value)
    assert str(told.value).endswith("Lessons with a review: 02_treaty, 04_trade, 06_sco.")


def test_a_lesson_without_questions_of_its_own_has_a_review():
    assert drawn("10_future", 1) == ["sco-one"]


# whatever a folder holds

JUNK = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
ANSWERS = st.sampled_from(["a", "b", "true", "false", ["a"], ["a", "b"], ["c"]]) | st.recursive(
    JUNK, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=2)
)
TIMES = st.one_of(
    st.datetimes(timezones=st.just(dt.UTC)).map(dt.datetime.isoformat),
    st.datetimes(NOW.replace(tzinfo=None) - 40 * DAY, NOW.replace(tzinfo=None) + 2 * DAY).map(
        dt.datetime.isoformat
    ),
    st.sampled_from(
        ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "2026-11-23", "2026-W48-1"]
    ),
)
RECORDS = st.builds(
    lambda id, wording, **fields: {
        "question": id,
        "version": wording or (question.version(ALL[id]) if id in ALL else "v"),
        **{name: value for name, value in fields.items() if value is not ...},
    },
    st.sampled_from([*ALL, "gone"]),
    st.sampled_from(["", "", "", "of-old"]),
    answer=ANSWERS,
    time=TIMES,
    session=st.sampled_from(["s", "t"]),
    n=st.integers(0, 9),
    review=st.sampled_from([..., ..., "06_sco", "04_trade"]) | JUNK | st.lists(JUNK, max_size=1),
    hints=st.just(...) | JUNK,
    shown=st.sampled_from([..., ..., ..., True]) | JUNK,
)


@given(
    st.lists(RECORDS, max_size=40),
    st.sampled_from(["02_treaty", "04_trade", "06_sco", "10_future"]),
    st.integers(1, 20),
    st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC))
    | st.just(NOW),
)
def test_any_history_gives_a_review(records, lesson, count, now):
    found = spacing.draw(lesson, count, History(records), now)
    ids = [q.id for q in found]
    possible = [
        q.id for q in ALL.values() if q.lesson < lesson and q.type not in ("prediction", "open")
    ]
    assert len(ids) == min(count, len(possible)), "as many as asked for, if there are so many"
    assert len(set(ids)) == len(ids)
    assert set(ids) <= set(possible)
    assert spacing.draw(lesson, count, History(list(records)), now) == found, "no chance in it"
    for id in ids:
        spacing.records_of_sitting([r for r in records if r["question"] == id], lesson, now)


@given(st.integers(0, 10**6), st.integers(1, 7))
def test_answering_never_swaps_the_other_questions_away(seed, count):
    chance = random.Random(seed)
    past = [
        record(
            chance.choice(["start-core", "treaty-one", "treaty-true", "trade-one", "trade-some"]),
            NOW - chance.random() * 60 * DAY,
            right=chance.random() < 0.5,
        )
        for _ in range(chance.randrange(12))
    ]
    first = drawn("06_sco", count, past)
    done = chance.sample(first, chance.randint(1, len(first)))
    given_now = [
        record(id, NOW + i * MINUTE, right=chance.random() < 0.5,
               review="06_sco")
        for i, id in enumerate(done)
    ]  # fmt: skip
    again = drawn("06_sco", count, past + given_now, NOW + chance.random() * 11 * HOUR)
    assert again[: len(done)] == done
    assert set(again) == set(first)
