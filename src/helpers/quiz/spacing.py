"""Which questions of earlier lessons come back, and when: spaced repetition.

Nothing is kept but the answers. What is due follows from them each time anew, by FSRS 6 as the
package ``fsrs`` computes it (after J. Ye, J. Su and Y. Cao, "A Stochastic Shortest Path Algorithm
for Optimizing Spaced Repetition Scheduling", KDD 2022, https://doi.org/10.1145/3534678.3539081).
It estimates how likely it is that an answer is still known; a question is due where that falls
to nine in ten.
"""

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any

import fsrs

from helpers.quiz import bank
from helpers.quiz.bank import BankError
from helpers.quiz.question import TYPES, version
from helpers.quiz.types.base import Type

MOST = 20
"""Questions in one review: more is a test, not a warm-up."""

SITTING = dt.timedelta(hours=12)
"""For so long a review stays the one it was, however often its cell is run."""

PAUSE = dt.timedelta(hours=1)
"""Answers to one question further apart than this are two attempts to remember, not tries."""

SOON = dt.timedelta(minutes=10)
"""After a wrong answer a question is due this soon; after a right one, in days."""

ASIDE = ("warm-up", "practice", "extension")
"""Sections that do not carry a lesson: the first leads into it, the others are not for all."""

# One learning step: the two of the default would bring a first right answer back after ten
# minutes, which suits a pile of cards and not lessons that are days apart. No fuzz: who has given
# the same answers gets the same questions.
SCHEDULER = fsrs.Scheduler(learning_steps=(SOON,), relearning_steps=(SOON,), enable_fuzzing=False)


@dataclass(frozen=True)
class _Try:
    """One answer to the present wording of a question."""

    time: dt.datetime
    record: dict
    answer: Any


def draw(lesson, count, history, now):
    """Choose the questions with which a lesson begins, from the lessons before it.

    First come those that are due, the likeliest forgotten first; then those never answered,
    taken in turn from the nearest lesson, the next nearest and so on; then the rest. Whoever has
    answered nothing gets the same questions as everybody else. For twelve hours after its first
    answer a review stays as it is, with what is answered at the front.

    Parameters
    ----------
    lesson : str
        The lesson that is about to begin; it need not have questions of its own.
    count : int
        How many questions, from 1 to 20.
    history : History
        All answers, also those to other questions.
    now : datetime.datetime
        With a time zone.

    Returns
    -------
    list of Question
        At most ``count``, each once. Only types that are marked.

    Raises
    ------
    BankError
        If the count is none, no lesson before this one has questions, a question file has a
        fault.

    Examples
    --------
    >>> from helpers.quiz.progress import History
    >>> now = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
    >>> len(draw("04_trade", 2, History(), now))
    2
    """
    if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= MOST:
        raise BankError(
            f"A review cannot have {count!r} questions. "
            f"Give a whole number from 1 to {MOST}, such as count=3."
        )
    candidates, now = _candidates(lesson), now.astimezone(dt.UTC)
    tries = _tries(candidates, history)
    # What this review has asked already. The rest is drawn as it was before the first of these
    # answers, so that running the cell again does not change the questions not yet answered.
    began = {}
    for id, own in tries.items():
        times = [t.time for t in own if _in_sitting(t.record, t.time, lesson, now)]
        if times:
            began[id] = min(times)
    start = min([now, *began.values()])
    cards = {}
    for id, own in tries.items():
        earlier = [
            t
            for t in own
            if not _in_sitting(t.record, t.time, lesson, now) and not start < t.time <= now
        ]
        if earlier:
            cards[id] = _card(candidates[id], earlier, start)
    ranked = _ranked(candidates, cards, count, start)
    front = sorted(began, key=began.get)
    chosen = [*front, *(id for id in ranked if id not in began)]
    return [candidates[id] for id in chosen[:count]]


def records_of_sitting(records, lesson, now):
    """Pick the records that belong to the review that is going on.

    A question of a review starts blank, although it was answered in its own lesson or in an
    earlier review.

    Parameters
    ----------
    records : list of dict
        Of one question, as :meth:`helpers.quiz.progress.History.of` gives them.
    lesson : str
        The lesson in whose review they were given.
    now : datetime.datetime
        With a time zone.

    Returns
    -------
    list of dict
        Those of the last twelve hours, in the same order.

    Examples
    --------
    >>> now = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
    >>> old = {"review": "04_trade", "time": "2026-11-22T10:00:00Z", "answer": "a"}
    >>> new = {"review": "04_trade", "time": "2026-11-23T09:00:00Z", "answer": "b"}
    >>> [record["answer"] for record in records_of_sitting([old, new], "04_trade", now)]
    ['b']
    """
    return [r for r in records if _in_sitting(r, _time(r), lesson, now)]


def _in_sitting(record, time, lesson, now):
    # abs: a clock that was put back by a little does not end a review.
    return record.get("review") == lesson and time is not None and abs(now - time) <= SITTING


def _time(record):
    """When it was answered, in UTC; None for what is no time."""
    try:
        time = dt.datetime.fromisoformat(record["time"])
        return (time if time.tzinfo else time.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):  # the second: year 1 or 9999, moved out of the calendar
        return None


# what can be asked


def _candidates(lesson):
    """The marked questions of all lessons before this one, by id, in order."""
    known = bank.lessons()
    earlier = [name for name in known if isinstance(lesson, str) and name < lesson]
    found = {q.id: q for name in earlier for q in bank.load(name).questions if is_marked(q)}
    if found:
        return found
    having = (name for name in known if any(map(is_marked, bank.load(name).questions)))
    first = next(having, None)
    later = ", ".join(name for name in known if first is not None and name > first)
    raise BankError(
        f"There is nothing to review before the lesson {lesson!r}: no lesson before it has "
        f"questions. Lessons with a review: {later or 'none'}."
    )


def is_marked(question):
    """Say whether a question is right or wrong: predictions and written answers are not.

    Parameters
    ----------
    question : Question

    Returns
    -------
    bool

    Examples
    --------
    >>> is_marked(bank.load("00_start_here").questions[0])
    True
    """
    # By type: to ask the question itself for its right answer may mean to read a table.
    return TYPES[question.type].example is not Type.example


def _tries(candidates, history):
    """id → the answers that count, oldest first; only for questions that have some."""
    records = defaultdict(list)
    for record in history.records:
        if record["question"] in candidates and not record.get("shown"):
            records[record["question"]].append(record)
    out = {}
    for id, own in records.items():
        question = candidates[id]
        wording, clean = version(question), TYPES[question.type].answer
        tries = [
            _Try(time, record, answer)
            for record in own
            if record["version"] == wording
            and (time := _time(record)) is not None
            and (answer := clean(question, record["answer"])) is not None
        ]
        if tries:
            out[id] = sorted(tries, key=lambda t: t.time)
    return out


# what is due


def _card(question, tries, now):
    """Go through the attempts to remember one question; each counts by its first try."""
    card = fsrs.Card(card_id=1, due=now)  # without an id it would wait to find one
    last = {}
    for one in tries:
        where = (str(one.record.get("session")), str(one.record.get("review", "")))
        before, last[where] = last.get(where), one.time
        if before is not None and one.time - before <= PAUSE:
            continue
        # Where the clock was wrong, a time in the future means now.
        card, _ = SCHEDULER.review_card(card, _rating(question, one), min(one.time, now))
    return card


def _rating(question, one):
    """Marked anew: what a file says about right and wrong is not believed."""
    share = TYPES[question.type].mark(question, one.answer)
    if not share:
        return fsrs.Rating.Again
    return fsrs.Rating.Good if share == 1 and not one.record.get("hints") else fsrs.Rating.Hard


def _ranked(candidates, cards, count, now):
    """The ids in the order in which they are to be asked."""

    def likely(id):
        # FSRS counts whole days; within one, what is forgotten faster comes first.
        return SCHEDULER.get_card_retrievability(cards[id], now), cards[id].stability

    seen = sorted((id for id in candidates if id in cards), key=likely)
    due = [id for id in seen if cards[id].due <= now]
    later = [id for id in seen if cards[id].due > now]
    return [*due, *_new([q for id, q in candidates.items() if id not in cards], count), *later]


def _new(questions, count):
    """Ids of questions never answered: the lessons in turn, the nearest first.

    Within a lesson, what asks for understanding in its main part comes before recall and before
    what stands aside; then types that are not drawn yet; then the order of the file.
    """
    shelves = defaultdict(list)
    for q in questions:
        shelves[q.lesson].append(q)
    drawn, types = [], Counter()
    while len(drawn) < count and any(shelves.values()):
        for shelf in filter(None, reversed(shelves.values())):
            best = min(
                shelf,
                key=lambda q: ((q.section in ASIDE) + (q.level == "recall"), types[q.type]),
            )
            shelf.remove(best)
            drawn.append(best.id)
            types[best.type] += 1
    return drawn
