"""A final test: questions drawn from all lessons, the same ones for screen, paper and Moodle.

Which questions are drawn follows from a number alone, so a class can sit one draw, and a second
class, or a second try, another. No chance is involved: draw 1 is the same on every machine, as
long as the bank does not change.
"""

import hashlib
from collections import Counter, defaultdict

from helpers.quiz import exports
from helpers.quiz.bank import BankError
from helpers.quiz.spacing import ASIDE, is_marked

COUNT = 30
"""As many as fit a class of 45 minutes, at a minute and a half each."""


def draw(count=COUNT, number=1, lessons=None):
    """Choose the questions of a final test.

    The lessons are taken in turn, so that each has its share. Within a lesson come first what
    asks for understanding or judgement, what stands in its main part, types that the test has
    few of, and objectives that it does not have yet; what is then equal is ordered by the number.
    Only questions that are marked, and that paper and Moodle have too.

    Parameters
    ----------
    count : int
        How many.
    number : int
        Which draw: 1, 2, 3 …
    lessons : list of str, optional
        Only these; without it, all.

    Returns
    -------
    list of Question
        ``count`` questions in the order of the lessons.

    Raises
    ------
    BankError
        If a lesson is not known, or the bank has fewer questions than asked for.

    Examples
    --------
    >>> test = draw(12, number=1)
    >>> len({question.id for question in test}), len({question.type for question in test}) > 4
    (12, True)
    """
    for name, value in (("count", count), ("number", number)):
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise BankError(f"{name}={value!r} of a final test is not a whole number from 1 on.")
    chosen = _fitting(lessons)
    if count > len(chosen):
        raise BankError(
            f"A final test of {count} questions cannot be drawn: these lessons have {len(chosen)} "
            "that are marked and can be printed and imported. Ask for fewer, or for more lessons."
        )
    shelves = defaultdict(list)
    for question in chosen:
        shelves[question.lesson].append(question)
    drawn, types, objectives = [], Counter(), Counter()
    while len(drawn) < count:
        for shelf in filter(None, list(shelves.values())):
            best = min(
                shelf,
                key=lambda q: (
                    objectives[q.objective], q.level == "recall", q.section in ASIDE,
                    types[q.type], _lot(q, number),
                ),
            )  # fmt: skip
            shelf.remove(best)
            drawn.append(best)
            types[best.type] += 1
            objectives[best.objective] += 1
            if len(drawn) == count:
                break
    wanted = {question.id for question in drawn}
    return [question for question in chosen if question.id in wanted]


def _fitting(lessons):
    return [
        question
        for question in exports.gather(lessons)
        if is_marked(question)
        and all(exports.fate(question, f)[0] != "refused" for f in ("moodle-xml", "print"))
    ]


def _lot(question, number):
    return hashlib.sha256(f"{number} {question.id}".encode()).hexdigest()


def view(count=COUNT, number=1, lessons=None):
    """Make the widget of a final test; see :func:`helpers.quiz.final`, which a teacher calls.

    Parameters
    ----------
    count, number, lessons
        As in :func:`draw`.

    Returns
    -------
    helpers.quiz.view.Quiz

    Raises
    ------
    BankError
        As :func:`draw`.

    Examples
    --------
    >>> len(view(12).questions)
    12
    """
    from helpers.quiz import progress
    from helpers.quiz.view import Quiz

    asked = draw(count, number, lessons)
    name = f"Final test, draw {number}. {len(asked)} questions."
    # Kept as a review is: it starts blank, whatever was answered in the lessons.
    return Quiz(name, asked, progress.load(), review=f"final test {number}")
